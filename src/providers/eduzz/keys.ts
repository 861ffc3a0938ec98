import type { TransactionFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { keysOf, saleKey } from "../event-keys.ts";
import type { Reading } from "./reading.ts";
import { redact } from "./redact.ts";

/** One event of a sale, as far as its keys go. */
export interface Keyed {
  readonly reading: Reading;
  readonly transaction: TransactionFacts;
  /** The vendor's name of the event, for comparing. */
  readonly name: string;
  readonly isTest: boolean;
  readonly productId: string | null;
}

/** The webhook's own id. The vendor's samples have one id for events of several names (official), so the name is part of it. */
export function idKey(id: string | null, name: string, item: string | null): string | null {
  return id === null ? null : `id:${id}:${name}${item === null ? "" : `:item:${item}`}`;
}

/**
 * The sale in its state, and the product of the sale in its state. The second is what a custom delivery has in common with
 * the other formats: it is called once per product of an invoice. Every charge is an invoice of its own, so its number is no part.
 */
export function saleKeys(keyed: Keyed): readonly (string | null)[] {
  const { reading, transaction, name, isTest, productId } = keyed;
  const { trigger, variant } = reading;
  const sale = saleKey({ ...transaction, recurrence: null }, trigger, { native: name, isTest, productId, variant });
  const item = itemKey(keyed);
  return sale === item ? [sale] : [sale, item];
}

/** The product of a sale in its state; null where the call names no sale or no product. */
export function itemKey({ reading, transaction, name, isTest, productId }: Keyed): string | null {
  const { id } = transaction;
  const detail = { native: name, isTest, productId, variant: reading.variant };
  return productId === null ? null : saleKey({ id, parentId: id, recurrence: null }, reading.trigger, detail);
}

/**
 * The keys that there are; when there is none, one of the body as stored.
 *
 * @param item - what tells the further events of one call apart; null for the first.
 */
export function eventKeys(request: InboundRequest, candidates: readonly (string | null)[], item: string | null): readonly string[] {
  const keys = candidates.filter((key) => key !== null);
  return keys.length > 0 ? keys : keysOf(request, redact, []).map((key) => (item === null ? key : `${key}:item:${item}`));
}
