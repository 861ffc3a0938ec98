import { parseDocument } from "../core/document.ts";
import { maskDocument } from "../core/document-mask.ts";
import { IntgError } from "../core/errors.ts";
import { isHttpUrl } from "../core/http-url.ts";
import { type Note, note } from "../core/note.ts";
import { type AdvertiserColumn, type AdvertiserColumns, advertiserColumns } from "./advertiser-columns.ts";
import { isAdvertiserSlug } from "./advertisers.ts";
import type { Advertiser, Store } from "./ports.ts";

/** A file as the CSV reader gives it. */
export interface ImportFile {
  /** For messages: `path:line`. */
  readonly path: string;
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly brokenAt: number | null;
}

export interface AdvertiserImport {
  readonly added: number;
  readonly updated: number;
  /** Rows of the old forms that had one row per portal. */
  readonly merged: number;
  readonly columns: AdvertiserColumns;
}

/** One good row. What its file has no column for is undefined, and stays as it is where the advertiser exists. */
interface Row {
  readonly where: string;
  readonly line: number;
  readonly document: string;
  readonly url: string | null | undefined;
  readonly sendLeadEmail: boolean | undefined;
  readonly slug: string | null;
}

/**
 * Adds or updates the advertisers of a file, all or none.
 *
 * @throws INTG_CSV_INVALID with every bad row as a problem, documents masked.
 */
export async function importAdvertisers(store: Pick<Store, "advertisers">, file: ImportFile): Promise<AdvertiserImport> {
  const columns = advertiserColumns(file.header);
  const problems: Note[] = file.brokenAt === null ? [] : [note("row.broken-quote", { where: `${file.path}:${file.brokenAt}` })];
  if (!columns.at.has("document")) problems.push(note("row.no-column", { where: `${file.path}:1`, column: "DOCUMENT" }));
  if (problems.length > 0) throw invalid(file, problems);
  const rows = file.rows.flatMap((row) => readRow(file, columns, row, problems) ?? []);
  const distinct = onePerDocument(rows, columns, problems);
  const found = await withExisting(store, withSlugs(distinct, problems), problems);
  if (problems.length > 0) throw invalid(file, problems);
  await store.advertisers.importMany(found.map(({ advertiser }) => advertiser));
  const updated = found.filter(({ existed }) => existed).length;
  return { added: found.length - updated, updated, merged: rows.length - distinct.length, columns };
}

/** The refusal of a file, its problems in the order of its lines. */
export function invalid(file: ImportFile, problems: readonly Note[]): IntgError {
  const lines = new Set(problems.map((problem) => problem.params.where));
  return new IntgError(
    "INTG_CSV_INVALID",
    { path: file.path, n: lines.size },
    { problems: problems.toSorted((one, other) => lineOf(one) - lineOf(other)) },
  );
}

/** Of `where`, which is `path:line`. */
function lineOf({ params }: Note): number {
  return Number(/\d+$/.exec(String(params.where))?.[0] ?? 0);
}

function readRow(file: ImportFile, columns: AdvertiserColumns, { line, cells }: ImportFile["rows"][number], problems: Note[]): Row | null {
  const where = `${file.path}:${line}`;
  const before = problems.length;
  if (cells.length !== file.header.length) {
    problems.push(note("row.uneven", { where, cells: cells.length, columns: file.header.length }));
    return null;
  }
  const text = (column: AdvertiserColumn) => {
    const at = columns.at.get(column);
    return at === undefined ? undefined : (cells[at] ?? "").trim();
  };
  const document = parseDocument(text("document"));
  if (!document.ok) problems.push(note(`row.${document.error}`, { where, document: maskDocument(text("document") ?? "") }));
  const url = text("url");
  if (url !== undefined && url !== "" && !isHttpUrl(url)) problems.push(note("row.bad-url", { where }));
  const flag = text("sendLeadEmail");
  const sendLeadEmail = flag === undefined ? undefined : readBoolean(flag);
  if (sendLeadEmail === null) problems.push(note("row.bad-boolean", { where, column: "SEND_LEAD_EMAIL" }));
  const slug = text("slug")?.toLowerCase() ?? "";
  if (slug !== "" && !isAdvertiserSlug(slug)) problems.push(note("row.bad-slug", { where }));
  if (!document.ok || problems.length > before) return null;
  return {
    where,
    line,
    document: document.value,
    url: url === "" ? null : url,
    sendLeadEmail: sendLeadEmail ?? undefined,
    slug: slug === "" ? null : slug,
  };
}

/** The vendor's sample has `true` and `false`; a spreadsheet with Brazilian settings makes other words of them. */
function readBoolean(text: string): boolean | null {
  const word = text.toLowerCase();
  if (["true", "verdadeiro", "sim", "1"].includes(word)) return true;
  return ["false", "falso", "não", "nao", "0", ""].includes(word) ? false : null;
}

/** A document twice is an error, but for the forms with one row per portal that say the same. */
function onePerDocument(rows: readonly Row[], columns: AdvertiserColumns, problems: Note[]): readonly Row[] {
  const firsts = new Map<string, Row>();
  for (const row of rows) {
    const first = firsts.get(row.document);
    if (first === undefined) firsts.set(row.document, row);
    else if (!columns.isPerPortal || first.url !== row.url || first.sendLeadEmail !== row.sendLeadEmail) {
      problems.push(note("row.document-twice", { where: row.where, document: maskDocument(row.document), first: first.where }));
    }
  }
  return [...firsts.values()];
}

/** Path segments that every customer of a CRM shares. */
const SHARED_SEGMENTS: ReadonlySet<string> = new Set(["lead", "leads", "grupozap", "webhook", "api"]);

interface NamedRow extends Row {
  readonly slug: string;
  readonly isOwnName: boolean;
}

/** Names each row: by its SLUG, else the last segment of its URL when that is its alone, else its document. */
function withSlugs(rows: readonly Row[], problems: Note[]): readonly NamedRow[] {
  const segments = rows.map((row) => lastSegment(row.url ?? null));
  const uses = new Map<string, number>();
  for (const name of [...segments, ...rows.map((row) => row.slug)]) if (name !== null) uses.set(name, (uses.get(name) ?? 0) + 1);
  const firsts = new Map<string, string>();
  return rows.flatMap((row, at) => {
    const segment = segments[at] ?? null;
    const derived = segment !== null && uses.get(segment) === 1 ? segment : row.document.toLowerCase();
    const named = { ...row, slug: row.slug ?? derived, isOwnName: row.slug !== null };
    const first = firsts.get(named.slug);
    if (first !== undefined) problems.push(note("row.slug-twice", { where: row.where, slug: named.slug, first }));
    firsts.set(named.slug, first ?? row.where);
    return first === undefined ? [named] : [];
  });
}

function lastSegment(url: string | null): string | null {
  const segment = url === null ? "" : (new URL(url).pathname.split("/").findLast((part) => part !== "") ?? "").toLowerCase();
  return isAdvertiserSlug(segment) && !SHARED_SEGMENTS.has(segment) ? segment : null;
}

/** Joins each row with what is registered: never does a file give one customer's name to another. */
async function withExisting(
  store: Pick<Store, "advertisers">,
  rows: readonly NamedRow[],
  problems: Note[],
): Promise<readonly { readonly advertiser: Advertiser; readonly existed: boolean }[]> {
  const isEmpty = (await store.advertisers.count()) === 0;
  const joined: { advertiser: Advertiser; existed: boolean }[] = [];
  for (const row of rows) {
    const same = isEmpty ? undefined : await store.advertisers.findByDocument(row.document);
    const slug = row.isOwnName ? row.slug : (same?.slug ?? row.slug);
    const named = same?.slug === slug ? same : isEmpty ? undefined : await store.advertisers.find(slug);
    if (named !== undefined && named.document !== row.document) problems.push(note("row.slug-taken", { where: row.where, slug }));
    else if (same !== undefined && same.slug !== slug)
      problems.push(note("row.document-taken", { where: row.where, document: maskDocument(row.document), slug: same.slug }));
    else joined.push({ advertiser: merged(slug, row, named), existed: named !== undefined });
  }
  return joined;
}

function merged(slug: string, row: Row, known: Advertiser | undefined): Advertiser {
  return {
    slug,
    document: row.document,
    url: row.url === undefined ? (known?.url ?? null) : row.url,
    sendLeadEmail: row.sendLeadEmail ?? known?.sendLeadEmail ?? false,
    closed: known?.closed ?? false,
  };
}
