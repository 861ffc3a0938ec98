import type { BuyerFacts, SaleKind, TransactionFacts } from "../../core/event.ts";
import type { ReadInstant } from "../../core/instant.ts";
import { textAt } from "../../core/json.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { NormalizeContext } from "../contract.ts";
import { affiliateRole, buyerFacts } from "./buyer.ts";
import { type NativeCode, nativeCode, triggerOf } from "./events.ts";
import { calledAt, occurredAt } from "./moments.ts";
import type { Payload } from "./payload.ts";
import { isTestCall } from "./test-button.ts";
import { saleKind, transactionFacts } from "./transaction.ts";

/** A call as read once, for all items of its sale. */
export interface Call extends Payload, NativeCode {
  readonly trigger: Trigger;
  /** Of the main item. */
  readonly kind: SaleKind | null;
  readonly transaction: TransactionFacts;
  readonly buyer: BuyerFacts;
  readonly affiliateRole: string | null;
  /** Id of this dispatch of the webhook (public code); the older formats have none. */
  readonly nativeId: string | null;
  readonly occurred: ReadInstant | null;
  /** Day of the call, `2026-11-03` in UTC. */
  readonly day: string;
  readonly isTest: boolean;
}

export function readCall({ format, body }: Payload, { zone, receivedAt }: NormalizeContext): Call {
  const { native, code } = nativeCode(body);
  const kind = saleKind(body, code);
  return {
    format,
    body,
    native,
    code,
    trigger: triggerOf(code, body),
    kind,
    transaction: transactionFacts(body, code, kind),
    buyer: buyerFacts(body),
    affiliateRole: affiliateRole(body),
    nativeId: format === "monetizze/webhook" ? textAt(body, "id") : null,
    occurred: occurredAt(body, code, zone),
    day: (calledAt(body, zone)?.at ?? receivedAt).slice(0, 10),
    isTest: isTestCall(body),
  };
}
