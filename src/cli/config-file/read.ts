import { basename, dirname } from "node:path";
import { type ConfigDocument, SECTIONS, type Section } from "../../app/config-file/document.ts";
import type { UnreadNames } from "../../app/config-file/planning.ts";
import type { FileFault, FilePath } from "../../app/rule-file.ts";
import type { IntgError } from "../../core/errors.ts";
import { note } from "../../core/note.ts";
import { readBounded } from "../../shared/bounded-file.ts";
import type { InspectedYaml, YamlFile, YamlProblem } from "../../yaml/read.ts";
import type { Context } from "../context.ts";
import { byPlace, problemsIn } from "../file-faults.ts";
import { readStdin } from "../read-stdin.ts";
import { LARGEST_BYTES, readSchema, yamlError } from "../yaml-file.ts";

const SCHEMA = "config";

/** A configuration file as it was read. */
export interface ConfigFile {
  /** The entries that fit the schema: with the others it is no file to apply, but one to find further faults in. */
  readonly document: ConfigDocument;
  readonly unread: UnreadNames;
  /** What its relative paths begin at. */
  readonly folder: string;
  /** What the schema finds wrong. */
  readonly problems: readonly YamlProblem[];
  /** A place of the document for a person, `shop.yaml:12`. */
  nameOf(path: FilePath): string;
  textOf(path: FilePath): string | undefined;
  /** The refusal, with the faults of the schema and these. */
  error(faults: readonly FileFault[]): IntgError;
}

/** @param path - `-` for standard input. @throws INTG_YAML_INVALID for what is no such file at all. */
export async function readConfigFile(path: string, { io, texts }: Pick<Context, "io" | "texts">): Promise<ConfigFile> {
  const bytes = path === "-" ? await readStdin(io.stdin, LARGEST_BYTES) : await readBounded(path, LARGEST_BYTES);
  const shown = path === "-" ? "stdin" : path;
  const refusal = (code: string) => yamlError(shown, SCHEMA, [{ line: 1, column: 1, problem: note(code) }], texts);
  const text = textOf(bytes);
  if (text === null) throw refusal("config-file.not-utf8");
  const { inspectYaml } = await import("../../yaml/read.ts");
  const inspected = inspectYaml(text, await readSchema(SCHEMA));
  const { file } = inspected;
  if (file === null) throw yamlError(shown, SCHEMA, inspected.problems, texts);
  if (file.value === null) throw refusal("config-file.empty");
  const { document, unread, places } = readable(inspected, file.value);
  const placeOf = (place: FilePath): FilePath => placeInFile(place, places);
  return {
    document,
    unread,
    folder: path === "-" ? "." : dirname(path),
    problems: inspected.problems,
    nameOf: (place) => `${basename(shown)}:${file.placeOf(placeOf(place)).line}`,
    textOf: (place) => file.textOf(placeOf(place)),
    error: (faults) => {
      const found = problemsIn(
        file,
        faults.map((fault) => ({ ...fault, path: placeOf(fault.path) })),
        texts,
      );
      return yamlError(shown, SCHEMA, distinct([...inspected.problems, ...found]), texts);
    },
  };
}

/** Null for what is not UTF-8: names in another encoding would be kept with holes in them. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

type Places = Readonly<Partial<Record<Section, readonly number[]>>>;

/** The entries without faults, and where in their lists they stand. */
function readable(
  { wrong }: InspectedYaml,
  value: YamlFile["value"],
): Pick<ConfigFile, "document" | "unread"> & { readonly places: Places } {
  const written = (typeof value === "object" ? value : {}) as Readonly<Record<string, unknown>>;
  const bad = new Set(wrong.map((path) => JSON.stringify(path.slice(0, 2))));
  const sections = SECTIONS.flatMap((section) => {
    const entries = written[section];
    return Array.isArray(entries) ? [{ section, entries: entries as readonly unknown[] }] : [];
  });
  const split = sections.map(({ section, entries }) => {
    const isBad = (at: number) => bad.has(JSON.stringify([section, at]));
    const places = [...entries.keys()].filter((at) => !isBad(at));
    return { section, places, entries: places.map((at) => entries[at]), unread: entries.filter((_, at) => isBad(at)) };
  });
  const namesIn = (section: Section, key: "slug" | "name") =>
    split.filter((one) => one.section === section).flatMap(({ unread }) => unread.flatMap((entry) => nameIn(entry, key)));
  return {
    // Every entry fits the schema, which says the same as the type.
    document: Object.fromEntries(split.map(({ section, entries }) => [section, entries])) as ConfigDocument,
    unread: {
      products: namesIn("products", "slug"),
      destinations: namesIn("destinations", "name"),
      advertisers: namesIn("advertisers", "slug"),
    },
    places: Object.fromEntries(split.map(({ section, places }) => [section, places])),
  };
}

function nameIn(entry: unknown, key: string): readonly string[] {
  const name = typeof entry === "object" && entry !== null ? (entry as Readonly<Record<string, unknown>>)[key] : undefined;
  return typeof name === "string" ? [name] : [];
}

function placeInFile([section, at, ...rest]: FilePath, places: Places): FilePath {
  if (section === undefined) return [];
  if (typeof at !== "number") return [section];
  const known = SECTIONS.find((candidate) => candidate === section);
  return [section, (known === undefined ? undefined : places[known]?.[at]) ?? at, ...rest];
}

/** Of one place the first: what the schema finds is the more telling. */
function distinct(problems: readonly YamlProblem[]): readonly YamlProblem[] {
  const said = new Set<string>();
  return problems
    .filter(({ line, column, problem }) => {
      const key = `${line}:${column} ${problem.code}`;
      return said.has(key) ? false : said.add(key);
    })
    .sort(byPlace);
}
