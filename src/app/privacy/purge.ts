import { durationMs } from "../../core/duration.ts";
import { IntgError } from "../../core/errors.ts";
import { type Instant, instantFromMs } from "../../core/instant.ts";
import { RETENTION_CLASSES, type RetentionClass } from "../../core/retention.ts";
import type { Contact, PurgePlan, Store } from "../ports.ts";
import { erasePerson } from "./erase.ts";
import { type Person, personOf } from "./person.ts";
import { NOTHING_READ, type Survey, surveyCalls } from "./survey.ts";

/** One class that is to be purged. */
export interface PurgeWish {
  readonly what: RetentionClass;
  /** For how long it is kept, `180d`. */
  readonly keep: string;
  /** What is older goes. */
  readonly before: Instant;
}

export interface PlannedPurge extends PurgeWish, PurgePlan {}

export interface PurgeOptions {
  readonly now: Instant;
  readonly zone: string;
  /** Lets others at the store, between two transactions. */
  readonly rest: () => Promise<void>;
  readonly isStopped: () => boolean;
  readonly onDone: (purged: number) => void;
}

export interface PurgeResult {
  readonly what: RetentionClass;
  readonly purged: number;
}

/** Rows in one transaction: it holds the store for some hundredths of a second, and a vendor waits for its answer meanwhile. */
const ROWS = 200;
/** People whose calls are looked for in one reading of all calls. */
const PEOPLE_SURVEYED = 20_000;
/** People erased in one transaction. */
const PEOPLE = 20;
/** How often a transaction is tried while another process holds the store. */
const TRIES = 60;

/** @returns null when the age is none, or longer ago than we count. */
export function wishOf(what: RetentionClass, keep: string, now: Instant): PurgeWish | null {
  const ms = durationMs(keep);
  if (ms === null) return null;
  // Longer ago than anything that is stored.
  return { what, keep, before: instantFromMs(Date.parse(now) - ms) ?? "2000-01-01T00:00:00.000Z" };
}

/** What the home's own policy asks for, in the order in which classes are purged. */
export async function policyWishes({ privacy }: Pick<Store, "privacy">, now: Instant): Promise<readonly PurgeWish[]> {
  const kept = await privacy.kept();
  return RETENTION_CLASSES.flatMap((what) => {
    const keep = kept.get(what);
    return keep === undefined ? [] : (wishOf(what, keep, now) ?? []);
  });
}

export async function planPurge(
  { privacy }: Pick<Store, "privacy">,
  wishes: readonly PurgeWish[],
  now: Instant,
): Promise<readonly PlannedPurge[]> {
  const planned: PlannedPurge[] = [];
  for (const wish of wishes) planned.push({ ...wish, ...(await privacy.purgePlan(wish.what, wish.before, now)) });
  return planned;
}

/**
 * Purges one class, in many small transactions one after the other. Each is whole or nothing, so it may be stopped between any two
 * and begun again. It is written into the audit in the end, also of what was stopped.
 */
export async function purge(store: Store, wish: PurgeWish, options: PurgeOptions): Promise<PurgeResult> {
  const { what, keep, before } = wish;
  let purged = 0;
  const count = (more: number) => {
    purged += more;
    options.onDone(more);
  };
  try {
    if (what === "contacts") await purgePeople(store, before, options, count);
    else {
      for (let from: number | null = 0; from !== null && !options.isStopped(); ) {
        const at: number = from;
        const step = await patiently(() => store.privacy.purgeStep(what, before, at, ROWS, options.now), options);
        if (step === undefined) break;
        count(step.purged);
        from = step.next;
        await options.rest();
      }
    }
  } finally {
    const entry = { at: options.now, kind: "purge" as const, subjects: [], counts: { [what]: purged }, details: { class: what, keep } };
    if (purged > 0) await patiently(() => store.privacy.addAudit(entry), { ...options, isStopped: () => false });
  }
  return { what, purged };
}

/** Erases people as `contact erase` does, by the e-mail, or the phone of those who left none. */
async function purgePeople(store: Store, before: Instant, options: PurgeOptions, count: (more: number) => void): Promise<void> {
  for (let after = ""; !options.isStopped(); ) {
    const people = await store.privacy.forgottenPeople(before, options.now, after, PEOPLE_SURVEYED);
    const last = people.at(-1);
    if (last === undefined) return;
    after = last.id;
    const { found, until } = await surveyCalls(store, personOf(people).identifiers, NOTHING_READ, options.rest);
    const naming = callsNaming(found);
    for (let at = 0; at < people.length && !options.isStopped(); at += PEOPLE) {
      const some = people.slice(at, at + PEOPLE);
      const own = { found: callsOf(personOf(some), naming), until };
      const erased = await patiently(() => eraseSome(store, some, own, options), options);
      if (erased === undefined) return;
      count(erased);
      await options.rest();
    }
  }
}

type Naming = ReadonlyMap<string, readonly string[]>;

/** Calls by what they name. */
function callsNaming(found: Survey["found"]): Naming {
  const naming = new Map<string, string[]>();
  for (const [call, texts] of found) {
    for (const text of texts) {
      const calls = naming.get(text);
      if (calls === undefined) naming.set(text, [call]);
      else calls.push(call);
    }
  }
  return naming;
}

function callsOf({ identifiers: { emails, phones } }: Person, naming: Naming): Survey["found"] {
  const found = new Map<string, string[]>();
  for (const text of [...emails, ...phones]) {
    for (const call of naming.get(text) ?? []) found.set(call, [...(found.get(call) ?? []), text]);
  }
  return found;
}

async function eraseSome(store: Store, people: readonly Contact[], survey: Survey, { now, zone }: PurgeOptions): Promise<number> {
  const { rows } = await erasePerson(store, personOf(people), survey, { now, zone, keep: true, again: null, audit: null });
  return rows.contacts ?? 0;
}

/** @returns undefined when it was stopped while another process held the store. */
async function patiently<T>(work: () => Promise<T>, { rest, isStopped }: PurgeOptions): Promise<T | undefined> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      const isBusy = error instanceof IntgError && error.code === "INTG_STORE_BUSY";
      if (!isBusy || tried === TRIES) throw error;
      await rest();
      if (isStopped()) return undefined;
    }
  }
}
