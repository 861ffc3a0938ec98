/**
 * What the use cases need of the world. Interfaces only: SQLite serves them today, and another store can tomorrow, so
 * nothing here tells of a database and everything is asynchronous.
 */
import type { Grant } from "../core/access.ts";
import type { Delivery } from "../core/delivery.ts";
import type { DispatchDraft } from "../core/dispatch.ts";
import type { Effect } from "../core/effect.ts";
import type { Decision } from "../core/evaluate.ts";
import type { CanonicalEvent, EventStatus } from "../core/event.ts";
import type { HeaderList, InboundRequest } from "../core/http-message.ts";
import type { Instant } from "../core/instant.ts";
import type { Note } from "../core/note.ts";
import type { Purchase } from "../core/purchase.ts";
import type { Random } from "../core/random.ts";
import type { ActionCall } from "../core/rule.ts";
import type { Trigger } from "../core/triggers.ts";
import type { ApiPlace } from "../providers/contract.ts";
import type { Advertiser, ConfigurationStore, Listing } from "./configuration-ports.ts";
import type { Contact, ContactKey } from "./contact-ports.ts";
import type { DispatchStore } from "./dispatch-ports.ts";
import type { DoctorStore } from "./doctor-ports.ts";
import type { ErasureTx, PrivacyStore } from "./privacy-ports.ts";
import type { PurchaseReader } from "./reconcile/ports.ts";
import type { RefusalStore } from "./refusal-ports.ts";
import type { ReportReader } from "./report-ports.ts";

export type * from "./configuration-ports.ts";
export type * from "./contact-ports.ts";
export * from "./dispatch-ports.ts";
export type * from "./doctor-ports.ts";
export type * from "./privacy-ports.ts";
export type * from "./reconcile/ports.ts";
export type * from "./refusal-ports.ts";
export * from "./report-ports.ts";

export interface Clock {
  now(): Instant;
  /** For measuring durations; never goes back. */
  monotonicMs(): number;
}

export interface Ids {
  /** A new id that sorts by time of making: `prefix_` and 20 characters. */
  next(prefix: "dlv" | "rul" | "ref"): string;
}

/** What the processor sees and changes of one buyer's world, inside one transaction. */
export interface ProcessingTx {
  /** Runs `work` so that a throw takes back what it wrote, and only that. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  /** Keeps a delivery without queueing it: it is processed in this same transaction. */
  addDelivery(delivery: Delivery): Promise<void>;
  /**
   * Queues the question what the vendor knows of a call; a question that was given up is asked anew.
   *
   * @param subject - what tells two calls about the same thing; null when every call has a question of its own.
   * @returns the other delivery about which the same is being asked already: then nothing was queued. Null otherwise.
   */
  wantAnswer(delivery: Delivery, subject: string | null): Promise<string | null>;
  /** Keeps an answer that came with the call, as a simulated one's does. */
  keepAnswer(delivery: Delivery, document: Uint8Array): Promise<void>;
  /**
   * Empties everything that is derived from the deliveries, and the queue. Of a delivery whose bytes were purged the facts stay, and
   * belong to nobody until they are processed again.
   */
  resetDerived(): Promise<void>;
  /** Takes a delivery off the queue. @returns false when somebody else already did. */
  take(deliveryId: string): Promise<boolean>;
  /** @returns the event that owns one of these keys, when it is not `eventId`; else claims them all for `eventId`. */
  claimKeys(provider: string, store: string, keys: readonly string[], eventId: string): Promise<string | null>;
  findContact(who: ContactKey): Promise<Contact | undefined>;
  saveContact(contact: Contact): Promise<void>;
  findPurchase(provider: string, store: string, transaction: string): Promise<StoredPurchase | undefined>;
  findSubscriptionPurchase(provider: string, store: string, subscriptionId: string): Promise<StoredPurchase | undefined>;
  savePurchase(purchase: StoredPurchase): Promise<void>;
  saveEvent(event: CanonicalEvent, decisions: readonly Decision[]): Promise<void>;
  /** The events of one delivery, in their order. */
  eventsOf(deliveryId: string): Promise<readonly CanonicalEvent[]>;
  /** How an event stands as it was processed last; undefined for an event that is new. */
  keptWith(eventId: string): Promise<KeptEvent | undefined>;
  /** Events of a sale that wait for a product or its kind, or whose contact is not known. */
  waitingOnSale(provider: string, store: string, transaction: string): Promise<readonly CanonicalEvent[]>;
  /** The same of a subscription. */
  waitingOnSubscription(provider: string, store: string, subscriptionId: string): Promise<readonly CanonicalEvent[]>;
  /** Events of a subscription's paid charges, and those that are about its start alone; duplicates left out. */
  startsAndCharges(provider: string, store: string, subscriptionId: string): Promise<readonly CanonicalEvent[]>;
  /** Keeps an effect once per (event, rule, action, target). @returns false when it was there already. */
  addEffect(effect: Effect): Promise<boolean>;
  /** Hands the effects of one event to another owner, when it becomes known whose they are. */
  moveEffects(eventId: string, from: string, to: string): Promise<void>;
  /** Takes back the effects of one event, before it is evaluated again; what went to the outbox stays. */
  removeEffects(eventId: string, contactId: string): Promise<readonly Effect[]>;
  effectsOn(contactId: string, kind: "tag" | "funnel", target: string): Promise<readonly Effect[]>;
  /**
   * Access effects of a contact on a product, with those that take back the same sales and end the same subscriptions,
   * whoever's and whichever product's they are.
   */
  accessEffects(contactId: string, product: string): Promise<readonly Effect[]>;
  /** Who was given access to what by a sale, or by any charge of a subscription. */
  accessHolders(subject: string, subscription: string | null): Promise<readonly { contactId: string; product: string }[]>;
  /** Puts an action into the outbox, once per occasion, action, target and destination. @returns whether it is new. */
  addDispatch(draft: DispatchDraft): Promise<boolean>;
  /** What a destination was last told of something of a contact, or is about to be told; undefined for nothing. */
  toldLast(destination: string, lane: string, object: string): Promise<Told | undefined>;
  /**
   * Cancels what was to be told of an object later than `after`, where it takes away: every such word of an object that is given,
   * of one that is not only its planned end.
   */
  cancelPlanned(destination: string, lane: string, object: string, plan: OverruledPlan): Promise<void>;
  /** Cancels the waiting messages of earlier steps about a product. @returns their templates. */
  cancelSteps(which: OvertakenSteps, now: Instant, reason: Note): Promise<readonly string[]>;
  /** An event of a contact about a product, on one of these triggers, that happened at `at` or later. */
  happenedSince(contactId: string, product: string, triggers: readonly Trigger[], at: Instant): Promise<string | undefined>;
  tags(contactId: string): Promise<readonly string[]>;
  tagState(contactId: string, tag: string): Promise<string | null>;
  setTag(contactId: string, tag: string, by: Effect | null): Promise<void>;
  funnelState(contactId: string, funnel: string): Promise<string | null>;
  setFunnel(contactId: string, funnel: string, by: Effect | null): Promise<void>;
  grants(contactId: string, product: string): Promise<readonly Grant[]>;
  setGrants(contactId: string, product: string, grants: readonly Grant[]): Promise<void>;
  findAdvertiser(slug: string): Promise<Advertiser | undefined>;
  findAdvertiserByDocument(document: string): Promise<Advertiser | undefined>;
  findListing(code: string): Promise<Listing | undefined>;
  hasAdvertisers(): Promise<boolean>;
}

/** What was made of an event when it was processed last. */
export interface KeptEvent {
  readonly contactId: string | null;
  readonly status: EventStatus;
  readonly trigger: Trigger;
  /** Slug of the product it was matched to. */
  readonly product: string | null;
}

/** Messages of one contact about one product, below a place on the happy path. */
export interface OvertakenSteps {
  readonly lane: string;
  readonly product: string;
  readonly below: number;
  /** Those about this sale; null for none by the sale. */
  readonly sale: string | null;
  /** And those about what happened until then, whichever sale's; null for no others. */
  readonly until: Instant | null;
}

/** What a destination was to be told later, and what holds instead. */
export interface OverruledPlan {
  readonly after: Instant;
  readonly isGiven: boolean;
  readonly reason: Note;
}

/** What a destination was told of something of a contact. */
export interface Told {
  readonly id: string;
  readonly value: string | null;
  readonly dueAt: Instant;
}

export interface StoredPurchase extends Purchase {
  readonly contactId: string | null;
  readonly product: string | null;
}

export interface EventFilter {
  readonly provider?: string;
  readonly store?: string;
  /** What the event says first, or also: a first payment that starts a subscription is found by both. */
  readonly trigger?: Trigger;
  readonly status?: EventStatus;
  /** Slug of the product it was matched to. */
  readonly product?: string;
  readonly contactId?: string;
  /** Received then or later. */
  readonly since?: Instant;
  /** Received before. */
  readonly until?: Instant;
  /** Only events before (older than) this event id, newest first; for the next page. */
  readonly beforeId?: string;
  /** Only events after (newer than) this event id, oldest first; for `tail`. */
  readonly afterId?: string;
  readonly limit: number;
}

export interface EventWithDecisions {
  readonly event: CanonicalEvent;
  readonly decisions: readonly Decision[];
}

export interface EventReader {
  /** Newest first, or oldest first when `afterId` is given. */
  list(filter: EventFilter): Promise<readonly CanonicalEvent[]>;
  find(id: string): Promise<EventWithDecisions | undefined>;
  /** The event alone: its decisions are as long as there are rules, and reading them costs as much as the rest. */
  get(id: string): Promise<CanonicalEvent | undefined>;
  /** Ids of events that begin with `prefix`, in order, at most `limit`. */
  idsFrom(prefix: string, limit: number): Promise<readonly string[]>;
  effects(event: CanonicalEvent): Promise<readonly Effect[]>;
  counts(): Promise<Readonly<Record<string, number>>>;
}

export interface DeliveryStore {
  /** Makes a batch durable: when this resolves, the calls survive a power cut. All of the batch or none. */
  append(batch: readonly Delivery[]): Promise<void>;
  find(id: string): Promise<Delivery | undefined>;
  /** Deliveries not processed yet, oldest first; with `after` only those that came after that one. */
  pending(limit: number, after?: string): Promise<readonly Delivery[]>;
  pendingCount(): Promise<number>;
  /** Every delivery, oldest first, in pages. */
  page(after: string | null, limit: number): Promise<readonly Delivery[]>;
  count(): Promise<number>;
}

/** A stored call about which the vendor is to be asked. */
export interface DueLookup {
  readonly delivery: Delivery;
  /** How often it was asked before. */
  readonly attempts: number;
}

/** A question that waits for its next turn. */
export interface OpenQuestion {
  readonly attempts: number;
  readonly nextAt: Instant;
  /** What came of the last attempt; null before the first. */
  readonly reason: Note | null;
}

/** The questions to vendors: durable jobs, one per delivery. */
export interface LookupStore {
  /**
   * Questions that are due: half of them those asked least often, so that new ones are not held up by many that fail, and half
   * those that are due for longest, so that these are not held up by many that are new. Each is put off until `until`, so that nobody else asks it
   * meanwhile, and it comes back by itself should this process end.
   */
  claimDue(now: Instant, until: Instant, limit: number): Promise<readonly DueLookup[]>;
  /** Keeps the answer and queues the delivery to be processed again, both or none. */
  answer(deliveryId: string, document: Uint8Array): Promise<void>;
  /** Puts the question off. Nothing happens when it was asked anew since it was claimed until `lease`. */
  again(deliveryId: string, lease: Instant, at: Instant, reason: Note): Promise<void>;
  /** Gives the question up, and queues the delivery so that its event says why; under the same condition. */
  park(deliveryId: string, lease: Instant, reason: Note): Promise<void>;
  /**
   * Asks again, and at once, what waits for an account, and what was given up for one of these reasons.
   *
   * @returns how many of those that were given up.
   */
  wake(provider: string, store: string, at: Instant, reasons: readonly string[]): Promise<number>;
  waiting(): Promise<number>;
  /** The question about a delivery, while it is not answered and not given up. */
  open(deliveryId: string): Promise<OpenQuestion | undefined>;
}

export interface ContactReader {
  /** In order of id; `since` leaves out those who were not heard of since. */
  list(page: { after: string | null; limit: number; tag: string | null; since?: Instant | null }): Promise<readonly Contact[]>;
  find(key: string): Promise<Contact | undefined>;
  tags(contactId: string): Promise<readonly { tag: string; since: Instant; eventId: string; rule: string }[]>;
  funnels(contactId: string): Promise<readonly { funnel: string; sequence: string; since: Instant; eventId: string; rule: string }[]>;
  grants(filter: {
    contactId: string | null;
    product: string | null;
    after: string | null;
    limit: number;
  }): Promise<readonly (Grant & { email: string | null })[]>;
  accessHistory(contactId: string, product: string | null): Promise<readonly Effect[]>;
  purchases(contactId: string): Promise<readonly StoredPurchase[]>;
}

export interface StoreHealth {
  readonly writable: boolean;
  readonly pending: number;
}

/** One installation's state. */
export interface Store extends ConfigurationStore {
  readonly deliveries: DeliveryStore;
  readonly events: EventReader;
  readonly contacts: ContactReader;
  readonly lookups: LookupStore;
  readonly dispatches: DispatchStore;
  readonly refusals: RefusalStore;
  readonly reports: ReportReader;
  readonly purchases: PurchaseReader;
  readonly privacy: PrivacyStore;
  readonly doctor: DoctorStore;
  /**
   * Runs `work` as one transaction: all of it is kept, or none. With `keep: false` none is, whatever happens: a dry run
   * is the real run, taken back.
   */
  transaction<T>(work: (tx: ProcessingTx) => Promise<T>, options?: { keep: boolean }): Promise<T>;
  /** The same, for what takes people's data away: whatever is deleted in it is overwritten. */
  erasing<T>(work: (tx: ProcessingTx, erasure: ErasureTx) => Promise<T>, options?: { keep: boolean }): Promise<T>;
  /**
   * Changes the configuration as one transaction: all of what `work` changes is kept, or none of it. Others that change it wait
   * meanwhile, so what `work` reads stays as it is.
   */
  configuring<T>(work: (configuration: ConfigurationStore) => Promise<T>): Promise<T>;
  /** A number that changes when anybody changes the configuration. */
  configurationVersion(): Promise<number>;
  health(): Promise<StoreHealth>;
  close(): Promise<void>;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  readonly ms: number;
}

/** Sends a request to an absolute URL; no redirects, bounded time and answer. Throws `INTG_CALL_FAILED`. */
export interface HttpClient {
  /**
   * @param options.timeoutMs - for the whole call; 10 seconds when absent, 60 at most.
   * @param options.stop - ends the call, and its connection, when it is aborted.
   */
  send(
    url: string,
    request: InboundRequest,
    options?: { readonly timeoutMs?: number; readonly stop?: AbortSignal },
  ): Promise<OutboundAnswer>;
  close(): Promise<void>;
}

export type { ActionCall, ApiPlace, Random };
