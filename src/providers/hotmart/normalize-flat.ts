import {
  type BuyerFacts,
  type EventFacts,
  NO_BUYER,
  NO_PRODUCT,
  NO_TRANSACTION,
  type ProductFacts,
  type TransactionFacts,
} from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { integerAt, type JsonObject, textAt } from "../../core/json.ts";
import { emailOf, phoneNotes } from "../buyer.ts";
import type { NormalizeContext } from "../contract.ts";
import { keysOf, sha256 } from "../event-keys.ts";
import { phoneOf, rawPhoneOf, type VendorPhone } from "./buyer.ts";
import { FLAT_TRIGGERS } from "./events.ts";
import { momentOf } from "./moments.ts";
import { cloneNotes, productNotes } from "./notes.ts";
import type { FlatPayload, FlatShape } from "./payload.ts";
import { redact } from "./redact.ts";
import { subscriptionStatus } from "./statuses.ts";
import { isTestCall } from "./test-button.ts";

/** What the three shapes have in their own places. */
interface FlatReading {
  readonly product: ProductFacts;
  readonly transaction: TransactionFacts;
  readonly buyer: BuyerFacts;
  readonly key: string | null;
}

type FlatReader = (body: JsonObject, context: NormalizeContext) => FlatReading;

/** The facts of a flat 1.0.0 JSON event: a cart, the end of a subscription, or a change of its plan. */
export function flatFacts(request: InboundRequest, { body, shape, format }: FlatPayload, context: NormalizeContext): EventFacts {
  const { product, transaction, buyer, key } = READERS[shape](body, context);
  // The date that gives the shape away is also its time; a cart has none.
  const occurred = shape === "buyerVO" ? null : momentOf(body[shape], context.zone);
  return {
    format,
    trigger: FLAT_TRIGGERS[shape],
    also: [],
    nativeEvent: shape,
    nativeStatus: subscriptionStatus(textAt(body, "subscription", "status")),
    nativeId: null,
    keys: keysOf(request, redact, [key]),
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    isTest: isTestCall({ product, transaction, buyer }),
    product,
    transaction,
    buyer,
    amount: null,
    amountPaid: null,
    payment: null,
    tracking: {},
    accessUntil: shape === "cancellationDate" ? (momentOf(body.dateNextCharge, context.zone)?.at ?? null) : null,
    lead: null,
    notes: [...cloneNotes(body, transaction), ...phoneNotes(buyer), ...productNotes(product)],
  };
}

const READERS: Readonly<Record<FlatShape, FlatReader>> = {
  buyerVO: readCart,
  cancellationDate: readCancellation,
  switchPlanDate: readSwitch,
};

/** A cart has no id: the same buyer and product within the hour of arrival count as the same cart. */
function readCart(body: JsonObject, { receivedAt }: NormalizeContext): FlatReading {
  const phone: VendorPhone = { number: textAt(body, "buyerVO", "phone"), areaCode: null, country: null };
  const buyer: BuyerFacts = {
    ...NO_BUYER,
    name: textAt(body, "buyerVO", "name"),
    email: emailOf(textAt(body, "buyerVO", "email")),
    phone: phoneOf(phone),
    phoneRaw: rawPhoneOf(phone),
  };
  const ucode = textAt(body, "productUcode");
  const product: ProductFacts = {
    ...NO_PRODUCT,
    externalId: textAt(body, "productId"),
    aliases: ucode === null ? [] : [ucode],
    name: textAt(body, "productName"),
    plan: textAt(body, "subscriptionPlanId"),
  };
  return { product, transaction: NO_TRANSACTION, buyer, key: cartKey(buyer.email, product, receivedAt.slice(0, 13)) };
}

/** The e-mail goes in as a digest, so that keys keep nobody's address after its erasure. */
function cartKey(email: string | null, product: ProductFacts, hour: string): string | null {
  const id = product.externalId ?? product.name;
  return email === null || id === null ? null : `v1:cart:${sha256(email).slice(0, 16)}:${id}:${hour}`;
}

/** Names the product but not its id; the purchase of the same subscription knows it. */
function readCancellation(body: JsonObject): FlatReading {
  const code = textAt(body, "subscriberCode") ?? textAt(body, "subscriptionId");
  const date = textAt(body, "cancellationDate");
  return {
    product: {
      ...NO_PRODUCT,
      name: textAt(body, "productName"),
      kind: "subscription",
      planName: textAt(body, "subscriptionPlanName"),
    },
    transaction: { ...NO_TRANSACTION, subscriptionId: code },
    buyer: { ...NO_BUYER, name: textAt(body, "userName"), email: emailOf(textAt(body, "userEmail")) },
    key: code === null || date === null ? null : `v1:cancel:${code}:${date}`,
  };
}

function readSwitch(body: JsonObject): FlatReading {
  const code = textAt(body, "subscription", "subscriber", "code");
  const date = textAt(body, "switchPlanDate");
  const user = ["subscription", "subscriber", "user"] as const;
  return {
    product: {
      ...NO_PRODUCT,
      externalId: textAt(body, "subscription", "product", "id"),
      name: textAt(body, "subscription", "product", "name"),
      kind: "subscription",
      offer: textAt(body, "newSubscriptionPlan", "offer", "key"),
      planName: textAt(body, "newSubscriptionPlan", "name"),
    },
    transaction: { ...NO_TRANSACTION, subscriptionId: code, recurrence: integerAt(body, "subscription", "recurrenceNumber") },
    buyer: { ...NO_BUYER, name: textAt(body, ...user, "name"), email: emailOf(textAt(body, ...user, "email")) },
    key: code === null || date === null ? null : `v1:switch:${code}:${date}`,
  };
}
