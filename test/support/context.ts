import { PassThrough } from "node:stream";
import type { Store } from "../../src/app/ports.ts";
import type { Context } from "../../src/cli/context.ts";
import { createOutput } from "../../src/cli/output.ts";
import { createPrompts } from "../../src/cli/prompts.ts";
import { systemClock } from "../../src/config/clock.ts";
import { createHttpClient } from "../../src/dispatch/client.ts";
import { en } from "../../src/messages/en/index.ts";
import { createTexts } from "../../src/messages/text.ts";

/** What a command has around it, and what it said. */
export interface Command {
  readonly context: Context;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Lines of standard output, read as JSON. */
  readonly records: () => readonly unknown[];
  readonly exitCode: () => number;
  close(): Promise<void>;
}

export interface CommandOptions {
  /** The home's store; none when absent. */
  readonly store?: Store;
  readonly json?: boolean;
  readonly yes?: boolean;
  /** Whether its streams are a terminal's. */
  readonly isTTY?: boolean;
}

/** A context with pipes or a pretended terminal, for commands that run in this process. */
export function commandContext({ store, json = false, yes = false, isTTY = false }: CommandOptions = {}): Command {
  const [stdout, stderr, stdin] = [screen(isTTY), screen(isTTY), Object.assign(new PassThrough(), { isTTY })];
  const io = { stdin, stdout: stdout.stream, stderr: stderr.stream, env: { NO_COLOR: "1" } } as unknown as Context["io"];
  const texts = createTexts(en);
  const http = createHttpClient(systemClock);
  const out = createOutput(io, { json, quiet: false, color: false, warningPrefix: texts("warning.prefix") });
  let exitCode = 0;
  const context = {
    io,
    texts,
    out,
    options: { home: "", json, quiet: false, verbose: false, yes, debug: false, showPii: false },
    clock: systemClock,
    prompts: createPrompts(io, { texts, style: out.styleErr }, { input: true, yes }),
    hasStore: () => store !== undefined,
    store: () => (store === undefined ? Promise.reject(new Error("a home was made")) : Promise.resolve(store)),
    http: () => Promise.resolve(http),
    fail: (code: number) => {
      exitCode = code;
    },
  } as unknown as Context;
  return {
    context,
    stdout: stdout.shown,
    stderr: stderr.shown,
    records: () =>
      stdout
        .shown()
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as unknown),
    exitCode: () => exitCode,
    close: () => http.close(),
  };
}

function screen(isTTY: boolean) {
  let shown = "";
  const stream = new PassThrough();
  stream.on("data", (chunk: Buffer) => {
    shown += chunk.toString();
  });
  // What the bar asks a terminal for, beside writing.
  const terminal = { isTTY, columns: 100, clearLine: () => true, cursorTo: () => true, moveCursor: () => true };
  return { stream: Object.assign(stream, terminal), shown: () => shown };
}
