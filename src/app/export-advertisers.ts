import { parseDocument } from "../core/document.ts";
import { maskDocument } from "../core/document-mask.ts";
import { IntgError } from "../core/errors.ts";
import { isHttpUrl } from "../core/http-url.ts";
import { type Note, note } from "../core/note.ts";
import { advertiserPages } from "./advertisers.ts";
import type { Advertiser, Store } from "./ports.ts";

/** One line of the file that Grupo ZAP asks for: `DOCUMENT,URL,SEND_LEAD_EMAIL`. */
export type ExportRow = readonly [document: string, url: string, sendLeadEmail: "true" | "false"];

export interface ExportTotals {
  rows: number;
  skippedClosed: number;
}

/**
 * Reads every advertiser once, checks it and gives it as a row, in pages by slug. Whoever writes them must be able to
 * take all back: a bad advertiser is only known when it comes.
 *
 * @param publicUrl - what a URL is made of where the advertiser has none of its own: `<publicUrl>/grupozap/lead/<slug>`.
 * @param totals - counted up as pages are given.
 * @throws INTG_EXPORT_INVALID after the last page, with every bad advertiser as a problem, documents masked.
 */
export async function* exportedRows(
  store: Pick<Store, "advertisers">,
  publicUrl: string | null,
  totals: ExportTotals,
): AsyncGenerator<readonly ExportRow[]> {
  const problems: Note[] = [];
  const shared = new Set(await store.advertisers.sharedDocuments());
  for await (const page of advertiserPages(store, { after: null, limit: null })) {
    const rows: ExportRow[] = [];
    for (const advertiser of page) {
      if (advertiser.closed) {
        totals.skippedClosed += 1;
        continue;
      }
      const url = urlOf(advertiser, publicUrl);
      const found = problemsOf(advertiser, url, shared);
      if (url !== null && found.length === 0) rows.push([advertiser.document, url, advertiser.sendLeadEmail ? "true" : "false"]);
      for (const problem of found) problems.push(problem);
    }
    totals.rows += rows.length;
    if (problems.length === 0) yield rows;
  }
  if (problems.length > 0) throw new IntgError("INTG_EXPORT_INVALID", { n: countAdvertisers(problems) }, { problems });
}

function urlOf({ url, slug }: Advertiser, publicUrl: string | null): string | null {
  return url ?? (publicUrl === null ? null : `${publicUrl}/grupozap/lead/${slug}`);
}

const NONE: readonly Note[] = [];

/**
 * The store holds what was checked on its way in, but other versions and other hands may have written there too. Which
 * of several advertisers a document belongs to only the operator knows, so each of them is named.
 */
function problemsOf({ slug, document }: Advertiser, url: string | null, shared: ReadonlySet<string>): readonly Note[] {
  const parsed = parseDocument(document);
  const isPlain = parsed.ok && parsed.value === document;
  if (isPlain && !shared.has(document) && url !== null && isHttpUrl(url)) return NONE;
  const problems: Note[] = [];
  if (!parsed.ok) problems.push(note(`row.${parsed.error}`, { where: slug, document: maskDocument(document) }));
  else if (!isPlain) problems.push(note("row.document-masked", { where: slug, document: maskDocument(document) }));
  if (shared.has(document)) problems.push(note("row.document-shared", { where: slug, document: maskDocument(document) }));
  if (url === null) problems.push(note("row.no-url", { where: slug }));
  else if (!isHttpUrl(url)) problems.push(note("row.bad-url", { where: slug }));
  return problems;
}

/** One advertiser can have several things wrong. */
function countAdvertisers(problems: readonly Note[]): number {
  return new Set(problems.map((problem) => problem.params.where)).size;
}
