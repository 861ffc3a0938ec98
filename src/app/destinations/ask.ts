import { type Note, note } from "../../core/note.ts";
import { redactText } from "../../core/redact-text.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { DestinationQuery } from "../../destinations/contract.ts";
import type { Sender, SendResult } from "../ports.ts";
import { sendOptionsOf } from "./account.ts";
import type { OpenDestination } from "./registered.ts";

/** What a query gave: rows, each with the code first. */
export type Rows = readonly (readonly string[])[];

/** No account has more that a person could choose from; an endless answer ends here. */
const MOST_PAGES = 100;
/** Enough of an answer to see what it is. */
const SNIPPET_CHARACTERS = 300;

/** Sends a query of the destination's kind, page by page where it has pages. The error says why there are no rows. */
export async function askQuery(
  { destination, account }: OpenDestination,
  sender: Sender,
  query: DestinationQuery,
  args: readonly string[],
): Promise<Result<Rows, Note>> {
  const rows: (readonly string[])[] = [];
  const seen = new Set<string>();
  let fullPage = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const sent = await sender.send(query.request(account, args, page), sendOptionsOf(destination));
    if (sent.kind !== "answered") return err(sent.reason);
    const read = query.read(sent);
    if (!read.ok) return read;
    const fresh = read.value.filter((row) => !seen.has(JSON.stringify(row)));
    for (const row of fresh) seen.add(JSON.stringify(row));
    rows.push(...fresh);
    // A server that knows no pages gives the same again; a page with fewer rows than another is the last one.
    if (query.hasPages !== true || fresh.length === 0 || read.value.length < fullPage) break;
    fullPage = read.value.length;
  }
  return ok(rows);
}

/** The beginning of an answer's body as a person may see it: no secret of the destination, on one line. */
export function snippetOf({ body }: Extract<SendResult, { kind: "answered" }>, { account }: OpenDestination): string | null {
  const secrets = [...account.secrets.values()].flat().map((secret) => secret.reveal());
  const text = redactText(new TextDecoder().decode(body), secrets, null).replace(/\s+/gu, " ").trim();
  const characters = [...text];
  if (characters.length === 0) return null;
  return characters.length <= SNIPPET_CHARACTERS ? text : `${characters.slice(0, SNIPPET_CHARACTERS).join("")}...`;
}

/** What a status says by itself; null when it says yes. */
export function statusProblem(status: number): Note | null {
  return status >= 200 && status <= 299 ? null : note("destination.status", { status });
}
