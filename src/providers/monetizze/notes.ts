import { type JsonValue, textAt } from "../../core/json.ts";
import type { Money } from "../../core/money.ts";
import { type Note, note } from "../../core/note.ts";
import { missingNotes, phoneNotes } from "../buyer.ts";
import type { Call } from "./call.ts";
import { changesNothing, REFUND_REQUESTED } from "./events.ts";

/** What the operator should know of the whole call. What an affiliate's copy lacks was held back, not forgotten. */
export function callNotes({ body, code, native, trigger, affiliateRole, buyer, isTest }: Call): readonly Note[] {
  const isComplete = affiliateRole === null && trigger !== "unknown" && !isTest;
  const words = textAt(body, "tipoEvento", "descricao");
  return [
    ...(changesNothing(code, trigger) ? [note("event.no-trigger", { native: words === null ? native : `${native} ${words}` })] : []),
    ...(code === REFUND_REQUESTED ? [note("monetizze.refund-requested")] : []),
    ...(affiliateRole === null ? [] : [note("monetizze.affiliate-copy", { role: affiliateRole })]),
    ...(isComplete ? missingNotes(buyer) : []),
    ...phoneNotes(buyer),
  ];
}

/** An empty amount is none; one that is there and is no amount is told. */
export function amountNotes(value: JsonValue | undefined, read: Money | null): readonly Note[] {
  const isMissing = value === undefined || value === null || value === "";
  return isMissing || read !== null ? [] : [note("monetizze.amount-unreadable", { field: "venda.valor" })];
}
