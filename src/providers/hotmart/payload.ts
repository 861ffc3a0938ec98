import type { InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonObject, type JsonValue, objectAt } from "../../core/json.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Rejection } from "../contract.ts";

/** Webhook 2.0.0: `{id, creation_date, event, version, data}`. `version` is not required: the shape says enough. */
export interface EnvelopePayload {
  readonly format: "hotmart/2.0.0";
  readonly event: string;
  readonly body: JsonObject;
  readonly data: JsonObject;
}

/** Postback 1.0.0: flat keys, all of them text when they arrive as a form. */
export interface FormPayload {
  readonly format: "hotmart/1.0.0-form";
  readonly fields: JsonObject;
}

/**
 * The three flat JSON events of 1.0.0. They carry no event name, so each is named after the key that gives it away;
 * operators find that key in the body.
 */
export const FLAT_SHAPES = ["buyerVO", "cancellationDate", "switchPlanDate"] as const;
export type FlatShape = (typeof FLAT_SHAPES)[number];

export interface FlatPayload {
  readonly format: "hotmart/1.0.0-json";
  readonly shape: FlatShape;
  readonly body: JsonObject;
}

export type Payload = EnvelopePayload | FormPayload | FlatPayload;

/**
 * Tells the formats apart from the body alone: content types are lost or changed by proxies on the way.
 *
 * Only a body that no version of the webhook can be is refused. Unknown events are not: Hotmart switches a
 * configuration off whose URL keeps answering errors (official).
 */
export function readPayload(request: InboundRequest): Result<Payload, Rejection> {
  const json = request.json();
  if (json.ok) return recognised(jsonPayload(json.value));
  const form = request.form();
  if (!form.ok) return err({ code: contentType(request).includes("form") ? "body.not-form" : "body.not-json" });
  if (form.value.has("transaction") && form.value.has("status")) {
    return ok({ format: "hotmart/1.0.0-form", fields: Object.fromEntries(form.value) });
  }
  return err({ code: contentType(request).includes("json") ? "body.not-json" : "body.not-recognised" });
}

function recognised(payload: Payload | null): Result<Payload, Rejection> {
  return payload === null ? err({ code: "body.not-recognised" }) : ok(payload);
}

function jsonPayload(body: JsonValue): Payload | null {
  if (!isObject(body)) return null;
  const data = objectAt(body, "data");
  if (typeof body.event === "string" && data) return { format: "hotmart/2.0.0", event: body.event.trim(), body, data };
  if (has(body, "event")) return null;
  const shape = flatShape(body);
  if (shape !== null) return { format: "hotmart/1.0.0-json", shape, body };
  const formKeys = has(body, "prod") && has(body, "transaction") && has(body, "status");
  return formKeys ? { format: "hotmart/1.0.0-form", fields: body } : null;
}

function flatShape(body: JsonObject): FlatShape | null {
  if (objectAt(body, "buyerVO")) return "buyerVO";
  if (has(body, "cancellationDate") && (has(body, "subscriptionId") || has(body, "subscriberCode"))) {
    return "cancellationDate";
  }
  return has(body, "switchPlanDate") && has(body, "newSubscriptionPlan") ? "switchPlanDate" : null;
}

function has(body: JsonObject, key: string): boolean {
  return Object.hasOwn(body, key) && body[key] !== null;
}

function contentType(request: InboundRequest): string {
  return request.header("content-type")?.toLowerCase() ?? "";
}
