import type { Attempt, Dispatch } from "../../core/dispatch.ts";
import type { Effect } from "../../core/effect.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import type { Instant } from "../../core/instant.ts";
import { loadConfiguration } from "../configuration.ts";
import type { Contact, ContactReader, EventWithDecisions, Store, StoredPurchase } from "../ports.ts";
import { type CallTrace, footprintOf, processQueued } from "./footprint.ts";
import { identifierTexts, type Person } from "./person.ts";
import { type Survey, surveyCalls } from "./survey.ts";

/** Everything that is stored about one person, as it is handed over. Keys are only ever added. */
export interface PersonRecord {
  readonly format: "intg/person/1";
  readonly exportedAt: Instant;
  readonly person: {
    readonly emails: readonly string[];
    readonly phones: readonly string[];
    readonly documents: readonly string[];
  };
  readonly contacts: readonly ContactRecord[];
  /** In the order in which they came. */
  readonly calls: readonly CallRecord[];
  readonly dispatches: readonly DispatchRecord[];
  /** Calls about others that name the person; what is in them is not handed over. */
  readonly namedIn: readonly string[];
}

export interface ContactRecord extends Contact {
  readonly tags: Awaited<ReturnType<ContactReader["tags"]>>;
  readonly funnels: Awaited<ReturnType<ContactReader["funnels"]>>;
  readonly grants: Awaited<ReturnType<ContactReader["grants"]>>;
  readonly purchases: readonly StoredPurchase[];
}

/** Text where the bytes are UTF-8, else base64. */
export interface BytesRecord {
  readonly encoding: "utf-8" | "base64";
  readonly content: string;
}

export interface CallRecord {
  readonly id: string;
  readonly provider: string;
  readonly store: string;
  readonly receivedAt: Instant;
  readonly origin: string;
  /** It concerns others too, so its bytes are not handed over. */
  readonly isShared: boolean;
  /** When its bytes were purged; null while they are there. */
  readonly purgedAt: Instant | null;
  /** Null where the bytes are not handed over, or gone. */
  readonly request: {
    readonly method: string;
    readonly target: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: BytesRecord;
  } | null;
  /** What the vendor answered when it was asked about the call. */
  readonly answer: BytesRecord | null;
  readonly events: readonly (EventWithDecisions & { readonly effects: readonly Effect[] })[];
}

export interface DispatchRecord extends Dispatch {
  readonly tries: readonly Attempt[];
}

const MOST = 100_000;

/** Puts together what is known of a person; nothing changes but the audit, which tells that it was done. */
export async function exportPerson(
  store: Store,
  given: Person,
  survey: Survey,
  { now, zone, again }: { readonly now: Instant; readonly zone: string; readonly again: () => Promise<Person> },
): Promise<PersonRecord> {
  const configuration = await loadConfiguration(store);
  const record = await store.erasing(
    async (tx, erasure) => {
      const parts = { store, tx, erasure, configuration, zone };
      const complete = await surveyCalls(store, given.identifiers, survey);
      const person = (await processQueued(complete, parts)) ? await again() : given;
      const footprint = await footprintOf(person, complete, parts);
      const about = footprint.calls.filter(({ kind }) => kind !== "named");
      return {
        format: "intg/person/1" as const,
        exportedAt: now,
        person: listsOf(person),
        contacts: await Promise.all(person.contacts.map((contact) => contactRecord(contact, store))),
        calls: await Promise.all(about.map((call) => callRecord(call, store))),
        dispatches: await dispatchRecords(about, footprint.dispatches, store),
        namedIn: footprint.calls.filter(({ kind }) => kind === "named").map(({ deliveryId }) => deliveryId),
      };
    },
    { keep: false },
  );
  const subjects = await store.privacy.fingerprints(identifierTexts(given.identifiers));
  const counts = { contacts: record.contacts.length, deliveries: record.calls.length, dispatches: record.dispatches.length };
  if (Object.values(counts).some((count) => count > 0)) {
    await store.privacy.addAudit({ at: now, kind: "export", subjects, counts, details: {} });
  }
  return record;
}

function listsOf({ contacts, identifiers: { emails, phones, documents } }: Person): PersonRecord["person"] {
  // Also a phone that somebody else left too, by which nobody is recognised.
  const own = new Set([...phones, ...contacts.flatMap(({ phone }) => phone ?? [])]);
  return { emails: [...emails].sort(), phones: [...own].sort(), documents: [...documents].sort() };
}

async function contactRecord(contact: Contact, { contacts }: Pick<Store, "contacts">): Promise<ContactRecord> {
  const { id } = contact;
  return {
    ...contact,
    tags: await contacts.tags(id),
    funnels: await contacts.funnels(id),
    grants: await contacts.grants({ contactId: id, product: null, after: null, limit: MOST }),
    purchases: await contacts.purchases(id),
  };
}

async function callRecord({ deliveryId, kind, own }: CallTrace, store: Store): Promise<CallRecord> {
  const delivery = await store.deliveries.find(deliveryId);
  if (delivery === undefined) throw new TypeError("a call went while it was read");
  const { provider, store: account, receivedAt, origin, request, purgedAt = null, answer } = delivery;
  const isShared = kind === "shared";
  const isLeftOut = isShared || purgedAt !== null;
  return {
    id: deliveryId,
    provider,
    store: account,
    receivedAt,
    origin,
    isShared,
    purgedAt,
    request: isLeftOut
      ? null
      : { method: request.method, target: request.target, headers: request.headers, body: bytesRecord(request.body) },
    answer: isLeftOut || answer?.kind !== "document" ? null : bytesRecord(answer.document),
    events: await Promise.all(own.map((event) => eventRecord(event, store))),
  };
}

async function eventRecord(event: CanonicalEvent, { events }: Pick<Store, "events">) {
  const found = await events.find(event.id);
  return { event, decisions: found?.decisions ?? [], effects: await events.effects(event) };
}

async function dispatchRecords(calls: readonly CallTrace[], inLanes: readonly string[], store: Store): Promise<readonly DispatchRecord[]> {
  const ids = new Set(inLanes);
  for (const { own } of calls) {
    for (const { id } of own) for (const { id: dispatch } of await store.dispatches.list({ eventId: id, limit: MOST })) ids.add(dispatch);
  }
  const records: DispatchRecord[] = [];
  for (const id of [...ids].sort()) {
    const dispatch = await store.dispatches.find(id);
    if (dispatch !== undefined) records.push({ ...dispatch, tries: await store.dispatches.attempts(id) });
  }
  return records;
}

/** Bytes that are no UTF-8 would come out as others. */
export function bytesRecord(bytes: Uint8Array): BytesRecord {
  try {
    return { encoding: "utf-8", content: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { encoding: "base64", content: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
  }
}
