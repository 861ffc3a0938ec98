import { type Delivery, eventIdOf } from "../core/delivery.ts";
import type { Effect } from "../core/effect.ts";
import { ERROR_CODES, IntgError } from "../core/errors.ts";
import type { Decision } from "../core/evaluate.ts";
import { type CanonicalEvent, type EventFacts, happenedAt, isExtraItem, REPAIRED, unreadableFacts } from "../core/event.ts";
import { type Note, note } from "../core/note.ts";
import { mergePurchase, stateOf } from "../core/purchase.ts";
import { findProvider } from "../providers/index.ts";
import { misnumberedCharges, withChargeNumber } from "./charge-number.ts";
import type { Configuration } from "./configuration.ts";
import { contactOf } from "./contact-of.ts";
import { type Match, matchEvent } from "./match.ts";
import { fillOutbox } from "./outbox/fill.ts";
import { type OutboxWish, ownerOf, planEvent } from "./plan.ts";
import type { ProcessingTx, StoredPurchase } from "./ports.ts";
import { type Change, changesOf, type Settled, settle } from "./settle.ts";

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
  /** Nothing goes outside: for what was processed before, and is only made anew. */
  readonly isSilent?: true;
}

/**
 * Works out what a stored delivery means and writes it down: events, purchase state, decisions, effects.
 *
 * The one path for everything that comes in, live, simulated or replayed. It reads nothing but the delivery with its answer,
 * the configuration and the state in `tx`, so processing every delivery again in the order in which they were settled gives
 * the same tables.
 */
export async function processDelivery(delivery: Delivery, tx: ProcessingTx, options: ProcessingOptions): Promise<readonly Processed[]> {
  try {
    const work = delivery.purgedAt === undefined ? processFacts : processKept;
    return await tx.attempt(() => work(delivery, tx, options));
  } catch (error) {
    if (error instanceof IntgError && ERROR_CODES[error.code] === "storage") throw error;
    // Our bug. It must not hold up other deliveries, nor be lost: kept as failed, it can be replayed once mended.
    const detail = error instanceof Error ? error.name : "error";
    const reason = note("event.failed", { detail });
    return delivery.purgedAt === undefined ? [await keepUnreadable(delivery, "failed", reason, tx)] : keepFailed(delivery, reason, tx);
  }
}

async function processFacts(delivery: Delivery, tx: ProcessingTx, options: ProcessingOptions): Promise<readonly Processed[]> {
  const provider = findProvider(delivery.provider);
  const document = delivery.answer?.kind === "document" ? delivery.answer.document : undefined;
  const context = {
    receivedAt: delivery.receivedAt,
    zone: options.zone,
    ...(document === undefined ? {} : { document }),
    ...(delivery.isHint === true ? { isHint: true as const } : {}),
  };
  const read = provider?.normalize(delivery.request, context);
  if (read === undefined || !read.ok) {
    const reason = note(read === undefined ? "event.unknown-provider" : `rejected.${read.error.code}`, { provider: delivery.provider });
    return [await keepUnreadable(delivery, "quarantined", reason, tx)];
  }
  const isHint = delivery.isHint === true;
  const isAsked = provider?.lookup?.asks(delivery.request, isHint) === true;
  if (isAsked && isHint && document === undefined) return [await keepHint(read.value, delivery, provider?.title ?? "", tx)];
  if (isAsked && delivery.answer === undefined) await tx.wantAnswer(delivery, null);
  const processed: Processed[] = [];
  for (const [position, facts] of read.value.entries()) {
    processed.push(
      await processEvent(canonical(withRepairNote(withAnswerNote(facts, delivery), delivery), position, delivery), tx, options),
    );
  }
  return processed;
}

/**
 * A call whose bytes were purged means what was read in it then: its events are decided anew from the facts that were kept of them. So
 * a rebuild without the bytes ends where one with them would.
 */
async function processKept(delivery: Delivery, tx: ProcessingTx, options: ProcessingOptions): Promise<readonly Processed[]> {
  const processed: Processed[] = [];
  for (const kept of await tx.eventsOf(delivery.id)) {
    if (isOnlyNoted(kept)) processed.push({ event: kept, match: null, decisions: [], changes: [] });
    else processed.push(await processEvent(asRead(kept), tx, options));
  }
  return processed;
}

/** What was read is all that there is of a call without bytes: a failure must not take its place. */
async function keepFailed({ id }: Delivery, reason: Note, tx: ProcessingTx): Promise<readonly Processed[]> {
  const processed: Processed[] = [];
  for (const kept of await tx.eventsOf(id)) {
    const event: CanonicalEvent = isOnlyNoted(kept) ? kept : { ...kept, status: "failed", reason };
    await tx.saveEvent(event, []);
    processed.push({ event, match: null, decisions: [], changes: [] });
  }
  return processed;
}

/** Nothing was believed of it, so it says nothing: that it came is all there is to it. */
function isOnlyNoted({ keys, status }: CanonicalEvent): boolean {
  return status === "duplicate" && keys.length === 0;
}

/** An event as its call told it, before anything was made of it here. */
function asRead(event: CanonicalEvent): CanonicalEvent {
  return { ...event, status: "pending", reason: null, productSlug: null, advertiser: null, contactId: null };
}

/** Why the vendor could not complete a call that stands without it. */
function withAnswerNote(facts: EventFacts, { answer }: Delivery): EventFacts {
  return answer?.kind === "none" ? { ...facts, notes: [...facts.notes, answer.reason] } : facts;
}

/** That nobody sent the call, in the event itself, so that it is told wherever the event is. */
function withRepairNote(facts: EventFacts, { repair }: Delivery): EventFacts {
  return repair === undefined ? facts : { ...facts, notes: [note(REPAIRED, { source: repair.source }), ...facts.notes] };
}

/**
 * Writes down that a call came about which the vendor is to be asked. What it says of a sale is not kept, it claims no keys
 * and changes nothing: nobody knows yet whether it is true. While a question about the same code is open, a repeat asks none.
 */
async function keepHint(read: readonly EventFacts[], delivery: Delivery, title: string, tx: ProcessingTx): Promise<Processed> {
  const { format = delivery.provider, nativeEvent = "", nativeId = null } = read[0] ?? {};
  const facts = { ...unreadableFacts(delivery.provider), format, nativeEvent, nativeId };
  const other = delivery.answer === undefined ? await tx.wantAnswer(delivery, read[0]?.keys[0] ?? null) : null;
  if (other !== null) {
    const reason = note("event.duplicate", { of: eventIdOf(other, 0) });
    const repeat: CanonicalEvent = { ...canonical(facts, 0, delivery), status: "duplicate", reason };
    await tx.saveEvent(repeat, []);
    return { event: repeat, match: null, decisions: [], changes: [] };
  }
  const standing =
    delivery.answer?.kind === "none"
      ? { status: "quarantined" as const, reason: delivery.answer.reason }
      : { status: "pending" as const, reason: note("lookup.waiting", { title }) };
  const event: CanonicalEvent = { ...canonical(facts, 0, delivery), ...standing };
  await tx.saveEvent(event, []);
  return { event, match: null, decisions: [], changes: [] };
}

/** Writes down that a delivery could not be worked out, so that it is seen, counted and can be replayed. */
async function keepUnreadable(delivery: Delivery, status: "quarantined" | "failed", reason: Note, tx: ProcessingTx): Promise<Processed> {
  const event: CanonicalEvent = { ...canonical(unreadableFacts(delivery.provider), 0, delivery), status, reason };
  await tx.saveEvent(event, []);
  return { event, match: null, decisions: [], changes: [] };
}

async function processEvent(seen: CanonicalEvent, tx: ProcessingTx, options: ProcessingOptions): Promise<Processed> {
  const owner = await tx.claimKeys(seen.provider, seen.store, seen.keys, seen.id);
  if (owner !== null) return keep({ ...seen, status: "duplicate", reason: note("event.duplicate", { of: owner }) }, null, [], [], tx);
  const { processed, news } = await workOut(seen, tx, options);
  const again = [...(news ? await waitingEvents(processed.event, tx) : []), ...(await misnumberedCharges(processed.event, tx))];
  const late: Change[] = [];
  for (const earlier of again) late.push(...(await workOut(earlier, tx, options)).processed.changes);
  return { ...processed, changes: [...processed.changes, ...late] };
}

/** What an event means with all that is known now. Whatever it did before, when less was known, is taken back first. */
async function workOut(
  told: CanonicalEvent,
  tx: ProcessingTx,
  options: ProcessingOptions,
): Promise<{ processed: Processed; news: boolean }> {
  const seen = await withChargeNumber(told, tx);
  const related = await relatedPurchase(seen, tx);
  const match = await matchEvent(seen, related, options.configuration, tx);
  const matched = withMatch({ ...seen, productSlug: null, advertiser: null, contactId: null }, match);
  if (seen.isTest && !options.configuration.actsOnTests.has(`${seen.provider}/${seen.store}`)) {
    const plan = planEvent(matched, linkOf(match), options.configuration.ruleIndex, [], null);
    const event = { ...matched, reason: matched.reason ?? note("event.test-dry-run") };
    return { processed: await keep(event, match, plan.decisions, [], tx), news: false };
  }
  // Processed again, it stays with whom it was: a phone may have come to belong to two people since.
  const before = await tx.keptWith(seen.id);
  const contactId = before?.contactId ?? (await contactOf(matched, related, tx));
  const event: CanonicalEvent = { ...matched, contactId };
  const news = await keepPurchase(event, tx);
  const removed = before === undefined ? [] : await takeBack(event, tx);
  const { decisions, changes } = await act(event, match, removed, tx, options);
  return { processed: await keep(event, match, decisions, changes, tx), news };
}

/** What an event did before is taken back; what went outside is only handed to the contact that is known now. */
async function takeBack(event: CanonicalEvent, tx: ProcessingTx): Promise<readonly Effect[]> {
  if (event.contactId !== null) await tx.moveEffects(event.id, event.id, event.contactId);
  return tx.removeEffects(event.id, ownerOf(event, event.contactId));
}

/** Decides and settles; an event that waits for the operator decides nothing, but gives back what it had done before. */
async function act(
  event: CanonicalEvent,
  match: Match,
  removed: readonly Effect[],
  tx: ProcessingTx,
  options: ProcessingOptions,
): Promise<{ decisions: readonly Decision[]; changes: readonly Change[] }> {
  const { configuration } = options;
  if (match.kind === "unmatched" || match.kind === "quarantined") {
    const settled = await settle([], removed, tx);
    return { decisions: [], changes: [...changesOf(settled), ...(await toOutbox(event, [], settled, tx, options))] };
  }
  const tags = event.contactId === null ? [] : await tx.tags(event.contactId);
  const plan = planEvent(event, linkOf(match), configuration.ruleIndex, tags, event.contactId);
  for (const effect of plan.effects) await tx.addEffect(effect);
  const settled = await settle(plan.effects, removed, tx);
  return { decisions: plan.decisions, changes: [...changesOf(settled), ...(await toOutbox(event, plan.wishes, settled, tx, options))] };
}

async function toOutbox(
  event: CanonicalEvent,
  wishes: readonly OutboxWish[],
  settled: readonly Settled[],
  tx: ProcessingTx,
  { configuration, isSilent }: ProcessingOptions,
): Promise<readonly Change[]> {
  return isSilent === true ? [] : fillOutbox(event, wishes, settled, configuration, tx);
}

/**
 * Events of the same sale or subscription that came before anybody could tell whose they are, or which product they are
 * about. Now somebody can.
 */
async function waitingEvents(event: CanonicalEvent, tx: ProcessingTx): Promise<readonly CanonicalEvent[]> {
  const { id, subscriptionId } = event.transaction;
  const ofSale = id === null ? [] : await tx.waitingOnSale(event.provider, event.store, id);
  const ofSubscription = subscriptionId === null ? [] : await tx.waitingOnSubscription(event.provider, event.store, subscriptionId);
  const waiting = new Map([...ofSale, ...ofSubscription].map((earlier) => [earlier.id, earlier]));
  waiting.delete(event.id);
  return [...waiting.values()];
}

async function keep(
  event: CanonicalEvent,
  match: Match | null,
  decisions: readonly Decision[],
  changes: readonly Change[],
  tx: ProcessingTx,
): Promise<Processed> {
  await tx.saveEvent(event, decisions);
  return { event, match, decisions, changes };
}

async function relatedPurchase(event: CanonicalEvent, tx: ProcessingTx): Promise<StoredPurchase | undefined> {
  const { id, subscriptionId } = event.transaction;
  const same = id === null ? undefined : await tx.findPurchase(event.provider, event.store, id);
  const isKnown = same !== undefined && same.contactId !== null;
  if (isKnown || subscriptionId === null || !needsSubscription(event)) return same;
  const other = await tx.findSubscriptionPurchase(event.provider, event.store, subscriptionId);
  // A charge that nobody was named with is its subscription's owner's.
  if (same === undefined || other === undefined) return same ?? other;
  return { ...same, contactId: other.contactId, product: same.product ?? other.product };
}

/** The subscription is asked only for what the payload itself does not say: who, which product, which offer of it. */
function needsSubscription(event: CanonicalEvent): boolean {
  const { externalId, offer } = event.product;
  return externalId === null || offer === null || (event.buyer.email === null && event.buyer.phone === null);
}

/** @returns whether events that came before may mean more now: the sale is new, or has an owner or product it had not. */
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
    state: event.isPartialRefund === true ? null : stateOf(event.trigger),
    approvedAt: approved ? happenedAt(event) : null,
    disputed: event.trigger === "purchase.disputed",
    completed: event.trigger === "purchase.completed",
  });
  // A sale is of its first item; what comes with it names it only while that is not known.
  const [stronger, weaker] = isExtraItem(event.transaction) ? [known?.product, event.productSlug] : [event.productSlug, known?.product];
  const purchase = { ...merged, contactId: known?.contactId ?? event.contactId, product: stronger ?? weaker ?? null };
  await tx.savePurchase(purchase);
  if (known === null) return purchase.subscriptionId !== null;
  return known.contactId !== purchase.contactId || known.product !== purchase.product;
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
      return { ...event, status: "processed", reason: reasonOfNone(event) };
    case "unmatched":
    case "quarantined":
      return { ...event, status: match.kind, reason: match.reason };
    default:
      return match satisfies never;
  }
}

/** Some events are known to change nothing, and their provider says so; the others nobody knows. */
function reasonOfNone({ nativeEvent, notes }: CanonicalEvent): Note {
  return notes.find(({ code }) => code === "event.no-trigger") ?? note("event.unknown", { native: nativeEvent });
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
