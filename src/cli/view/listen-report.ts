import type { Forwarded } from "../../app/forward-calls.ts";
import { hookPath } from "../../app/hook-path.ts";
import type { Outcome } from "../../app/intake.ts";
import { type CredentialInfo, DESTINATION_SECRETS, type DispatchOutcome } from "../../app/ports.ts";
import type { Processed } from "../../app/process.ts";
import type { DiagnosedRefusal } from "../../app/refusal-desk.ts";
import type { Dispatch } from "../../core/dispatch.ts";
import { IntgError } from "../../core/errors.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import { eventJson } from "../../core/event-json.ts";
import { isLoopback, urlOf, withoutSecrets } from "../../core/http-url.ts";
import { type Note, note } from "../../core/note.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import type { Listener } from "../../listener/server.ts";
import type { Texts } from "../../messages/text.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { boundedLines } from "../bounded-lines.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import { alignRows, padEnd } from "./columns.ts";
import { dispatchLine, dispatchOutcomeJson } from "./dispatch.ts";
import { eventLine } from "./event-line.ts";
import { mendingCommands } from "./mend.ts";
import { refusalJson } from "./refusal.ts";
import type { View } from "./view.ts";

/** What `listen` says while it runs: a line per event for people, a JSON line per event for programs. */
export interface ListenReport {
  listening(listener: Pick<Listener, "host" | "port">, credentials: readonly CredentialInfo[], urls: ListenUrls): void;
  processed(processed: readonly Processed[]): void;
  /** @param diagnosed - what was found out about a refused call. */
  outcome(outcome: Outcome, diagnosed?: DiagnosedRefusal): void;
  dispatched(dispatch: Dispatch, outcome: DispatchOutcome): void;
  /** @param url - where the call was passed on to. */
  forwarded(forwarded: Forwarded, url: string): void;
  refused(status: number, method: string, target: string): void;
  storageError(error: unknown): void;
  draining(signal: string): void;
  /** @param left - what is left to do after the next start. */
  drained(left: { readonly questions: number; readonly dispatches: number }): void;
  /** @param left - calls that were not passed on, or had no answer yet. */
  forwardingEnded(left: number): void;
}

export interface ListenUrls {
  /** How vendors reach this machine; null when they reach the address that is listened on. */
  readonly public: string | null;
  readonly forwardTo: string | null;
}

/** As wide as the provider's column of `eventLine`. */
const PROVIDER_COLUMN = 9;
/** Under the provider's column: what belongs to the event above. */
const BELOW = " ".repeat(11);

export function listenReport(context: Context, view: View, providers: readonly ProviderAdapter[]): ListenReport {
  const { out, texts } = context;
  const shown = { showPii: view.showPii, render: (reason: Parameters<typeof texts.ofNote>[0]) => texts.ofNote(reason) };
  const onDropped = (count: number) => (out.json ? out.record({ type: "dropped", count }) : out.say(texts("listen.dropped", { n: count })));
  const line = boundedLines(context.io.stdout, onDropped);
  const record = (value: unknown) => line(JSON.stringify(value));
  const lineErr = boundedLines(context.io.stderr, onDropped);
  const warn = (text: string) => lineErr(`${out.styleErr.yellow(texts("warning.prefix"))} ${printable(text)}`);
  const remark = (text: string) => {
    if (!context.options.quiet) lineErr(text);
  };
  /** In the columns of an event line, but on standard error: it is no event. */
  const refusal = (from: string, text: string) => {
    const at = out.styleErr.dim(view.local(context.clock.now()).slice(-8));
    remark(`${at} ${out.styleErr.red("✗")} ${padEnd(from, PROVIDER_COLUMN)}  ${printable(text)}`);
  };
  const told = new Set<string>();
  /** `provider/store` of the accounts that there were at the start. */
  const known = new Set<string>();
  /** What the checkout does not ask for is the same on every call of a store: said once, so that it is read. */
  const remarkOnce = ({ provider, store, notes }: CanonicalEvent) => {
    for (const one of notes.filter(({ code }) => code.startsWith("buyer.no-"))) {
      const from = fromText(provider, store);
      if (told.has(`${from} ${one.code}`)) continue;
      told.add(`${from} ${one.code}`);
      warn(texts("listen.remark", { from, reason: texts.ofNote(one) }));
    }
  };
  /** What can never be sent as things are is so for every event: said once, with what to run. */
  const deadOnce = (reason: Note) => {
    const problem = texts.ofNote(reason);
    if (told.has(problem)) return;
    told.add(problem);
    warn(texts("listen.dead", { reason: problem }));
  };
  return {
    listening({ host, port }, credentials, urls) {
      const publicUrl = urls.public;
      const forwardTo = urls.forwardTo === null ? null : withoutSecrets(urls.forwardTo);
      const local = urlOf({ host, port });
      const base = (publicUrl ?? local).replace(/\/+$/, "");
      const accounts = credentials.filter(({ provider }) => provider !== DESTINATION_SECRETS);
      const ready = [...new Set(accounts.map((one) => `${one.provider}/${one.store}`))];
      for (const account of ready) known.add(account);
      const forwarding = forwardTo === null ? {} : { forwardTo };
      if (out.json)
        out.record({ type: "listening", host, port, url: local, publicUrl, home: context.options.home, stores: ready, ...forwarding });
      else {
        out.say(`${out.styleErr.green("✓")} ${texts("listen.ready", { url: local })}`);
        const rows = ready.map((account) => [account, `${base}${pathOfAccount(account, providers)}`]);
        for (const row of alignRows(rows)) out.say(`  ${row}`);
        if (forwardTo !== null) out.say(texts("listen.forwarding", { url: forwardTo }));
        out.say(out.styleErr.dim(texts("listen.stop-hint")));
      }
      const elsewhere = forwardTo === null || isLoopback(new URL(forwardTo).hostname) ? null : new URL(forwardTo).hostname;
      if (elsewhere !== null) warn(texts("listen.forward-elsewhere", { host: elsewhere }));
      if (ready.length === 0) warn(texts("listen.no-credentials"));
    },
    processed(batch) {
      for (const one of batch) {
        if (out.json) record({ type: "event", ...eventJson(one.event, shown) });
        else line(eventLine(one.event, view));
        remarkOnce(one.event);
        for (const { after, reason } of one.changes) if (after === "dead" && reason !== undefined) deadOnce(reason);
        if (!out.json) for (const command of mendingCommands(one.event, texts)) remark(out.styleErr.dim(`${BELOW}→ ${command}`));
      }
    },
    dispatched(dispatch, outcome) {
      if (out.json) record(dispatchOutcomeJson(dispatch, outcome, view));
      else line(dispatchLine(dispatch, outcome, view));
    },
    outcome({ status, provider, notes, ...outcome }, diagnosed) {
      const reason = notes.map((one) => sentence(one, texts)).join("; ");
      // As a part of the path it may be anything, a secret too; where nobody has looked into it, only names of ours are shown.
      const isOurs = outcome.refusedFor === undefined || outcome.store === DEFAULT_STORE || known.has(`${provider}/${outcome.store}`);
      const store = diagnosed?.refusal.store ?? (isOurs ? outcome.store : "…");
      const from = fromText(provider, store);
      if (status < 300) warn(texts("listen.remark", { from, reason }));
      else if (out.json) record({ type: "refused", status, provider, store, reason, ...diagnosedJson(diagnosed, view) });
      else {
        refusal(from, texts("listen.refused", { status, reason }));
        if (diagnosed !== undefined) remark(out.styleErr.dim(`${BELOW}→ ${printable(diagnosedText(diagnosed, view))}`));
      }
    },
    forwarded(forwarded, target) {
      const url = withoutSecrets(target);
      if (out.json) record(forwardedJson(forwarded, url));
      else line(`${BELOW}${forwardedText(forwarded, url, context)}`);
    },
    refused(status, method, target) {
      if (out.json) record({ type: "refused", status, method, path: pathOf(target) });
      else refusal("-", texts("listen.refused-early", { status, method, path: pathOf(target) }));
    },
    storageError: (error) => warn(texts("listen.storage", { problem: problemText(error, texts) })),
    draining: (signal) => out.say(texts("listen.draining", { signal })),
    drained({ questions, dispatches }) {
      out.say(questions === 0 ? texts("listen.drained") : texts("listen.drained-but", { n: questions }));
      if (dispatches > 0) out.say(texts("listen.drained-unsent", { n: dispatches }));
    },
    forwardingEnded(left) {
      if (left > 0) warn(texts("listen.forward-unfinished", { n: left }));
    },
  };
}

/** `ref_...  the right hottok came in the address`; without an id where it was not kept. */
function diagnosedText({ refusal: { id, mistake }, isKept }: DiagnosedRefusal, { texts }: View): string {
  return isKept ? texts("refusal.id", { id, mistake: texts.ofNote(mistake) }) : texts.ofNote(mistake);
}

function diagnosedJson(diagnosed: DiagnosedRefusal | undefined, view: View): object {
  if (diagnosed === undefined) return {};
  const { id, ...told } = refusalJson(diagnosed.refusal, view);
  return { refusal: { id: diagnosed.isKept ? id : null, ...told } };
}

/** `→ 200 POST http://localhost:3000/webhook  12 ms` */
function forwardedText(forwarded: Forwarded, url: string, { out, texts }: Pick<Context, "out" | "texts">): string {
  const { style } = out;
  switch (forwarded.kind) {
    case "answered": {
      const color = forwarded.status < 300 ? style.green : style.red;
      return `→ ${color(forwarded.status)} POST ${url}  ${style.dim(`${forwarded.ms} ms`)}`;
    }
    case "failed":
      return `→ ${style.red("✗")} POST ${url}  ${printable(forwarded.reason)}`;
    case "left-out":
      return `→ ${style.red("✗")} ${texts("listen.forward-left-out", { url })}`;
    default:
      return forwarded satisfies never;
  }
}

function forwardedJson(forwarded: Forwarded, url: string): object {
  const about = { type: "forwarded", deliveryId: forwarded.deliveryId };
  if (forwarded.kind === "answered") return { ...about, status: forwarded.status, ms: forwarded.ms, url };
  return { ...about, url, error: forwarded.kind === "failed" ? forwarded.reason : "too many calls wait" };
}

function fromText(provider: string, store: string): string {
  return store === DEFAULT_STORE ? provider : `${provider}/${store}`;
}

/** The path to paste into the vendor's panel, for `hotmart/default`. */
function pathOfAccount(account: string, providers: readonly ProviderAdapter[]): string {
  const [id = "", store = ""] = account.split("/");
  return hookPath(providers.find((adapter) => adapter.id === id) ?? { id, family: "payments" }, store);
}

/** Of an error that is not ours only its name: its message may hold anything. */
export function problemText(error: unknown, texts: Texts): string {
  if (error instanceof IntgError) return texts.ofNote(note(error.code, error.params), "error");
  return error instanceof Error ? error.name : typeof error;
}

/** A query may carry anything; the path is ours. */
function pathOf(target: string): string {
  return target.split("?", 1)[0] ?? "";
}

function sentence(reason: Parameters<Context["texts"]["ofNote"]>[0], texts: Context["texts"]): string {
  return texts.maybe(`note.${reason.code}`, reason.params) ?? texts.ofNote(reason, "error");
}
