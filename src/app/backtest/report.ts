import type { Trigger } from "../../core/triggers.ts";
import type { Contact, Store } from "../ports.ts";
import type { Difference } from "./compare.ts";
import type { BackTest, BackTestRow } from "./run.ts";
import type { Window } from "./window.ts";

/** A back-test with the people it is about. */
export interface BackTestReport {
  readonly calls: number;
  readonly events: number;
  readonly people: number;
  readonly rows: readonly BackTestRow[];
  readonly differences: readonly Difference[];
  /** The first of the differences, each with its person. */
  readonly listed: readonly ListedDifference[];
}

export interface ListedDifference extends Difference {
  /** Null for an event that names nobody. */
  readonly contact: Contact | null;
  /** What the event that causes it was about. */
  readonly trigger: Trigger | null;
}

/** @param limit - how many differences are listed; null for all. */
export async function reportBackTest(
  store: Pick<Store, "contacts" | "events">,
  window: Window,
  { rows, differences }: BackTest,
  limit: number | null,
): Promise<BackTestReport> {
  const listed: ListedDifference[] = [];
  for (const difference of differences.slice(0, limit ?? differences.length)) {
    const contact = (await store.contacts.find(difference.contactId)) ?? null;
    const event = difference.cause === null ? undefined : await store.events.get(difference.cause.eventId);
    listed.push({ ...difference, contact, trigger: event?.trigger ?? null });
  }
  return { calls: window.deliveryIds.length, events: window.events.length, people: window.people, rows, differences, listed };
}
