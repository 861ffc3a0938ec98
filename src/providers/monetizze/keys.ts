import type { TransactionFacts } from "../../core/event.ts";
import { textAt } from "../../core/json.ts";
import { saleKey, sha256 } from "../event-keys.ts";
import type { Call } from "./call.ts";
import { REFUND_REQUESTED } from "./events.ts";
import { contractOf } from "./transaction.ts";

/**
 * Keys of the event of one item, none for a test call, whose ids never change. An affiliate's copy without the buyer has
 * keys of its own: it must not make the producer's call, which may come after it, a duplicate.
 */
export function eventKeys(call: Call, transaction: TransactionFacts, productId: string | null): readonly (string | null)[] {
  if (call.isTest) return [];
  const keys = contractKeys(call) ?? [call.code === "7" ? cartKey(call, productId) : itemKey(call, transaction, productId)];
  const isBlindCopy = call.affiliateRole !== null && call.buyer.email === null;
  return isBlindCopy ? keys.map((key) => key && `${key}:copy`) : keys;
}

/**
 * A contract may be late, and active again, more than once, so the day is part of its key. The id of the dispatch knows a
 * repeat on a later day; nobody documents that it is unique, so it stands for nothing by itself.
 */
function contractKeys({ body, code, transaction, nativeId, day }: Call): readonly string[] | null {
  const contract = contractOf(code);
  const id = contract === null ? null : textAt(body, contract, "codigo");
  if (id === null) return null;
  const state = `${contract}:${id}:${code}:${transaction.recurrence ?? "-"}`;
  return [...(nativeId === null ? [] : [`id:${nativeId}:${state}`]), `${state}:${day}`];
}

/**
 * A cart has no sale: it is known by product, buyer and the link that leads back to it, or by the day without such a
 * link. Buyer and link go in as a digest, so that keys keep nobody's address after its erasure.
 */
function cartKey({ body, buyer, day }: Call, productId: string | null): string | null {
  const link = textAt(body, "url_recuperacao");
  if (buyer.email === null && link === null) return null;
  return `cart:${productId ?? "-"}:${sha256(`${buyer.email ?? ""} ${link ?? day}`).slice(0, 32)}`;
}

function itemKey(call: Call, transaction: TransactionFacts, productId: string | null): string | null {
  const { trigger, native, isTest } = call;
  return saleKey(transaction, trigger, { native, isTest, productId, variant: variantOf(call) });
}

/** What tells two events of one trigger and sale apart. */
function variantOf({ body, code }: Call): string | null {
  if (code === REFUND_REQUESTED) return "refund-requested";
  if (code !== "120") return null;
  return `${textAt(body, "rastreio", "status") ?? "-"}:${textAt(body, "rastreio", "codigo") ?? "-"}`;
}
