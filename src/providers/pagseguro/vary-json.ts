import { isObject, type JsonObject, type JsonValue, objectAt, objectsAt, textAt, valueAt } from "../../core/json.ts";
import { withExistingPath, withPath } from "../body-edit.ts";
import type { Variation, WishedMethod } from "../contract.ts";
import { shiftBetween, withDatesMoved } from "../moving-dates.ts";
import { chosenCharge, isCanceled, methodOf } from "./charges.ts";
import { type FreshIds, freshIds } from "./fresh-ids.ts";
import { chargeOf } from "./normalize-chargeback.ts";
import { ordersKind } from "./payload.ts";
import { SUBSCRIPTION_PATHS } from "./subscription.ts";
import { vendorPhone } from "./vendor-phone.ts";

const TYPES: Readonly<Record<WishedMethod, string>> = { boleto: "BOLETO", pix: "PIX", credit_card: "CREDIT_CARD" };

type Change = readonly [path: readonly string[], value: JsonValue | undefined];

/** Every date is written with an offset, or is a day. */
const ZONE = "America/Sao_Paulo";

/** Shorter texts than an id of the vendor's may stand anywhere by chance. */
const SHORTEST_ID = 8;

/** A document of orders, charges, checkouts, chargebacks or subscriptions made into a distinct event; others stay as they are. */
export function varyJson(body: JsonObject, variation: Variation): JsonObject {
  const ids = freshIds(variation);
  const kind = textAt(body, "event") !== null && isObject(body.resource) ? "recurring" : ordersKind(body);
  switch (kind) {
    case "recurring":
      return varied(body, variation, textAt(body, "date"), recurringIds(body, variation, ids), recurringChanges(body, variation));
    case "order":
      return varyOrder(body, variation, ids);
    case "charge":
      return varied(body, variation, momentOf(body), [[textAt(body, "id"), variation.transaction ?? ids.charge]], chargeChanges(variation));
    case "checkout": {
      const id = [textAt(body, "id"), variation.transaction ?? ids.checkout] as const;
      return varied(body, variation, textAt(body, "created_at"), [id], saleChanges(body, variation));
    }
    case "chargeback": {
      const pairs = [[textAt(body, "id"), ids.chargeback] as const, [chargeOf(body), variation.transaction ?? ids.charge] as const];
      return varied(body, variation, textAt(body, "created_at"), pairs, []);
    }
    case null:
      return body;
    default:
      return kind satisfies never;
  }
}

type IdPair = readonly [before: string | null, after: string];

/** Dates moved, ids replaced wherever they stand, links included, and then what was wished for. */
function varied(
  body: JsonObject,
  variation: Variation,
  was: string | null,
  ids: readonly IdPair[],
  changes: readonly Change[],
): JsonObject {
  const moved = withDatesMoved(body, shiftBetween(was, variation.at, ZONE));
  const renamed = ids.reduce<JsonValue>((value, [before, after]) => withTextReplaced(value, before, after), moved);
  const changed = changes.reduce<JsonValue>(
    (value, [path, next]) => (next === undefined ? value : withExistingPath(value, path, next)),
    renamed,
  );
  return isObject(changed) ? changed : body;
}

/** An order is the sale itself until something of it is charged. */
function varyOrder(order: JsonObject, variation: Variation, ids: FreshIds): JsonObject {
  const charge = chosenCharge(order);
  const was = (charge === null ? null : momentOf(charge)) ?? textAt(order, "created_at");
  const charged: readonly IdPair[] = charge === null ? [] : [[textAt(charge, "id"), variation.transaction ?? ids.charge]];
  const own = charge === null ? (variation.transaction ?? ids.order) : ids.order;
  const changes = [...saleChanges(order, variation), ...paymentChanges(order, charge, variation)];
  const changed = varied(order, variation, was, [[textAt(order, "id"), own], ...charged], changes);
  return charge !== null && isCanceled(charge) ? withDeadlinesOf(order, changed) : changed;
}

/** What had lapsed stays lapsed: a deadline that moved along would lie ahead, and the same charge would mean something else. */
function withDeadlinesOf(before: JsonObject, after: JsonObject): JsonObject {
  const charges = objectsAt(before, "charges").map((charge, at): Change => {
    const path = ["payment_method", "boleto", "due_date"];
    return [["charges", String(at), ...path], valueAt(charge, ...path)];
  });
  const codes = objectsAt(before, "qr_codes").map(
    (code, at): Change => [["qr_codes", String(at), "expiration_date"], code.expiration_date],
  );
  return [...charges, ...codes].reduce<JsonObject>(
    (order, [path, value]) => (value === undefined ? order : (withPath(order, path, value) as JsonObject)),
    after,
  );
}

/** Of a canceled charge the method stays: its deadline goes with it, and tells a lapsed charge from one that was called off. */
function paymentChanges(order: JsonObject, charge: JsonObject | null, { method }: Variation): readonly Change[] {
  if (charge === null || method === undefined || isCanceled(charge) || methodOf(charge) === TYPES[method]) return [];
  const at = objectsAt(order, "charges").indexOf(charge);
  return [[["charges", String(at), "payment_method"], { type: TYPES[method] }]];
}

function momentOf(charge: JsonObject): string | null {
  return textAt(charge, "paid_at") ?? textAt(charge, "created_at");
}

function saleChanges(sale: JsonObject, variation: Variation): readonly Change[] {
  return [
    ...personChanges(["customer"], variation),
    ...personChanges(["charges", "0", "payment_method", "boleto", "holder"], variation),
    ...productPaths(sale).map((path): Change => [path, variation.productId]),
    [["items", "0", "name"], variation.productName],
  ];
}

/** Where the id of what is sold stands, as `productsOf` reads it; an order may hold the same product twice. */
function productPaths(sale: JsonObject): readonly (readonly string[])[] {
  const items = objectsAt(sale, "items");
  const id = textAt(items[0] ?? {}, "reference_id");
  if (id === null) return [textAt(sale, "reference_id") !== null ? ["reference_id"] : ["items", "0", "name"]];
  return items.flatMap((item, at) => (textAt(item, "reference_id") === id ? [["items", String(at), "reference_id"]] : []));
}

function chargeChanges(variation: Variation): readonly Change[] {
  return [...personChanges(["payment_method", "boleto", "holder"], variation), [["reference_id"], variation.productId]];
}

function recurringChanges({ event }: JsonObject, variation: Variation): readonly Change[] {
  const isAboutCustomer = typeof event === "string" && event.startsWith("customer.");
  const [, , occurrence] = numberedCharge(variation.transaction);
  return [
    ...personChanges(isAboutCustomer ? ["resource"] : ["resource", "customer"], variation),
    [["resource", "plan", "id"], variation.productId],
    [["resource", "plan", "name"], variation.plan ?? variation.productName],
    [["resource", "billing_cycle", "occurrence"], occurrence === undefined ? variation.recurrence : Number(occurrence)],
  ];
}

/** The subscription and whatever else the resource is; a wished charge is one of the wished subscription. */
function recurringIds(body: JsonObject, variation: Variation, ids: FreshIds): readonly IdPair[] {
  const resource = objectAt(body, "resource") ?? {};
  const own = textAt(resource, "id");
  const named = SUBSCRIPTION_PATHS.map((path) => textAt(resource, ...path)).find((id) => id !== null) ?? null;
  const [, subscription] = numberedCharge(variation.transaction);
  const wished = subscription ?? variation.transaction ?? variation.subscriptionId ?? ids.subscription;
  if (own === null || own.startsWith("SUBS_")) return [[own, wished]];
  return [
    [own, `${own.slice(0, 5)}${ids.other}`],
    [named, wished],
  ];
}

/** `SUBS_.../2`, as the id of a charge is read; nothing for another text. */
function numberedCharge(transaction: string | undefined): readonly (string | undefined)[] {
  return /^(SUBS_[^/]+)\/(\d+)$/.exec(transaction ?? "") ?? [];
}

function personChanges(path: readonly string[], { email, name, phone }: Variation): readonly Change[] {
  const { area, number } = vendorPhone(phone);
  return [
    [[...path, "email"], email],
    [[...path, "name"], name],
    [[...path, "phones", "0", "area"], area],
    [[...path, "phones", "0", "number"], number],
  ];
}

function withTextReplaced(value: JsonValue, before: string | null, after: string): JsonValue {
  if (before === null || before.length < SHORTEST_ID) return value;
  if (typeof value === "string") return value.replaceAll(before, () => after);
  if (Array.isArray(value)) return value.map((item: JsonValue) => withTextReplaced(item, before, after));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTextReplaced(item ?? null, before, after)]));
}
