import type { Note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Destination, DestinationQuery } from "../../destinations/contract.ts";
import type { Rows } from "./ask.ts";

/** Why no code was found. */
export type FindProblem =
  /** The destination did not say. */
  | { readonly kind: "unanswered"; readonly reason: Note }
  /** The text has not as many parts as the code. */
  | { readonly kind: "parts"; readonly parts: readonly string[] }
  /** No row is called so, or several are, of those that the query gives for `args`. */
  | {
      readonly kind: "unclear";
      readonly part: string;
      readonly query: string;
      readonly args: readonly string[];
      readonly candidates: Rows;
    };

const MOST_CANDIDATES = 10;

/**
 * Finds a code by the names that the vendor's panel shows: `Máquina de vendas/Boas-vindas/1`. Each part may be a name or the
 * code itself; letter case, accents and blanks do not matter.
 *
 * @param names - queries that know the parts, in order.
 * @param ask - asks the destination.
 */
export async function findCode(
  kind: Destination,
  names: readonly string[],
  text: string,
  ask: (query: DestinationQuery, args: readonly string[]) => Promise<Result<Rows, Note>>,
): Promise<Result<string, FindProblem>> {
  const parts = names.length === 1 ? [text] : text.split("/");
  if (parts.length !== names.length) return err({ kind: "parts", parts: names });
  const codes: string[] = [];
  for (const [at, name] of names.entries()) {
    const query = kind.queries.find((candidate) => candidate.name === name);
    if (query === undefined) return err({ kind: "parts", parts: names });
    const args = codes.slice(0, query.takes.length);
    const rows = await ask(query, args);
    if (!rows.ok) return err({ kind: "unanswered", reason: rows.error });
    const part = (parts[at] ?? "").trim();
    const [code, ...more] = matching(rows.value, part);
    if (code === undefined || more.length > 0) {
      return err({ kind: "unclear", part, query: name, args, candidates: candidates(rows.value, part) });
    }
    codes.push(code);
  }
  return ok(codes.join("/"));
}

/** Codes of the rows that a text names: the code itself wins over a name. */
function matching(rows: Rows, text: string): readonly string[] {
  const byCode = rows.filter(([code]) => code === text);
  const found = byCode.length > 0 ? byCode : rows.filter(([, title]) => title !== undefined && plain(title) === plain(text));
  return [...new Set(found.map(([code = ""]) => code))];
}

/** Those that hold the text first. */
function candidates(rows: Rows, text: string): Rows {
  const isNear = ([, title = ""]: readonly string[]) => plain(title).includes(plain(text));
  return [...rows.filter(isNear), ...rows.filter((row) => !isNear(row))].slice(0, MOST_CANDIDATES);
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/gu, " ").trim().toLowerCase();
}
