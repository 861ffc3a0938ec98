import { Ajv2020, type ErrorObject, type SchemaObject } from "ajv/dist/2020.js";
import { type Document, type ErrorCode, isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLParseError } from "yaml";
import { type Note, note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";
import { closest } from "../core/suggest.ts";

export type { SchemaObject };

/** Something that is wrong with a YAML file, and where; both count from 1. */
export interface YamlProblem {
  readonly line: number;
  readonly column: number;
  readonly problem: Note;
}

/** A file that fits its schema, and where in it things stand, for faults that only its reader can find. */
export interface YamlFile {
  readonly value: unknown;
  /** The place of what `path` leads to, or of the nearest part of the way that is there. */
  placeOf(path: YamlPath): Pick<YamlProblem, "line" | "column">;
  /** A single value as it is written, before YAML made a number of it; undefined where nothing single stands. */
  textOf(path: YamlPath): string | undefined;
}

/** A file with everything that its schema finds wrong with it. */
export interface InspectedYaml {
  /** Null when it is no YAML at all. */
  readonly file: YamlFile | null;
  readonly problems: readonly YamlProblem[];
  /** What does not fit: the ways to the wrong values, and to those that lack something. */
  readonly wrong: readonly YamlPath[];
}

export type YamlPath = readonly (string | number)[];

/** The parser speaks English; of what people do wrong we have words of our own. */
const SYNTAX: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_DQ_ESCAPE: "yaml.syntax.escape",
  BAD_INDENT: "yaml.syntax.indent",
  BAD_SCALAR_START: "yaml.syntax.start",
  BLOCK_AS_IMPLICIT_KEY: "yaml.syntax.second-colon",
  BLOCK_IN_FLOW: "yaml.syntax.missing",
  DUPLICATE_KEY: "yaml.syntax.twice",
  MISSING_CHAR: "yaml.syntax.missing",
  MULTILINE_IMPLICIT_KEY: "yaml.syntax.long-key",
  MULTIPLE_DOCS: "yaml.syntax.documents",
  TAB_AS_INDENT: "yaml.syntax.tab",
  UNEXPECTED_TOKEN: "yaml.syntax.unexpected",
};

/** Keywords of JSON Schema that hold something to a number, `limit` in what ajv says of them. */
const LIMITS: Readonly<Record<string, string>> = {
  minimum: "yaml.too-small",
  maximum: "yaml.too-large",
  minLength: "yaml.too-short",
  maxLength: "yaml.too-long",
  minItems: "yaml.too-few",
  minProperties: "yaml.too-few",
  maxItems: "yaml.too-many",
  maxProperties: "yaml.too-many",
};

/**
 * Reads a YAML file (JSON is YAML too) that people write by hand, and checks it against the JSON Schema that their editors use.
 * Every problem is found at once.
 */
export function readYaml(text: string, schema: SchemaObject): Result<YamlFile, readonly YamlProblem[]> {
  const { file, problems } = inspectYaml(text, schema);
  return file === null || problems.length > 0 ? err(problems) : ok(file);
}

/** The same for readers that look at what does fit all the same, to tell every fault at once. */
export function inspectYaml(text: string, schema: SchemaObject): InspectedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    const problems = tellingErrors(document.errors).map((error) => ({ ...at(error.pos[0]), problem: syntaxProblem(error) }));
    return { file: null, problems, wrong: [] };
  }
  const placeOf = (path: YamlPath) => at(offsetOf(document, path));
  const data = plainValue(document);
  if (!data.ok) return { file: null, problems: [{ ...at(0), problem: data.error }], wrong: [] };
  const { value } = data;
  const textOf = (path: YamlPath) => {
    const node = document.getIn(path, true);
    return isScalar(node) ? (node.source ?? String(node.value)) : undefined;
  };
  const file = { value, placeOf, textOf };
  // The schemas are ours, and a test holds that they are some: to look at them each time takes longer than all else.
  const validate = new Ajv2020({ allErrors: true, strict: false, verbose: true, meta: false, validateSchema: false }).compile(schema);
  if (validate(value)) return { file, problems: [], wrong: [] };
  const errors = validate.errors ?? [];
  return {
    file,
    problems: problemsOf(errors, value, (path, isKey) => at(offsetOf(document, path, isKey))),
    wrong: errors.map(({ instancePath }) => pathOf(instancePath, value)),
  };
}

/** Aliases may multiply: a short file can stand for more than fits in memory, and is refused. */
function plainValue(document: Document): Result<unknown, Note> {
  try {
    return ok(document.toJS({ maxAliasCount: 100 }));
  } catch {
    return err(note("yaml.aliases"));
  }
}

/** These do not mislead the parser about what follows them. */
const HARMLESS: ReadonlySet<ErrorCode> = new Set(["BAD_DQ_ESCAPE", "BAD_SCALAR_START", "DUPLICATE_KEY"]);

/** After a fault of the structure the parser guesses, and finds faults that nobody made: a tab explains all of them. */
function tellingErrors(errors: readonly YAMLParseError[]): readonly YAMLParseError[] {
  const tab = errors.find(({ code }) => code === "TAB_AS_INDENT");
  const first = tab ?? errors.find(({ code }) => !HARMLESS.has(code));
  return errors.filter((error) => error === first || HARMLESS.has(error.code));
}

function syntaxProblem({ code, message }: YAMLParseError): Note {
  // What the parser misses here is a dash: the line is not as far to the right as those that it belongs to.
  if (message.startsWith("Sequence item without")) return note("yaml.syntax.indent");
  const known = SYNTAX[code];
  return known === undefined ? note("yaml.syntax", { detail: message }) : note(known);
}

/** Of one place the most telling fault: a value that fits none of several forms has a fault in each. */
function problemsOf(
  errors: readonly ErrorObject[],
  value: unknown,
  placeOf: (path: YamlPath, isKey: boolean) => Pick<YamlProblem, "line" | "column">,
): readonly YamlProblem[] {
  const told = errors.filter(({ keyword }) => !["if", "anyOf", "oneOf", "not"].includes(keyword));
  const problems = (told.length > 0 ? told : errors).map((error) => {
    const path = pathOf(error.instancePath, value);
    const unknown = error.keyword === "additionalProperties" ? String(error.params.additionalProperty) : null;
    const place = placeOf(unknown === null ? path : [...path, unknown], unknown !== null);
    return { ...place, problem: problemOf(error, path, unknown) };
  });
  return problems
    .filter(({ line, column }, index) => problems.findIndex((other) => other.line === line && other.column === column) === index)
    .sort((first, second) => first.line - second.line || first.column - second.column);
}

/** `where` is the way to what does not fit, and null where that is the whole file; `type` has a bar between several. */
function problemOf({ keyword, params, parentSchema, data }: ErrorObject, path: YamlPath, unknown: string | null): Note {
  const where = path.length === 0 ? null : pathText(path);
  if (unknown !== null) {
    const known = Object.keys((parentSchema?.properties as object | undefined) ?? {});
    const near = closest(
      unknown,
      known.filter((key) => !Object.hasOwn(data as object, key)),
    );
    return near === null ? note("yaml.unknown-key", { where, key: unknown }) : note("yaml.unknown-key-near", { where, key: unknown, near });
  }
  if (keyword === "required") return note("yaml.missing-key", { where, key: String(params.missingProperty) });
  if (keyword === "enum") return note("yaml.not-one-of", { where, known: (params.allowedValues as readonly unknown[]).join(", ") });
  if (keyword === "const") return note("yaml.not-one-of", { where, known: String(params.allowedValue) });
  if (keyword === "type") return note("yaml.wrong-type", { where, type: [params.type].flat().join("|") });
  const limit = LIMITS[keyword];
  if (keyword === "minLength" && params.limit === 1) return note("yaml.empty", { where });
  if (limit !== undefined) return note(limit, { where, n: Number(params.limit) });
  const examples = parentSchema?.examples as readonly unknown[] | undefined;
  if (keyword === "pattern" && examples !== undefined) return note("yaml.wrong-look", { where, examples: examples.join(", ") });
  return note("yaml.wrong-value", { where });
}

/** `steps[2].event` */
function pathText(path: YamlPath): string {
  return path.reduce<string>((text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`), "");
}

/** A JSON Pointer as steps; a step into a list is a number. */
function pathOf(pointer: string, value: unknown): YamlPath {
  const path: (string | number)[] = [];
  let here: unknown = value;
  for (const step of pointer.split("/").slice(1)) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(here) ? Number(name) : name);
    here = (here as Readonly<Record<string, unknown>> | null)?.[name];
  }
  return path;
}

/** Where the nearest part of `path` that is there begins. @param isKey - the key itself is meant, and not its value. */
function offsetOf(document: Document, path: YamlPath, isKey = false): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent) && (isKey || length < path.length)) {
      const key = parent.items.find((item) => isScalar(item.key) && item.key.value === last)?.key;
      if (isNode(key) && key.range) return key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return isNode(document.contents) && document.contents.range ? document.contents.range[0] : 0;
}
