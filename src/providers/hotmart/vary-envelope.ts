import { isObject, type JsonObject, type JsonValue, objectAt, objectsAt, textAt, valueAt } from "../../core/json.ts";
import { withExistingPath, withPath } from "../body-edit.ts";
import type { Variation, WishedMethod } from "../contract.ts";
import { countryOf, PERSON_PATHS, SUBSCRIPTION_KEY_PATHS } from "./envelope-fields.ts";
import { type PersonKeys, varyPerson } from "./fresh-person.ts";
import { type FreshIds, INVENTED_PRODUCT, likeBefore, nextCharge, shiftBetween, shifted, shiftedDay } from "./freshness.ts";
import { paymentMethod } from "./payment.ts";
import { isSampleProduct } from "./test-button.ts";

/** Dates that keep their distance to the event. */
const MOVING_DATES = [
  ["purchase", "order_date"],
  ["purchase", "approved_date"],
  ["purchase", "payment", "pix_expiration_date"],
  ["cancellation_date"],
  ["switch_plan_date"],
] as const;

const NEXT_CHARGES = [["purchase", "date_next_charge"], ["date_next_charge"], ["subscription", "date_next_charge"]] as const;

const TYPES: Readonly<Record<WishedMethod, string>> = { boleto: "BILLET", pix: "PIX", credit_card: "CREDIT_CARD" };

const PRODUCT_PATHS = [["product"], ["subscription", "product"], ["line_items", "0", "product"]] as const;

/** A 2.0.0 body changed into a distinct event that happens at `variation.at`. */
export function varyEnvelope(body: JsonObject, variation: Variation, ids: FreshIds): JsonObject {
  const key = Object.hasOwn(body, "creationDate") ? "creationDate" : "creation_date";
  const shift = shiftBetween(body[key], variation.at);
  const steps: readonly ((data: JsonValue) => JsonValue)[] = [
    (data) => setAll(data, [["purchase", "transaction"]], () => ids.transaction),
    (data) => setAll(data, SUBSCRIPTION_KEY_PATHS, () => ids.subscriptionId),
    (data) => setAll(data, [["purchase", "recurrence_number"]], () => variation.recurrence),
    (data) => varyPayment(data, variation),
    (data) => setAll(data, MOVING_DATES, (date) => shifted(date, shift)),
    (data) => setAll(data, [["product", "warranty_date"]], (date) => shiftedDay(date, shift)),
    (data) => setAll(data, NEXT_CHARGES, (date) => nextCharge(date, variation.at)),
    (data) => varyPeople(data, variation),
    (data) => PRODUCT_PATHS.reduce((changed, path) => varyProduct(changed, path, variation, ids), data),
    (data) => varyTerms(data, variation),
  ];
  const data = steps.reduce<JsonValue>((changed, step) => step(changed), body.data ?? {});
  return { ...body, id: ids.eventId, [key]: Date.parse(variation.at), data };
}

/** Replaces what stands at each of `paths`; a path that leads nowhere is not made. */
function setAll(
  data: JsonValue,
  paths: readonly (readonly string[])[],
  next: (before: JsonValue | undefined) => JsonValue | undefined,
): JsonValue {
  return paths.reduce<JsonValue>((changed, path) => {
    const value = next(atPath(changed, path));
    return value === undefined ? changed : withExistingPath(changed, path, value);
  }, data);
}

function varyPeople(data: JsonValue, variation: Variation): JsonValue {
  return PERSON_PATHS.reduce<JsonValue>((changed, path) => {
    const person = objectAt(changed, ...path);
    return person ? withPath(changed, path, varyPerson(person, personKeys(changed, path, person), variation)) : changed;
  }, data);
}

/** Orders call the phone `checkout_phone`, carts and shipments `phone`; subscription and club events have none. */
function personKeys(data: JsonValue, path: readonly string[], person: JsonObject): PersonKeys {
  const isOrder = path[0] === "buyer" && objectAt(data, "purchase") !== undefined;
  const hasPhone = path[0] === "buyer" || path.at(-1) === "shopper";
  return {
    email: "email",
    name: Object.hasOwn(person, "name") ? "name" : null,
    phone: isOrder ? "checkout_phone" : hasPhone ? "phone" : null,
    areaCode: isOrder ? "checkout_phone_code" : null,
    country: countryOf(data, person),
  };
}

function varyProduct(data: JsonValue, path: readonly string[], { productId, productName }: Variation, ids: FreshIds): JsonValue {
  const product = atPath(data, path);
  if (!isObject(product)) return data;
  const isSample = isSampleProduct(textAt(product, "id"));
  const wanted = productId ?? (isSample ? INVENTED_PRODUCT : undefined);
  const name = productName ?? (isSample ? "Produto inventado" : undefined);
  const changed: JsonObject = {
    ...product,
    ...(wanted === undefined ? {} : identified(product, wanted, ids)),
    ...(name === undefined ? {} : { name }),
  };
  return withPath(data, path, changed);
}

/** An operator may have linked the product by its `ucode`; otherwise another id means another `ucode` too. */
function identified(product: JsonObject, wanted: string, ids: FreshIds): JsonObject {
  const hasUcode = Object.hasOwn(product, "ucode");
  if (hasUcode && /^[0-9a-f]{8}-/i.test(wanted)) return { ucode: wanted };
  return { id: likeBefore(product.id, wanted), ...(hasUcode ? { ucode: ids.ucode } : {}) };
}

/** What belongs to another way of paying goes; only a card is paid in instalments. */
function varyPayment(data: JsonValue, { method }: Variation): JsonValue {
  const payment = objectAt(data, "purchase", "payment");
  if (payment === undefined || method === undefined || paymentMethod(textAt(payment, "type")) === method) return data;
  return withPath(data, ["purchase", "payment"], { type: TYPES[method], installments_number: 1 });
}

function varyTerms(data: JsonValue, { offer, plan }: Variation): JsonValue {
  const current = ["plans", String(objectsAt(data, "plans").findIndex((item) => item.current === true))];
  const offers = [
    ["purchase", "offer", "code"],
    ["offer", "code"],
    ["plan", "offer", "code"],
    [...current, "offer", "key"],
    ["line_items", "0", "offer", "code"],
  ];
  const plans = [
    ["subscription", "plan", "id"],
    ["plan", "id"],
    [...current, "id"],
  ];
  const withOffer = offer === undefined ? data : setAll(data, offers, () => offer);
  return plan === undefined ? withOffer : setAll(withOffer, plans, (before) => likeBefore(before, plan));
}

/** `valueAt` that also steps into lists. */
function atPath(data: JsonValue, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (value, step) => (Array.isArray(value) ? (value as readonly JsonValue[])[Number(step)] : valueAt(value, step)),
    data,
  );
}
