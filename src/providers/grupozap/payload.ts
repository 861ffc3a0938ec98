import type { InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonObject, textAt, valueAt } from "../../core/json.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Rejection } from "../contract.ts";

/**
 * One contact. Only `originLeadId` is strictly required: every other field may be absent, null or empty
 * (vendor README 2017-2019 calls `ddd`, `phone` and `phoneNumber` optional; phone leads come without e-mail).
 */
export interface LeadBody {
  readonly kind: "lead";
  readonly id: string;
  readonly json: JsonObject;
}

/** A body of another of the vendor's webhooks, named by its `type`. Authentic, but not a lead. */
export interface TypedBody {
  readonly kind: "typed";
  readonly type: string;
  readonly json: JsonObject;
}

/** Generations of the lead contract. The vendor writes no version; it is read from the keys that are there. */
export const LEAD_CONTRACTS = ["2017", "2023", "2025"] as const;
export type LeadContract = (typeof LEAD_CONTRACTS)[number];

/** `leadOrigin` of a "Minha Casa Minha Vida" financing simulation, the only lead without a listing. */
export const MCMV_ORIGIN = "MCMV_OLX";

/**
 * Webhooks of the same vendor that operators point at the lead address by mistake: the feed import report and the
 * rental events (`LEAD_DISCARDED`, `LEAD_NEW_OWNERS` ...). A rental event may name a lead and still is none.
 */
const OTHER_WEBHOOK = /^(?:FEEDS_[A-Z0-9_]+|LEAD_[A-Z0-9_]+)$/;

/** The look of an event name, so that further `type`s of the vendor are kept as unknown and not refused. */
const EVENT_NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;

export function readBody(request: InboundRequest): Result<LeadBody | TypedBody, Rejection> {
  const parsed = request.json();
  if (!parsed.ok) return err({ code: "body.not-json" });
  const json = parsed.value;
  if (!isObject(json)) return err({ code: "body.not-recognised" });
  const type = textAt(json, "type");
  if (type !== null && OTHER_WEBHOOK.test(type)) return ok({ kind: "typed", type, json });
  const id = textAt(json, "originLeadId");
  if (id !== null) return ok({ kind: "lead", id, json });
  if (type !== null && EVENT_NAME.test(type)) return ok({ kind: "typed", type, json });
  return err({ code: "body.not-recognised" });
}

/** Which keys the sender writes tells its generation, also when their values are null. */
export function leadContract(json: JsonObject): LeadContract {
  const has = (key: string) => valueAt(json, key) !== undefined;
  if (has("extraData")) return "2025";
  return has("temperature") || has("transactionType") || has("transaction_type") ? "2023" : "2017";
}

export function isMcmv(json: JsonObject): boolean {
  return textAt(json, "leadOrigin") === MCMV_ORIGIN;
}

/** The operator's own property code, as sent in the advertiser's feed (`ListingID`) or typed in the panel. */
export function listingCode(json: JsonObject): string | null {
  return textAt(json, "clientListingId");
}

/** `SELL` or `RENT`. One snapshot of the vendor's page spells the key in snake case. */
export function transactionType(json: JsonObject): string | null {
  return textAt(json, "transactionType") ?? textAt(json, "transaction_type");
}

/** `Baixa`, `Média`, `Alta`. The accent may arrive as a combining mark, which no comparison would match. */
export function temperature(json: JsonObject): string | null {
  return textAt(json, "temperature")?.normalize("NFC") ?? null;
}
