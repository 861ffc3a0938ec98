import { InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonObject, type JsonValue, textAt, valueAt } from "../../core/json.ts";
import type { PurchaseState } from "../../core/purchase.ts";
import type { HistoryCall, VendorSale } from "../vendor-api.ts";
import { detailsIn, type SaleDetails } from "./history-details.ts";
import { itemOf } from "./history-item.ts";
import { type HistoryEvent, meaningOf } from "./history-statuses.ts";

/**
 * Calls in the form of the webhook 2.0.0, which `normalize` reads like any other. An item of the history has no event id and, but for
 * the order and the approval, no time of the event: neither is made up.
 */
export function callsOf(
  sale: VendorSale,
  answers: readonly (Uint8Array | null)[],
  here: PurchaseState | null | undefined,
  target: string,
): readonly HistoryCall[] {
  if (sale.isEndUntold && here === undefined) return [];
  const item = itemOf(sale);
  const details = detailsIn(answers, sale);
  const { events } = meaningOf(sale.status);
  const isTold = (event: HistoryEvent) => event === "PURCHASE_APPROVED" && here === "approved";
  const body = (event: HistoryEvent) => {
    // Today's status is what the last event brought: when the sale was approved nothing of it had been given back.
    const status = event === events.at(-1) ? valueAt(item, "purchase", "status") : undefined;
    return { ...momentOfEvent(event, item), event, version: "2.0.0", data: dataOf(item, status, details) };
  };
  return events.filter((event) => !isTold(event)).map((event) => ({ request: requestOf(body(event), target) }));
}

/** When it happened, where the history says so. */
function momentOfEvent(event: HistoryEvent, item: JsonObject): JsonObject {
  const name = { PURCHASE_APPROVED: "approved_date", PURCHASE_BILLET_PRINTED: "order_date" }[event as string];
  return name === undefined ? {} : given({ creation_date: valueAt(item, "purchase", name) });
}

/** The item's fields under the names that webhooks have for them. */
function dataOf(item: JsonObject, status: JsonValue | undefined, { buyer, subscription }: SaleDetails): JsonObject {
  const of = (...path: readonly string[]) => valueAt(item, ...path);
  const isRecurring =
    of("purchase", "is_subscription") === true || textAt(item, "purchase", "offer", "payment_mode") === "SMART_INSTALLMENT";
  return given({
    product: given({ id: of("product", "id"), ucode: of("product", "ucode"), name: of("product", "name") }),
    buyer: given({ email: of("buyer", "email"), name: of("buyer", "name"), ...buyer }),
    purchase: given({
      transaction: of("purchase", "transaction"),
      status,
      order_date: of("purchase", "order_date"),
      approved_date: of("purchase", "approved_date"),
      price: given({ value: of("purchase", "price", "value"), currency_value: of("purchase", "price", "currency_code") }),
      offer: given({ code: of("purchase", "offer", "code") }),
      payment: given({ type: of("purchase", "payment", "type"), installments_number: of("purchase", "payment", "installments_number") }),
      origin: given({
        src: of("purchase", "tracking", "source"),
        sck: of("purchase", "tracking", "source_sck"),
        xcod: of("purchase", "tracking", "external_code"),
      }),
      // The history numbers sales that have one charge only; webhooks do not.
      ...(isRecurring ? { recurrence_number: of("purchase", "recurrency_number") } : {}),
    }),
    ...(subscription === null ? {} : { subscription }),
  });
}

/** Without what is absent, null, or an object with nothing in it. */
function given(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const isGiven = (value: JsonValue | undefined) =>
    value !== undefined && value !== null && !(isObject(value) && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isGiven(value)));
}

function requestOf(body: JsonObject, target: string): InboundRequest {
  return new InboundRequest({
    method: "POST",
    target,
    headers: [["Content-Type", "application/json"]],
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
}
