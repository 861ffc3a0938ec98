import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import { type Progress, startProgress } from "../progress.ts";

/** One call that was to be sent, and what came of it. */
export interface SentCall {
  /** Of its delivery; null where it comes from a file. */
  readonly id: string | null;
  readonly provider: string;
  readonly store: string;
  /** What it says happened; empty where nobody can tell. */
  readonly triggers: readonly string[];
  /** Without query. */
  readonly url: string;
  readonly outcome: SendOutcome;
}

export type SendOutcome =
  | { readonly kind: "answered"; readonly status: number; readonly ms: number }
  /** @param reason - the system's code, or what the client says of it: `ECONNREFUSED`, `answer timed out`. */
  | { readonly kind: "failed"; readonly reason: string }
  /** Nothing to sign it with. */
  | { readonly kind: "unsigned"; readonly secret: string };

export interface SendCounts {
  accepted: number;
  refused: number;
  failed: number;
  unsigned: number;
}

/** Up to so many calls are told one by one; on a terminal, more are told by a bar. */
const MOST_LINES = 50;
/** Behind a bar, so many of those that went wrong. */
const MOST_FAILURES = 20;

export function isAccepted(outcome: SendOutcome): boolean {
  return outcome.kind === "answered" && outcome.status >= 200 && outcome.status < 300;
}

/** Tells how the sending goes, and at its end how it went. */
export class SendReport {
  readonly counts: SendCounts = { accepted: 0, refused: 0, failed: 0, unsigned: 0 };
  readonly #context: Context;
  readonly #progress: Progress | null;
  /** Lines would tear the bar, so those that matter wait for its end; null where there is no bar on that screen. */
  readonly #failures: string[] | null;
  #leftOut = 0;
  #sent = 0;

  private constructor(context: Context, progress: Progress | null) {
    const { io, options } = context;
    const isDrawn = progress !== null && io.stderr.isTTY === true && !options.quiet && !options.json;
    this.#context = context;
    this.#progress = progress;
    this.#failures = isDrawn && io.stdout.isTTY === true ? [] : null;
  }

  static async start(total: number, context: Context): Promise<SendReport> {
    return new SendReport(context, total > MOST_LINES ? await startProgress(context, total) : null);
  }

  tell(call: SentCall): void {
    const { out } = this.#context;
    this.#sent += 1;
    this.#count(call.outcome);
    this.#progress?.advance();
    if (out.json) out.record(recordOf(call));
    else if (this.#failures === null) out.line(this.#lineOf(call));
    else if (isAccepted(call.outcome)) return;
    else if (this.#failures.length < MOST_FAILURES) this.#failures.push(this.#lineOf(call));
    else this.#leftOut += 1;
  }

  /** Takes the bar away, and adds up. */
  end(): void {
    const { out, texts } = this.#context;
    this.#progress?.stop();
    for (const line of this.#failures ?? []) out.line(line);
    if (this.#leftOut > 0) out.line(texts("replay.send.more", { n: this.#leftOut }));
    if (out.json) out.record({ type: "summary", calls: this.#sent, ...this.counts });
    else if (this.#sent > 1) out.say(this.#summary());
  }

  #summary(): string {
    const { texts } = this.#context;
    const { accepted, refused, failed, unsigned } = this.counts;
    const parts = [texts("replay.send.summary", { n: this.#sent, accepted, refused })];
    if (failed > 0) parts.push(texts("replay.send.summary-failed", { n: failed }));
    if (unsigned > 0) parts.push(texts("replay.send.summary-unsigned", { n: unsigned }));
    return parts.join(", ");
  }

  #count(outcome: SendOutcome): void {
    if (outcome.kind === "answered") this.counts[isAccepted(outcome) ? "accepted" : "refused"] += 1;
    else this.counts[outcome.kind] += 1;
  }

  #lineOf({ id, provider, store, triggers, outcome }: SentCall): string {
    const { out } = this.#context;
    const mark = isAccepted(outcome) ? out.style.green("✓") : out.style.red("✗");
    const what = [`${provider}/${store}`, ...triggers].join(" ");
    return `${mark} ${this.#outcomeText(outcome)}  ${what}  ${out.style.dim(id ?? `#${this.#sent}`)}`;
  }

  #outcomeText(outcome: SendOutcome): string {
    const { texts } = this.#context;
    switch (outcome.kind) {
      case "answered":
        return texts("replay.send.answered", { status: outcome.status, ms: outcome.ms });
      case "failed":
        return texts("replay.send.failed", { reason: printable(outcome.reason) });
      case "unsigned":
        return texts("replay.send.unsigned", { secret: outcome.secret });
      default:
        return outcome satisfies never;
    }
  }
}

function recordOf({ id, outcome, ...call }: SentCall): object {
  const answer = outcome.kind === "answered" ? outcome : { status: null, ms: null };
  const reason = outcome.kind === "failed" ? outcome.reason : outcome.kind === "unsigned" ? "no-credential" : null;
  return { type: "sent", delivery: id, ...call, status: answer.status, ms: answer.ms, reason };
}
