import type { ProductFacts, TransactionFacts } from "../../core/event.ts";
import { type JsonObject, type JsonValue, textAt } from "../../core/json.ts";
import type { Money } from "../../core/money.ts";
import { type Note, note } from "../../core/note.ts";

/** Platforms that copied the 1.0.0 postback nearly key by key, `hottok` included (public code). */
export const CLONE_ENGINES: ReadonlySet<string> = new Set(["evermart", "pagtrust", "pepper"]);

/** The longest month between two charges; a yearly plan charges much later. */
const MONTH_MS = 32 * 24 * 60 * 60 * 1000;

export function amountNotes(field: string, value: JsonValue | undefined, read: Money | null): readonly Note[] {
  const isMissing = value === undefined || value === null || value === "";
  return isMissing || read !== null ? [] : [note("hotmart.amount-unreadable", { field })];
}

export function productNotes({ externalId, name }: ProductFacts): readonly Note[] {
  return externalId === null ? [note("hotmart.no-product-id", { name })] : [];
}

/** A clone passes for Hotmart when somebody gave it the same secret; its sales must not be taken silently. */
export function cloneNotes(fields: JsonObject, transaction: TransactionFacts): readonly Note[] {
  const engine = textAt(fields, "payment_engine")?.toLowerCase() ?? "";
  if (CLONE_ENGINES.has(engine)) return [note("hotmart.clone-engine", { engine })];
  const isForeign = transaction.id !== null && !/^HP\d/i.test(transaction.id);
  return isForeign ? [note("hotmart.foreign-transaction", { transaction: transaction.id })] : [];
}

export interface Charge {
  readonly price: Money | null;
  readonly fullPrice: Money | null;
  readonly installments: number | null;
  readonly recurrence: number | null;
  readonly orderedAt: string | null;
  readonly nextChargeAt: string | null;
}

/**
 * A charge split in several parts whose next charge is a month away, without interest: the look of Smart Instalments
 * delivered as a subscription (production, two products; that nothing else looks so is a guess, hence only a note).
 */
export function instalmentNotes({ price, fullPrice, installments, recurrence, orderedAt, nextChargeAt }: Charge): readonly Note[] {
  if (installments === null || installments < 2 || recurrence === null || orderedAt === null || nextChargeAt === null) return [];
  const isMonthly = Date.parse(nextChargeAt) - Date.parse(orderedAt) <= MONTH_MS;
  const isPlain = price !== null && price.minor === fullPrice?.minor && recurrence <= installments;
  return isMonthly && isPlain ? [note("hotmart.maybe-instalments", { installments, recurrence })] : [];
}
