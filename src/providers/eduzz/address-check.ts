import type { InboundRequest } from "../../core/http-message.ts";
import { readPayload } from "./payload.ts";
import { SIGNATURE_HEADER } from "./secret-places.ts";

/** Name of the made-up event by which a configuration is activated (official). */
export const PING = "ping";

/**
 * The panel checks an address before it may be saved, and sends an event to activate it: receivers saw an empty POST and an
 * unsigned `ping` (public code). Answered 200, since nothing can be saved otherwise; never stored, since nothing proves it.
 *
 * A ping that carries a signature, right or wrong, has to pass `verify` like any event.
 */
export function isAddressCheck(request: InboundRequest): boolean {
  if (request.body.length === 0) return true;
  if (request.headerValues(SIGNATURE_HEADER).length > 0) return false;
  const payload = readPayload(request);
  return payload.ok && payload.value.format === "eduzz/v3" && payload.value.name === PING;
}
