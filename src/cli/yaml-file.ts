import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { IntgError } from "../core/errors.ts";
import { type Note, note } from "../core/note.ts";
import type { Texts } from "../messages/text.ts";
import { readBounded } from "../shared/bounded-file.ts";
import { packageRoot } from "../shared/package-root.ts";
import type { SchemaObject, YamlFile, YamlProblem } from "../yaml/read.ts";

/** Files that people write by hand; a longer one was the wrong file. */
export const LARGEST_BYTES = 4 * 1024 * 1024;

/** Reads a YAML file of the user's. @param schema - `scenario` for `fixtures/schemas/scenario.json`. @throws INTG_YAML_INVALID */
export async function readYamlFile(path: string, schema: string, texts: Texts): Promise<YamlFile> {
  const bytes = await readBounded(path, LARGEST_BYTES);
  const { readYaml } = await import("../yaml/read.ts");
  const read = readYaml(new TextDecoder().decode(bytes), await readSchema(schema));
  if (read.ok) return read.value;
  throw yamlError(path, schema, read.error, texts);
}

/** The published schema of this name. */
export async function readSchema(schema: string): Promise<SchemaObject> {
  return JSON.parse(await readFile(join(packageRoot(), "fixtures", "schemas", `${schema}.json`), "utf8")) as SchemaObject;
}

/** What is wrong with a file, each thing with its place; also for what its reader finds beyond the schema. */
export function yamlError(path: string, schema: string, problems: readonly YamlProblem[], texts: Texts): IntgError {
  const lines = problems.map(({ line, column, problem }) => note("yaml.at", { path, line, column, problem: problemText(problem, texts) }));
  return new IntgError("INTG_YAML_INVALID", { path, schema: `fixtures/schemas/${schema}.json` }, { problems: lines });
}

/** What holds the whole file, and the names of types, in words. */
function problemText({ code, params }: Note, texts: Texts): string {
  const where = params.where === null ? { where: texts("yaml.whole-file") } : {};
  const types = typeof params.type === "string" ? params.type.split("|").map((type) => texts.maybe(`yaml.type.${type}`) ?? type) : [];
  const type = types.length === 0 ? {} : { type: types.reduce((one, other) => texts("yaml.or", { one, other })) };
  return texts.ofNote(note(code, { ...params, ...where, ...type }));
}
