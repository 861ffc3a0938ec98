import { describe, expect, test } from "vitest";
import { type Import, importCycles, importsOf, type SourceFile, sourceFiles, withoutComments } from "./support/sources.ts";

const FILES = sourceFiles();

/** What the files of a folder may import; `types` only as `import type`. Paths are below `src`. */
interface Row {
  readonly folder: RegExp;
  readonly any: readonly RegExp[];
  readonly types?: readonly RegExp[];
}

const CORE = /^core\//;
const APP_PORTS = /^app\/(dispatch-)?ports\.ts$/;
const APP = /^app\//;
const SHARED = /^shared\//;
const NODE = /^node:/;
/** What providers share: every file beside their folders but the list of them. */
const PROVIDER_PARTS = /^providers\/(?!index\.ts$)[^/]+\.ts$/;
/** What destinations share. */
const DESTINATION_PARTS = /^destinations\/(?!index\.ts$)[^/]+\.ts$/;

/** Section 3 of the style. The first row whose folder fits a file holds for it; never widen one to make a test green. */
const FENCE: readonly Row[] = [
  { folder: /^core\/document\.ts$/, any: [CORE, /^@brazilian-utils\/brazilian-utils$/] },
  { folder: /^core\/instant\.ts$/, any: [CORE, /^@date-fns\/tz(\/|$)/] },
  { folder: /^core\//, any: [CORE] },

  { folder: /^providers\/index\.ts$/, any: [/^providers\/([^/]+\/index|contract|certainty)\.ts$/] },
  { folder: /^providers\/contract\.ts$/, any: [], types: [CORE, /^providers\/(certainty|conformance|sending-policy|vendor-api)\.ts$/] },
  { folder: /^providers\/(certainty|conformance|sending-policy|vendor-api)\.ts$/, any: [CORE, PROVIDER_PARTS] },
  { folder: /^providers\/[^/]+\.ts$/, any: [CORE, PROVIDER_PARTS, /^node:crypto$/], types: [/^providers\/contract\.ts$/] },
  { folder: /^providers\/pagseguro\/xml\.ts$/, any: [/^fast-xml-parser$/, /^node:module$/, CORE] },
  // `providers/<id>`: its own folder is added by `rowOf`.
  { folder: /^providers\//, any: [CORE, PROVIDER_PARTS, /^node:crypto$/] },

  { folder: /^actions\/index\.ts$/, any: [/^actions\/[^/]+\/index\.ts$/], types: [CORE, /^actions\/contract\.ts$/] },
  { folder: /^actions\/contract\.ts$/, any: [], types: [CORE] },
  { folder: /^actions\/[^/]+\.ts$/, any: [CORE] },
  { folder: /^actions\//, any: [CORE, /^actions\/label\.ts$/], types: [/^actions\/contract\.ts$/] },

  { folder: /^destinations\/index\.ts$/, any: [/^destinations\/([^/]+\/index|contract)\.ts$/] },
  { folder: /^destinations\/contract\.ts$/, any: [], types: [CORE] },
  { folder: /^destinations\/[^/]+\.ts$/, any: [CORE, DESTINATION_PARTS], types: [/^destinations\/contract\.ts$/] },
  { folder: /^destinations\//, any: [CORE, DESTINATION_PARTS, /^node:crypto$/] },

  {
    folder: /^app\//,
    any: [CORE, APP, /^(providers|actions|destinations)\/index\.ts$/],
    types: [/^(providers|actions|destinations)\/contract\.ts$/, /^providers\/(certainty|conformance|sending-policy|vendor-api)\.ts$/],
  },

  { folder: /^store\//, any: [CORE, SHARED, /^store\//, NODE, /^better-sqlite3$/, APP_PORTS], types: [APP] },
  { folder: /^dispatch\//, any: [CORE, SHARED, /^dispatch\//, NODE, /^undici$/, APP_PORTS], types: [APP, /^destinations\/contract\.ts$/] },
  { folder: /^csv\//, any: [CORE, SHARED, /^csv\//, NODE, /^csv-(stringify|parse)(\/|$)/, APP_PORTS], types: [APP] },
  { folder: /^yaml\//, any: [CORE, SHARED, /^yaml\//, /^(yaml|ajv\/dist\/2020\.js)$/] },
  { folder: /^html\//, any: [CORE, /^html\//, /^node:crypto$/] },
  { folder: /^junit\//, any: [CORE, /^junit\//, /^fast-xml-parser$/] },
  { folder: /^recordings\//, any: [CORE, SHARED, /^recordings\//, NODE] },
  { folder: /^listener\//, any: [CORE, SHARED, /^listener\//, NODE, APP_PORTS], types: [APP] },
  { folder: /^config\//, any: [CORE, SHARED, /^config\//, NODE, APP_PORTS], types: [APP] },
  { folder: /^shared\//, any: [CORE, SHARED, NODE, APP_PORTS], types: [APP] },
  { folder: /^messages\//, any: [CORE, /^messages\//] },

  {
    folder: /^cli\//,
    any: [
      /^(core|providers|actions|destinations|app|csv|html|yaml|junit|recordings|listener|config|shared|messages|cli)\//,
      NODE,
      /^(commander|inquirer|chalk|cli-table3|cli-progress)$/,
      /^@inquirer\//,
    ],
    types: [/^(store|dispatch)\//],
  },
];

/** Only `wire.ts` builds adapters. */
const WIRE: Row = { folder: /^cli\/wire\.ts$/, any: [/^(store|dispatch)\//, ...(FENCE.at(-1)?.any ?? [])] };

function rowOf(path: string): Row | undefined {
  if (WIRE.folder.test(path)) return WIRE;
  const row = FENCE.find(({ folder }) => folder.test(path));
  const [, own] = /^((?:providers|actions|destinations)\/[^/]+\/)/.exec(path) ?? [];
  return row === undefined || own === undefined ? row : { ...row, any: [...row.any, new RegExp(`^${own}`)] };
}

function isAllowed(path: string, { target, typeOnly }: Import): boolean {
  const row = rowOf(path);
  if (row === undefined) return false;
  return row.any.some((allowed) => allowed.test(target)) || (typeOnly && (row.types ?? []).some((allowed) => allowed.test(target)));
}

function violations(files: readonly Pick<SourceFile, "path" | "imports">[]): readonly string[] {
  return files.flatMap(({ path, imports }) =>
    imports.filter((one) => !isAllowed(path, one)).map(({ target, typeOnly }) => `${path} → ${target}${typeOnly ? " (type)" : ""}`),
  );
}

describe("the reader of imports", () => {
  const CODE = [
    'import "./side-effect.ts";',
    'import a, { b } from "./a.ts";',
    'import * as c from "node:fs";',
    'import {\n  d,\n  type E,\n} from "../core/d.ts";',
    'import type { F } from "pkg/sub";',
    'export { g } from "./g.ts";',
    'export * from "./h.ts";',
    'export type { I } from "./i.ts";',
    'const j = async () => (await import("./j.ts")).j;',
    '// import "./comment.ts"',
    '/* import "./block.ts"; */',
    'const text = "http://example.com"; /* import("./k.ts") */',
    'export const notAnImport = "x";',
  ].join("\n");

  test("finds every form of import, tells types from values, and reads no comments", () => {
    expect(
      importsOf("app/x.ts", withoutComments(CODE)).map(
        ({ target, typeOnly, dynamic }) => `${target}${typeOnly ? " type" : ""}${dynamic ? " dynamic" : ""}`,
      ),
    ).toEqual([
      "app/side-effect.ts",
      "app/a.ts",
      "node:fs",
      "core/d.ts",
      "pkg/sub type",
      "app/g.ts",
      "app/h.ts",
      "app/i.ts type",
      "app/j.ts dynamic",
    ]);
  });

  test("reads the whole of src", () => {
    const imported = FILES.flatMap(({ imports }) => imports);

    expect(FILES.length).toBeGreaterThan(150);
    expect(imported.length).toBeGreaterThan(600);
    expect(FILES.filter(({ text, imports }) => /\bfrom "/.test(text) && imports.length === 0).map(({ path }) => path)).toEqual([]);
  });

  test("finds a fence that was broken, and a cycle", () => {
    const store: Import = { specifier: "-", target: "store/open.ts", typeOnly: false, dynamic: true };
    const broken = ["core/x.ts", "providers/hotmart/x.ts", "app/x.ts", "cli/commands/x.ts", "nowhere/x.ts"].map((path) => ({
      path,
      imports: [store],
    }));
    const stranger = { path: "providers/hotmart/x.ts", imports: [{ ...store, target: "providers/grupozap/basic.ts" }] };
    const kept = { path: "cli/wire.ts", imports: [store] };
    const circle = [
      { path: "core/a.ts", imports: importsOf("core/a.ts", 'import { b } from "./b.ts";') },
      { path: "core/b.ts", imports: importsOf("core/b.ts", 'import { a } from "./a.ts";') },
    ];

    expect(violations([...broken, stranger, kept])).toEqual([
      "core/x.ts → store/open.ts",
      "providers/hotmart/x.ts → store/open.ts",
      "app/x.ts → store/open.ts",
      "cli/commands/x.ts → store/open.ts",
      "nowhere/x.ts → store/open.ts",
      "providers/hotmart/x.ts → providers/grupozap/basic.ts",
    ]);
    expect(importCycles(circle)).toEqual([["core/a.ts", "core/b.ts", "core/a.ts"]]);
  });
});

describe("the fence", () => {
  test("every folder of src has a row", () => {
    expect(FILES.filter(({ path }) => rowOf(path) === undefined).map(({ path }) => path)).toEqual([]);
  });

  test("every import keeps to its folder's row", () => {
    expect(violations(FILES)).toEqual([]);
  });

  test("our own imports name a file that is there, with its ending", () => {
    const paths = new Set(FILES.map(({ path }) => path));
    const lost = FILES.flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier, target }) => specifier.startsWith(".") && !paths.has(target))
        .map(({ specifier }) => `${path} → ${specifier}`),
    );

    expect(lost).toEqual([]);
  });

  test("nothing imports in a circle", () => {
    expect(importCycles(FILES)).toEqual([]);
  });
});

describe("what no file does", () => {
  const linesWith = (files: readonly SourceFile[], pattern: RegExp) =>
    files.flatMap(({ path, code }) => code.split("\n").flatMap((line) => (pattern.test(line) ? [`${path}: ${line.trim()}`] : [])));
  const PURE = FILES.filter(({ path }) => /^(core|providers|actions|destinations|app)\//.test(path));

  test("grow over 400 lines", () => {
    expect(FILES.filter(({ text }) => text.trimEnd().split("\n").length > 400).map(({ path }) => path)).toEqual([]);
  });

  test("export a default", () => {
    expect(linesWith(FILES, /^export default\b|\bas default\b/)).toEqual([]);
  });

  test("end the process", () => {
    expect(linesWith(FILES, /\bprocess\.(exit|abort|kill|reallyExit)\s*\(/)).toEqual([]);
  });

  test("use an enum, a namespace or any", () => {
    expect(linesWith(FILES, /^\s*(export\s+)?(declare\s+)?(const\s+)?(enum|namespace)\s+\w|[:<(,]\s*any\b(?!\s*[("])|\bas any\b/)).toEqual(
      [],
    );
  });

  test("ask clock or chance where time and randomness are arguments", () => {
    expect(PURE.length).toBeGreaterThan(80);
    expect(
      linesWith(
        PURE,
        /\bDate\.now\b|\bMath\.random\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\.now\b|\brandomBytes\b|\brandomUUID\b|\bprocess\.(env|hrtime)\b/,
      ),
    ).toEqual([]);
  });

  test("print past the command line's own output", () => {
    expect(linesWith(FILES, /\bconsole\.\w+\(/)).toEqual([]);
  });

  test("keep the state of a module in a variable", () => {
    expect(linesWith(FILES, /^(export )?(let|var)\b/)).toEqual([]);
  });
});
