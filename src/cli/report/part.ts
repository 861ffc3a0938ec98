import type { Chart, Column, PagePart } from "../../html/model.ts";
import type { MessageKey } from "../../messages/text.ts";
import type { Words } from "./words.ts";

export interface ColumnKey {
  readonly key: MessageKey;
  readonly isNumber: boolean;
}

export const text = (key: MessageKey): ColumnKey => ({ key, isNumber: false });
export const number = (key: MessageKey): ColumnKey => ({ key, isNumber: true });

/** A column in which nothing is said is left out. */
export function partOf(
  id: string,
  { texts }: Words,
  part: {
    readonly title?: string;
    readonly columns: readonly ColumnKey[];
    readonly rows: readonly (readonly string[])[];
    readonly leftOut?: number;
    readonly charts: readonly (Chart | null)[];
  },
): PagePart {
  const said = part.columns.map((_, at) => at === 0 || part.rows.some((row) => row[at] !== "-" && row[at] !== "0"));
  const columns: readonly Column[] = part.columns.map(({ key, isNumber }) => ({ title: texts(key), isNumber }));
  return {
    id,
    title: part.title ?? null,
    columns: columns.filter((_, at) => said[at]),
    rows: part.rows.map((row) => row.filter((_, at) => said[at])),
    rest: (part.leftOut ?? 0) > 0 ? texts("report.more", { n: part.leftOut ?? 0 }) : null,
    summary: texts("report.rows", { n: part.rows.length }),
    charts: part.charts.filter((chart) => chart !== null),
  };
}
