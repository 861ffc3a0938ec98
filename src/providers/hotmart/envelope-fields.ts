import type { BuyerFacts, PaymentFacts, ProductFacts, SaleKind, TransactionFacts } from "../../core/event.ts";
import { integerAt, type JsonObject, type JsonValue, objectAt, objectsAt, textAt, valueAt } from "../../core/json.ts";
import { emailOf } from "../buyer.ts";
import { fullName, phoneOf, rawPhoneOf, type VendorPhone } from "./buyer.ts";
import { momentOf } from "./moments.ts";
import { paymentMethod } from "./payment.ts";

/*
 * Where 2.0.0 keeps the common fields. Every event has its own places and no two events use one place for two things,
 * so each field is looked for in all of them; that also reads what can be read from an event that we do not know.
 */

/** `data.buyer` (orders, cart), `subscriber` (cancellation, charge date), `user` (club), and two that lie deeper. */
export const PERSON_PATHS = [["buyer"], ["subscriber"], ["user"], ["subscription", "user"], ["purchase", "shopper"]] as const;

export const SUBSCRIPTION_KEY_PATHS = [
  ["subscription", "subscriber", "code"],
  ["subscriber", "code"],
  ["subscription", "subscriber_code"],
] as const;

const SUBSCRIPTION_EVENTS: ReadonlySet<string> = new Set(["SUBSCRIPTION_CANCELLATION", "SWITCH_PLAN", "UPDATE_SUBSCRIPTION_CHARGE_DATE"]);

const NOT_A_SALE: ReadonlySet<string> = new Set(["PURCHASE_OUT_OF_SHOPPING_CART"]);

/** `item` is the line of a shipment that this fact is about. */
export function productFacts(event: string, data: JsonObject, item: JsonObject | undefined): ProductFacts {
  const product = objectAt(data, "product") ?? objectAt(data, "subscription", "product") ?? objectAt(item, "product");
  const plan = currentPlan(data) ?? objectAt(data, "subscription", "plan") ?? objectAt(data, "plan");
  const ucode = textAt(product, "ucode");
  return {
    externalId: textAt(product, "id"),
    aliases: ucode === null ? [] : [ucode],
    name: textAt(product, "name"),
    kind: saleKind(event, data),
    offer:
      textAt(data, "purchase", "offer", "code") ??
      textAt(data, "offer", "code") ??
      textAt(plan, "offer", "code") ??
      textAt(plan, "offer", "key") ??
      textAt(item, "offer", "code"),
    plan: textAt(plan, "id"),
    planName: textAt(plan, "name"),
  };
}

/** `SWITCH_PLAN` lists the old and the new plan; the new one says `current: true`. */
function currentPlan(data: JsonObject): JsonObject | undefined {
  return objectsAt(data, "plans").find((plan) => plan.current === true);
}

/**
 * A subscription object with a plan is a subscription, one without a plan an instalment plan (production, one sample).
 * Smart Instalments of other accounts do name a plan and cannot be told from a subscription here.
 */
function saleKind(event: string, data: JsonObject): SaleKind | null {
  if (SUBSCRIPTION_EVENTS.has(event)) return "subscription";
  if (!event.startsWith("PURCHASE_") || NOT_A_SALE.has(event)) return null;
  if (objectAt(data, "subscription")) {
    const plan = objectAt(data, "subscription", "plan");
    return textAt(plan, "id") === null && textAt(plan, "name") === null ? "instalments" : "subscription";
  }
  const recurs = integerAt(data, "purchase", "recurrence_number") ?? textAt(data, "purchase", "date_next_charge");
  return recurs === null ? "one-time" : null;
}

/** `is_order_bump` alone also marks the main item of a checkout with bumps; only the extra item names its parent. */
export function transactionFacts(data: JsonObject): TransactionFacts {
  const isBump = valueAt(data, "purchase", "order_bump", "is_order_bump") === true;
  return {
    id: textAt(data, "purchase", "transaction"),
    parentId: isBump ? textAt(data, "purchase", "order_bump", "parent_purchase_transaction") : null,
    subscriptionId: SUBSCRIPTION_KEY_PATHS.map((path) => textAt(data, ...path)).find((code) => code !== null) ?? null,
    recurrence: integerAt(data, "purchase", "recurrence_number"),
  };
}

export function buyerFacts(data: JsonObject): BuyerFacts {
  const people = PERSON_PATHS.map((path) => objectAt(data, ...path)).filter((person) => person !== undefined);
  const person = people.find((candidate) => textAt(candidate, "email") !== null) ?? people[0];
  const phone: VendorPhone = {
    number: textAt(person, "checkout_phone") ?? textAt(person, "phone"),
    areaCode: textAt(person, "checkout_phone_code"),
    country: countryOf(data, person),
  };
  return {
    name: fullName(textAt(person, "name"), textAt(person, "first_name"), textAt(person, "last_name")),
    email: emailOf(textAt(person, "email")),
    phone: phoneOf(phone),
    phoneRaw: rawPhoneOf(phone),
    document: textAt(person, "document"),
  };
}

/** Where the buyer lives, else where the checkout was opened. */
export function countryOf(data: JsonValue, person: JsonObject | undefined): string | null {
  return (
    textAt(person, "address", "country_iso") ??
    textAt(data, "purchase", "checkout_country", "iso") ??
    textAt(data, "checkout_country", "iso")
  );
}

export function paymentFacts(data: JsonObject, zone: string): PaymentFacts | null {
  const payment = objectAt(data, "purchase", "payment");
  if (payment === undefined) return null;
  const type = textAt(payment, "type");
  return {
    method: paymentMethod(type),
    methodRaw: type ?? "",
    installments: integerAt(payment, "installments_number"),
    boletoUrl: textAt(payment, "billet_url"),
    boletoBarcode: textAt(payment, "billet_barcode"),
    pixCode: textAt(payment, "pix_code"),
    expiresAt: momentOf(payment.pix_expiration_date, zone)?.at ?? null,
    refusalReason: textAt(payment, "refusal_reason"),
  };
}
