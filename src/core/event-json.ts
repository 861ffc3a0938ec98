import type { CanonicalEvent, EventStatus, LeadFacts, PaymentFacts, SaleKind, ShipmentFacts } from "./event.ts";
import type { Instant } from "./instant.ts";
import { maskEvent } from "./mask.ts";
import type { Money } from "./money.ts";
import type { Note } from "./note.ts";
import type { Trigger } from "./triggers.ts";

/**
 * The canonical event as scripts, destinations and CI see it. Keys are in this order; within a major version they are
 * only ever added.
 */
export interface EventJson {
  readonly id: string;
  readonly deliveryId: string;
  readonly provider: string;
  readonly store: string;
  readonly format: string;
  readonly trigger: Trigger;
  readonly also: readonly Trigger[];
  readonly nativeEvent: string;
  readonly nativeStatus: string | null;
  readonly nativeId: string | null;
  readonly occurredAt: Instant | null;
  readonly zoneAssumed: boolean;
  readonly receivedAt: Instant;
  readonly isTest: boolean;
  readonly status: EventStatus;
  readonly reason: string | null;
  readonly product: {
    readonly externalId: string | null;
    readonly name: string | null;
    readonly slug: string | null;
    readonly kind: SaleKind | null;
    readonly offer: string | null;
    readonly plan: string | null;
  };
  readonly transaction: CanonicalEvent["transaction"];
  readonly buyer: CanonicalEvent["buyer"];
  readonly amount: Money | null;
  readonly amountPaid: Money | null;
  readonly payment: Omit<PaymentFacts, "methodRaw" | "refusalReason"> | null;
  readonly tracking: Readonly<Record<string, string>>;
  readonly accessUntil: Instant | null;
  readonly shipment: ShipmentFacts | null;
  readonly isPartialRefund: boolean;
  readonly lead: (Omit<LeadFacts, "address"> & { readonly advertiser: string | null }) | null;
  /** Codes of what the operator should know about the payload. */
  readonly notes: readonly string[];
  readonly contactId: string | null;
}

export interface EventJsonOptions {
  /** Whether buyer data and free text are shown as they came. */
  readonly showPii: boolean;
  /** Puts a reason into words. */
  readonly render: (note: Note) => string;
}

export function eventJson(event: CanonicalEvent, options: EventJsonOptions): EventJson {
  const shown = options.showPii ? event : maskEvent(event);
  return {
    id: shown.id,
    deliveryId: shown.deliveryId,
    provider: shown.provider,
    store: shown.store,
    format: shown.format,
    trigger: shown.trigger,
    also: shown.also,
    nativeEvent: shown.nativeEvent,
    nativeStatus: shown.nativeStatus,
    nativeId: shown.nativeId,
    occurredAt: shown.occurredAt,
    zoneAssumed: shown.zoneAssumed,
    receivedAt: shown.receivedAt,
    isTest: shown.isTest,
    status: shown.status,
    reason: shown.reason === null ? null : options.render(shown.reason),
    product: productJson(shown),
    transaction: transactionJson(shown.transaction),
    buyer: buyerJson(shown.buyer),
    amount: moneyJson(shown.amount),
    amountPaid: moneyJson(shown.amountPaid),
    payment: shown.payment === null ? null : paymentJson(shown.payment),
    tracking: shown.tracking,
    accessUntil: shown.accessUntil,
    shipment: shown.shipment ?? null,
    isPartialRefund: shown.isPartialRefund === true,
    lead: shown.lead === null ? null : leadJson(shown.lead, shown.advertiser),
    notes: shown.notes.map((note) => note.code),
    contactId: shown.contactId,
  };
}

function productJson(event: CanonicalEvent): EventJson["product"] {
  const { externalId, name, kind, offer, plan } = event.product;
  return { externalId, name, slug: event.productSlug, kind, offer, plan };
}

function transactionJson({ id, parentId, subscriptionId, recurrence }: CanonicalEvent["transaction"]): EventJson["transaction"] {
  return { id, parentId, subscriptionId, recurrence };
}

function buyerJson({ name, email, phone, phoneRaw, document }: CanonicalEvent["buyer"]): EventJson["buyer"] {
  return { name, email, phone, phoneRaw, document };
}

function moneyJson(money: Money | null): Money | null {
  return money === null ? null : { minor: money.minor, currency: money.currency };
}

function paymentJson({ method, installments, boletoUrl, boletoBarcode, pixCode, expiresAt }: PaymentFacts): EventJson["payment"] {
  return { method, installments, boletoUrl, boletoBarcode, pixCode, expiresAt };
}

function leadJson(lead: LeadFacts, advertiser: string | null): EventJson["lead"] {
  const { origin, channel, temperature, transactionType, listing, portalListing, message, subtype } = lead;
  return { origin, channel, temperature, transactionType, listing, portalListing, advertiser, message, subtype };
}
