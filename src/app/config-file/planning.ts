import type { Instant } from "../../core/instant.ts";
import { type Note, note } from "../../core/note.ts";
import type { Link } from "../../core/product.ts";
import type { Result } from "../../core/result.ts";
import type { Secret } from "../../core/secret.ts";
import { closest } from "../../core/suggest.ts";
import type { ConfigurationStore, Ids } from "../ports.ts";
import type { FileFault, FilePath } from "../rule-file.ts";
import type { Section } from "./document.ts";
import type { FullPicture } from "./picture.ts";

/** One field of a thing as it is shown; null for none. What is `usual` is not told of a new thing. */
export interface Field {
  readonly name: string;
  readonly value: string | null;
  readonly usual?: string;
}

export interface FieldChange {
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** One thing that is not as the file has it. */
export interface PlannedChange {
  readonly section: Section;
  /** `hotmart/default`, `curso-x`, `curso-x on purchase.approved`. */
  readonly name: string;
  readonly what: "add" | "change" | "remove";
  readonly fields: readonly FieldChange[];
  /** What goes with a thing that is removed, by kind: `{ links: 2, rules: 1 }`. */
  readonly with: Readonly<Record<string, number>>;
}

/** Something to know before it is done, and about what. */
export interface PlanWarning {
  readonly subject: string;
  readonly problem: Note;
}

/** What is counted that a file does not name: things of its sections, and parts of things that it does name. */
export type KeptKind = Section | "links" | "codes";

/** One write. */
export type Step = (store: ConfigurationStore, at: Instant) => Promise<unknown>;

/** How things will stand, for what refers to them. */
export interface Aftermath {
  readonly products: ReadonlySet<string>;
  readonly links: readonly Link[];
  readonly templates: ReadonlySet<string>;
  /** Kind by name. */
  readonly destinations: ReadonlyMap<string, string>;
  readonly advertisers: ReadonlySet<string>;
}

export interface UnreadNames {
  readonly products: readonly string[];
  readonly destinations: readonly string[];
  readonly advertisers: readonly string[];
}

export interface PlanOptions {
  /** Whether what the file does not name is removed. */
  readonly prune: boolean;
  /** Whether secrets stay as they are, whatever the file says. */
  readonly keepsSecrets: boolean;
  /** What stands behind each reference of the file. */
  readonly references: ReadonlyMap<string, Result<string, Note>>;
  readonly fingerprintOf: (value: Secret) => string;
  /** A place of the file for a person, `shop.yaml:12`. */
  readonly nameOf: (path: FilePath) => string;
  /** A value as it is written, where that is not what YAML makes of it; undefined where nothing is. */
  readonly textOf: (path: FilePath) => string | undefined;
  /** What the file names in entries that have faults of their own: what refers to it is right. */
  readonly unread: UnreadNames;
  readonly ids: Ids;
  readonly now: Instant;
}

/** A plan while it is made. */
export interface Planning extends PlanOptions {
  readonly picture: FullPicture;
  readonly after: Aftermath;
  /** Everything that is wrong with the file; with one the plan is of no use. */
  readonly faults: FileFault[];
  readonly warnings: PlanWarning[];
  readonly changes: PlannedChange[];
  readonly kept: Map<KeptKind, number>;
  /** Come first: what is taken away here may be given there. */
  readonly removals: Step[];
  readonly writes: Step[];
}

/** What is different between two states of a thing. */
export function changesBetween(before: readonly Field[], after: readonly Field[]): readonly FieldChange[] {
  const olds = new Map(before.map(({ name, value }) => [name, value]));
  const news = new Map(after.map(({ name, value }) => [name, value]));
  return [...new Set([...olds.keys(), ...news.keys()])]
    .map((name) => ({ name, from: olds.get(name) ?? null, to: news.get(name) ?? null }))
    .filter(({ from, to }) => from !== to);
}

/** What is to be told of a new thing. */
export function newFields(fields: readonly Field[]): readonly FieldChange[] {
  return fields.flatMap(({ name, value, usual }) => (value === null || value === usual ? [] : [{ name, from: null, to: value }]));
}

export function yesOrNo(value: boolean): string {
  return value ? "yes" : "no";
}

/**
 * Plans what becomes of one thing that the file names.
 *
 * @returns whether anything does.
 */
export function planThing(
  thing: { readonly section: Section; readonly name: string },
  before: readonly Field[] | undefined,
  after: readonly Field[],
  { changes }: Planning,
): boolean {
  const fields = before === undefined ? newFields(after) : changesBetween(before, after);
  if (before !== undefined && fields.length === 0) return false;
  changes.push({ ...thing, what: before === undefined ? "add" : "change", fields, with: {} });
  return true;
}

/** Plans what becomes of one thing that the file does not name. */
export function planUnnamed(
  thing: { readonly section: Section; readonly name: string; readonly with?: Readonly<Record<string, number>> },
  step: Step,
  { prune, kept, changes, removals }: Planning,
): void {
  if (!prune) {
    count(kept, thing.section);
    return;
  }
  const along = Object.fromEntries(Object.entries(thing.with ?? {}).filter(([, many]) => many > 0));
  changes.push({ section: thing.section, name: thing.name, what: "remove", fields: [], with: along });
  removals.push(step);
}

export function count(kept: Map<KeptKind, number>, kind: KeptKind, by = 1): void {
  kept.set(kind, (kept.get(kind) ?? 0) + by);
}

/** Reads a text field, trimmed; what is only blanks is none. */
export function textOrNull(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

/** Whether a thing was named before in the same list, which is a fault. */
export function isTwice(seen: Set<string>, key: string, name: string, path: FilePath, { faults }: Pick<Planning, "faults">): boolean {
  if (!seen.has(key)) {
    seen.add(key);
    return false;
  }
  faults.push({ path, problem: note("config-file.twice", { name }) });
  return true;
}

/** Looking for what was meant in thousands of names, for thousands of wrong ones, would take minutes. */
const WORTH_GUESSING = 2_000;

export function nearest(word: string, known: Iterable<string>): string | null {
  const names = [...known];
  return names.length > WORTH_GUESSING ? null : closest(word, names);
}
