import { Service } from "../../app/service.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import type { Listener, ListenerHandlers } from "../../listener/server.ts";
import { PROVIDERS } from "../../providers/index.ts";
import type { CommandModule } from "../command.ts";
import { hearSignals } from "../stop-signal.ts";
import { type ListenReport, listenReport } from "../view/listen-report.ts";
import { viewOf } from "../view/view.ts";

const MAX_PORT = 65_535;
/** A statement that waits keeps every caller waiting, so the listener tries again instead. */
const BUSY_TIMEOUT_MS = 10;

export const command: CommandModule = {
  define(command, texts) {
    command
      .option("--port <number>", texts("listen.option.port"), "4040")
      .option("--host <address>", texts("listen.option.host"), "127.0.0.1")
      .option("--public-url <url>", texts("listen.option.public-url"));
  },

  outlivesOutput: true,

  async run(context, input) {
    const address = { host: input.text("host") ?? "", port: input.integer("port", { min: 0, max: MAX_PORT }) ?? 0 };
    const store = await context.store({ busyTimeoutMs: BUSY_TIMEOUT_MS });
    const lock = await context.listenerLock();
    const signals = hearSignals();
    const report = listenReport(context, viewOf(context), PROVIDERS);
    const service = new Service(store, context.clock, context.ids, {
      zone: VENDOR_ZONE,
      onProcessed: report.processed,
      onOutcome: report.outcome,
      onStorageError: report.storageError,
      http: context.http,
    });
    try {
      const credentials = await store.credentials.list();
      const listener = await context.startListener(address, handlersOf(service, report));
      report.listening(listener, credentials, input.text("publicUrl") ?? null);
      service.start();
      report.draining(await signals.first);
      await drain(listener, service, report, signals.second);
    } finally {
      await service.stop();
      lock.release();
      signals.release();
    }
  },
};

/** Finishes what was stored, or leaves at once when it is told so again. */
async function drain(listener: Listener, service: Service, report: ListenReport, again: Promise<unknown>): Promise<void> {
  const drained = listener.close().then(() => service.drain());
  const isDrained = await Promise.race([drained.then(() => true), again.then(() => false)]);
  if (isDrained) report.drained(await service.waitingQuestions());
  else listener.cut();
}

function handlersOf(service: Service, report: ListenReport): ListenerHandlers {
  return {
    providers: PROVIDERS,
    call: ({ provider, store }, request) => service.take(provider, store, request),
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
