import type { InboundRequest } from "../../core/http-message.ts";
import type { JsonObject } from "../../core/json.ts";
import { editJson, typedValue, withPath } from "../body-edit.ts";
import type { Variation } from "../contract.ts";
import { shiftBetween } from "../moving-dates.ts";
import { editFields, withKnownField } from "./fields.ts";
import { freshIds } from "./fresh.ts";
import { dayAndTime, firstMoment, VENDOR_ZONE } from "./moments.ts";
import { normalize } from "./normalize.ts";
import { type Payload, readPayload } from "./payload.ts";
import { varyEnvelope } from "./vary-envelope.ts";
import { varyDelivery, varyLegacy } from "./vary-flat.ts";

/**
 * A fixture of any format made into a distinct event that happens at `variation.at`; its dates keep their distances. `kind` is left
 * alone: another kind of sale is another fixture.
 */
export function vary(request: InboundRequest, variation: Variation): InboundRequest {
  const payload = readPayload(request);
  if (!payload.ok) return request;
  const ids = freshIds(variation);
  const shiftMs = shiftBetween(dateOf(request, payload.value, variation), variation.at, VENDOR_ZONE);
  switch (payload.value.format) {
    case "eduzz/v3":
      return editJson(request, (body) => varyEnvelope(body, variation, ids, shiftMs));
    case "eduzz/legacy": {
      const { fields } = payload.value;
      return editFields(request, (body) => varyLegacy(body, fields, variation, ids, shiftMs));
    }
    case "eduzz/delivery": {
      const { fields } = payload.value;
      return editFields(request, (body) => varyDelivery(body, fields, variation, ids, shiftMs));
    }
    default:
      return payload.value satisfies never;
  }
}

/** `path` is `data.buyer.email` in the webhook, and the name of a field in the flat formats, wherever the body has it. */
export function setField(request: InboundRequest, path: string, value: string): InboundRequest {
  const steps = path.split(".");
  const next = request.json().ok ? typedValue(value) : value;
  return editFields(request, (body) => {
    const changed = withKnownField(body, steps, next);
    if (changed !== body) return changed;
    return request.json().ok ? (withPath(body, steps, next) as JsonObject) : { ...body, [path]: next };
  });
}

/** When the fixture's event happened; where it has no time, when its invoice was made. */
function dateOf(request: InboundRequest, payload: Payload, { at }: Variation): string | null {
  const read = normalize(request, { receivedAt: at, zone: VENDOR_ZONE });
  const occurredAt = read.ok ? (read.value[0]?.occurredAt ?? null) : null;
  if (occurredAt !== null || payload.format === "eduzz/v3") return occurredAt;
  const made =
    dayAndTime(payload.fields, "trans_create", VENDOR_ZONE) ?? firstMoment(payload.fields, [["edz_fat_dtcadastro"]], VENDOR_ZONE);
  return made?.at ?? null;
}
