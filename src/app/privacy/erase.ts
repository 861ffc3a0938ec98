import type { Decision } from "../../core/evaluate.ts";
import type { BuyerFacts, CanonicalEvent } from "../../core/event.ts";
import type { Instant } from "../../core/instant.ts";
import { maskMentions } from "../../core/mentions.ts";
import { note } from "../../core/note.ts";
import { loadConfiguration } from "../configuration.ts";
import type { ErasureTx, Forgotten, ProcessingTx, Store, ToldDestination } from "../ports.ts";
import { type CallTrace, type Footprint, footprintOf, processQueued } from "./footprint.ts";
import { identifierTexts, isBuyer, type Person } from "./person.ts";
import { type Survey, surveyCalls } from "./survey.ts";

/** What was erased, or would be. */
export interface Erasure {
  readonly person: Person;
  /** Rows that go, by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly calls: {
    /** Gone whole. */
    readonly erased: number;
    /** About others too: without their bytes now, and without the person. */
    readonly purged: number;
    /** About others: the person's name in it cannot be read any more. */
    readonly masked: number;
  };
  /** Who was told of the person and still knows. */
  readonly told: readonly ToldDestination[];
  /** Accounts at vendors through which the person came, `hotmart/default`. */
  readonly vendors: readonly string[];
  /** Number of the audit line; null when nothing was done. */
  readonly audit: number | null;
}

export interface ErasureOptions {
  readonly now: Instant;
  readonly zone: string;
  /** False shows what would go, and leaves everything as it is. */
  readonly keep: boolean;
  /** Finds the person anew, once calls that were waiting have been read; null for the one that is given. */
  readonly again: (() => Promise<Person>) | null;
  /** Null writes no line: whoever erases many writes one for all. */
  readonly audit: Readonly<Record<string, string>> | null;
}

const NOBODY: BuyerFacts = { name: null, email: null, phone: null, phoneRaw: null, document: null };

/**
 * Erases a person from every table, in one transaction.
 *
 * Calls that are about nobody else go with their bytes. A call that concerns others too loses its bytes, as by a purge, and the
 * person's events; what it means for the others stays, for good. A call that is about others and only names the person keeps its
 * bytes, with the name made unreadable in its place. A rebuild therefore does not bring the person back.
 */
export async function erasePerson(store: Store, given: Person, survey: Survey, options: ErasureOptions): Promise<Erasure> {
  const { now, zone, keep, again, audit } = options;
  const configuration = await loadConfiguration(store);
  return store.erasing(
    async (tx, erasure) => {
      const parts = { store, tx, erasure, configuration, zone };
      const complete = await surveyCalls(store, given.identifiers, survey);
      const hasNews = await processQueued(complete, parts);
      const person = hasNews && again !== null ? await again() : given;
      const footprint = await footprintOf(person, complete, parts);
      const forgotten = forgottenOf(footprint);
      const told = await erasure.toldBy(forgotten);
      for (const call of footprint.calls) if (call.kind !== "own") await leaveToOthers(call, person, now, { tx, erasure, store });
      const rows = await erasure.forget(forgotten);
      const calls = countsOf(footprint.calls);
      const isAny = Object.values({ ...rows, ...calls }).some((count) => count > 0);
      const line =
        isAny && audit !== null
          ? await erasure.audit({
              at: now,
              kind: "erase",
              subjects: await store.privacy.fingerprints(identifierTexts(person.identifiers)),
              counts: { ...rows, calls_purged: calls.purged, calls_masked: calls.masked },
              details: audit,
            })
          : null;
      return { person, rows, calls, told, vendors: vendorsOf(footprint.calls), audit: keep ? line : null };
    },
    { keep },
  );
}

/** What waits to be sent does not go any more. @returns how much is being sent at this moment, and cannot be called back. */
export function holdBack({ privacy }: Pick<Store, "privacy">, { contacts }: Person, now: Instant): Promise<number> {
  return privacy.holdBack(
    contacts.map(({ id }) => id),
    now,
    note("dispatch.erased"),
  );
}

function forgottenOf({ person, calls, dispatches }: Footprint): Forgotten {
  return {
    contacts: person.contacts.map(({ id }) => id),
    calls: calls.filter(({ kind }) => kind === "own").map(({ deliveryId }) => deliveryId),
    events: calls.flatMap(({ own }) => own.map(({ id }) => id)),
    dispatches,
  };
}

interface Parts {
  readonly tx: ProcessingTx;
  readonly erasure: ErasureTx;
  readonly store: Pick<Store, "events">;
}

async function leaveToOthers({ kind, deliveryId, others, found }: CallTrace, person: Person, now: Instant, parts: Parts): Promise<void> {
  const { erasure } = parts;
  for (const event of others) await anonymise(event, person, found, parts);
  if (kind === "shared") {
    await erasure.purge([deliveryId], now);
    return;
  }
  const whole = await erasure.partsOf(deliveryId);
  if (whole === undefined) return;
  const { target, headers, body, document } = whole;
  await erasure.rewrite(deliveryId, {
    target: maskMentions(target, found),
    headers: maskMentions(headers, found),
    body: maskMentions(body, found),
    document: document === null ? null : maskMentions(document, found),
  });
}

/** An event that stays for others' sake, without the person: no buyer where the person was it, and nothing readable elsewhere. */
async function anonymise(event: CanonicalEvent, person: Person, found: readonly string[], { tx, erasure, store }: Parts): Promise<void> {
  const contacts = new Set(person.contacts.map(({ id }) => id));
  const isOwner = event.contactId !== null && contacts.has(event.contactId);
  const isPerson = isOwner || isBuyer(event.buyer, person.identifiers);
  if (!isPerson && found.length === 0) return;
  const decisions = (await store.events.find(event.id))?.decisions ?? [];
  const bare: CanonicalEvent = { ...event, ...(isPerson ? { buyer: NOBODY } : {}), ...(isOwner ? { contactId: null } : {}) };
  const masked = maskedJson(bare, found);
  await tx.saveEvent(masked, maskedJson<readonly Decision[]>(decisions, found));
  if (isOwner) await tx.moveEffects(event.id, event.contactId ?? "", event.id);
  const isSame = (key: string) => masked.keys.includes(key);
  if (!event.keys.every(isSame)) await erasure.renameKeys(event, event.keys, masked.keys);
}

function maskedJson<T>(value: T, found: readonly string[]): T {
  return JSON.parse(maskMentions(JSON.stringify(value), found)) as T;
}

function countsOf(calls: readonly CallTrace[]): Erasure["calls"] {
  const of = (wanted: CallTrace["kind"]) => calls.filter(({ kind }) => kind === wanted).length;
  return { erased: of("own"), purged: of("shared"), masked: of("named") };
}

function vendorsOf(calls: readonly CallTrace[]): readonly string[] {
  return [...new Set(calls.flatMap(({ own }) => own.map(({ provider, store }) => `${provider}/${store}`)))].sort();
}
