import type { InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonObject, textAt } from "../../core/json.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Rejection } from "../contract.ts";
import { type ClassicCall, formCall, type NpiCall } from "./form-call.ts";

/** What an Orders call is about, by the prefix of its id: `ORDE_`, `CHAR_`, `CHEC_`, `CBKS_`. */
export type OrdersKind = "order" | "charge" | "checkout" | "chargeback";

/** A document of the Orders API, the same that its GET request gives: there is no name of an event in it (official). */
export interface OrdersCall {
  readonly format: "pagseguro/orders";
  readonly kind: OrdersKind;
  readonly body: JsonObject;
}

/** `{env, event, resource, date}`; `resource` is the subscription as the API returns it (public code). */
export interface RecurringCall {
  readonly format: "pagseguro/recurring";
  readonly event: string;
  readonly resource: JsonObject;
  readonly body: JsonObject;
}

export type Payload = ClassicCall | NpiCall | OrdersCall | RecurringCall;

const KIND_OF_PREFIX: ReadonlyMap<string, OrdersKind> = new Map([
  ["ORDE_", "order"],
  ["CHAR_", "charge"],
  ["CHEC_", "checkout"],
  ["CBKS_", "chargeback"],
]);

/** Tells the families apart from the body alone: one URL takes them all, and content types come with a charset or wrong. */
export function readPayload(request: InboundRequest): Result<Payload, Rejection> {
  const json = request.json();
  if (!json.ok) return formCall(request);
  const payload = isObject(json.value) ? jsonPayload(json.value) : null;
  return payload === null ? err({ code: "body.not-recognised" }) : ok(payload);
}

function jsonPayload(body: JsonObject): OrdersCall | RecurringCall | null {
  const event = textAt(body, "event");
  if (event !== null && isObject(body.resource)) return { format: "pagseguro/recurring", event, resource: body.resource, body };
  const kind = ordersKind(body);
  return kind === null ? null : { format: "pagseguro/orders", kind, body };
}

/** By the id, else by what only this kind of document has; null when it is none of the API's documents. */
export function ordersKind(body: JsonObject): OrdersKind | null {
  const known = KIND_OF_PREFIX.get(textAt(body, "id")?.slice(0, 5) ?? "");
  if (known !== undefined) return known;
  if (Array.isArray(body.charges) || Array.isArray(body.qr_codes) || isObject(body.qr_code)) return "order";
  if (Array.isArray(body.payment_notification_urls)) return "checkout";
  return isObject(body.payment_method) && textAt(body, "status") !== null ? "charge" : null;
}
