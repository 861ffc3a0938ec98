import { eventJson } from "../../app/event-json.ts";
import type { Outcome } from "../../app/intake.ts";
import type { CredentialInfo } from "../../app/ports.ts";
import type { Processed } from "../../app/process.ts";
import { IntgError } from "../../core/errors.ts";
import { note } from "../../core/note.ts";
import type { Listener } from "../../listener/server.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import { alignRows, padEnd } from "./columns.ts";
import { eventLine } from "./event-line.ts";
import { mendingCommands } from "./mend.ts";
import type { View } from "./view.ts";

/** What `listen` says while it runs: a line per event for people, a JSON line per event for programs. */
export interface ListenReport {
  listening(listener: Pick<Listener, "host" | "port">, credentials: readonly CredentialInfo[], publicUrl: string | null): Promise<void>;
  processed(processed: readonly Processed[]): void;
  outcome(outcome: Outcome): void;
  refused(status: number, method: string, target: string): void;
  storageError(error: unknown): void;
  draining(signal: string): void;
  drained(): void;
}

/** As wide as the provider's column of `eventLine`. */
const PROVIDER_COLUMN = 9;

export function listenReport(context: Context, view: View, providers: readonly ProviderAdapter[]): ListenReport {
  const { out, texts } = context;
  const shown = { showPii: view.showPii, render: (reason: Parameters<typeof texts.ofNote>[0]) => texts.ofNote(reason) };
  const warn = (text: string) => out.warn(printable(text));
  /** In the columns of an event line, but on standard error: it is no event. */
  const refusal = (from: string, text: string) => {
    const at = out.styleErr.dim(view.local(context.clock.now()).slice(-8));
    out.say(`${at} ${out.styleErr.red("✗")} ${padEnd(from, PROVIDER_COLUMN)}  ${printable(text)}`);
  };
  return {
    async listening({ host, port }, credentials, publicUrl) {
      const local = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
      const base = (publicUrl ?? local).replace(/\/+$/, "");
      const ready = [...new Set(credentials.map((one) => `${one.provider}/${one.store}`))];
      if (out.json) out.record({ type: "listening", host, port, url: local, publicUrl, home: context.options.home, stores: ready });
      else {
        out.say(`${out.styleErr.green("✓")} ${texts("listen.ready", { url: local })}`);
        const rows = ready.map((store) => [store, `${base}${hookPath(store, providers)}`]);
        for (const row of alignRows(rows)) out.say(`  ${row}`);
        out.say(out.styleErr.dim(texts("listen.stop-hint")));
      }
      if (ready.length === 0) warn(texts("listen.no-credentials"));
    },
    processed(batch) {
      for (const one of batch) {
        if (out.json) out.record({ type: "event", ...eventJson(one.event, shown) });
        else out.line(eventLine(one.event, view));
        if (!out.json) for (const command of mendingCommands(one.event)) out.say(out.styleErr.dim(`           → ${command}`));
      }
    },
    outcome({ status, provider, store, notes }) {
      const reason = notes.map((one) => sentence(one, texts)).join("; ");
      const from = store === "default" ? provider : `${provider}/${store}`;
      if (status < 300) warn(texts("listen.remark", { from, reason }));
      else if (out.json) out.record({ type: "refused", status, provider, store, reason });
      else refusal(from, texts("listen.refused", { status, reason }));
    },
    refused(status, method, target) {
      if (out.json) out.record({ type: "refused", status, method, path: pathOf(target) });
      else refusal("-", texts("listen.refused-early", { status, method, path: pathOf(target) }));
    },
    storageError(error) {
      const problem = error instanceof IntgError ? texts.ofNote(note(error.code, error.params), "error") : String(error);
      warn(texts("listen.storage", { problem }));
    },
    draining: (signal) => out.say(texts("listen.draining", { signal })),
    drained: () => out.say(texts("listen.drained")),
  };
}

/** The path to paste into the vendor's panel. */
function hookPath(store: string, providers: readonly ProviderAdapter[]): string {
  const [provider = "", name = ""] = store.split("/");
  if (providers.find((adapter) => adapter.id === provider)?.family === "leads") return "/grupozap/lead/<advertiser>";
  return name === "default" ? `/hooks/${provider}` : `/hooks/${provider}/${name}`;
}

/** A query may carry anything; the path is ours. */
function pathOf(target: string): string {
  return target.split("?", 1)[0] ?? "";
}

function sentence(reason: Parameters<Context["texts"]["ofNote"]>[0], texts: Context["texts"]): string {
  return texts.maybe(`note.${reason.code}`, reason.params) ?? texts.ofNote(reason, "error");
}
