import type { InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonObject, type JsonValue, textAt, valueAt } from "../../core/json.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Rejection } from "../contract.ts";
import { expandKeys } from "../nested-keys.ts";

/** The two entries of the panel's list "Tipo": "PayT V1" nests its objects, "PayT V1 Flat" spells their paths with dots. */
export type Format = "payt/v1" | "payt/v1-flat";

export interface Payload {
  readonly format: Format;
  /** The vendor's document, nested in either format. A field of a wrong type counts as absent. */
  readonly order: JsonObject;
}

/**
 * Tells the formats apart from the body alone: operators choose the flat one by mistake, and nobody wrote down which content
 * type either has. A form is read too, although nobody has seen one.
 */
export function readPayload(request: InboundRequest): Result<Payload, Rejection> {
  const json = request.json();
  if (json.ok) return isObject(json.value) ? recognised(jsonPayload(json.value)) : err({ code: "body.not-recognised" });
  const form = request.form();
  const contentType = request.header("content-type")?.toLowerCase() ?? "";
  if (!form.ok) return err({ code: contentType.includes("form") ? "body.not-form" : "body.not-json" });
  const isFlat = [...form.value.keys()].some((name) => isDotted(name));
  return recognised({ format: isFlat ? "payt/v1-flat" : "payt/v1", order: expandKeys(form.value) });
}

/** A flag: JSON has booleans, a form has their text. */
export function isYes(value: JsonValue | undefined): boolean {
  return value === true || value === 1 || value === "1" || value === "true";
}

/** One of the vendor's words, in lower case; null when absent. */
export function wordAt(order: JsonObject, ...path: readonly string[]): string | null {
  return textAt(order, ...path)?.toLowerCase() ?? null;
}

function jsonPayload(body: JsonObject): Payload {
  const isFlat = Object.keys(body).some((name) => isDotted(name)) && !isObject(body.customer);
  return isFlat ? { format: "payt/v1-flat", order: expandKeys(entriesOf(body)) } : { format: "payt/v1", order: body };
}

/** Every call tells a state, if only by saying that it is an abandoned cart. */
function recognised(payload: Payload): Result<Payload, Rejection> {
  const { order } = payload;
  const words = [order.status, order.type, valueAt(order, "transaction", "payment_status")];
  return words.some((word) => typeof word === "string" && word.trim() !== "") ? ok(payload) : err({ code: "body.not-recognised" });
}

function isDotted(name: string): boolean {
  return /^[^.[\]]+\.[^.]/.test(name);
}

function entriesOf(body: JsonObject): readonly (readonly [string, JsonValue])[] {
  return Object.entries(body).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
