import { Service } from "../../app/service.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { PROVIDERS } from "../../providers/index.ts";
import type { CommandModule } from "../command.ts";
import { listenReport } from "../view/listen-report.ts";
import { viewOf } from "../view/view.ts";

const MAX_PORT = 65_535;

export const command: CommandModule = {
  define(command, texts) {
    command
      .option("--port <number>", texts("listen.option.port"), "4040")
      .option("--host <address>", texts("listen.option.host"), "127.0.0.1")
      .option("--public-url <url>", texts("listen.option.public-url"));
  },

  async run(context, input) {
    const port = input.integer("port", { min: 0, max: MAX_PORT }) ?? 0;
    const host = input.text("host") ?? "";
    const store = await context.store();
    const lock = await context.listenerLock();
    const report = listenReport(context, viewOf(context), PROVIDERS);
    const service = new Service(store, context.clock, context.ids, {
      zone: VENDOR_ZONE,
      onProcessed: report.processed,
      onOutcome: report.outcome,
      onStorageError: report.storageError,
    });
    try {
      const listener = await context.startListener(
        { host, port },
        {
          providers: PROVIDERS,
          call: ({ provider, store: account }, request) => service.take(provider, account, request),
          page: (page) => answerPage(page, service),
          refused: report.refused,
        },
      );
      await report.listening(listener, await store.credentials.list(), input.text("publicUrl") ?? null);
      const first = await nextSignal();
      report.draining(first);
      const left = await Promise.race([
        listener
          .close()
          .then(() => service.drain())
          .then(() => "drained" as const),
        nextSignal(),
      ]);
      if (left === "drained") report.drained();
      else listener.cut();
    } finally {
      await service.stop();
      lock.release();
    }
  },
};

async function answerPage(page: "healthz" | "readyz" | "metrics", service: Service) {
  if (page === "healthz") return { status: 200, text: "ok\n" };
  if (page === "metrics") return { status: 200, text: await service.metrics(), contentType: "text/plain; version=0.0.4; charset=utf-8" };
  const readiness = await service.readiness();
  return { status: readiness.ready ? 200 : 503, text: `${JSON.stringify(readiness)}\n`, contentType: "application/json" };
}

/** Resolves at the next SIGINT or SIGTERM, and takes its listeners away again. */
function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const settle = (signal: NodeJS.Signals) => {
      process.off("SIGINT", settle);
      process.off("SIGTERM", settle);
      resolve(signal);
    };
    process.on("SIGINT", settle);
    process.on("SIGTERM", settle);
  });
}
