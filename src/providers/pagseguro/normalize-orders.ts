import { type EventFacts, NO_TRANSACTION, type SaleKind } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import type { ReadInstant } from "../../core/instant.ts";
import { type JsonObject, objectsAt, textAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import type { Trigger } from "../../core/triggers.ts";
import { phoneNotes } from "../buyer.ts";
import type { NormalizeContext } from "../contract.ts";
import { keysOf, saleKey } from "../event-keys.ts";
import { type Amount, centsAt, centsPaid, NO_AMOUNT } from "./amount.ts";
import { chargeReading, isCanceled, qrCodeOf, statusOf } from "./charges.ts";
import { factsOf, noTrigger } from "./facts.ts";
import { momentAt } from "./moments.ts";
import { buyerFacts, ordersPayment, productOfCharge, productsOf } from "./orders-fields.ts";
import { perProduct } from "./product-list.ts";
import { redact } from "./redact.ts";
import type { Sale } from "./sale.ts";

/** What a sale says happened. */
interface Reading {
  readonly trigger: Trigger;
  readonly native: string;
  readonly status: string | null;
  readonly partlyRefunded: number | null;
  readonly notes: readonly Note[];
}

const SANDBOX_LINK = /^https:\/\/sandbox\.api\.pagseguro\.com\//i;

/** The facts of an order, a bare charge or a checkout: one event per product. */
export function saleEvents(request: InboundRequest, sale: Sale, context: NormalizeContext): readonly EventFacts[] {
  const { order, charge } = sale;
  const reading = readingOf(sale, context);
  const { trigger, native, partlyRefunded } = reading;
  const also = trigger === "purchase.approved" ? chargeTriggers(charge) : [];
  const buyer = buyerFacts(order, charge);
  const amount = amountOf(order, charge);
  const occurred = occurredAt(sale, reading, context.zone);
  const facts = factsOf("pagseguro/orders", {
    trigger,
    also,
    nativeEvent: native,
    nativeStatus: reading.status,
    keys: [],
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    transaction: { ...NO_TRANSACTION, id: textAt(charge ?? order ?? {}, "id"), recurrence: also[0] === "subscription.started" ? 1 : null },
    buyer,
    amount: amount.amount,
    amountPaid: centsPaid(charge),
    payment: ordersPayment(order, charge, context.zone),
    ...(partlyRefunded === null ? {} : { isPartialRefund: true as const }),
    notes: [...reading.notes, ...amount.notes, ...sandboxNotes(order, charge), ...phoneNotes(buyer)],
  });
  const kind = kindOf(charge);
  const products = order === null ? ([productOfCharge(charge ?? {}, kind)] as const) : productsOf(order, kind);
  const variant = partlyRefunded === null ? null : `partial:${partlyRefunded}`;
  return perProduct(facts, products, (transaction, productId) =>
    keysOf(redact(request), [saleKey(transaction, trigger, { native, isTest: false, productId, variant })]),
  );
}

function readingOf({ kind, order, charge }: Sale, context: NormalizeContext): Reading {
  if (kind === "checkout") return checkoutReading(order ?? {});
  if (charge !== null) {
    const { trigger, partlyRefunded } = chargeReading(charge, order, context);
    const status = textAt(charge, "status");
    const notes = partlyRefunded === null ? [] : [note("pagseguro.partial-refund")];
    return { trigger, native: nativeOf(kind, status), status, partlyRefunded, notes };
  }
  const isWaiting = qrCodeOf(order) !== null;
  return {
    trigger: isWaiting ? "pix.issued" : "unknown",
    native: kind,
    status: null,
    partlyRefunded: null,
    notes: isWaiting ? [] : noTrigger(kind),
  };
}

/** A checkout that lapsed is told; one that was opened or closed by the seller changes no sale. */
function checkoutReading(checkout: JsonObject): Reading {
  const status = textAt(checkout, "status");
  const native = nativeOf("checkout", status);
  const base = { native, status, partlyRefunded: null };
  if (statusOf(checkout) === "EXPIRED") return { ...base, trigger: "purchase.expired", notes: [] };
  const isKnown = isCanceled(checkout) || ["ACTIVE", "INACTIVE"].includes(statusOf(checkout));
  return { ...base, trigger: "unknown", notes: isKnown ? noTrigger(native) : [] };
}

function nativeOf(kind: string, status: string | null): string {
  return status === null ? kind : `${kind} ${status}`;
}

/** Card charges that repeat say which they are (official); the number of a later one is not told. */
function chargeTriggers(charge: JsonObject | null): readonly Trigger[] {
  switch (textAt(charge ?? {}, "recurring", "type")) {
    case "INITIAL":
      return ["subscription.started"];
    case "SUBSEQUENT":
      return ["subscription.renewed"];
    default:
      return [];
  }
}

/** A charge without the buyer, or at fixed times, may be of a subscription and may be of something else. */
function kindOf(charge: JsonObject | null): SaleKind | null {
  const recurring = textAt(charge ?? {}, "recurring", "type");
  if (recurring === null) return "one-time";
  return recurring === "INITIAL" || recurring === "SUBSEQUENT" ? "subscription" : null;
}

/** A charge is stamped when it is made and when it is paid; when it was canceled or given back is told by nothing. */
function occurredAt({ kind, order, charge }: Sale, { trigger, partlyRefunded }: Reading, zone: string): ReadInstant | null {
  if (charge === null) return kind === "checkout" ? null : momentAt(zone, order, "created_at");
  if (isCanceled(charge) || partlyRefunded !== null || trigger === "purchase.refunded") return null;
  const paid = trigger === "purchase.approved" ? momentAt(zone, charge, "paid_at") : null;
  return paid ?? momentAt(zone, charge, "created_at");
}

/** What is charged, with the interest of instalments in it (official); it may differ from the sum of the items. */
function amountOf(order: JsonObject | null, charge: JsonObject | null): Amount {
  if (charge !== null) return centsAt(charge, "amount");
  const qrCode = qrCodeOf(order);
  return qrCode === null ? NO_AMOUNT : centsAt(qrCode, "amount");
}

function sandboxNotes(order: JsonObject | null, charge: JsonObject | null): readonly Note[] {
  const links = [...objectsAt(order ?? {}, "links"), ...objectsAt(charge ?? {}, "links")];
  return links.some((link) => SANDBOX_LINK.test(textAt(link, "href") ?? "")) ? [note("pagseguro.sandbox")] : [];
}
