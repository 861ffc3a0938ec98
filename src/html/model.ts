/** A page as data: every text is in the reader's language already, and every figure beside its number as it is written. */
export interface Page {
  /** BCP 47, `pt-BR`. */
  readonly language: string;
  readonly title: string;
  /** What it is about, in short parts. */
  readonly about: readonly string[];
  readonly tiles: readonly Tile[];
  readonly sections: readonly PageSection[];
  /** Said instead of sections, when there are none. */
  readonly empty: string;
  readonly footer: string;
}

export interface Tile {
  readonly label: string;
  readonly value: string;
  readonly details: readonly string[];
  readonly tone: Tone;
}

export interface PageSection {
  /** Unique in its page; a name for links, `products`. */
  readonly id: string;
  readonly title: string;
  readonly notes: readonly string[];
  readonly parts: readonly PagePart[];
}

/** A table, and the chart of it where one helps. */
export interface PagePart {
  readonly id: string;
  /** Null where the section has one part only. */
  readonly title: string | null;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Said in the place of rows that are not there, and of those that are too many. */
  readonly rest: string | null;
  /** What unfolds the table where it is long: `All 31 rows`. */
  readonly summary: string;
  readonly charts: readonly Chart[];
}

export interface Column {
  readonly title: string;
  readonly isNumber: boolean;
}

/** What a colour says. */
export const TONES = ["good", "bad", "plain", "waiting", "quiet"] as const;
export type Tone = (typeof TONES)[number];

export interface Chart {
  readonly title: string;
  /** `columns` along time; `bars` beside names. */
  readonly kind: "columns" | "bars";
  readonly isStacked: boolean;
  readonly labels: readonly string[];
  /** Shorter, for the axis; the same as `labels` where there is room. */
  readonly ticks: readonly string[];
  readonly unit: Unit;
  readonly series: readonly Series[];
}

/** Money is drawn in minor units, `digits` after the point. */
export type Unit = { readonly kind: "money"; readonly currency: string; readonly digits: number } | { readonly kind: "count" };

export interface Series {
  readonly name: string;
  readonly tone: Tone;
  readonly values: readonly number[];
  /** The values as they are written. */
  readonly texts: readonly string[];
}
