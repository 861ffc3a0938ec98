import type { CanonicalEvent } from "../../core/event.ts";
import type { Configuration } from "../configuration.ts";
import type { ErasureTx, ProcessingTx, Store } from "../ports.ts";
import { processDelivery } from "../process.ts";
import { isBuyer, type Person } from "./person.ts";
import type { Survey } from "./survey.ts";

/** What one call has to do with a person. */
export interface CallTrace {
  readonly deliveryId: string;
  /**
   * `own`: it is about nobody else. `shared`: the person is a buyer in it, and somebody else is concerned too. `named`: it is about
   * somebody else, and names the person somewhere.
   */
  readonly kind: "own" | "shared" | "named";
  /** Its events that are about the person alone. */
  readonly own: readonly CanonicalEvent[];
  /** Its events that have to stay for others' sake. */
  readonly others: readonly CanonicalEvent[];
  /** What of the person stands in it. */
  readonly found: readonly string[];
}

/** Everything that is stored about a person, but for what hangs on contacts and events. */
export interface Footprint {
  readonly person: Person;
  readonly calls: readonly CallTrace[];
  /** Actions for outside, beside those of the events. */
  readonly dispatches: readonly string[];
}

export interface FootprintParts {
  readonly store: Pick<Store, "privacy" | "deliveries" | "events">;
  readonly tx: ProcessingTx;
  readonly erasure: ErasureTx;
  readonly configuration: Configuration;
  readonly zone: string;
}

/**
 * Finds out what each call has to do with the person. A call that still waits on the queue is processed first: what it is about can
 * only be told of events. In a transaction, so that it is all of one moment.
 */
export async function footprintOf(person: Person, { found }: Survey, parts: FootprintParts): Promise<Footprint> {
  const { store, erasure } = parts;
  const contacts = person.contacts.map(({ id }) => id);
  const calls = new Set(found.keys());
  for (const { deliveryId } of await erasure.eventsOf(contacts)) calls.add(deliveryId);
  const traces: CallTrace[] = [];
  for (const id of [...calls].sort()) {
    const trace = await traceOf(id, found.get(id) ?? [], person, parts);
    if (trace !== null) traces.push(trace);
  }
  return { person, calls: traces, dispatches: await store.privacy.dispatchesInLanes(contacts) };
}

/** Processes those of the calls that wait on the queue. @returns whether there were any: then more may be known of the person. */
export async function processQueued({ found }: Survey, parts: FootprintParts): Promise<boolean> {
  const { store, tx, erasure, configuration, zone } = parts;
  let isNew = false;
  for (const id of [...found.keys()].sort()) {
    const delivery = (await erasure.isQueued(id)) ? await store.deliveries.find(id) : undefined;
    if (delivery === undefined) continue;
    await tx.take(id);
    await processDelivery(delivery, tx, { configuration, zone });
    isNew = true;
  }
  return isNew;
}

async function traceOf(
  deliveryId: string,
  found: readonly string[],
  person: Person,
  { tx, store }: FootprintParts,
): Promise<CallTrace | null> {
  const { identifiers } = person;
  const contacts = new Set(person.contacts.map(({ id }) => id));
  const own: CanonicalEvent[] = [];
  const others: CanonicalEvent[] = [];
  for (const event of await tx.eventsOf(deliveryId)) {
    const isNamed = isBuyer(event.buyer, identifiers) || (isNobody(event) && found.length > 0);
    const isTheirs = event.contactId === null ? isNamed : contacts.has(event.contactId);
    (isTheirs && !(await holdsForOthers(event, contacts, tx, store)) ? own : others).push(event);
  }
  const trace = { deliveryId, own, others, found };
  if (others.length === 0) return own.length === 0 && found.length === 0 ? null : { ...trace, kind: "own" };
  if (own.length > 0 || others.some((event) => isBuyer(event.buyer, identifiers) || contacts.has(event.contactId ?? ""))) {
    return { ...trace, kind: "shared" };
  }
  // A phone alone may be anybody's in a call about somebody else.
  if (found.every((text) => identifiers.phones.has(text))) return null;
  // Beside the e-mail it is the person's, unless the other one left it too.
  return { ...trace, kind: "named", found: found.filter((text) => others.every(({ buyer }) => buyer.phone !== text)) };
}

function isNobody({ buyer, contactId }: CanonicalEvent): boolean {
  return contactId === null && buyer.email === null && buyer.phone === null && buyer.document === null && buyer.name === null;
}

/** A refund that took the access of somebody else, or an end of his subscription: without it he would have access again. */
async function holdsForOthers(
  event: CanonicalEvent,
  contacts: ReadonlySet<string>,
  tx: ProcessingTx,
  { events }: Pick<Store, "events">,
): Promise<boolean> {
  for (const { kind, value, subject, subscription } of await events.effects(event)) {
    if (kind !== "access" || (value !== "blocked" && value !== "ended")) continue;
    const holders = await tx.accessHolders(subject, value === "ended" ? subscription : null);
    if (holders.some(({ contactId }) => !contacts.has(contactId))) return true;
  }
  return false;
}
