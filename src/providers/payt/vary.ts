import type { InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonObject, type JsonValue, objectAt, textAt } from "../../core/json.ts";
import { randomText } from "../../core/random.ts";
import { editForm, editJson, typedValue, withPath } from "../body-edit.ts";
import type { Variation } from "../contract.ts";
import { shiftBetween, withDatesMoved } from "../moving-dates.ts";
import { fieldOf, withField, withKnownField } from "./fields.ts";
import { VENDOR_ZONE } from "./moments.ts";
import { isPaid } from "./outcomes.ts";
import { readPayload } from "./payload.ts";

/** Ids of the vendor are six of these. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Fields of `transaction` that one way of paying has and the others have not. */
const OF_ONE_METHOD: ReadonlySet<string> = new Set([
  "bankslip_url",
  "bankslip_code",
  "pix_url",
  "pix_code",
  "installments",
  "installment_price",
  "price_without_installments",
]);

/**
 * A fixture of either format made into a distinct event: new ids, its dates moved together. `offer` and `kind` are left alone: no
 * field of a main item holds an offer, and another kind of sale is another fixture.
 */
export function vary(request: InboundRequest, variation: Variation): InboundRequest {
  if (!readPayload(request).ok) return request;
  if (request.json().ok) return editJson(request, (body) => varied(body, variation));
  return editForm(request, (fields) => asFields(varied(Object.fromEntries(fields), variation)));
}

/** `path` is `customer.email` in either format, however the body spells it. */
export function setField(request: InboundRequest, path: string, value: string): InboundRequest {
  const steps = path.split(".");
  if (request.json().ok) return editJson(request, (body) => withField(body, steps, typedValue(value)));
  return editForm(request, (fields) => asFields(withField(Object.fromEntries(fields), steps, value)));
}

function varied(body: JsonObject, variation: Variation): JsonObject {
  const shiftMs = shiftBetween(textAt({ at: fieldOf(body, ["updated_at"]) }, "at"), variation.at, VENDOR_ZONE);
  const moved = withMethod(withDatesMoved(body, shiftMs), variation.method);
  return changesOf(variation, body).reduce<JsonObject>(
    (changed, [path, value]) => (value === undefined ? changed : withKnownField(changed, path, value)),
    isObject(moved) ? moved : body,
  );
}

/** The ids are drawn in one order, whether they are wished for or not, so that a seed gives the same others. */
function changesOf(
  { random, ...wishes }: Variation,
  body: JsonObject,
): readonly (readonly [path: readonly string[], value: JsonValue | undefined])[] {
  const drawn = () => randomText(random, ALPHABET, 6);
  const [transaction, cart, subscription] = [drawn(), drawn(), drawn()];
  return [
    [["transaction_id"], wishes.transaction ?? transaction],
    [["cart_id"], cart],
    [["subscription", "code"], wishes.subscriptionId ?? subscription],
    [["subscription", "plan_name"], wishes.plan],
    [["subscription", "charges"], chargesMade(body, wishes.recurrence)],
    [["customer", "email"], wishes.email],
    [["customer", "name"], wishes.name],
    [["customer", "phone"], wishes.phone?.replace(/^\+55/, "")],
    [["product", "code"], wishes.productId],
    [["product", "name"], wishes.productName],
  ];
}

/** What belongs to another way of paying goes. Of the flat format, which is older, nothing is changed. */
function withMethod(body: JsonValue, method: string | undefined): JsonValue {
  const transaction = objectAt(body, "transaction");
  if (method === undefined || textAt(transaction, "payment_method") === null || textAt(transaction, "payment_method") === method)
    return body;
  const kept = Object.entries(transaction ?? {}).filter(([name]) => !OF_ONE_METHOD.has(name));
  return withPath(body, ["transaction"], { ...Object.fromEntries(kept), payment_method: method });
}

/** PayT counts the charges made: one that is not paid is not among them. */
function chargesMade(body: JsonObject, recurrence: number | undefined): number | undefined {
  if (recurrence === undefined) return undefined;
  const status = textAt({ status: fieldOf(body, ["transaction", "payment_status"]) }, "status");
  return isPaid(status?.toLowerCase() ?? null) ? recurrence : recurrence - 1;
}

function asFields(body: JsonObject): ReadonlyMap<string, string> {
  return new Map(Object.entries(body).map(([name, value]: [string, JsonValue | undefined]) => [name, textAt({ value }, "value") ?? ""]));
}
