import type { EventFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { ok, type Result } from "../../core/result.ts";
import type { NormalizeContext, Rejection } from "../contract.ts";
import { envelopeFacts } from "./normalize-envelope.ts";
import { flatFacts } from "./normalize-flat.ts";
import { formFacts } from "./normalize-form.ts";
import { readPayload } from "./payload.ts";

export function normalize(request: InboundRequest, context: NormalizeContext): Result<readonly EventFacts[], Rejection> {
  const payload = readPayload(request);
  if (!payload.ok) return payload;
  switch (payload.value.format) {
    case "hotmart/2.0.0":
      return ok(envelopeFacts(request, payload.value, context));
    case "hotmart/1.0.0-form":
      return ok([formFacts(request, payload.value, context)]);
    case "hotmart/1.0.0-json":
      return ok([flatFacts(request, payload.value, context)]);
    default:
      return payload.value satisfies never;
  }
}
