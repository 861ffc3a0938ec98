import { createHash } from "node:crypto";
import type { TransactionFacts } from "../core/event.ts";
import { isExtraItem } from "../core/event.ts";
import type { InboundRequest } from "../core/http-message.ts";
import type { Trigger } from "../core/triggers.ts";

/**
 * One charge in one state: the business key that two configurations, or the accounts of producer and coproducer, share
 * when they deliver the same fact under different ids.
 *
 * Null for test calls, which send the same transaction for ever. The number of the charge is part of it from the second
 * on, because some formats send renewals under one transaction; so is the product of a further item of one sale.
 *
 * @param detail - what tells two events of one trigger apart: the vendor's name of an event that we do not know, the
 *   status of a shipment, the number of a partial refund.
 */
export function saleKey(
  transaction: Pick<TransactionFacts, "id" | "recurrence" | "parentId">,
  trigger: Trigger,
  detail: { readonly native: string; readonly isTest: boolean; readonly productId?: string | null; readonly variant?: string | null },
): string | null {
  const { id, recurrence } = transaction;
  if (id === null || detail.isTest) return null;
  const charge = recurrence !== null && recurrence > 1 ? `:${recurrence}` : "";
  const unknown = trigger === "unknown" ? `:${detail.native}` : "";
  const variant = detail.variant === undefined || detail.variant === null ? "" : `:${detail.variant}`;
  const item = isExtraItem(transaction) ? `:item:${detail.productId ?? ""}` : "";
  return `tx:${id}${charge}:${trigger}${unknown}${variant}${item}`;
}

/**
 * The keys that exist; when there is none, one of the body as stored, so that a repeat is still recognised.
 *
 * @param redact - the provider's own; called only for a body that must be its own key.
 */
export function keysOf(
  request: InboundRequest,
  redact: (request: InboundRequest) => InboundRequest,
  candidates: readonly (string | null)[],
): readonly string[] {
  const keys = candidates.filter((key) => key !== null);
  return keys.length > 0 ? keys : [`body:${sha256(redact(request).body)}`];
}

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
