import type { InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Rejection } from "../contract.ts";
import { expandKeys } from "../nested-keys.ts";
import { isSecretName } from "./field-names.ts";

/**
 * Monetizze numbers no version. `webhook`: an `id` and the sale's codes at the root, after 2023 (guess for the date).
 * `postback`: `tipoEvento` tells the event, since November 2019 (official). `legacy`: only the status of the sale does.
 */
export type Format = "monetizze/webhook" | "monetizze/postback" | "monetizze/legacy";

export interface Payload {
  readonly format: Format;
  /** Nested, whether it came as JSON or as a form: `venda.codigo`, `produtos[0].nome`. Nearly every scalar is text. */
  readonly body: JsonObject;
}

/** Root fields by which a body is known as Monetizze's. The key is none of them: stored bodies have none. */
const KNOWN_ROOTS = [
  "tipoEvento",
  "tipoPostback",
  "postback_evento",
  "codigo_venda",
  "codigo_produto",
  "codigo_status",
  "venda",
  "produto",
  "produtos",
  "venda_item_order_bump",
  "assinatura",
  "recuperacao_parcelada",
  "comprador",
  "plano",
  "rastreio",
] as const;

/** Root fields that only the webhook generation has. */
const WEBHOOK_ROOTS = ["codigo_venda", "postback_evento", "codigo_produto"] as const;

/**
 * Reads a body by what it is, not by its content type, which is often wrong (guess): JSON, else a form.
 *
 * Little is asked of it: the panel's test call leaves most fields out, an abandoned checkout has no sale, and an
 * affiliate's copy has no buyer.
 */
export function readPayload(request: InboundRequest): Result<Payload, Rejection> {
  const fields = readFields(request);
  if (!fields.ok) return fields;
  // Without its secrets, so that a body means the same before and after they are cut.
  const body = expandKeys(fields.value.filter(([name]) => !isSecretName(name)));
  if (!KNOWN_ROOTS.some((root) => has(body, root))) return err({ code: "body.not-recognised" });
  return ok({ format: formatOf(body), body });
}

function readFields(request: InboundRequest): Result<readonly (readonly [string, JsonValue])[], Rejection> {
  const json = request.json();
  if (json.ok) {
    if (!isObject(json.value)) return err({ code: "body.not-recognised" });
    return ok(Object.entries(json.value).map(([name, value]) => [name, value ?? null] as const));
  }
  const text = request.text().trim();
  if (text.startsWith("{")) return err({ code: "body.not-json" });
  return request.form().ok ? ok([...new URLSearchParams(text)]) : err({ code: "body.not-form" });
}

function formatOf(body: JsonObject): Format {
  if (has(body, "id") && WEBHOOK_ROOTS.some((root) => has(body, root))) return "monetizze/webhook";
  return has(body, "tipoEvento") || has(body, "postback_evento") ? "monetizze/postback" : "monetizze/legacy";
}

function has(body: JsonObject, key: string): boolean {
  return body[key] !== undefined && body[key] !== null;
}
