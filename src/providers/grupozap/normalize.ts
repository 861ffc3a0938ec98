import { createHash } from "node:crypto";
import { type EventFacts, type LeadFacts, NO_BUYER, NO_PRODUCT, NO_TRANSACTION } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type Instant, readInstant } from "../../core/instant.ts";
import { type JsonObject, textAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { NormalizeContext, Rejection } from "../contract.ts";
import { leadAddress } from "./address.ts";
import { formatOfType } from "./events.ts";
import {
  isMcmv,
  type LeadBody,
  leadContract,
  listingCode,
  MCMV_ORIGIN,
  readBody,
  type TypedBody,
  temperature,
  transactionType,
} from "./payload.ts";
import { leadPhone } from "./phone.ts";

/**
 * Whether the body can be used. A listing lead without the operator's code is refused, because the vendor then parks
 * it and sends it again; an MCMV lead never has one and is taken.
 */
export function admit(request: InboundRequest): Result<void, Rejection> {
  const read = readBody(request);
  if (!read.ok) return read;
  const body = read.value;
  const lacksListing = body.kind === "lead" && !isMcmv(body.json) && listingCode(body.json) === null;
  return lacksListing ? err({ code: "lead.no-listing" }) : ok(undefined);
}

export function normalize(request: InboundRequest, context: NormalizeContext): Result<readonly EventFacts[], Rejection> {
  const read = readBody(request);
  if (!read.ok) return read;
  const body = read.value;
  return ok([body.kind === "lead" ? leadEvent(request, body, context) : typedEvent(request, body, context)]);
}

function leadEvent(request: InboundRequest, { id, json }: LeadBody, context: NormalizeContext): EventFacts {
  const { phone, raw } = leadPhone(json);
  const time = readTime(textAt(json, "timestamp"), "timestamp", context.zone);
  return {
    ...NOTHING_SOLD,
    format: `grupozap/${leadContract(json)}`,
    trigger: "lead.received",
    nativeEvent: isMcmv(json) ? MCMV_ORIGIN : "lead",
    nativeId: id,
    // The lead is sent once; a second body with the same id is a re-send, however much later it comes.
    keys: [`lead:${id}`],
    occurredAt: time.at,
    zoneAssumed: time.zoneAssumed,
    buyer: {
      name: textAt(json, "name"),
      email: textAt(json, "email")?.toLowerCase() ?? null,
      phone,
      phoneRaw: raw,
      document: null,
    },
    lead: leadFacts(request, json),
    notes: raw !== null && phone === null ? [...time.notes, note("buyer.phone-invalid")] : time.notes,
  };
}

function leadFacts(request: InboundRequest, json: JsonObject): LeadFacts {
  return {
    subtype: isMcmv(json) ? "mcmv" : "listing",
    origin: textAt(json, "leadOrigin"),
    channel: textAt(json, "extraData", "leadType"),
    temperature: temperature(json),
    transactionType: transactionType(json),
    listing: listingCode(json),
    portalListing: textAt(json, "originListingId"),
    message: textAt(json, "message"),
    address: leadAddress(request, json),
  };
}

/** Kept, reported and answered 2xx. Whether `id` names the report or its feed is unknown, so the bytes are the key. */
function typedEvent(request: InboundRequest, { type, json }: TypedBody, context: NormalizeContext): EventFacts {
  const createdAt = textAt(json, "createdAt");
  const time =
    createdAt === null
      ? readTime(textAt(json, "details", "date"), "details.date", context.zone)
      : readTime(createdAt, "createdAt", context.zone);
  return {
    ...NOTHING_SOLD,
    format: formatOfType(type),
    trigger: "unknown",
    nativeEvent: type,
    nativeId: textAt(json, "id"),
    keys: [`${type}:${createHash("sha256").update(request.body).digest("hex")}`],
    occurredAt: time.at,
    zoneAssumed: time.zoneAssumed,
    buyer: NO_BUYER,
    lead: null,
    notes: [...time.notes, note("grupozap.not-a-lead", { type })],
  };
}

/** What no call of this vendor ever carries. */
const NOTHING_SOLD = {
  also: [],
  nativeStatus: null,
  isTest: false,
  product: NO_PRODUCT,
  transaction: NO_TRANSACTION,
  amount: null,
  amountPaid: null,
  payment: null,
  tracking: {},
  accessUntil: null,
} as const satisfies Partial<EventFacts>;

interface ReadTime {
  readonly at: Instant | null;
  readonly zoneAssumed: boolean;
  readonly notes: readonly Note[];
}

/**
 * The vendor documents `ISO_LOCAL_DATE_TIME`, a name that means "no zone", while every sample ends in `Z`: both are
 * read, and an offset too.
 */
function readTime(text: string | null, field: string, zone: string): ReadTime {
  if (text === null) return { at: null, zoneAssumed: false, notes: [] };
  const read = readInstant(text, zone);
  return read === null
    ? { at: null, zoneAssumed: false, notes: [note("grupozap.time-unreadable", { field, value: text })] }
    : { ...read, notes: [] };
}
