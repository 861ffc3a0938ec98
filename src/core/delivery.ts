import type { InboundRequest } from "./http-message.ts";
import type { Instant } from "./instant.ts";

export const DELIVERY_ORIGINS = ["http", "simulate", "file"] as const;
/** How a delivery came to us: over HTTP, from `simulate --commit`, or from a file. */
export type DeliveryOrigin = (typeof DELIVERY_ORIGINS)[number];

/** One call as received, verified and without its credentials. Kept as it came; everything else is derived from it. */
export interface Delivery {
  readonly id: string;
  readonly provider: string;
  readonly store: string;
  readonly receivedAt: Instant;
  readonly origin: DeliveryOrigin;
  readonly request: InboundRequest;
}

/** Id of the event at `position` (0 first) of a delivery: readable off each other, so that a trace needs no look-up. */
export function eventIdOf(deliveryId: string, position: number): string {
  const suffix = deliveryId.replace(/^dlv_/, "");
  return position === 0 ? `evt_${suffix}` : `evt_${suffix}_${position + 1}`;
}
