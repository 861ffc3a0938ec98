import { type Grant, grantsOf } from "../core/access.ts";
import type { Effect } from "../core/effect.ts";
import { latestEffect } from "../core/fold.ts";
import type { Instant } from "../core/instant.ts";
import type { Note } from "../core/note.ts";
import type { ProcessingTx } from "./ports.ts";

/** One thing that is different afterwards, for traces, previews and reports. */
export interface Change {
  readonly kind: Effect["kind"];
  readonly contactId: string;
  readonly target: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly rule: string;
  /** Why something outside is not to be; absent for everything else. */
  readonly reason?: Note;
}

/** How something stands now that effects touched, changed or not. */
export interface Settled extends Change {
  /** Whether an effect of the event at hand is among those that touched it, and not only one that was taken back. */
  readonly isOwn: boolean;
  /** End of access that is open and has one; null otherwise. */
  readonly until: Instant | null;
}

type Touched = Pick<Effect, "kind" | "contactId" | "target" | "subject" | "subscription" | "rule" | "value">;

/** What of it is different afterwards. */
export function changesOf(settled: readonly Settled[]): readonly Change[] {
  return settled
    .filter(({ before, after }) => before !== after)
    .map(({ kind, contactId, target, before, after, rule }) => ({ kind, contactId, target, before, after, rule }));
}

/**
 * Reads the present state of everything the given effects touched off the ledger again, and writes it down. Effects that were
 * added, effects that were taken back: both only say where to look. What goes to the outbox has no state.
 */
export async function settle(added: readonly Touched[], removed: readonly Touched[], tx: ProcessingTx): Promise<readonly Settled[]> {
  const settled: Settled[] = [];
  const seen = new Set<string>();
  for (const [touched, isOwn] of [
    [added, true],
    [removed, false],
  ] as const) {
    for (const effect of touched.filter(({ kind }) => kind !== "outbox")) {
      for (const target of await reach(effect, tx)) {
        const key = `${effect.kind}\n${target.contactId}\n${target.name}`;
        if (seen.has(key)) continue;
        seen.add(key);
        settled.push({ ...(await settleOne(effect, target, tx)), isOwn });
      }
    }
  }
  return settled;
}

interface Target {
  readonly contactId: string;
  readonly name: string;
}

/** Access reaches every contact and product that the same sale, or for an ending the same subscription, gave anything. */
async function reach(effect: Touched, tx: ProcessingTx): Promise<readonly Target[]> {
  const own = { contactId: effect.contactId, name: effect.target };
  if (effect.kind !== "access") return [own];
  const subscription = effect.value === "ended" ? effect.subscription : null;
  const holders = await tx.accessHolders(effect.subject, subscription);
  return [own, ...holders.map((holder) => ({ contactId: holder.contactId, name: holder.product }))];
}

async function settleOne(effect: Touched, target: Target, tx: ProcessingTx): Promise<Omit<Settled, "isOwn">> {
  const change = { kind: effect.kind, contactId: target.contactId, target: target.name, rule: effect.rule, until: null };
  switch (effect.kind) {
    case "tag": {
      const before = await tx.tagState(target.contactId, target.name);
      const winner = latestEffect(await tx.effectsOn(target.contactId, "tag", target.name));
      const after = winner?.value ?? null;
      await tx.setTag(target.contactId, target.name, after === null ? null : (winner ?? null));
      return { ...change, before, after };
    }
    case "funnel": {
      const before = await tx.funnelState(target.contactId, target.name);
      const winner = latestEffect(await tx.effectsOn(target.contactId, "funnel", target.name));
      const after = winner?.value ?? null;
      await tx.setFunnel(target.contactId, target.name, after === null ? null : (winner ?? null));
      return { ...change, before, after };
    }
    case "access": {
      const before = await tx.grants(target.contactId, target.name);
      const after = grantsOf(target.contactId, target.name, await tx.accessEffects(target.contactId, target.name));
      await tx.setGrants(target.contactId, target.name, after);
      return { ...change, before: accessText(before), after: accessText(after), until: accessEnd(after) };
    }
    case "outbox":
      return { ...change, before: null, after: null };
    default:
      return effect.kind satisfies never;
  }
}

/** Access over all grants in one word, with its end where there is one: `active`, `active until ...`, `blocked`. */
function accessText(grants: readonly Grant[]): string | null {
  const open = openOnes(grants);
  if (open.length === 0) return grants.length === 0 ? null : "blocked";
  const end = accessEnd(grants);
  if (end !== null) return `active until ${end}`;
  return open.some((grant) => grant.state === "active" && grant.until === null) ? "active" : "provisional";
}

/** The last end of access that is open; null when it is closed, or one grant of it has no end. */
function accessEnd(grants: readonly Grant[]): Instant | null {
  const ends = openOnes(grants).map((grant) => grant.until);
  return ends.reduce((first, second) => (first === null || second === null ? null : first > second ? first : second), ends[0] ?? null);
}

function openOnes(grants: readonly Grant[]): readonly Grant[] {
  return grants.filter((grant) => grant.state === "active" || grant.state === "provisional");
}
