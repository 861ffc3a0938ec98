import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { IntgMissing } from "./missing.ts";

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

/** Loads `dist` of a checkout, so that two checkouts can be compared by the same bench (`--root`). */
export async function loadProduct(root: string): Promise<Product> {
  if (!existsSync(join(root, "dist", "cli", "main.js"))) throw new IntgMissing(`no build in ${root}: run npm run build`);
  const load = async <T>(path: string) => (await import(pathToFileURL(join(root, "dist", path)).href)) as T;
  return {
    root,
    bin: join(root, "bin", "intg.js"),
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
