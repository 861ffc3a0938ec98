import { type JsonObject, objectsAt, textAt } from "../../core/json.ts";
import { chosenCharge } from "./charges.ts";
import type { VendorDocument } from "./document.ts";
import type { OrdersCall } from "./payload.ts";

/** What an order, a bare charge or a checkout comes down to. A checkout stands where an order does: it has items and a buyer. */
export interface Sale {
  readonly kind: "order" | "charge" | "checkout";
  /** Null for a bare charge that nothing completed. */
  readonly order: JsonObject | null;
  /** Null while nothing was charged. */
  readonly charge: JsonObject | null;
}

/** The sale that a call's own body tells. */
export function saleInBody(kind: Sale["kind"], body: JsonObject): Sale {
  switch (kind) {
    case "order":
      return { kind, order: body, charge: chosenCharge(body) };
    case "charge":
      return { kind, order: null, charge: body };
    case "checkout":
      return { kind, order: body, charge: null };
    default:
      return kind satisfies never;
  }
}

/** A genuine charge with the order that holds it, where the answer has that. Its state is its own: that is what it came to tell. */
export function completedCharge(charge: JsonObject, document: VendorDocument): Sale {
  const orders = document.kind === "order" ? [document.body] : document.kind === "orders" ? document.orders : [];
  return { kind: "charge", order: saleOfCharge(orders, textAt(charge, "id"))?.order ?? null, charge };
}

/** The sale that PagBank answered with, about a call that proved nothing: all of it. Null when it is about something else. */
export function saleInDocument({ kind, body }: OrdersCall, document: VendorDocument): Sale | null {
  const id = textAt(body, "id");
  switch (document.kind) {
    case "order":
      return kind === "charge" ? saleOfCharge([document.body], id) : saleInBody("order", document.body);
    case "orders":
      return kind === "charge" ? saleOfCharge(document.orders, id) : null;
    case "charge":
    case "checkout":
      return saleInBody(document.kind, document.body);
    case "transaction":
    case "preApproval":
    case "errors":
      return null;
    default:
      return document satisfies never;
  }
}

/** The charge with this id, in the order that holds it. */
function saleOfCharge(orders: readonly JsonObject[], id: string | null): Sale | null {
  for (const order of orders) {
    const charge = objectsAt(order, "charges").find((one) => textAt(one, "id") === id);
    if (charge !== undefined && id !== null) return { kind: "charge", order, charge };
  }
  return null;
}
