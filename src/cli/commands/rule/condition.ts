import type { Condition } from "../../../core/condition.ts";
import { type ConditionProblem, parseCondition } from "../../../core/condition-parse.ts";
import { IntgError } from "../../../core/errors.ts";
import { note } from "../../../core/note.ts";
import type { Texts } from "../../../messages/text.ts";
import { printable } from "../../printable.ts";

/** `--when` as a condition. @throws INTG_BAD_CONDITION, which points at the place. */
export function readCondition(text: string, texts: Texts): Condition {
  const parsed = parseCondition(text);
  if (parsed.ok) return parsed.value;
  const params = { column: columnOf(text, parsed.error), problem: problemText(parsed.error, texts) };
  throw new IntgError("INTG_BAD_CONDITION", params, { problems: [pointer(text, parsed.error)] });
}

/** Counted from 1, in characters as they are seen. */
function columnOf(text: string, { at }: ConditionProblem): number {
  return [...text.slice(0, at)].length + 1;
}

function problemText({ code, found, suggestion }: ConditionProblem, texts: Texts): string {
  const reason = code === "unexpected" && found === "" ? "ends-early" : code;
  const problem = texts.ofNote(note(`condition.${reason}`, { found: printable(found) }));
  return suggestion === null ? problem : `${problem} ${texts("condition.suggestion", { suggestion: printable(suggestion) })}`;
}

/** The condition on one line, and under it a mark where it goes wrong. */
function pointer(text: string, problem: ConditionProblem) {
  const line = text.replace(/[\s\p{Cc}]/gu, " ");
  return note("condition.pointer", { line: printable(line), blanks: " ".repeat(columnOf(text, problem) - 1) });
}
