import type { AccessValue, Effect } from "./effect.ts";
import { latestEffect } from "./fold.ts";
import { groupBy } from "./group.ts";
import type { Instant } from "./instant.ts";

/**
 * `superseded`: an earlier charge of a subscription whose later charge was paid; it paid for a period that is over,
 * so it neither gives access nor loses any when it is refunded.
 */
export const GRANT_STATES = ["active", "provisional", "blocked", "superseded"] as const;
export type GrantState = (typeof GRANT_STATES)[number];

/** The right of one contact to one product because of one transaction. */
export interface Grant {
  readonly contactId: string;
  readonly product: string;
  /** What caused it, `purchase:<provider>:<store>:<transaction>`, or the event itself when there is no sale. */
  readonly subject: string;
  readonly state: GrantState;
  readonly since: Instant;
  /** End of the paid period, once a cancellation told it; null while open-ended. */
  readonly until: Instant | null;
  /** The event and rule that put it in this state. */
  readonly eventId: string;
  readonly rule: string;
}

export function transactionOf(subject: string): string | null {
  const [kind, , , ...rest] = subject.split(":");
  return kind === "purchase" ? rest.join(":") : null;
}

/** The provider that a sale or a subscription belongs to; null for what is neither. */
export function providerOf(subject: string): string | null {
  const [kind, provider] = subject.split(":");
  return kind === "purchase" || kind === "subscription" ? (provider ?? null) : null;
}

/** Where a page of grants ended, for the next one's `after`. */
export function grantCursor(grant: Pick<Grant, "contactId" | "product" | "subject">): string {
  return `${grant.contactId}\n${grant.product}\n${grant.subject}`;
}

/** Whether a grant gives access at `now`. */
export function isOpen(grant: Pick<Grant, "state" | "until">, now: Instant): boolean {
  return (grant.state === "active" || grant.state === "provisional") && (grant.until === null || grant.until > now);
}

/**
 * Every grant of one contact to one product, read off the access effects on it. What was never given is no grant.
 *
 * A pure function of the set of effects: arrival order and repeats make no difference.
 * @param effects - the access effects of this contact and product, and those of others that take back the same sales or
 *   end the same subscriptions.
 */
export function grantsOf(contactId: string, product: string, effects: readonly Effect[]): readonly Grant[] {
  const endings = effects.filter((effect) => effect.value === "ended");
  const bySubject = groupBy(
    effects.filter((effect) => effect.value !== "ended"),
    (effect) => effect.subject,
  );
  const given = [...bySubject.values()].filter((charge) => charge.some((effect) => gives(effect, contactId, product)));
  const newest = newestPaidCharges(given);
  return given
    .flatMap((charge) => grantOf(contactId, product, charge, newest, endings))
    .sort((first, second) => (first.subject < second.subject ? -1 : 1));
}

function gives(effect: Effect, contactId: string, product: string): boolean {
  return effect.contactId === contactId && effect.target === product && effect.value !== "blocked";
}

function grantOf(
  contactId: string,
  product: string,
  charge: readonly Effect[],
  newest: ReadonlyMap<string, string>,
  endings: readonly Effect[],
): readonly Grant[] {
  const winner = latestEffect(charge);
  if (winner === undefined) return [];
  const { subject } = winner;
  const giving = charge.filter((effect) => gives(effect, contactId, product));
  const paid = giving.filter((effect) => effect.value === "granted");
  const since = earliest(paid.length > 0 ? paid : giving);
  const subscription = giving[0]?.subscription ?? null;
  const overtaken = subscription !== null && paid.length > 0 && newest.get(subscription) !== subject;
  const ending = endingOf(subscription, since, endings);
  const cause = ending ?? winner;
  const state = winner.value === "blocked" ? "blocked" : overtaken ? "superseded" : stateOf(winner.value as AccessValue);
  return [{ contactId, product, subject, state, since, until: ending?.until ?? null, eventId: cause.eventId, rule: cause.rule }];
}

function stateOf(value: AccessValue): GrantState {
  return value === "granted" ? "active" : value === "provisional" ? "provisional" : "blocked";
}

/** Per subscription, the subject of the paid charge with the highest number, then the latest time. */
function newestPaidCharges(charges: readonly (readonly Effect[])[]): ReadonlyMap<string, string> {
  const newest = new Map<string, { subject: string; recurrence: number; at: Instant }>();
  for (const charge of charges) {
    const paid = charge.filter((effect) => effect.value === "granted");
    const subscription = paid[0]?.subscription ?? null;
    if (paid[0] === undefined || subscription === null) continue;
    const candidate = {
      subject: paid[0].subject,
      recurrence: Math.max(...paid.map((effect) => effect.recurrence ?? 0)),
      at: earliest(paid),
    };
    const best = newest.get(subscription);
    if (best === undefined || isNewerCharge(candidate, best)) newest.set(subscription, candidate);
  }
  return new Map([...newest].map(([subscription, charge]) => [subscription, charge.subject]));
}

type Charge = { readonly subject: string; readonly recurrence: number; readonly at: Instant };

function isNewerCharge(first: Charge, second: Charge): boolean {
  if (first.recurrence !== second.recurrence) return first.recurrence > second.recurrence;
  if (first.at !== second.at) return first.at > second.at;
  return first.subject > second.subject;
}

/** The first ending of the charge's subscription that came after the charge: a later charge starts anew. */
function endingOf(subscription: string | null, since: Instant, endings: readonly Effect[]): Effect | undefined {
  if (subscription === null) return undefined;
  return endings
    .filter((ending) => ending.subscription === subscription && ending.at >= since)
    .sort((first, second) => compareEndings(first, second))[0];
}

function compareEndings(first: Effect, second: Effect): number {
  const [a, b] = [endingKey(first), endingKey(second)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function endingKey(ending: Effect): string {
  return [ending.until ?? ending.at, ending.at, ending.rule, ending.eventId].join("|");
}

function earliest(effects: readonly Effect[]): Instant {
  return effects.reduce((found, effect) => (effect.at < found ? effect.at : found), effects[0]?.at ?? "");
}
