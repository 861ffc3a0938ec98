import type { Effect } from "../core/effect.ts";
import type { Decision } from "../core/evaluate.ts";
import { type CanonicalEvent, type EventFacts, happenedAt, unreadableFacts } from "../core/event.ts";
import { type Delivery, eventIdOf } from "../core/delivery.ts";
import { type Note, note } from "../core/note.ts";
import { mergePurchase, stateOf } from "../core/purchase.ts";
import { findProvider } from "../providers/index.ts";
import type { Configuration } from "./configuration.ts";
import { contactOf } from "./contact-of.ts";
import { type Match, matchEvent } from "./match.ts";
import { ownerOf, planEvent } from "./plan.ts";
import type { ProcessingTx, StoredPurchase } from "./ports.ts";
import { type Change, settle } from "./settle.ts";

/** One event of a delivery, with everything that was decided and everything that changed. */
export interface Processed {
  readonly event: CanonicalEvent;
  readonly match: Match | null;
  readonly decisions: readonly Decision[];
  readonly changes: readonly Change[];
}

/** Settings of processing that belong to the installation. */
export interface ProcessingOptions {
  readonly configuration: Configuration;
  /** IANA zone for times that a vendor writes without an offset. */
  readonly zone: string;
}

/**
 * Works out what a stored delivery means and writes it down: events, purchase state, decisions, effects.
 *
 * The one path for everything that comes in, live, simulated or replayed. It reads nothing but the delivery, the
 * configuration and the state in `tx`, so processing every delivery again in order gives the same tables.
 */
export async function processDelivery(delivery: Delivery, tx: ProcessingTx, options: ProcessingOptions): Promise<readonly Processed[]> {
  const provider = findProvider(delivery.provider);
  const read = provider?.normalize(delivery.request, { receivedAt: delivery.receivedAt, zone: options.zone });
  if (read === undefined || !read.ok) {
    const reason = note(read === undefined ? "event.unknown-provider" : `rejected.${read.error.code}`, { provider: delivery.provider });
    return [await keepUnreadable(delivery, "quarantined", reason, tx)];
  }
  const processed: Processed[] = [];
  for (const [position, facts] of read.value.entries()) {
    processed.push(await processEvent(facts, position, delivery, tx, options));
  }
  return processed;
}

/** Writes down that a delivery could not be worked out, so that it is seen, counted and can be replayed. */
export async function keepUnreadable(delivery: Delivery, status: "quarantined" | "failed", reason: Note, tx: ProcessingTx): Promise<Processed> {
  const event: CanonicalEvent = { ...canonical(unreadableFacts(delivery.provider), 0, delivery), status, reason };
  await tx.saveEvent(event, []);
  return { event, match: null, decisions: [], changes: [] };
}

async function processEvent(facts: EventFacts, position: number, delivery: Delivery, tx: ProcessingTx, options: ProcessingOptions): Promise<Processed> {
  const seen = canonical(facts, position, delivery);
  const owner = await tx.claimKeys(seen.provider, seen.store, facts.keys, seen.id);
  if (owner !== null) return keep({ ...seen, status: "duplicate", reason: note("event.duplicate", { of: owner }) }, null, [], [], tx);

  const related = await relatedPurchase(seen, tx);
  const match = await matchEvent(facts, seen.provider, seen.store, related, options.configuration, tx);
  const matched = withMatch(seen, match);
  if (facts.isTest && !options.configuration.actsOnTests.has(`${seen.provider}/${seen.store}`)) {
    const plan = planEvent(matched, linkOf(match), options.configuration.ruleIndex, [], null);
    return keep({ ...matched, reason: matched.reason ?? note("event.test-dry-run") }, match, plan.decisions, [], tx);
  }

  const contactId = await contactOf(matched, related, tx);
  const event: CanonicalEvent = { ...matched, contactId };
  const newlyOwned = await keepPurchase(event, tx);
  const removed = await tx.removeEffects(event.id, ownerOf(event, contactId));
  const { decisions, changes } = await act(event, match, removed, tx, options);
  const late = newlyOwned ? await adoptEarlier(event, tx, options) : [];
  return keep(event, match, decisions, [...changes, ...late], tx);
}

/** Decides and settles; an event that waits for the operator decides nothing, but gives back what it had done before. */
async function act(
  event: CanonicalEvent,
  match: Match,
  removed: readonly Effect[],
  tx: ProcessingTx,
  options: ProcessingOptions,
): Promise<{ decisions: readonly Decision[]; changes: readonly Change[] }> {
  if (match.kind === "unmatched" || match.kind === "quarantined") return { decisions: [], changes: await settle(removed, tx) };
  const tags = event.contactId === null ? [] : await tx.tags(event.contactId);
  const plan = planEvent(event, linkOf(match), options.configuration.ruleIndex, tags, event.contactId);
  const added: Effect[] = [];
  for (const effect of plan.effects) {
    if ((await tx.addEffect(effect)) || effect.kind !== "outbox") added.push(effect);
  }
  return { decisions: plan.decisions, changes: await settle([...added, ...removed], tx) };
}

/** Events of the same purchase that came before anybody knew whose it is act now. */
async function adoptEarlier(event: CanonicalEvent, tx: ProcessingTx, options: ProcessingOptions): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const earlier of await tx.eventsWithoutContact(event.provider, event.store, event.transaction.id ?? "")) {
    if (earlier.id === event.id || earlier.status !== "processed" || earlier.isTest) continue;
    const match = await matchEvent(earlier, earlier.provider, earlier.store, undefined, options.configuration, tx);
    const adopted: CanonicalEvent = { ...withMatch(earlier, match), contactId: event.contactId };
    const done = await act(adopted, match, [], tx, options);
    await tx.saveEvent(adopted, done.decisions);
    changes.push(...done.changes);
  }
  return changes;
}

async function keep(event: CanonicalEvent, match: Match | null, decisions: readonly Decision[], changes: readonly Change[], tx: ProcessingTx): Promise<Processed> {
  await tx.saveEvent(event, decisions);
  return { event, match, decisions, changes };
}

async function relatedPurchase(event: CanonicalEvent, tx: ProcessingTx): Promise<StoredPurchase | undefined> {
  const { id, subscriptionId } = event.transaction;
  const same = id === null ? undefined : await tx.findPurchase(event.provider, event.store, id);
  if (same !== undefined || subscriptionId === null || !needsSubscription(event)) return same;
  return tx.findSubscriptionPurchase(event.provider, event.store, subscriptionId);
}

/** The subscription is asked only for what the payload itself does not say: who, or which product. */
function needsSubscription(event: CanonicalEvent): boolean {
  return event.product.externalId === null || (event.buyer.email === null && event.buyer.phone === null);
}

/** @returns whether the purchase has an owner now and had none before. */
async function keepPurchase(event: CanonicalEvent, tx: ProcessingTx): Promise<boolean> {
  const transaction = event.transaction.id;
  if (transaction === null) return false;
  const known = (await tx.findPurchase(event.provider, event.store, transaction)) ?? null;
  const approved = event.trigger === "purchase.approved";
  const merged = mergePurchase(known, {
    provider: event.provider,
    store: event.store,
    transaction,
    subscriptionId: event.transaction.subscriptionId,
    recurrence: event.transaction.recurrence,
    state: stateOf(event.trigger),
    approvedAt: approved ? happenedAt(event) : null,
    disputed: event.trigger === "purchase.disputed",
    completed: event.trigger === "purchase.completed",
  });
  await tx.savePurchase({ ...merged, contactId: known?.contactId ?? event.contactId, product: event.productSlug ?? known?.product ?? null });
  return known !== null && known.contactId === null && event.contactId !== null;
}

function linkOf(match: Match) {
  return match.kind === "product" ? match.link : undefined;
}

function withMatch(event: CanonicalEvent, match: Match): CanonicalEvent {
  switch (match.kind) {
    case "product":
      return { ...event, status: "processed", reason: null, productSlug: match.link.product };
    case "lead":
      return { ...event, status: "processed", reason: null, advertiser: match.advertiser };
    case "none":
      return { ...event, status: "processed", reason: note("event.unknown", { native: event.nativeEvent }) };
    case "unmatched":
    case "quarantined":
      return { ...event, status: match.kind, reason: match.reason };
    default:
      return match satisfies never;
  }
}

function canonical(facts: EventFacts, position: number, delivery: Delivery): CanonicalEvent {
  return {
    ...facts,
    id: eventIdOf(delivery.id, position),
    deliveryId: delivery.id,
    provider: delivery.provider,
    store: delivery.store,
    receivedAt: delivery.receivedAt,
    status: "pending",
    reason: null,
    productSlug: null,
    advertiser: null,
    contactId: null,
  };
}
