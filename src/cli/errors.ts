import { Chalk } from "chalk";
import { IntgError } from "../core/errors.ts";
import { type Note, note } from "../core/note.ts";
import { reasonKey, type Texts } from "../messages/text.ts";
import type { Io } from "./io.ts";
import { STANDARD_OUTPUT } from "./output-faults.ts";
import { printable } from "./printable.ts";

/**
 * Shows what went wrong on standard error: what, on what, and what to do next; with --json as one object.
 *
 * @returns the exit code. Whatever is not an `IntgError` is our bug.
 */
export function reportError(
  thrown: unknown,
  io: Io,
  texts: Texts,
  wanted: { readonly json: boolean; readonly color: boolean; readonly debug: boolean },
): number {
  const error = thrown instanceof IntgError ? thrown : new IntgError("INTG_BUG", { detail: bugDetail(thrown) }, { cause: thrown });
  const params = shownParams(error.params, texts);
  const text = note(error.code, params);
  const message = texts.ofNote(text, "error");
  const hint = texts.maybe(hasSuggestionOrNeedsNone(error) ? `hint.${error.code}` : `hint.${error.code}.plain`, params);
  const problems = error.problems.map((problem) => texts.ofNote(note(problem.code, shownParams(problem.params, texts))));
  if (wanted.json) {
    const body = { code: error.code, message, hint: hint ?? null, ...(problems.length > 0 ? { problems } : {}) };
    io.stderr.write(`${JSON.stringify({ error: body })}\n`);
  } else {
    const color = wanted.color && io.stderr.isTTY === true && (io.env.NO_COLOR ?? "") === "";
    const style = new Chalk({ level: color ? 1 : 0 });
    const prefixes = { error: texts("error.prefix"), hint: texts("hint.prefix") };
    const width = Math.max(prefixes.error.length, prefixes.hint.length);
    for (const problem of problems) io.stderr.write(`  ${problem}\n`);
    io.stderr.write(`${style.red.bold(prefixes.error.padEnd(width))} ${message} ${style.dim(`[${error.code}]`)}\n`);
    if (hint !== undefined) io.stderr.write(`${style.cyan(prefixes.hint.padEnd(width))} ${hint}\n`);
  }
  if (wanted.debug) io.stderr.write(`${stackOf(thrown)}\n`);
  return error.exitCode;
}

/**
 * Parameters as they are filled in. They are words of users, files and vendors, so nothing in them may act on the
 * terminal; a reason that is a code, of the system or of ours, is put in words.
 */
export function shownParams(params: Note["params"], texts: Texts): Note["params"] {
  const text = (name: string, value: string) => {
    if (name === "path" && value === STANDARD_OUTPUT) return texts("word.standard-output");
    return (name === "reason" ? reasonText(value, texts) : undefined) ?? printable(value);
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === "string" ? text(name, value) : value]));
}

function reasonText(code: string, texts: Texts): string | undefined {
  return texts.maybe(reasonKey(code)) ?? texts.maybe(`note.${code}`) ?? texts.maybe(`note.rejected.${code}`);
}

/** A "did you mean" without anything to mean is left out; some errors have a plain hint for that. */
function hasSuggestionOrNeedsNone(error: IntgError): boolean {
  return !("suggestion" in error.params) || error.params.suggestion !== null;
}

function bugDetail(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}

function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const cause = thrown.cause instanceof Error ? `\ncaused by ${thrown.cause.stack ?? thrown.cause.message}` : "";
  return `${thrown.stack ?? thrown.message}${cause}`;
}
