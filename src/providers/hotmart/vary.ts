import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, type JsonValue, textAt } from "../../core/json.ts";
import { editForm, editJson, typedValue, withPath } from "../body-edit.ts";
import type { Variation } from "../contract.ts";
import { type FreshIds, freshIds } from "./freshness.ts";
import { type FlatShape, type Payload, readPayload } from "./payload.ts";
import { varyEnvelope } from "./vary-envelope.ts";
import { varyCancellation, varyCart, varyForm, varySwitch } from "./vary-legacy.ts";

type Varier = (body: JsonObject, variation: Variation, ids: FreshIds) => JsonObject;

const FLAT_VARIERS: Readonly<Record<FlatShape, Varier>> = {
  buyerVO: varyCart,
  cancellationDate: varyCancellation,
  switchPlanDate: varySwitch,
};

/**
 * A fixture of any format made into a distinct, fresh event. Its dates keep their distances, only that of the next
 * charge is set anew. `kind` is left alone: another kind of sale is another fixture.
 */
export function vary(request: InboundRequest, variation: Variation): InboundRequest {
  const payload = readPayload(request);
  if (!payload.ok) return request;
  const varier = varierOf(payload.value);
  const ids = freshIds(variation);
  if (request.json().ok) return editJson(request, (body) => varier(body, variation, ids));
  return editForm(request, (fields) => asFields(varier(Object.fromEntries(fields), variation, ids)));
}

/** `path` is `data.buyer.email` in JSON; in a form it is the name of a field as it stands. */
export function setField(request: InboundRequest, path: string, value: string): InboundRequest {
  if (!request.json().ok) return editForm(request, (fields) => new Map([...fields, [path, value]]));
  return editJson(request, (body) => withPath(body, path.split("."), typedValue(value)) as JsonObject);
}

function varierOf(payload: Payload): Varier {
  switch (payload.format) {
    case "hotmart/2.0.0":
      return varyEnvelope;
    case "hotmart/1.0.0-form":
      return varyForm;
    case "hotmart/1.0.0-json":
      return FLAT_VARIERS[payload.shape];
    default:
      return payload satisfies never;
  }
}

function asFields(body: JsonObject): ReadonlyMap<string, string> {
  return new Map(Object.entries(body).map(([name, value]: [string, JsonValue | undefined]) => [name, textAt({ value }, "value") ?? ""]));
}
