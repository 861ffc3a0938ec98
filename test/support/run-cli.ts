import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { run } from "../../src/cli/run.ts";

/** What a command said and how it ended. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line in this process, on a home of its own on disk. */
export interface CliHome {
  readonly path: string;
  run(args: readonly string[], options?: { readonly env?: Readonly<Record<string, string>>; readonly input?: string }): Promise<CliResult>;
  /** Standard output of a command that succeeds. */
  ok(args: readonly string[], options?: { readonly env?: Readonly<Record<string, string>>; readonly input?: string }): Promise<string>;
  remove(): void;
}

export function cliHome(): CliHome {
  const folder = mkdtempSync(join(tmpdir(), "intg-cli-"));
  const path = join(folder, "home");
  const runHere: CliHome["run"] = async (args, { env = {}, input = "" } = {}) => {
    const [stdout, stderr] = [collected(), collected()];
    const io = { stdin: Readable.from([Buffer.from(input)]), stdout: stdout.stream, stderr: stderr.stream, env };
    const code = await run(["--home", path, ...args], io as unknown as Parameters<typeof run>[1], "0.0.0");
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  };
  return {
    path,
    run: runHere,
    ok: async (args, options) => {
      const result = await runHere(args, options);
      if (result.code !== 0) throw new Error(`intg ${args.join(" ")}: exit ${result.code}\n${result.stderr}`);
      return result.stdout;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function collected() {
  let text = "";
  const stream = new PassThrough();
  stream.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { stream, text: () => text };
}
