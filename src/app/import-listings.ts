import { type Note, note } from "../core/note.ts";
import { type ImportFile, invalid } from "./import-advertisers.ts";
import type { Listing, Store } from "./ports.ts";

interface Row extends Listing {
  readonly where: string;
}

/** Adds the listings of a file with the columns CODE and ADVERTISER, all or none. @throws INTG_CSV_INVALID */
export async function importListings(
  store: Pick<Store, "advertisers" | "transaction">,
  file: ImportFile,
): Promise<{ readonly listings: number }> {
  const names = file.header.map((name) => name.toLowerCase());
  const [code, advertiser] = [names.indexOf("code"), names.indexOf("advertiser")];
  const problems: Note[] = file.brokenAt === null ? [] : [note("row.broken-quote", { where: `${file.path}:${file.brokenAt}` })];
  if (code === -1) problems.push(note("row.no-column", { where: `${file.path}:1`, column: "CODE" }));
  if (advertiser === -1) problems.push(note("row.no-column", { where: `${file.path}:1`, column: "ADVERTISER" }));
  if (problems.length > 0) throw invalid(file, problems);
  const rows = file.rows.flatMap(({ line, cells }) => {
    const where = `${file.path}:${line}`;
    const row = { where, code: (cells[code] ?? "").trim(), advertiser: (cells[advertiser] ?? "").trim().toLowerCase() };
    const isEven = cells.length === file.header.length;
    if (!isEven) problems.push(note("row.uneven", { where, cells: cells.length, columns: file.header.length }));
    else if (!isListingCode(row.code)) problems.push(note("row.bad-code", { where }));
    else return [row];
    return [];
  });
  await findProblems(store, rows, problems);
  if (problems.length > 0) throw invalid(file, problems);
  const listings = [...new Map(rows.map((row) => [row.code, { code: row.code, advertiser: row.advertiser }])).values()];
  await store.advertisers.importListings(listings);
  return { listings: listings.length };
}

/** The advertiser's own code of a property, as it stands in its CRM. */
export function isListingCode(text: string): boolean {
  return text !== "" && text.length <= 200 && !/\p{Cc}/u.test(text);
}

/** Looks each row up, and changes nothing. */
async function findProblems(store: Pick<Store, "transaction">, rows: readonly Row[], problems: Note[]): Promise<void> {
  const firsts = new Map<string, Row>();
  await store.transaction(
    async (tx) => {
      for (const row of rows) {
        const { where, code, advertiser } = row;
        const first = firsts.get(code) ?? row;
        firsts.set(code, first);
        const owner = (await tx.findListing(code))?.advertiser ?? advertiser;
        if ((await tx.findAdvertiser(advertiser)) === undefined) problems.push(note("row.unknown-advertiser", { where, advertiser }));
        else if (first.advertiser !== advertiser) problems.push(note("row.code-twice", { where, code, first: first.where }));
        else if (owner !== advertiser) problems.push(note("row.code-taken", { where, code, owner }));
      }
    },
    { keep: false },
  );
}
