import { type Grant, isOpen } from "../../core/access.ts";
import type { Effect } from "../../core/effect.ts";
import { latestEffect } from "../../core/fold.ts";
import type { Instant } from "../../core/instant.ts";
import type { ProcessingTx } from "../ports.ts";

/** Which rule did something because of which event. */
export interface Origin {
  readonly rule: string;
  readonly eventId: string;
}

/** One thing of one contact that effects decide about. */
export interface Thing {
  readonly kind: Exclude<Effect["kind"], "outbox">;
  readonly contactId: string;
  /** Tag, funnel or product slug. */
  readonly target: string;
}

/** How it stands. */
export interface Standing extends Thing {
  /** Tag: `on`; funnel: the sequence; access that is open: `active`, `provisional`, `active until ...`. Null for nothing. */
  readonly value: string | null;
  /** What put it so, also when that is nothing; null where it is not known, or nothing ever did. Of access see `grants`. */
  readonly origin: (Origin & Pick<Effect, "value">) | null;
  readonly grants: readonly Grant[];
  /** `effectKey` of every effect on it; null where they were not read. */
  readonly effects: readonly string[] | null;
}

export function thingKey({ kind, contactId, target }: Thing): string {
  return `${kind}\n${contactId}\n${target}`;
}

/** What an effect does on account of what, whichever rule asked for it: a rule that was rewritten may still do the same. */
export function effectKey({ eventId, value }: Pick<Effect, "eventId" | "value">): string {
  return `${eventId}\n${value}`;
}

/** The standing as it is written down, without looking at the ledger: what there is before any effect of the calls. */
export async function plainStanding(thing: Thing, tx: ProcessingTx, now: Instant): Promise<Standing> {
  const { kind, contactId, target } = thing;
  const plain = { ...thing, origin: null, grants: [], effects: null };
  switch (kind) {
    case "tag":
      return { ...plain, value: await tx.tagState(contactId, target) };
    case "funnel":
      return { ...plain, value: await tx.funnelState(contactId, target) };
    case "access": {
      const grants = await tx.grants(contactId, target);
      return { ...plain, value: accessValue(grants, now), grants };
    }
    default:
      return kind satisfies never;
  }
}

/** The standing with everything on the ledger that made it. */
export async function standingOf(thing: Thing, tx: ProcessingTx, now: Instant): Promise<Standing> {
  const { kind, contactId, target } = thing;
  if (kind === "access") {
    const effects = await tx.accessEffects(contactId, target);
    return { ...(await plainStanding(thing, tx, now)), effects: effects.map(effectKey) };
  }
  const effects = await tx.effectsOn(contactId, kind, target);
  const winner = latestEffect(effects) ?? null;
  return { ...thing, value: winner?.value ?? null, origin: winner, grants: [], effects: effects.map(effectKey) };
}

/** Access over all grants at `now` in one word, with its end where there is one. */
function accessValue(grants: readonly Grant[], now: Instant): string | null {
  const open = grants.filter((grant) => isOpen(grant, now));
  if (open.length === 0) return null;
  const endless = open.filter(({ until }) => until === null);
  if (endless.length > 0) return endless.some(({ state }) => state === "active") ? "active" : "provisional";
  return `active until ${open
    .map(({ until }) => until ?? "")
    .sort()
    .at(-1)}`;
}
