import { type CanonicalEvent, happenedAt } from "../core/event.ts";
import type { Trigger } from "../core/triggers.ts";
import type { ProcessingTx } from "./ports.ts";

const CHARGE_TRIGGERS: readonly Trigger[] = ["subscription.started", "subscription.renewed"];

/**
 * A paid charge of a subscription whose call does not tell whether it is the first (Eduzz's invoices and PagSeguro's
 * transactions never do): it starts the subscription when no charge of it was paid earlier, else it renews it.
 */
export async function withChargeNumber(event: CanonicalEvent, tx: ProcessingTx): Promise<CanonicalEvent> {
  if (!isUntold(event)) return event;
  const others = await otherCharges(event, tx);
  return { ...event, isChargeUntold: true, also: [triggerAmong(event, others)] };
}

/**
 * Charges that were told first and are not, now that `event` is known: what they did is decided anew, so that the order of
 * arrival makes no difference.
 */
export async function misnumberedCharges(event: CanonicalEvent, tx: ProcessingTx): Promise<readonly CanonicalEvent[]> {
  if (event.isChargeUntold !== true) return [];
  const others = await otherCharges(event, tx);
  const isRight = (charge: CanonicalEvent) => charge.also.includes(triggerAmong(charge, [event, ...others]));
  return others.filter((charge) => charge.isChargeUntold === true && !isRight(charge));
}

function isUntold({ trigger, product, transaction, also, isChargeUntold, isTest }: CanonicalEvent): boolean {
  if (isTest || trigger !== "purchase.approved" || product.kind !== "subscription" || transaction.subscriptionId === null) return false;
  return isChargeUntold === true || (transaction.recurrence === null && !also.some((one) => CHARGE_TRIGGERS.includes(one)));
}

async function otherCharges(event: CanonicalEvent, tx: ProcessingTx): Promise<readonly CanonicalEvent[]> {
  const { subscriptionId, id } = event.transaction;
  if (subscriptionId === null) return [];
  const charges = await tx.paidCharges(event.provider, event.store, subscriptionId);
  return charges.filter((charge) => charge.id !== event.id && charge.transaction.id !== id && !charge.isTest);
}

function triggerAmong(charge: CanonicalEvent, all: readonly CanonicalEvent[]): Trigger {
  const isFirst = all.every((other) => other.transaction.id === charge.transaction.id || placeOf(charge) < placeOf(other));
  return isFirst ? "subscription.started" : "subscription.renewed";
}

/** By time, and between two of the same time by transaction, so that there is always exactly one first. */
function placeOf(charge: CanonicalEvent): string {
  return `${happenedAt(charge)} ${charge.transaction.id ?? charge.id}`;
}
