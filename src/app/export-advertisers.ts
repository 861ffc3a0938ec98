import { parseDocument } from "../core/document.ts";
import { maskDocument } from "../core/document-mask.ts";
import { DocumentSet } from "../core/document-set.ts";
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
  const seen = new DocumentSet();
  const twice = new Set<string>();
  for await (const page of advertiserPages(store, { after: null, limit: null })) {
    const rows: ExportRow[] = [];
    for (const advertiser of page) {
      if (advertiser.closed) {
        totals.skippedClosed += 1;
        continue;
      }
      const url = urlOf(advertiser, publicUrl);
      const found = problemsOf(advertiser, url);
      problems.push(...found);
      if (!found.some((problem) => "document" in problem.params) && !seen.add(advertiser.document)) twice.add(advertiser.document);
      else if (url !== null && found.length === 0) rows.push([advertiser.document, url, advertiser.sendLeadEmail ? "true" : "false"]);
    }
    totals.rows += rows.length;
    if (problems.length === 0 && twice.size === 0) yield rows;
  }
  if (twice.size > 0) problems.push(...(await duplicateProblems(store, twice)));
  if (problems.length > 0) throw new IntgError("INTG_EXPORT_INVALID", { n: countAdvertisers(problems) }, { problems });
}

function urlOf({ url, slug }: Advertiser, publicUrl: string | null): string | null {
  return url ?? (publicUrl === null ? null : `${publicUrl}/grupozap/lead/${slug}`);
}

/** The store holds what was checked on its way in, but other versions and other hands may have written there too. */
function problemsOf({ slug, document }: Advertiser, url: string | null): readonly Note[] {
  const problems: Note[] = [];
  const parsed = parseDocument(document);
  if (!parsed.ok) problems.push(note(`row.${parsed.error}`, { where: slug, document: maskDocument(document) }));
  else if (parsed.value !== document) problems.push(note("row.document-masked", { where: slug, document: maskDocument(document) }));
  if (url === null) problems.push(note("row.no-url", { where: slug }));
  else if (!isHttpUrl(url)) problems.push(note("row.bad-url", { where: slug }));
  return problems;
}

/** Names the first advertiser of each repeated document too: which of them is right, only the operator knows. */
async function duplicateProblems(store: Pick<Store, "advertisers">, twice: ReadonlySet<string>): Promise<readonly Note[]> {
  const problems: Note[] = [];
  for await (const page of advertiserPages(store, { after: null, limit: null })) {
    for (const { slug, document, closed } of page) {
      if (!closed && twice.has(document)) problems.push(note("row.document-shared", { where: slug, document: maskDocument(document) }));
    }
  }
  return problems;
}

/** One advertiser can have several things wrong. */
function countAdvertisers(problems: readonly Note[]): number {
  return new Set(problems.map((problem) => problem.params.where)).size;
}
