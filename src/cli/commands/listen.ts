import { CallForwarder } from "../../app/forward-calls.ts";
import { Service } from "../../app/service.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { isLoopback, urlOf } from "../../core/http-url.ts";
import type { Listener, ListenerHandlers } from "../../listener/server.ts";
import { PROVIDERS } from "../../providers/index.ts";
import type { CommandModule } from "../command.ts";
import type { Input } from "../input.ts";
import { printable } from "../printable.ts";
import { readUrl } from "../read-url.ts";
import { claimReadyFile, type ReadyFile } from "../ready-file.ts";
import { hearSignals } from "../stop-signal.ts";
import { type ListenReport, listenReport } from "../view/listen-report.ts";
import { viewOf } from "../view/view.ts";

const MAX_PORT = 65_535;
/** A statement that waits keeps every caller waiting, so the listener tries again instead. */
const BUSY_TIMEOUT_MS = 10;
/** How long the application that calls are passed on to may keep us from ending. */
const FORWARD_PATIENCE_MS = 3_000;

export const command: CommandModule = {
  define(command, texts) {
    command
      .option("--port <number>", texts("listen.option.port"), "4040")
      .option("--host <address>", texts("listen.option.host"), "127.0.0.1")
      .option("--public-url <url>", texts("listen.option.public-url"))
      .option("--forward-to <url>", texts("listen.option.forward-to"))
      .option("--ready-file <path>", texts("listen.option.ready-file"));
  },

  outlivesOutput: true,

  async run(context, input) {
    const address = { host: input.text("host") ?? "", port: input.integer("port", { min: 0, max: MAX_PORT }) ?? 0 };
    const forwardTo = readForwardTo(input, address, context.texts("listen.forward-loop"));
    const store = await context.store({ busyTimeoutMs: BUSY_TIMEOUT_MS });
    const lock = await context.listenerLock();
    const signals = hearSignals();
    const report = listenReport(context, viewOf(context), PROVIDERS);
    const service = new Service(store, context.clock, context.ids, {
      zone: VENDOR_ZONE,
      onProcessed: report.processed,
      onOutcome: (outcome, isLookedInto) => {
        if (!isLookedInto) report.outcome(outcome);
      },
      onRefusal: (outcome, diagnosed) => report.outcome(outcome, diagnosed ?? undefined),
      onStorageError: report.storageError,
      http: context.http,
      sender: context.sender,
      random: Math.random,
      onDispatched: report.dispatched,
    });
    const forwarder =
      forwardTo === null ? null : new CallForwarder(forwardTo, context.http, (forwarded) => report.forwarded(forwarded, forwardTo));
    let ready: ReadyFile | null = null;
    try {
      ready = await claimed(input.text("readyFile"));
      const credentials = await store.credentials.list();
      const listener = await context.startListener(address, handlersOf(service, forwarder, report));
      report.listening(listener, credentials, { public: input.text("publicUrl") ?? null, forwardTo });
      service.start();
      await announce(ready, listener);
      report.draining(await signals.first);
      await ready?.remove();
      await drain({ listener, service, forwarder }, report, signals.second);
    } finally {
      await ready?.remove();
      forwarder?.stop();
      await service.stop();
      lock.release();
      signals.release();
    }
  },
};

/** The application to pass calls on to. Of our own address only the plainest form is noticed: the others are nobody's slip. */
function readForwardTo(input: Input, listening: { readonly host: string; readonly port: number }, loop: string): string | null {
  const given = input.text("forwardTo");
  if (given === undefined) return null;
  const url = readUrl(given);
  const { protocol, hostname, port } = new URL(url);
  const isOwnPort = Number(port || (protocol === "https:" ? 443 : 80)) === listening.port;
  if (isOwnPort && (isLoopback(hostname) || hostname === listening.host)) throw input.badValue("forwardTo", printable(given), loop);
  return url;
}

async function claimed(path: string | undefined): Promise<ReadyFile | null> {
  return path === undefined ? null : claimReadyFile(path);
}

/** Whoever waits for the file would wait for ever, so without it there is no listening. */
async function announce(ready: ReadyFile | null, listener: Listener): Promise<void> {
  const { host, port } = listener;
  try {
    await ready?.write({ host, port, url: urlOf({ host, port }), pid: process.pid });
  } catch (error) {
    await listener.close();
    throw error;
  }
}

interface Parts {
  readonly listener: Listener;
  readonly service: Service;
  readonly forwarder: CallForwarder | null;
}

/** Finishes what was stored, or leaves at once when it is told so again. */
async function drain({ listener, service, forwarder }: Parts, report: ListenReport, again: Promise<unknown>): Promise<void> {
  const finished = listener.close().then(() => Promise.all([service.drain(), forwarder?.finish(FORWARD_PATIENCE_MS)]));
  const done = await Promise.race([finished, again.then(() => null)]);
  if (done === null) return listener.cut();
  const [, left = 0] = done;
  report.forwardingEnded(left);
  report.drained(await service.waiting());
}

function handlersOf(service: Service, forwarder: CallForwarder | null, report: ListenReport): ListenerHandlers {
  return {
    providers: PROVIDERS,
    async call({ provider, store }, request) {
      const outcome = await service.take(provider, store, request);
      if (outcome.deliveryId !== undefined) forwarder?.take(outcome.deliveryId, request);
      return outcome;
    },
    page: (page) => answerPage(page, service),
    refused: report.refused,
  };
}

async function answerPage(page: "healthz" | "readyz" | "metrics", service: Service) {
  if (page === "healthz") return { status: 200, text: "ok\n" };
  if (page === "metrics") return { status: 200, text: await service.metrics(), contentType: "text/plain; version=0.0.4; charset=utf-8" };
  // Storage that cannot even be asked is not ready either.
  const readiness = await service.readiness().catch(() => ({ ready: false }));
  return { status: readiness.ready ? 200 : 503, text: `${JSON.stringify(readiness)}\n`, contentType: "application/json" };
}
