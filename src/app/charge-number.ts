import { type CanonicalEvent, happenedAt } from "../core/event.ts";
import type { Trigger } from "../core/triggers.ts";
import type { ProcessingTx } from "./ports.ts";

const CHARGE_TRIGGERS: readonly Trigger[] = ["subscription.started", "subscription.renewed"];

/**
 * A paid charge of a subscription whose call does not tell whether it is the first (Eduzz's invoices and PagSeguro's
 * transactions never do): it starts the subscription when no charge of it was paid earlier and no event of its own
 * announced the start; else it renews it.
 */
export async function withChargeNumber(event: CanonicalEvent, tx: ProcessingTx): Promise<CanonicalEvent> {
  if (!isUntold(event)) return event;
  return { ...event, isChargeUntold: true, also: triggersAmong(event, await others(event, tx)) };
}

/**
 * Charges that were told first and are not, now that `event` is known: what they did is decided anew, so that the order of
 * arrival makes no difference.
 */
export async function misnumberedCharges(event: CanonicalEvent, tx: ProcessingTx): Promise<readonly CanonicalEvent[]> {
  if (!isAnnouncement(event) && (event.trigger !== "purchase.approved" || event.isTest)) return [];
  const known = await others(event, tx);
  const isRight = (charge: CanonicalEvent) => charge.also.join() === triggersAmong(charge, [event, ...known]).join();
  return known.filter((charge) => charge.isChargeUntold === true && !isRight(charge));
}

function isUntold({ trigger, product, transaction, also, isChargeUntold, isTest }: CanonicalEvent): boolean {
  if (isTest || trigger !== "purchase.approved" || product.kind !== "subscription" || transaction.subscriptionId === null) return false;
  return isChargeUntold === true || (transaction.recurrence === null && !also.some((one) => CHARGE_TRIGGERS.includes(one)));
}

function isAnnouncement({ trigger, isTest }: CanonicalEvent): boolean {
  return trigger === "subscription.started" && !isTest;
}

/** The subscription's other paid charges, and what announced its start. */
async function others(event: CanonicalEvent, tx: ProcessingTx): Promise<readonly CanonicalEvent[]> {
  const { subscriptionId, id } = event.transaction;
  if (subscriptionId === null) return [];
  const known = await tx.startsAndCharges(event.provider, event.store, subscriptionId);
  return known.filter((other) => other.id !== event.id && !other.isTest && (isAnnouncement(other) || other.transaction.id !== id));
}

function triggersAmong(charge: CanonicalEvent, all: readonly CanonicalEvent[]): readonly Trigger[] {
  const charges = all.filter((other) => !isAnnouncement(other) && other.transaction.id !== charge.transaction.id);
  if (charges.some((other) => placeOf(other) < placeOf(charge))) return ["subscription.renewed"];
  return all.some(isAnnouncement) ? [] : ["subscription.started"];
}

/** By time, and between two of the same time by transaction, so that there is always exactly one first. */
function placeOf(charge: CanonicalEvent): string {
  return `${happenedAt(charge)} ${charge.transaction.id ?? charge.id}`;
}
