import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { Missing } from "./missing.ts";

/** The built product under test: what users run, not its sources. */
export interface Product {
  readonly root: string;
  /** The script that `node` runs. */
  readonly bin: string;
  readonly receive: typeof import("../../src/app/receive.ts");
  readonly inbox: typeof import("../../src/app/inbox.ts");
  readonly process: typeof import("../../src/app/process.ts");
  readonly plan: typeof import("../../src/app/plan.ts");
  readonly match: typeof import("../../src/app/match.ts");
  readonly rebuild: typeof import("../../src/app/rebuild.ts");
  readonly configuration: typeof import("../../src/app/configuration.ts");
  readonly listener: typeof import("../../src/listener/server.ts");
  readonly dispatcher: typeof import("../../src/app/outbox/dispatcher.ts");
  readonly sender: typeof import("../../src/dispatch/sender.ts");
  readonly open: typeof import("../../src/store/open.ts");
  readonly connection: typeof import("../../src/store/connection.ts");
  readonly conditionParse: typeof import("../../src/core/condition-parse.ts");
  readonly httpMessage: typeof import("../../src/core/http-message.ts");
  readonly secret: typeof import("../../src/core/secret.ts");
  readonly providers: typeof import("../../src/providers/index.ts");
  readonly clock: typeof import("../../src/config/clock.ts");
  readonly ids: typeof import("../../src/config/ids.ts");
}

/** Every module above, by the name it has there. */
const MODULES = {
  receive: "app/receive",
  inbox: "app/inbox",
  process: "app/process",
  plan: "app/plan",
  match: "app/match",
  rebuild: "app/rebuild",
  configuration: "app/configuration",
  listener: "listener/server",
  dispatcher: "app/outbox/dispatcher",
  sender: "dispatch/sender",
  open: "store/open",
  connection: "store/connection",
  conditionParse: "core/condition-parse",
  httpMessage: "core/http-message",
  secret: "core/secret",
  providers: "providers/index",
  clock: "config/clock",
  ids: "config/ids",
} as const satisfies Record<Exclude<keyof Product, "root" | "bin">, string>;

/**
 * Loads the modules of a checkout, so that two checkouts can be compared by the same bench (`--root`).
 *
 * The shipped bundle has no modules to import; so they are compiled apart, the way `scripts/build.mjs` does it and beside
 * the packages they need. `isFirst` compiles; the bench's other processes find that done.
 */
export async function loadProduct(root: string, { isFirst } = { isFirst: false }): Promise<Product> {
  if (!existsSync(join(root, "dist", "cli", "main.js"))) throw new Missing(`no build in ${root}: run npm run build`);
  const outdir = join(root, "node_modules", ".cache", "intg-bench");
  if (isFirst) await compile(root, outdir);
  const names = Object.entries(MODULES);
  const modules = await Promise.all(
    names.map(async ([name, path]) => [name, await import(pathToFileURL(join(outdir, `${path}.js`)).href)] as const),
  );
  return { root, bin: join(root, "bin", "intg.js"), ...(Object.fromEntries(modules) as Omit<Product, "root" | "bin">) };
}

async function compile(root: string, outdir: string): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: Object.values(MODULES).map((path) => `src/${path}.ts`),
    outbase: "src",
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.18",
    external: ["better-sqlite3"],
    keepNames: true,
    minifySyntax: true,
    banner: { js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);' },
    logLevel: "warning",
  });
}
