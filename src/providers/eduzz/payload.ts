import type { InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonObject, type JsonValue, objectAt, textAt, valueAt } from "../../core/json.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Rejection } from "../contract.ts";
import { expandKeys } from "../nested-keys.ts";
import { partsOf } from "./multipart.ts";
import { SECRET_NAMES } from "./secret-places.ts";

/** Webhook of the Developer Hub: `{id, event, data, sentDate}` (official). */
export interface EnvelopePayload {
  readonly format: "eduzz/v3";
  /** As sent, `myeduzz.invoice_paid`. */
  readonly event: string;
  /** For comparing: lower case, without `myeduzz.`, which some official samples leave out. */
  readonly name: string;
  readonly envelope: JsonObject;
  readonly data: JsonObject;
}

/** Órbita's webhook, which Eduzz calls obsolete since 2024: flat `trans_*`, `cus_*`, `recurrence_*`, as JSON or as a form. */
export interface LegacyPayload {
  readonly format: "eduzz/legacy";
  readonly about: "invoice" | "contract" | "cart";
  readonly fields: JsonObject;
}

/** A product's custom delivery ("entrega customizada"): `edz_*`, below `fields` or beside `type`, in any notation. */
export interface DeliveryPayload {
  readonly format: "eduzz/delivery";
  readonly fields: JsonObject;
}

export type Payload = EnvelopePayload | LegacyPayload | DeliveryPayload;

/**
 * Tells the formats apart from the body alone: all three may come to one URL, and content types are lost or not documented.
 *
 * Only what none of them can look like is refused. Three errors in a row put a configuration of the vendor into backup, and two
 * days later it is switched off and its events are deleted (official).
 */
export function readPayload(request: InboundRequest): Result<Payload, Rejection> {
  const json = request.json();
  if (json.ok) return isObject(json.value) ? recognised(jsonPayload(json.value)) : err({ code: "body.not-recognised" });
  const parts = partsOf(request);
  if (parts !== null) return recognised(flatPayload(expandKeys(parts.map(({ name, value }) => [name, value]))));
  if (request.form().ok) return recognised(flatPayload(expandKeys(new URLSearchParams(request.text().trim()))));
  const isForm = /form/i.test(request.header("content-type") ?? "");
  return err({ code: isForm ? "body.not-form" : "body.not-json" });
}

function recognised(payload: Payload | null): Result<Payload, Rejection> {
  return payload === null ? err({ code: "body.not-recognised" }) : ok(payload);
}

function jsonPayload(body: JsonObject): Payload | null {
  const event = textAt(body, "event");
  if (event === null || typeof body.event !== "string") return flatPayload(expandKeys(entriesOf(body)));
  const data = objectAt(body, "data") ?? {};
  return { format: "eduzz/v3", event, name: event.toLowerCase().replace(/^myeduzz\./, ""), envelope: body, data };
}

/** List items and buyers are spelled out in the names of fields, `trans_items[0][item_id]`, in JSON as well (official). */
function flatPayload(root: JsonObject): LegacyPayload | DeliveryPayload | null {
  const nested = objectAt(root, "fields");
  const fields = nested === undefined ? root : { ...root, ...expandKeys(entriesOf(nested)) };
  if (isDelivery(fields)) return { format: "eduzz/delivery", fields };
  const about = legacySubject(fields);
  return about === null ? null : { format: "eduzz/legacy", about, fields };
}

function isDelivery(fields: JsonObject): boolean {
  const type = textAt(fields, "type")?.toLowerCase();
  return type === "create" || type === "remove" || Object.keys(fields).some((name) => name.startsWith("edz_") && !SECRET_NAMES.has(name));
}

function legacySubject(fields: JsonObject): LegacyPayload["about"] | null {
  const type = textAt(fields, "type")?.toLowerCase();
  const event = textAt(fields, "event_name")?.toLowerCase();
  if (type === "abandonment" || event === "cart_abandonment") return "cart";
  if (event?.startsWith("contract_")) return "contract";
  if (event !== undefined || has(fields, "trans_cod") || has(fields, "trans_status")) {
    return type === "contract" && !event?.startsWith("invoice_") ? "contract" : "invoice";
  }
  if (type === "invoice" || type === "contract") return type;
  return has(fields, "cartAccessedAt") || has(fields, "product", "id") ? "cart" : null;
}

function has(fields: JsonObject, ...path: readonly string[]): boolean {
  return (valueAt(fields, ...path) ?? null) !== null;
}

function entriesOf(body: JsonObject): readonly (readonly [string, JsonValue])[] {
  return Object.entries(body).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
