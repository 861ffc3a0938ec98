import type { Condition } from "../../../core/condition.ts";
import { type ConditionProblem, parseCondition } from "../../../core/condition-parse.ts";
import { IntgError } from "../../../core/errors.ts";
import { note } from "../../../core/note.ts";
import type { Texts } from "../../../messages/text.ts";
import { columnOf, pointer } from "../../pointer.ts";
import { printable } from "../../printable.ts";

/** `--when` (or `--where`, with fields of its own) as a condition. @throws INTG_BAD_CONDITION, which points at the place. */
export function readCondition(text: string, texts: Texts, fields?: readonly string[]): Condition {
  const parsed = parseCondition(text, fields);
  if (parsed.ok) return parsed.value;
  const column = columnOf(text, parsed.error.at);
  throw new IntgError(
    "INTG_BAD_CONDITION",
    { column, problem: conditionProblem(parsed.error, texts) },
    { problems: [pointer(text, column)] },
  );
}

/** What is wrong with a condition, in words. */
export function conditionProblem({ code, found, suggestion }: ConditionProblem, texts: Texts): string {
  const reason = code === "unexpected" && found === "" ? "ends-early" : code;
  const problem = texts.ofNote(note(`condition.${reason}`, { found: printable(found) }));
  return suggestion === null ? problem : `${problem} ${texts("condition.suggestion", { suggestion: printable(suggestion) })}`;
}
