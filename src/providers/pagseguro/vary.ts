import type { InboundRequest } from "../../core/http-message.ts";
import type { JsonObject } from "../../core/json.ts";
import { editForm, editJson, typedValue, withPath } from "../body-edit.ts";
import type { Variation } from "../contract.ts";
import { freshIds } from "./fresh-ids.ts";
import { readPayload } from "./payload.ts";
import { varyJson } from "./vary-json.ts";

/**
 * A fixture of any format made into a distinct event. Of a notification only the code can change: buyer, product and dates are in
 * the document, which is varied apart. `offer` and `kind` are left alone: there are no offers, and another kind of sale is
 * another fixture.
 */
export function vary(request: InboundRequest, variation: Variation): InboundRequest {
  const payload = readPayload(request);
  if (!payload.ok) return request;
  switch (payload.value.format) {
    case "pagseguro/classic": {
      const { notificationCode } = freshIds(variation);
      return editForm(request, (fields) => new Map([...fields, ["notificationCode", notificationCode]]));
    }
    case "pagseguro/npi": {
      const { npi } = freshIds(variation);
      return editForm(request, (fields) => new Map([...fields, ["TransacaoID", npi]]));
    }
    case "pagseguro/orders":
    case "pagseguro/recurring":
      return editJson(request, (body) => varyJson(body, variation));
    default:
      return payload.value satisfies never;
  }
}

/** `path` is `charges.0.status` in JSON; in a form it is the name of a field as it stands. */
export function setField(request: InboundRequest, path: string, value: string): InboundRequest {
  if (!request.json().ok) return editForm(request, (fields) => new Map([...fields, [path, value]]));
  return editJson(request, (body) => withPath(body, path.split("."), typedValue(value)) as JsonObject);
}
