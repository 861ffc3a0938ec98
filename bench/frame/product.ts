import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
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
  readonly open: typeof import("../../src/store/open.ts");
  readonly connection: typeof import("../../src/store/connection.ts");
  readonly conditionParse: typeof import("../../src/core/condition-parse.ts");
  readonly httpMessage: typeof import("../../src/core/http-message.ts");
  readonly secret: typeof import("../../src/core/secret.ts");
  readonly providers: typeof import("../../src/providers/index.ts");
  readonly clock: typeof import("../../src/config/clock.ts");
  readonly ids: typeof import("../../src/config/ids.ts");
}

/**
 * Loads the modules of a checkout, so that two checkouts can be compared by the same bench (`--root`).
 *
 * The shipped bundle has no modules to import; so they are compiled apart, beside the packages they need. `build` does
 * that once, and the bench's other processes find it done.
 */
export async function loadProduct(root: string, { build }: { readonly build: boolean } = { build: false }): Promise<Product> {
  const bin = join(root, "bin", "intg.js");
  if (!existsSync(join(root, "dist", "cli", "main.js"))) throw new Missing(`no build in ${root}: run npm run build`);
  const modules = join(root, "node_modules", ".cache", `intg-bench-${basename(root)}`);
  if (build) compile(root, modules);
  const load = async <T>(path: string) => (await import(pathToFileURL(join(modules, path)).href)) as T;
  return {
    root,
    bin,
    receive: await load("app/receive.js"),
    inbox: await load("app/inbox.js"),
    process: await load("app/process.js"),
    plan: await load("app/plan.js"),
    match: await load("app/match.js"),
    rebuild: await load("app/rebuild.js"),
    configuration: await load("app/configuration.js"),
    listener: await load("listener/server.js"),
    open: await load("store/open.js"),
    connection: await load("store/connection.js"),
    conditionParse: await load("core/condition-parse.js"),
    httpMessage: await load("core/http-message.js"),
    secret: await load("core/secret.js"),
    providers: await load("providers/index.js"),
    clock: await load("config/clock.js"),
    ids: await load("config/ids.js"),
  };
}

function compile(root: string, outDir: string): void {
  rmSync(outDir, { recursive: true, force: true });
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const flags = ["-p", "tsconfig.build.json", "--outDir", outDir, "--noCheck"];
  const done = spawnSync(process.execPath, [compiler, ...flags], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  if (done.status !== 0) throw new Missing(`${root} does not compile`);
}
