import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../shared/package-root.ts";
import type { Io } from "./io.ts";

/**
 * Runs one command.
 *
 * @param argv - what stands after `intg`.
 * @returns the exit code.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    io.stdout.write(`${version()}\n`);
    return 0;
  }
  const { run } = await import("./run.ts");
  return run(argv, io, version());
}

function version(): string {
  const manifest = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };
  return manifest.version;
}
