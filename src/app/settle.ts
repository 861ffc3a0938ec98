import { type Grant, grantsOf } from "../core/access.ts";
import type { Effect } from "../core/effect.ts";
import { latestEffect } from "../core/fold.ts";
import type { ProcessingTx } from "./ports.ts";

/** One thing that is different afterwards, for traces, previews and reports. */
export interface Change {
  readonly kind: Effect["kind"];
  readonly contactId: string;
  readonly target: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly rule: string;
}

type Touched = Pick<Effect, "kind" | "contactId" | "target" | "subject" | "subscription" | "rule" | "value">;

/**
 * Reads the present state of everything the given effects touched off the ledger again, and writes down what changed.
 * Effects that were added, effects that were taken back: both only say where to look.
 */
export async function settle(touched: readonly Touched[], tx: ProcessingTx): Promise<readonly Change[]> {
  const changes: Change[] = [];
  const seen = new Set<string>();
  for (const effect of touched) {
    for (const target of await reach(effect, tx)) {
      const key = `${effect.kind}\n${target.contactId}\n${target.name}`;
      if (seen.has(key)) continue;
      seen.add(key);
      changes.push(...(await settleOne(effect, target, tx)));
    }
  }
  return changes;
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

async function settleOne(effect: Touched, target: Target, tx: ProcessingTx): Promise<readonly Change[]> {
  const change = { kind: effect.kind, contactId: target.contactId, target: target.name, rule: effect.rule };
  switch (effect.kind) {
    case "tag": {
      const before = await tx.tagState(target.contactId, target.name);
      const winner = latestEffect(await tx.effectsOn(target.contactId, "tag", target.name));
      const after = winner?.value ?? null;
      await tx.setTag(target.contactId, target.name, after === null ? null : (winner ?? null));
      return before === after ? [] : [{ ...change, before, after }];
    }
    case "funnel": {
      const before = await tx.funnelState(target.contactId, target.name);
      const winner = latestEffect(await tx.effectsOn(target.contactId, "funnel", target.name));
      const after = winner?.value ?? null;
      await tx.setFunnel(target.contactId, target.name, after === null ? null : (winner ?? null));
      return before === after ? [] : [{ ...change, before, after }];
    }
    case "access": {
      const before = await tx.grants(target.contactId, target.name);
      const after = grantsOf(target.contactId, target.name, await tx.accessEffects(target.contactId, target.name));
      await tx.setGrants(target.contactId, target.name, after);
      const [was, is] = [accessText(before), accessText(after)];
      return was === is ? [] : [{ ...change, before: was, after: is }];
    }
    case "outbox":
      return [{ ...change, before: null, after: "queued" }];
    default:
      return effect.kind satisfies never;
  }
}

/** Access over all grants in one word, with its end where there is one: `active`, `active until ...`, `blocked`. */
function accessText(grants: readonly Grant[]): string | null {
  const open = grants.filter((grant) => grant.state === "active" || grant.state === "provisional");
  if (open.length === 0) return grants.length === 0 ? null : "blocked";
  const endless = open.filter((grant) => grant.until === null);
  if (endless.length > 0) return endless.some((grant) => grant.state === "active") ? "active" : "provisional";
  const last = open.map((grant) => grant.until ?? "").reduce((first, second) => (first > second ? first : second));
  return `active until ${last}`;
}
