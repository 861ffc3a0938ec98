import type { BuyerFacts, EventFacts, PaymentFacts, ProductFacts, SaleKind, TransactionFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import type { ReadInstant } from "../../core/instant.ts";
import { integerAt, type JsonObject, textAt } from "../../core/json.ts";
import { moneyFromMajor } from "../../core/money.ts";
import type { Trigger } from "../../core/triggers.ts";
import { emailOf, phoneNotes } from "../buyer.ts";
import type { NormalizeContext } from "../contract.ts";
import { keysOf, saleKey } from "../event-keys.ts";
import { fullName, phoneOf, rawPhoneOf, type VendorPhone } from "./buyer.ts";
import { formTrigger, subscriptionTriggers } from "./events.ts";
import { momentOf } from "./moments.ts";
import { amountNotes, cloneNotes } from "./notes.ts";
import type { FormPayload } from "./payload.ts";
import { paymentMethod } from "./payment.ts";
import { redact } from "./redact.ts";
import { isTestCall } from "./test-button.ts";
import { formTracking } from "./tracking.ts";

/** What `callback_type=2` is called in our tables: it overrules `status`, so it is the event's name. */
export const CANCELLATION_CALLBACK = "callback_type=2";

/** The facts of a 1.0.0 postback. Empty fields count as absent. */
export function formFacts(request: InboundRequest, { fields, format }: FormPayload, { zone }: NormalizeContext): EventFacts {
  const trigger = formTrigger(fields);
  const product = formProduct(fields, trigger);
  const transaction = formTransaction(fields);
  const buyer = formBuyer(fields);
  const isTest = isTestCall({ product, transaction, buyer });
  const status = textAt(fields, "status");
  const native = textAt(fields, "callback_type") === "2" ? CANCELLATION_CALLBACK : (status ?? "");
  const occurred = formMoment(fields, trigger, zone);
  const currency = textAt(fields, "currency") ?? "";
  const amount = moneyFromMajor(fields.price, currency);
  const amountPaid = moneyFromMajor(fields.full_price, currency);
  return {
    format,
    trigger,
    also: subscriptionTriggers(trigger, product.kind, transaction.recurrence),
    nativeEvent: native,
    nativeStatus: status,
    nativeId: null,
    keys: keysOf(request, redact, [formKey(fields, transaction.id), saleKey(transaction, trigger, { native, isTest })]),
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    isTest,
    product,
    transaction,
    buyer,
    amount,
    amountPaid,
    payment: formPayment(fields),
    tracking: formTracking(fields),
    accessUntil: trigger === "subscription.canceled" ? (momentOf(fields.subscription_date_next_charge, zone)?.at ?? null) : null,
    lead: null,
    notes: [
      ...cloneNotes(fields, transaction),
      ...phoneNotes(buyer),
      ...amountNotes("price", fields.price, amount),
      ...amountNotes("full_price", fields.full_price, amountPaid),
    ],
  };
}

/** 1.0.0 has no event id and no plan id; this combination stands for the event. */
function formKey(fields: JsonObject, transaction: string | null): string | null {
  if (transaction === null) return null;
  const part = (name: string): string => textAt(fields, name) ?? "-";
  return `v1:${transaction}:${part("status")}:${part("callback_type")}:${part("recurrency")}`;
}

/** There is no event time either: these two dates are the moment of approvals and of what comes before them. */
function formMoment(fields: JsonObject, trigger: Trigger, zone: string): ReadInstant | null {
  switch (trigger) {
    case "purchase.approved":
      return momentOf(fields.confirmation_purchase_date, zone);
    case "boleto.issued":
    case "pix.issued":
    case "purchase.pending":
      return momentOf(fields.purchase_date, zone);
    default:
      return null;
  }
}

function formProduct(fields: JsonObject, trigger: Trigger): ProductFacts {
  const planName = textAt(fields, "name_subscription_plan");
  const subscribes = planName !== null || textAt(fields, "subscriber_code") !== null || trigger === "subscription.canceled";
  const kind: SaleKind = subscribes ? "subscription" : "one-time";
  return {
    externalId: textAt(fields, "prod"),
    aliases: [],
    name: textAt(fields, "prod_name"),
    kind,
    offer: textAt(fields, "off"),
    plan: null,
    planName,
  };
}

function formTransaction(fields: JsonObject): TransactionFacts {
  const isBump = String(fields.order_bump).toLowerCase() === "true";
  return {
    id: textAt(fields, "transaction"),
    parentId: isBump ? textAt(fields, "parent_purchase_transaction") : null,
    subscriptionId: textAt(fields, "subscriber_code"),
    recurrence: integerAt(fields, "recurrency"),
  };
}

function formBuyer(fields: JsonObject): BuyerFacts {
  const phone = formPhone(fields);
  return {
    name: fullName(textAt(fields, "name"), textAt(fields, "first_name"), textAt(fields, "last_name")),
    email: emailOf(textAt(fields, "email")),
    phone: phoneOf(phone),
    phoneRaw: rawPhoneOf(phone),
    document: textAt(fields, "doc"),
  };
}

/** The phone typed at the checkout is newer than the one of the buyer's account. */
function formPhone(fields: JsonObject): VendorPhone {
  const country = textAt(fields, "address_country_ISO");
  const number = textAt(fields, "phone_checkout_number");
  return number === null
    ? { country, number: textAt(fields, "phone_number"), areaCode: textAt(fields, "phone_local_code") }
    : { country, number, areaCode: textAt(fields, "phone_checkout_local_code") };
}

function formPayment(fields: JsonObject): PaymentFacts | null {
  const type = textAt(fields, "payment_type");
  const refusalReason = textAt(fields, "refusal_reason");
  if (type === null && refusalReason === null) return null;
  return {
    method: paymentMethod(type),
    methodRaw: type ?? "",
    installments: integerAt(fields, "installments_number"),
    boletoUrl: textAt(fields, "billet_url"),
    boletoBarcode: textAt(fields, "billet_barcode"),
    pixCode: null,
    expiresAt: null,
    refusalReason,
  };
}
