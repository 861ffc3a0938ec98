import type { EventFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { ok, type Result } from "../../core/result.ts";
import type { NormalizeContext, Rejection } from "../contract.ts";
import { appFacts } from "./normalize-app.ts";
import { ATTEMPT, attemptFacts } from "./normalize-attempt.ts";
import { cartFacts, legacyCartFacts } from "./normalize-cart.ts";
import { contractFacts } from "./normalize-contract.ts";
import { deliveryFacts } from "./normalize-delivery.ts";
import { invoiceFacts } from "./normalize-invoice.ts";
import { legacyInvoiceFacts } from "./normalize-legacy.ts";
import { legacyContractFacts } from "./normalize-legacy-contract.ts";
import { type EnvelopePayload, type LegacyPayload, readPayload } from "./payload.ts";

export function normalize(request: InboundRequest, context: NormalizeContext): Result<readonly EventFacts[], Rejection> {
  const payload = readPayload(request);
  if (!payload.ok) return payload;
  switch (payload.value.format) {
    case "eduzz/v3":
      return ok(envelopeFacts(request, payload.value, context));
    case "eduzz/legacy":
      return ok(legacyFacts(request, payload.value, context));
    case "eduzz/delivery":
      return ok([deliveryFacts(request, payload.value)]);
    default:
      return payload.value satisfies never;
  }
}

function envelopeFacts(request: InboundRequest, payload: EnvelopePayload, context: NormalizeContext): readonly EventFacts[] {
  const { name } = payload;
  if (name.startsWith("invoice_")) return invoiceFacts(request, payload, context);
  if (ATTEMPT.test(name)) return [attemptFacts(request, payload, context)];
  if (name.startsWith("contract_")) return contractFacts(request, payload, context);
  if (name === "sun.cart_abandonment") return cartFacts(request, payload, context);
  return [appFacts(request, payload, context)];
}

function legacyFacts(request: InboundRequest, payload: LegacyPayload, context: NormalizeContext): readonly EventFacts[] {
  switch (payload.about) {
    case "invoice":
      return legacyInvoiceFacts(request, payload, context);
    case "contract":
      return [legacyContractFacts(request, payload, context)];
    case "cart":
      return legacyCartFacts(request, payload, context);
    default:
      return payload.about satisfies never;
  }
}
