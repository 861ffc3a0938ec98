import type { Instant } from "./instant.ts";
import type { Money } from "./money.ts";
import type { Note } from "./note.ts";
import type { Trigger } from "./triggers.ts";

/**
 * How a sale is charged, as told by the payload: `instalments` is one sale paid in several charges, which some
 * vendors deliver like a subscription.
 */
export const SALE_KINDS = ["one-time", "subscription", "instalments"] as const;
export type SaleKind = (typeof SALE_KINDS)[number];

export const PAYMENT_METHODS = [
  "credit_card",
  "debit_card",
  "pix",
  "boleto",
  "paypal",
  "wallet",
  "bank_transfer",
  "cash",
  "other",
] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** What is sold, in the vendor's words. `externalId` is what a link is matched by. */
export interface ProductFacts {
  readonly externalId: string | null;
  /** Other identifiers the vendor gives for the same product (Hotmart's `ucode`); a link may name one of them. */
  readonly aliases: readonly string[];
  readonly name: string | null;
  /** null when the payload does not tell (a cart, an access). */
  readonly kind: SaleKind | null;
  readonly offer: string | null;
  readonly plan: string | null;
  readonly planName: string | null;
  /** Other spellings of `plan` that an operator may have linked: Monetizze's `AB123456` is `123456` elsewhere. */
  readonly planAliases?: readonly string[];
}

export interface TransactionFacts {
  /** The vendor's id of this one charge. A renewal is a new charge with its own id. */
  readonly id: string | null;
  /**
   * The main item's transaction, when this is an order bump. Equal to `id` for a further item of one and the same sale
   * (see `isExtraItem`): its amount is counted with the first item's, so it carries none.
   */
  readonly parentId: string | null;
  /** Stable key of one buyer's contract over all its charges. */
  readonly subscriptionId: string | null;
  /** 1 is the first charge. */
  readonly recurrence: number | null;
}

export interface BuyerFacts {
  readonly name: string | null;
  /** Lower case. */
  readonly email: string | null;
  /** E.164, null when the vendor's digits make no plausible number. */
  readonly phone: string | null;
  readonly phoneRaw: string | null;
  /** CPF, CNPJ or foreign document as sent, as text. */
  readonly document: string | null;
}

export interface PaymentFacts {
  readonly method: PaymentMethod;
  /** The vendor's own word for the method. */
  readonly methodRaw: string;
  readonly installments: number | null;
  readonly boletoUrl: string | null;
  readonly boletoBarcode: string | null;
  readonly pixCode: string | null;
  readonly expiresAt: Instant | null;
  readonly refusalReason: string | null;
}

/** What is known of goods on their way. */
export interface ShipmentFacts {
  /** The vendor's own word. */
  readonly status: string | null;
  readonly trackingCode: string | null;
  readonly trackingUrl: string | null;
}

export interface LeadFacts {
  /** `listing` or `mcmv` (a financing simulation, which has no listing). */
  readonly subtype: "listing" | "mcmv";
  readonly origin: string | null;
  /** How the person made contact (`CONTACT_FORM`, `PHONE_VIEW` ...), in the vendor's word. */
  readonly channel: string | null;
  readonly temperature: string | null;
  readonly transactionType: string | null;
  /** The operator's own property code. */
  readonly listing: string | null;
  /** The portal's property code. */
  readonly portalListing: string | null;
  readonly message: string | null;
  /** Where the advertiser may be named: path, host label, and the document of an MCMV lead. Never guessed further. */
  readonly address: {
    readonly path: string | null;
    readonly hostLabel: string | null;
    readonly document: string | null;
  };
}

/**
 * What one thing that happened means, as the provider's adapter reads it from the payload alone.
 *
 * Pure facts: nothing in here depends on what is registered, on other events or on the clock.
 */
export interface EventFacts {
  /** Format and version the payload was read as, `hotmart/2.0.0`. */
  readonly format: string;
  readonly trigger: Trigger;
  /** Further triggers that the same event raises, `subscription.started` beside `purchase.approved`. */
  readonly also: readonly Trigger[];
  readonly nativeEvent: string;
  readonly nativeStatus: string | null;
  /** The vendor's id of this event, where it has one. */
  readonly nativeId: string | null;
  /**
   * Keys that say "the same event again", strongest first: the vendor's event id, then the business key
   * (transaction and trigger). An event any of whose keys was seen is a duplicate. Never the transaction alone.
   */
  readonly keys: readonly string[];
  readonly occurredAt: Instant | null;
  readonly zoneAssumed: boolean;
  /** Sent by the vendor panel's test button. */
  readonly isTest: boolean;
  readonly product: ProductFacts;
  readonly transaction: TransactionFacts;
  readonly buyer: BuyerFacts;
  readonly amount: Money | null;
  readonly amountPaid: Money | null;
  readonly payment: PaymentFacts | null;
  /** `src`, `sck`, `utm_*` and whatever else the vendor calls tracking. */
  readonly tracking: Readonly<Record<string, string>>;
  /** Last moment of access already paid for, when a cancellation tells it. */
  readonly accessUntil: Instant | null;
  readonly lead: LeadFacts | null;
  readonly shipment?: ShipmentFacts;
  /** Only a part of the money went back: the sale stands, and the product's link takes nothing. A rule decides for itself. */
  readonly isPartialRefund?: true;
  /** What the operator should know: a missing phone, a clone of the format, an amount we could not read. */
  readonly notes: readonly Note[];
}

export const EVENT_STATUSES = ["processed", "unmatched", "duplicate", "quarantined", "pending", "failed"] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

/** One thing that happened, with what we made of it. */
export interface CanonicalEvent extends EventFacts {
  /** Its call does not tell whether this charge of a subscription is the first; `also` was worked out from the others. */
  readonly isChargeUntold?: true;
  readonly id: string;
  readonly deliveryId: string;
  readonly provider: string;
  readonly store: string;
  readonly receivedAt: Instant;
  readonly status: EventStatus;
  /** Why the status is not `processed`. */
  readonly reason: Note | null;
  /** Slug of the registered product it was matched to. */
  readonly productSlug: string | null;
  /** Slug of the advertiser a lead belongs to. */
  readonly advertiser: string | null;
  readonly contactId: string | null;
}

/** `occurredAt` when the vendor told it, else the arrival. */
export function happenedAt(event: Pick<CanonicalEvent, "occurredAt" | "receivedAt">): Instant {
  return event.occurredAt ?? event.receivedAt;
}

/** The note that marks an event which was made of the vendor's sales history. */
export const REPAIRED = "event.repaired";

/** Whether nobody sent the call that this event was read from. */
export function isRepair({ notes }: Pick<EventFacts, "notes">): boolean {
  return notes.some(({ code }) => code === REPAIRED);
}

/** Whether this is a further item of a sale, not the one that carries the sale's amount. */
export function isExtraItem({ id, parentId }: Pick<TransactionFacts, "id" | "parentId">): boolean {
  return id !== null && parentId === id;
}

export const NO_PRODUCT: ProductFacts = {
  externalId: null,
  aliases: [],
  name: null,
  kind: null,
  offer: null,
  plan: null,
  planName: null,
};
export const NO_TRANSACTION: TransactionFacts = { id: null, parentId: null, subscriptionId: null, recurrence: null };
export const NO_BUYER: BuyerFacts = { name: null, email: null, phone: null, phoneRaw: null, document: null };

/** The facts of a call that nothing could be read from. */
export function unreadableFacts(provider: string): EventFacts {
  return {
    format: provider,
    trigger: "unknown",
    also: [],
    nativeEvent: "",
    nativeStatus: null,
    nativeId: null,
    keys: [],
    occurredAt: null,
    zoneAssumed: false,
    isTest: false,
    product: NO_PRODUCT,
    transaction: NO_TRANSACTION,
    buyer: NO_BUYER,
    amount: null,
    amountPaid: null,
    payment: null,
    tracking: {},
    accessUntil: null,
    lead: null,
    notes: [],
  };
}
