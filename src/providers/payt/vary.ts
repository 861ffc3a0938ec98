import type { InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonObject, type JsonValue, textAt } from "../../core/json.ts";
import { randomText } from "../../core/random.ts";
import { editForm, editJson, typedValue } from "../body-edit.ts";
import type { Variation } from "../contract.ts";
import { shiftBetween, withDatesMoved } from "../moving-dates.ts";
import { fieldOf, withField, withKnownField } from "./fields.ts";
import { VENDOR_ZONE } from "./moments.ts";
import { readPayload } from "./payload.ts";

/** Ids of the vendor are six of these. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

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
  const moved = withDatesMoved(body, shiftMs);
  return changesOf(variation).reduce<JsonObject>(
    (changed, [path, value]) => (value === undefined ? changed : withKnownField(changed, path, value)),
    isObject(moved) ? moved : body,
  );
}

/** The ids are drawn in one order, whether they are wished for or not, so that a seed gives the same others. */
function changesOf({ random, ...wishes }: Variation): readonly (readonly [path: readonly string[], value: string | undefined])[] {
  const drawn = () => randomText(random, ALPHABET, 6);
  const [transaction, cart, subscription] = [drawn(), drawn(), drawn()];
  return [
    [["transaction_id"], wishes.transaction ?? transaction],
    [["cart_id"], cart],
    [["subscription", "code"], wishes.subscriptionId ?? subscription],
    [["subscription", "plan_name"], wishes.plan],
    [["customer", "email"], wishes.email],
    [["customer", "name"], wishes.name],
    [["customer", "phone"], wishes.phone?.replace(/^\+55/, "")],
    [["product", "code"], wishes.productId],
    [["product", "name"], wishes.productName],
  ];
}

function asFields(body: JsonObject): ReadonlyMap<string, string> {
  return new Map(Object.entries(body).map(([name, value]: [string, JsonValue | undefined]) => [name, textAt({ value }, "value") ?? ""]));
}
