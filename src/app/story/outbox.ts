import type { Dispatch } from "../../core/dispatch.ts";
import { type Instant, instantAfter } from "../../core/instant.ts";
import { admission } from "../../core/sending.ts";
import { type Carrier, type Configuration, carriersByName } from "../configuration.ts";
import { CredentialCache } from "../credential-cache.ts";
import { policyOf } from "../destinations/account.ts";
import { attempt } from "../outbox/attempt.ts";
import { intentOf } from "../outbox/intent.ts";
import type { ClaimedDispatch, ClaimWish, DispatchOutcome, Sender, Store } from "../ports.ts";

/** Something that would have gone out at a moment of the story. */
export interface StorySending {
  readonly at: Instant;
  readonly dispatch: Dispatch;
  /** `sent`, or why it never can be. */
  readonly outcome: Pick<DispatchOutcome, "state" | "reason">;
  /** What a message says; null for everything else. */
  readonly text: string | null;
}

const LEASE_MS = 60_000;
/** Nothing in a story is repeated that often: a mistake of ours must not go on for ever. */
const MOST_TURNS = 10_000;

/** Takes whatever is sent, and says yes. */
const NOBODY: Sender = {
  send: async () => ({ kind: "answered", status: 200, headers: [], body: new Uint8Array(), isCut: false, ms: 0 }),
  close: async () => undefined,
};

/** The outbox of a story: claims, pace and quiet time are the real ones, only nobody is called and no time goes by. */
export class StoryOutbox {
  readonly #store: Store;
  readonly #configuration: Configuration;
  readonly #carriers: readonly Carrier[];
  readonly #credentials: CredentialCache;

  constructor(store: Store, configuration: Configuration) {
    this.#store = store;
    this.#configuration = configuration;
    this.#carriers = [...carriersByName(configuration).values()].filter(({ registered }) => registered.isEnabled).map(agreeable);
    this.#credentials = new CredentialCache(store);
  }

  /** Lets the time from `from` to `to` go by. @returns what went, in order. */
  async pass(from: Instant, to: Instant): Promise<readonly StorySending[]> {
    const went: StorySending[] = [];
    let now = from;
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const { wishes, next } = await this.#look(now);
      if (wishes.length > 0) went.push(...(await this.#turn(wishes, now)));
      else if (next !== null && next <= to) now = next;
      else break;
    }
    return went;
  }

  async #look(now: Instant): Promise<{ readonly wishes: readonly ClaimWish[]; readonly next: Instant | null }> {
    const wishes: ClaimWish[] = [];
    const moments: Instant[] = [];
    for (const { name, registered, kind } of this.#carriers) {
      const due = await this.#store.dispatches.nextDue(name);
      if (due === null) continue;
      const policy = policyOf(registered, kind);
      const { count, until } = admission(await this.#store.destinations.health(name), policy, now);
      if (due > now) moments.push(due);
      else if (count === 0) moments.push(until !== null && until > now ? until : instantAfter(now, 1000));
      else wishes.push({ destination: name, policy, atMost: 1, withNext: kind.joins !== undefined });
    }
    return { wishes, next: moments.sort()[0] ?? null };
  }

  async #turn(wishes: readonly ClaimWish[], now: Instant): Promise<readonly StorySending[]> {
    const { dispatches } = this.#store;
    const claimed = await dispatches.turn([], wishes, now, instantAfter(now, LEASE_MS));
    const went: StorySending[] = [];
    const outcomes: DispatchOutcome[] = [];
    for (const one of claimed) {
      const carrier = this.#carriers.find(({ name }) => name === one.dispatch.destination);
      if (carrier === undefined) continue;
      const outcome = await this.#attempt(one, carrier, now);
      outcomes.push(outcome);
      went.push(await this.#told(one.dispatch, carrier, outcome, now));
      const { next } = one;
      if (next !== null && outcome.together.includes(next.id)) went.push(await this.#told(next, carrier, outcome, now));
    }
    await dispatches.turn(outcomes, [], now, instantAfter(now, LEASE_MS));
    return went;
  }

  #attempt(claimed: ClaimedDispatch, carrier: Carrier, now: Instant): Promise<DispatchOutcome> {
    return attempt(claimed, carrier, this.#configuration, {
      store: this.#store,
      credentials: this.#credentials,
      sender: async () => NOBODY,
      clock: { now: () => now, monotonicMs: () => Date.parse(now) },
      random: () => 0.5,
    });
  }

  async #told(dispatch: Dispatch, carrier: Carrier, { state, reason }: DispatchOutcome, at: Instant): Promise<StorySending> {
    const intent = dispatch.action === "notify" ? await intentOf(dispatch, carrier, this.#configuration, this.#store) : null;
    return { at, dispatch, outcome: { state, reason }, text: intent?.ok === true ? intent.value.text : null };
  }
}

/** A destination that builds its requests as it does, and likes whatever it is answered. */
function agreeable(carrier: Carrier): Carrier {
  return { ...carrier, kind: { ...carrier.kind, problem: () => null, readResponse: () => ({ kind: "delivered" }) } };
}
