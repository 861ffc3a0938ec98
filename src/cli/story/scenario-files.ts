import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readScenario, type Scenario, type ScenarioDocument, type ScenarioFault } from "../../app/story/scenario.ts";
import { IntgError } from "../../core/errors.ts";
import { closest } from "../../core/suggest.ts";
import type { Texts } from "../../messages/text.ts";
import { packageRoot } from "../../shared/package-root.ts";
import { readYamlFile, yamlError } from "../yaml-file.ts";

const SCHEMA = "scenario";
const ENDING = ".yaml";

/** Names of the scenarios that come with intg, sorted. */
export function scenarioNames(): readonly string[] {
  return readdirSync(folder())
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

/**
 * A scenario by its name, told in the language's words, or from a file of the user's.
 *
 * @throws INTG_UNKNOWN_SCENARIO, INTG_YAML_INVALID, INTG_FILE_UNREADABLE
 */
export async function openScenario(given: string, texts: Texts): Promise<Scenario> {
  const path = pathOf(given);
  const file = await readYamlFile(path, SCHEMA, texts);
  const faults: ScenarioFault[] = [];
  const scenario = readScenario(file.value as ScenarioDocument, faults);
  if (faults.length === 0) return scenarioNames().includes(given) ? inWords(given, scenario, texts) : scenario;
  const problems = faults.map((fault) => ({ ...file.placeOf(fault.path), problem: fault.problem }));
  const sorted = problems.sort((first, second) => first.line - second.line || first.column - second.column);
  throw yamlError(path, SCHEMA, sorted, texts);
}

function inWords(name: string, scenario: Scenario, texts: Texts): Scenario {
  return {
    ...scenario,
    title: texts.maybe(`scenario.${name}.title`) ?? scenario.title,
    description: texts.maybe(`scenario.${name}.description`) ?? scenario.description,
  };
}

/** What looks like a path, or is there, is one; else a name. */
function pathOf(given: string): string {
  const names = scenarioNames();
  if (names.includes(given)) return join(folder(), `${given}${ENDING}`);
  if (/[/\\]|\.(ya?ml|json)$/i.test(given) || existsSync(given)) return given;
  throw new IntgError("INTG_UNKNOWN_SCENARIO", { given, suggestion: closest(given, names) });
}

function folder(): string {
  return join(packageRoot(), "fixtures", "scenarios");
}
