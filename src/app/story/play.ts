import { IntgError } from "../../core/errors.ts";
import { type Instant, instantAfter } from "../../core/instant.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { loadConfiguration } from "../configuration.ts";
import type { Ids, Store } from "../ports.ts";
import type { Processed } from "../process.ts";
import { runCalls } from "../simulate.ts";
import type { StoryCall } from "./calls.ts";
import { StoryOutbox, type StorySending } from "./outbox.ts";
import { type PersonStanding, standings } from "./standing.ts";

/** One thing of a story as it went. */
export type StoryMoment =
  | { readonly kind: "call"; readonly at: Instant; readonly call: StoryCall; readonly processed: readonly Processed[] }
  | ({ readonly kind: "sending" } & StorySending);

export interface Played {
  readonly moments: readonly StoryMoment[];
  readonly end: Instant;
  /** Everybody, at the end. */
  readonly people: readonly PersonStanding[];
}

/** A call, and when it arrives: not before it happened, and maybe much later. */
export interface Arrival {
  readonly at: Instant;
  readonly call: StoryCall;
}

export interface StoryStage {
  /** Holds what is registered, and nothing that happened; what the story makes is left in it. */
  readonly store: Store;
  readonly ids: Ids;
  readonly zone: string;
  readonly account: string;
  /** Nothing goes out, where only how people stand is asked. */
  readonly isMute?: true;
}

/** Messages that are due later are nothing that anybody waits for at a desk. */
const AFTERWARDS_MS = 30 * 86_400_000;

/** Plays a story: every call is received and worked out at its moment, and between them goes out what is due. */
export async function playStory(arrivals: readonly Arrival[], provider: ProviderAdapter, stage: StoryStage): Promise<Played> {
  const { store, ids, zone, account, isMute = false } = stage;
  const outbox = new StoryOutbox(store, await loadConfiguration(store));
  const credentials = provider.sampleCredentials();
  const moments: StoryMoment[] = [];
  let now: Instant | null = null;
  const pass = async (to: Instant) => {
    if (now !== null && !isMute) moments.push(...(await outbox.pass(now, to)).map((sending) => ({ kind: "sending" as const, ...sending })));
    now = to;
  };
  for (const { at, call } of arrivals) {
    await pass(at);
    const request = provider.sign(call.call.request, credentials, at);
    const clock = { now: () => at, monotonicMs: () => Date.parse(at) };
    const from = { store: account, credentials, origin: "simulate" as const };
    const [done] = await runCalls(
      [{ ...call.call, request }],
      provider,
      from,
      { store, clock, ids, zone, pause: async () => undefined },
      true,
    );
    if (done === undefined) throw new IntgError("INTG_BUG", { detail: "story" });
    moments.push({ kind: "call", at, call, processed: done.processed });
  }
  const last = arrivals.at(-1)?.at ?? "2026-11-03T12:00:00.000Z";
  // How people stand is asked at the last call: a month later a paid period may be over.
  const people = await standings(store, last);
  await pass(instantAfter(last, AFTERWARDS_MS));
  return { moments, end: last, people };
}

/** A story as it should go: every call arrives when it happens. */
export function inOrder(calls: readonly StoryCall[]): readonly Arrival[] {
  return calls.map((call) => ({ at: call.at, call }));
}
