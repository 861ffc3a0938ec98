import type { TransactionFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, textAt } from "../../core/json.ts";
import { keysOf, saleKey, sha256 } from "../event-keys.ts";
import type { Reading } from "./events.ts";
import { redact } from "./redact.ts";

/** One event of a call, as far as its keys go. */
export interface Keyed {
  readonly reading: Reading;
  readonly transaction: TransactionFacts;
  /** Status and payment status; they tell apart what we do not know. */
  readonly native: string;
  readonly isTest: boolean;
  /** What tells the further items of one sale apart; null for the main one. */
  readonly item: string | null;
}

/**
 * PayT gives events no id: the sale in its state is the key, for a cart the cart. The time of the last change is no part of
 * it, for it moves with every edit. Test calls repeat their ids, so their key is the body.
 */
export function eventKeys(
  request: InboundRequest,
  order: JsonObject,
  { reading, transaction, native, isTest, item }: Keyed,
): readonly string[] {
  const { trigger, variant } = reading;
  const ofItem = item === null ? "" : `:item:${item}`;
  const sale = saleKey(transaction, trigger, { native, isTest, productId: item, variant });
  const id = trigger === "cart.abandoned" && !isTest ? textAt(order, "cart_id") : null;
  const cart = id === null ? null : `cart:${id}:${trigger}${ofItem}`;
  const inBody = item !== null && sale === null && cart === null ? `body:${sha256(redact(request).body)}${ofItem}` : null;
  return keysOf(request, redact, [sale, cart, inBody]);
}
