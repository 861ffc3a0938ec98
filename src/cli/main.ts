import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT_CODES } from "../core/errors.ts";
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
    return printVersion(io);
  }
  const { run } = await import("./run.ts");
  return run(argv, io, version());
}

/** Without loading what commands need: 7 when it could not be written, but a reader that has gone is no error. */
function printVersion({ stdout }: Io): Promise<number> {
  stdout.on("error", () => undefined);
  return new Promise((resolve) => {
    stdout.write(`${version()}\n`, (error?: NodeJS.ErrnoException | null) =>
      resolve(error && error.code !== "EPIPE" ? EXIT_CODES.storage : 0),
    );
  });
}

function version(): string {
  const manifest = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };
  return manifest.version;
}
