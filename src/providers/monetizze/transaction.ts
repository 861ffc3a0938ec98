import type { SaleKind, TransactionFacts } from "../../core/event.ts";
import { NO_TRANSACTION } from "../../core/event.ts";
import { integerAt, type JsonObject, textAt } from "../../core/json.ts";
import { saleStatus } from "./statuses.ts";

/** `assinatura` is a subscription; `recuperacao_parcelada` pays one debt off in parts, and is none (official). */
export type Contract = "assinatura" | "recuperacao_parcelada";

const SUBSCRIPTION_CODES: ReadonlySet<string> = new Set(["101", "102", "103", "104"]);
const RECOVERY_CODES: ReadonlySet<string> = new Set(["105", "106"]);
/** Events about one charge of a subscription: it is overdue (102), or it can be paid now (104). */
const CHARGE_CODES: ReadonlySet<string> = new Set(["102", "104"]);
const PAID_STATUSES: ReadonlySet<string> = new Set(["2", "6"]);

/** Which contract an event is about, rather than a sale; null for an event of a sale or a cart. */
export function contractOf(code: string): Contract | null {
  if (SUBSCRIPTION_CODES.has(code)) return "assinatura";
  return RECOVERY_CODES.has(code) ? "recuperacao_parcelada" : null;
}

/** Whether an event of a contract is about its state, and so about none of its charges and no money. */
export function isOfState(code: string): boolean {
  return contractOf(code) !== null && !CHARGE_CODES.has(code);
}

export function saleId(body: JsonObject): string | null {
  return textAt(body, "venda", "codigo") ?? textAt(body, "codigo_venda");
}

/** Number of this charge of a contract, from 1; card instalments (`venda.parcelas`) are something else. */
export function chargeNumber(body: JsonObject, contract: Contract): number | null {
  const number = integerAt(body, contract, "parcela");
  return number !== null && number >= 1 ? number : null;
}

/** One-off unless something says otherwise; a cart says too little to call it so. */
export function saleKind(body: JsonObject, code: string): SaleKind | null {
  if (RECOVERY_CODES.has(code)) return "instalments";
  if (isFilled(body, "assinatura")) return "subscription";
  if (isFilled(body, "recuperacao_parcelada")) return "instalments";
  if (SUBSCRIPTION_CODES.has(code) || textAt(body, "plano", "periodicidade") !== null) return "subscription";
  return code === "7" ? null : "one-time";
}

export function transactionFacts(body: JsonObject, code: string, kind: SaleKind | null): TransactionFacts {
  const contract = kind === "subscription" ? "assinatura" : kind === "instalments" ? "recuperacao_parcelada" : null;
  return {
    ...NO_TRANSACTION,
    id: chargeId(body, code),
    // A recovery plan counts in numbers of its own, which must not be taken for those of a subscription.
    subscriptionId: kind === "subscription" ? textAt(body, "assinatura", "codigo") : null,
    recurrence: contract === null ? null : chargeNumber(body, contract),
  };
}

/**
 * The charge that an event is about. An event of a subscription names some sale of it (which one is not documented):
 * one that was paid cannot be the charge that is overdue or open, and the subscription's state is no charge's.
 */
function chargeId(body: JsonObject, code: string): string | null {
  if (isOfState(code)) return null;
  return CHARGE_CODES.has(code) && PAID_STATUSES.has(saleStatus(body) ?? "") ? null : saleId(body);
}

/** Forms send the fields of a contract that does not exist as empty ones. */
function isFilled(body: JsonObject, contract: Contract): boolean {
  return ["codigo", "status", "parcela"].some((field) => textAt(body, contract, field) !== null);
}
