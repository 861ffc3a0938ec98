import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { packageRoot } from "../../src/shared/package-root.ts";

export interface Import {
  /** As written, `../core/rule.ts` or `undici`. */
  readonly specifier: string;
  /** Path below `src` for our own files, else the package or `node:` module. */
  readonly target: string;
  /** `import type` and `export type`: gone at run time. */
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

export interface SourceFile {
  /** Path below `src`, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The text without comments; strings stay. */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** Every source file below `src`, without the tests. */
export function sourceFiles(): readonly SourceFile[] {
  const root = join(packageRoot(), "src");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
    .sort()
    .map((path) => {
      const text = readFileSync(join(root, path), "utf8");
      const code = withoutComments(text);
      return { path, text, code, imports: importsOf(path, code) };
    });
}

const STATIC = /^(?:import|export)\s+(type\s)?(?:[\w*{][^"';]*?\sfrom\s+)?"([^"]+)"/gm;
const DYNAMIC = /\bimport\(\s*"([^"]+)"\s*\)/g;

/** Exported for its own test: a reader that misses imports would hold no fence. */
export function importsOf(path: string, code: string): readonly Import[] {
  const found = (specifier: string, typeOnly: boolean, dynamic: boolean): Import => ({
    specifier,
    target: specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : specifier,
    typeOnly,
    dynamic,
  });
  return [
    ...[...code.matchAll(STATIC)].map(([, type, specifier = ""]) => found(specifier, type !== undefined, false)),
    ...[...code.matchAll(DYNAMIC)].map(([, specifier = ""]) => found(specifier, false, true)),
  ];
}

/** Cuts comments, leaving strings, templates and regular expressions that hold `//` alone. */
export function withoutComments(text: string): string {
  return text.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|(?<=[=(,:?[!&|]\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_whole, kept: string | undefined) => kept ?? "",
  );
}

/** Cycles of imports, those of types among them, as the lists of files on them. Imports inside functions close none. */
export function importCycles(files: readonly Pick<SourceFile, "path" | "imports">[]): readonly (readonly string[])[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const state = new Map<string, "open" | "done">();
  const cycles: (readonly string[])[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const file = byPath.get(path);
    if (file === undefined || state.get(path) === "done") return;
    if (state.get(path) === "open") {
      cycles.push([...trail.slice(trail.indexOf(path)), path]);
      return;
    }
    state.set(path, "open");
    for (const { target, dynamic } of file.imports) if (!dynamic) visit(target, [...trail, path]);
    state.set(path, "done");
  };
  for (const { path } of files) visit(path, []);
  return cycles;
}
