import { type JsonObject, type JsonValue, objectAt, textAt } from "../../core/json.ts";
import { withExistingPath, withPath } from "../body-edit.ts";
import type { Variation } from "../contract.ts";
import { type PersonKeys, varyPerson } from "./fresh-person.ts";
import { type FreshIds, INVENTED_PRODUCT, likeBefore, nextCharge, shiftBetween, shifted, shiftedDay } from "./freshness.ts";
import { isSampleProduct } from "./test-button.ts";

const NO_PHONE: PersonKeys = { email: "email", name: "name", phone: null, areaCode: null, country: null };

type Change = readonly [path: readonly string[], next: JsonValue | undefined];

/** A 1.0.0 form, or its JSON twin, changed into a distinct event. It has no event time: the sale's own moves to `at`. */
export function varyForm(fields: JsonObject, variation: Variation, ids: FreshIds): JsonObject {
  const at = variation.at;
  const shift = shiftBetween(textAt(fields, "confirmation_purchase_date") ?? textAt(fields, "purchase_date") ?? undefined, at);
  const next: Record<string, JsonValue | undefined> = {
    transaction: ids.transaction,
    transaction_ext: ids.transaction,
    subscriber_code: ids.subscriptionId,
    subscription_date_next_charge: nextCharge(fields.subscription_date_next_charge, at),
    purchase_date: shifted(fields.purchase_date, shift),
    confirmation_purchase_date: shifted(fields.confirmation_purchase_date, shift),
    warranty_date: shiftedDay(fields.warranty_date, shift),
    prod: freshProduct(fields.prod, variation),
    prod_name: variation.productName,
    off: variation.offer,
    name_subscription_plan: variation.plan,
  };
  const keys: PersonKeys = {
    email: "email",
    name: "name",
    phone: "phone_checkout_number",
    areaCode: "phone_checkout_local_code",
    country: textAt(fields, "address_country_ISO"),
  };
  return varyPerson(withFilled(fields, next), keys, variation);
}

/** The cart has no id; without a given buyer its own is made another one, so that two carts are two. */
export function varyCart(body: JsonObject, variation: Variation, ids: FreshIds): JsonObject {
  const keys: PersonKeys = { ...NO_PHONE, phone: "phone" };
  const buyer = varyPerson(objectAt(body, "buyerVO") ?? {}, keys, variation);
  const email = textAt(buyer, "email")?.replace("@", `+${ids.buyerTag}@`);
  const isGiven = variation.email !== undefined || email === undefined;
  return changed(body, [
    [["productId"], freshProduct(body.productId, variation)],
    [["productUcode"], freshProduct(body.productId, variation) === undefined ? undefined : ids.ucode],
    [["productName"], variation.productName],
    [["subscriptionPlanId"], variation.plan === undefined ? undefined : likeBefore(body.subscriptionPlanId, variation.plan)],
    [["buyerVO"], isGiven ? buyer : { ...buyer, email }],
  ]);
}

export function varyCancellation(body: JsonObject, variation: Variation, ids: FreshIds): JsonObject {
  const person = varyPerson(body, { ...NO_PHONE, email: "userEmail", name: "userName" }, variation);
  return changed(person, [
    [["subscriberCode"], ids.subscriptionId],
    [["cancellationDate"], shifted(body.cancellationDate, shiftBetween(body.cancellationDate, variation.at))],
    [["dateNextCharge"], nextCharge(body.dateNextCharge, variation.at)],
    [["productName"], variation.productName],
    [["subscriptionPlanName"], variation.plan],
  ]);
}

export function varySwitch(body: JsonObject, variation: Variation, ids: FreshIds): JsonObject {
  const userPath = ["subscription", "subscriber", "user"];
  const user = objectAt(body, ...userPath) ?? {};
  const productId = objectAt(body, "subscription", "product")?.id;
  return changed(withPath(body, userPath, varyPerson(user, NO_PHONE, variation)), [
    [["subscription", "subscriber", "code"], ids.subscriptionId],
    [["switchPlanDate"], shifted(body.switchPlanDate, shiftBetween(body.switchPlanDate, variation.at))],
    [["subscription", "product", "id"], freshProduct(productId, variation)],
    [["subscription", "product", "name"], variation.productName],
    [["newSubscriptionPlan", "offer", "key"], variation.offer],
    [["newSubscriptionPlan", "name"], variation.plan],
  ]);
}

/** The product that was asked for; without one only the test button's gives way. */
function freshProduct(before: JsonValue | undefined, { productId }: Variation): JsonValue | undefined {
  const wanted = productId ?? (isSampleProduct(textAt({ before }, "before")) ? INVENTED_PRODUCT : undefined);
  return wanted === undefined ? undefined : likeBefore(before, wanted);
}

function changed(body: JsonValue, changes: readonly Change[]): JsonObject {
  const result = changes.reduce<JsonValue>(
    (value, [path, next]) => (next === undefined ? value : withExistingPath(value, path, next)),
    body,
  );
  return result as JsonObject;
}

/** Fields that the form has and that are not empty get their new value: an empty one means that there is none. */
function withFilled(fields: JsonObject, next: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const replaced = Object.entries(fields).map(([name, before]) => {
    const value = Object.hasOwn(next, name) && textAt(fields, name) !== null ? next[name] : undefined;
    return [name, value === undefined ? before : value] as const;
  });
  return Object.fromEntries(replaced);
}
