import { type EventFacts, NO_TRANSACTION } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, objectsAt, textAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import { phoneNotes } from "../buyer.ts";
import type { NormalizeContext } from "../contract.ts";
import { keysOf, saleKey } from "../event-keys.ts";
import { type Amount, centsAt, centsPaid, NO_AMOUNT } from "./amount.ts";
import { qrCodeOf } from "./charges.ts";
import { factsOf } from "./facts.ts";
import { buyerFacts, ordersPayment, productOfCharge, productsOf } from "./orders-fields.ts";
import { perProduct } from "./product-list.ts";
import { redact } from "./redact.ts";
import type { Sale } from "./sale.ts";
import { chargeTriggers, kindOf, occurredAt, readingOf } from "./sale-reading.ts";

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
    nativeEvent: sale.kind,
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
  return perProduct(facts, products, (transaction, productId) => {
    const key = saleKey(transaction, trigger, { native, isTest: false, productId, variant });
    // A charge alone must not stand in the way of the order that also tells its product and buyer.
    return keysOf(request, redact, [order === null && key !== null ? `bare:${key}` : key]);
  });
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
