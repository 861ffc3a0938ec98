import type { FileFault } from "../app/rule-file.ts";
import { type Note, note } from "../core/note.ts";
import type { Texts } from "../messages/text.ts";
import type { YamlFile, YamlProblem } from "../yaml/read.ts";
import { conditionProblem } from "./commands/rule/condition.ts";
import { columnOf } from "./pointer.ts";

/** What a reader found wrong beyond the schema, with its place, in the order of the file. */
export function problemsIn(file: YamlFile, faults: readonly FileFault[], texts: Texts): readonly YamlProblem[] {
  return faults.map((fault) => ({ ...file.placeOf(fault.path), problem: problemOf(fault, texts) })).sort(byPlace);
}

export function byPlace(first: YamlProblem, second: YamlProblem): number {
  return first.line - second.line || first.column - second.column;
}

function problemOf(fault: FileFault, texts: Texts): Note {
  if (!("condition" in fault)) return fault.problem;
  const column = columnOf(fault.condition, fault.found.at);
  return note("rule-file.condition", { column, condition: fault.condition, detail: conditionProblem(fault.found, texts) });
}
