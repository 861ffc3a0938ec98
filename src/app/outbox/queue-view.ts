import type { Dispatch } from "../../core/dispatch.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import type { Instant } from "../../core/instant.ts";
import type { Note } from "../../core/note.ts";
import { expectedTimes } from "../../core/send-times.ts";
import { type Carrier, carriersByName, loadConfiguration } from "../configuration.ts";
import { policyOf } from "../destinations/account.ts";
import type { DispatchFilter, Store } from "../ports.ts";
import { whyWaiting } from "./why-waiting.ts";

/** A dispatch with what a person wants to know of it. */
export interface ShownDispatch {
  readonly dispatch: Dispatch;
  /** The event that caused it; undefined when it is gone. */
  readonly event: CanonicalEvent | undefined;
  /** Whom it is about, unmasked. */
  readonly person: { readonly name: string | null; readonly email: string | null; readonly phone: string | null } | null;
  /** When it is expected to go, as far as anybody can tell; null for what is not queued, or cannot go as things are. */
  readonly expectedAt: Instant | null;
  readonly waitsFor: Note | null;
}

/** Further down the queue of one destination nobody looks. */
const QUEUE_LOOKED_AT = 10_000;

/** Dispatches as a list shows them, each with its event and its place in time. */
export async function showDispatches(store: Store, filter: DispatchFilter, now: Instant): Promise<readonly ShownDispatch[]> {
  const dispatches = await store.dispatches.list(filter);
  return describeDispatches(dispatches, store, now);
}

export async function describeDispatches(dispatches: readonly Dispatch[], store: Store, now: Instant): Promise<readonly ShownDispatch[]> {
  const carriers = carriersByName(await loadConfiguration(store));
  const queued = new Set(dispatches.filter(({ state }) => state === "queued").map(({ destination }) => destination));
  const expected = new Map<string, Instant>();
  for (const name of queued) {
    const carrier = carriers.get(name ?? "");
    if (carrier?.registered.isEnabled !== true) continue;
    for (const [id, at] of await expectedOf(carrier, store, now)) expected.set(id, at);
  }
  const shown: ShownDispatch[] = [];
  for (const dispatch of dispatches) {
    const carrier = carriers.get(dispatch.destination ?? "");
    const event = await store.events.get(dispatch.eventId);
    const contact = dispatch.lane.startsWith("ctc_") ? await store.contacts.find(dispatch.lane) : undefined;
    shown.push({
      dispatch,
      event,
      person: contact ?? event?.buyer ?? null,
      expectedAt: expected.get(dispatch.id) ?? null,
      waitsFor: await whyWaiting(dispatch, carrier, store, now),
    });
  }
  return shown;
}

async function expectedOf(
  { name, registered, kind }: Carrier,
  store: Store,
  now: Instant,
): Promise<readonly (readonly [string, Instant])[]> {
  const queue = await store.dispatches.list({ states: ["queued"], destination: name, limit: QUEUE_LOOKED_AT });
  const due = queue.map(({ nextAt }) => nextAt);
  const times = expectedTimes(due, await store.destinations.health(name), policyOf(registered, kind), now);
  return queue.map(({ id }, at) => [id, times[at] ?? now] as const);
}
