import { isObject, type JsonObject, objectAt, objectsAt, textAt, valueAt } from "../../core/json.ts";
import { jsonBody } from "../json-body.ts";
import type { VendorSale } from "../vendor-api.ts";
import { itemOf } from "./history-item.ts";

/** Before Hotmart's first sale: without it only subscriptions of the last 30 days are given (official). */
const EVER = String(Date.UTC(2011, 0, 1));

/** Paths that tell more of one sale: who took part in it, and the subscription that it is a charge of. */
export function detailQuestions(sale: VendorSale): readonly string[] {
  const transaction = encodeURIComponent(sale.transaction);
  const users = `/payments/api/v1/sales/users?transaction=${transaction}`;
  const isSubscription = valueAt(itemOf(sale), "purchase", "is_subscription") === true;
  return isSubscription ? [users, `/payments/api/v1/subscriptions?transaction=${transaction}&accession_date=${EVER}`] : [users];
}

/** What the answers add to a call: fields of `buyer`, and `subscription`. */
export interface SaleDetails {
  readonly buyer: JsonObject;
  readonly subscription: JsonObject | null;
}

/** Whatever is not answered, or not as the field lists of public code say, is left out. */
export function detailsIn([users = null, subscriptions = null]: readonly (Uint8Array | null)[], sale: VendorSale): SaleDetails {
  return { buyer: buyerIn(users, sale.transaction), subscription: subscriptionIn(subscriptions) };
}

/** `items[].users[]`, each `{role, user}`; the buyer's phone is `cellphone`, or `phone`. */
function buyerIn(body: Uint8Array | null, transaction: string): JsonObject {
  const sale = itemsOf(body).find((item) => textAt(item, "transaction") === transaction);
  const buyer = objectsAt(sale, "users").find((one) => textAt(one, "role") === "BUYER");
  const user = objectAt(buyer, "user");
  const phone = textAt(user, "cellphone") ?? textAt(user, "phone");
  const [document] = objectsAt(user, "documents");
  const number = textAt(document, "value");
  const kind = textAt(document, "type");
  return {
    ...(phone === null ? {} : { checkout_phone: phone }),
    ...(number === null ? {} : { document: number }),
    ...(number === null || kind === null ? {} : { document_type: kind }),
  };
}

/** Only where the answer leaves no doubt which one it is. */
function subscriptionIn(body: Uint8Array | null): JsonObject | null {
  const [only, ...others] = itemsOf(body);
  const code = textAt(only, "subscriber_code");
  if (others.length > 0 || code === null) return null;
  const [id, name, status] = [valueAt(only, "plan", "id"), textAt(only, "plan", "name"), textAt(only, "status")];
  const plan = { ...(id === undefined || id === null ? {} : { id }), ...(name === null ? {} : { name }) };
  return {
    ...(status === null ? {} : { status }),
    ...(Object.keys(plan).length === 0 ? {} : { plan }),
    subscriber: { code },
  };
}

function itemsOf(body: Uint8Array | null): readonly JsonObject[] {
  const json = body === null ? null : jsonBody(body);
  return isObject(json) ? objectsAt(json, "items") : [];
}
