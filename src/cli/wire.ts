import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "../app/ports.ts";
import { systemClock } from "../config/clock.ts";
import { createIds } from "../config/ids.ts";
import type { Texts } from "../messages/text.ts";
import type { Context, GlobalOptions } from "./context.ts";
import type { Io } from "./io.ts";
import { createOutput } from "./output.ts";
import { createPrompts } from "./prompts.ts";

/** A context that the caller ends. */
export interface WiredContext extends Context {
  exitCode(): number;
  close(): Promise<void>;
}

/**
 * The one place that builds adapters. Each is loaded when a command first asks for it: a command that opens no
 * database pays for none.
 */
export function wire(io: Io, texts: Texts, options: GlobalOptions, raw: Readonly<Record<string, unknown>>): WiredContext {
  const opened: { close(): Promise<void> }[] = [];
  let store: Promise<Store> | undefined;
  let exitCode = 0;
  const out = createOutput(io, {
    json: options.json,
    quiet: options.quiet,
    color: raw.color !== false,
    warningPrefix: texts("warning.prefix"),
  });
  const keep = async <T extends { close(): Promise<void> }>(opening: Promise<T>) => {
    const made = await opening;
    opened.push(made);
    return made;
  };
  return {
    io,
    texts,
    options,
    clock: systemClock,
    ids: createIds(systemClock),
    out,
    prompts: createPrompts(io, { texts, style: out.styleErr }, { input: raw.input !== false, yes: options.yes }),
    hasStore: () => existsSync(join(options.home, "intg.db")),
    homeFacts: async () => (await import("../store/doctor-home.ts")).readHomeFacts(options.home),
    store: (wishes) => {
      store ??= keep(import("../store/open.ts").then(({ openStore }) => openStore(options.home, io.env, wishes)));
      return store;
    },
    storeCopy: () => {
      const made = { id: String(process.pid), nowMs: Date.now() };
      return keep(import("../store/open.ts").then(({ openStoreCopy }) => openStoreCopy(options.home, io.env, made)));
    },
    scratchStore: () => keep(import("../store/open.ts").then(({ openScratchStore }) => openScratchStore())),
    http: () => keep(import("../dispatch/client.ts").then(({ createHttpClient }) => createHttpClient(systemClock))),
    sender: () => keep(import("../dispatch/sender.ts").then(({ createSender }) => createSender(systemClock))),
    listenerLock: async () => (await import("../store/listener-lock.ts")).takeListenerLock(options.home),
    startListener: async (address, handlers) => (await import("../listener/server.ts")).startListener(address, handlers),
    fail: (code) => {
      exitCode = code;
    },
    exitCode: () => exitCode,
    close: async () => {
      for (const made of opened) await made.close();
    },
  };
}
