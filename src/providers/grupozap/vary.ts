import type { InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonObject, type JsonValue, textAt } from "../../core/json.ts";
import { randomDigits, randomHex } from "../../core/random.ts";
import { editJson, typedValue, withExistingPath, withPath } from "../body-edit.ts";
import type { Variation } from "../contract.ts";
import { isMcmv, readBody } from "./payload.ts";
import { timestampLike } from "./timestamp.ts";

const REPORT_TIMES = [["createdAt"], ["details", "date"]] as const;

/** A lead has no product, sale or subscription, so those wishes of `variation` change nothing. */
export function vary(request: InboundRequest, variation: Variation): InboundRequest {
  const read = readBody(request);
  if (!read.ok) return request;
  return editJson(request, (json) => (read.value.kind === "lead" ? variedLead(json, variation) : variedReport(json, variation)));
}

export function setField(request: InboundRequest, path: string, value: string): InboundRequest {
  return editJson(request, (json) => {
    const changed = withPath(json, path.split("."), typedValue(value));
    return isObject(changed) ? changed : json;
  });
}

function variedLead(json: JsonObject, { random, at, email, name, phone, listing }: Variation): JsonObject {
  const mcmv = isMcmv(json);
  return {
    ...json,
    timestamp: timestampLike(textAt(json, "timestamp"), at),
    originLeadId: mcmv ? `mcmv-${randomDigits(random, 10)}` : randomHex(random, 24),
    ...(listing === undefined || mcmv ? {} : { clientListingId: listing }),
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : phoneFields(json, phone)),
  };
}

/** The number in the vendor's two fields; in the deprecated third one only where the fixture has it. */
function phoneFields(json: JsonObject, phone: string): JsonObject {
  const digits = phone.replace(/\D/g, "").replace(/^55(?=\d{10,11}$)/, "");
  const fields = digits.length < 10 ? { ddd: "", phone } : { ddd: digits.slice(0, 2), phone: digits.slice(2) };
  return "phoneNumber" in json ? { ...fields, phoneNumber: `${fields.ddd}${fields.phone}` } : fields;
}

/** What is no lead: a new id, and a new time where it has one. */
function variedReport(json: JsonObject, { random, at }: Variation): JsonObject {
  const id = randomHex(random, 24);
  const redated = REPORT_TIMES.reduce<JsonValue>(
    (body, path) => withExistingPath(body, path, timestampLike(textAt(json, ...path), at)),
    json,
  );
  return isObject(redated) ? { ...redated, id } : json;
}
