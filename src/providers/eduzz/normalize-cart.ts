import { type BuyerFacts, type EventFacts, NO_PRODUCT, type PaymentFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, objectAt, textAt, valueAt } from "../../core/json.ts";
import { missingNotes, phoneNotes } from "../buyer.ts";
import type { NormalizeContext } from "../contract.ts";
import { customerFacts } from "./buyer.ts";
import { factsOf } from "./facts.ts";
import { distinct } from "./items.ts";
import { eventKeys, idKey } from "./keys.ts";
import { envelopeMoment, firstMoment } from "./moments.ts";
import type { EnvelopePayload, LegacyPayload } from "./payload.ts";
import { invoicePayment } from "./payment.ts";
import { told } from "./reading.ts";
import { cartTracking, legacyCartTracking } from "./tracking.ts";

/** What both carts tell, whatever their fields are called. */
interface Cart {
  readonly id: string | null;
  readonly products: readonly { readonly id: string | null; readonly name: string | null }[];
  readonly buyer: BuyerFacts;
  readonly payment: PaymentFacts | null;
}

const ABANDONED = told("cart.abandoned");

/**
 * `sun.cart_abandonment`: one event per product, for the product is a list (official). `lastStep` never makes another event of
 * it: a refused card that is left alone is an abandoned cart too.
 */
export function cartFacts(
  request: InboundRequest,
  { format, event, name, envelope, data }: EnvelopePayload,
  { zone }: NormalizeContext,
): readonly EventFacts[] {
  const nativeId = textAt(envelope, "id");
  const occurred = envelopeMoment(envelope, [["updatedAt"]], zone);
  const cart: Cart = {
    id: textAt(data, "transactionId"),
    products: productIds(data).map((id) => ({ id, name: null })),
    buyer: customerFacts(objectAt(data, "customer")),
    payment: invoicePayment(data, zone),
  };
  return cartEvents(request, cart, (item) => [idKey(nativeId, name, item)], {
    format,
    nativeEvent: event,
    nativeStatus: textAt(data, "lastStep"),
    nativeId,
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    tracking: cartTracking(data),
  });
}

/** The cart of the obsolete webhook, which has one product. */
export function legacyCartFacts(
  request: InboundRequest,
  { format, fields }: LegacyPayload,
  { zone }: NormalizeContext,
): readonly EventFacts[] {
  const occurred = firstMoment(fields, [["cartAccessedAt"]], zone);
  const cart: Cart = {
    id: textAt(fields, "identifier"),
    products: [{ id: textAt(fields, "product", "id"), name: textAt(fields, "product", "title") }],
    buyer: customerFacts(objectAt(fields, "customer")),
    payment: null,
  };
  return cartEvents(request, cart, () => [], {
    format,
    nativeEvent: textAt(fields, "event_name") ?? textAt(fields, "type") ?? "",
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    tracking: legacyCartTracking(fields),
  });
}

/** A cart is no sale yet and has no invoice: it is known by its checkout and product. */
function cartEvents(
  request: InboundRequest,
  { id, products, buyer, payment }: Cart,
  idKeys: (item: string | null) => readonly (string | null)[],
  facts: Omit<Parameters<typeof factsOf>[1], "keys">,
): readonly EventFacts[] {
  const [main, ...extras] = distinct(products, { id: null, name: null });
  return [main, ...extras].map((item) => {
    const mark = item === main ? null : item.id;
    const cartKey = id === null ? null : `cart:${id}:${item.id ?? ""}`;
    return factsOf(ABANDONED, {
      ...facts,
      keys: eventKeys(request, [...idKeys(mark), cartKey], mark),
      product: { ...NO_PRODUCT, externalId: item.id, name: item.name },
      buyer,
      payment,
      notes: [...missingNotes(buyer), ...phoneNotes(buyer)],
    });
  });
}

function productIds(data: JsonObject): readonly (string | null)[] {
  const value = valueAt(data, "productId");
  const list = Array.isArray(value) ? value : [value];
  return list.map((id) => textAt({ id }, "id"));
}
