import type { InboundRequest } from "./http-message.ts";
import type { Instant } from "./instant.ts";
import type { Note } from "./note.ts";

export const DELIVERY_ORIGINS = ["http", "simulate", "file"] as const;
/** How a delivery came to us: over HTTP, from `simulate --commit`, or from a file. */
export type DeliveryOrigin = (typeof DELIVERY_ORIGINS)[number];

/** What marks a delivery that nobody sent: it was made of what the vendor's sales history told. */
export interface Repair {
  /** When it was made. */
  readonly at: Instant;
  /** Where the vendor told of it, `GET /payments/api/v1/sales/history`. */
  readonly source: string;
}

/** One call as received, verified and without its credentials. Kept as it came; everything else is derived from it. */
export interface Delivery {
  readonly id: string;
  readonly provider: string;
  readonly store: string;
  readonly receivedAt: Instant;
  readonly origin: DeliveryOrigin;
  readonly request: InboundRequest;
  /** The call proved nothing: only what the vendor answers, asked with the store's own credentials, is believed. */
  readonly isHint?: true;
  /** What the vendor answered, where it had to be asked; absent while it was not. */
  readonly answer?: VendorAnswer;
  /** Nobody sent it; see `Repair`. */
  readonly repair?: Repair;
  /** Since when its bytes are gone; the request is empty then, and what it means stands in its events. */
  readonly purgedAt?: Instant;
}

/** What came of asking the vendor about a call. Kept with the call, since everything is derived from the two. */
export type VendorAnswer = { readonly kind: "document"; readonly document: Uint8Array } | { readonly kind: "none"; readonly reason: Note };

/** Id of the event at `position` (0 first) of a delivery: readable off each other, so that a trace needs no look-up. */
export function eventIdOf(deliveryId: string, position: number): string {
  const suffix = deliveryId.replace(/^dlv_/, "");
  return position === 0 ? `evt_${suffix}` : `evt_${suffix}_${position + 1}`;
}
