import { readInstant } from "../../core/instant.ts";
import { type JsonObject, textAt } from "../../core/json.ts";
import { meaningOf } from "./words.ts";

/** Texts of `venda.status`, folded, and the numbers that stand for them (official). */
const STATUS_CODES: Readonly<Record<string, string>> = {
  "aguardando pagamento": "1",
  finalizada: "2",
  cancelada: "3",
  devolvida: "4",
  bloqueada: "5",
  completa: "6",
  "abandono de checkout": "7",
};

/** The number that a status or the code of an event stands for; the word itself where we know none. */
export function codeOf(word: string): string {
  return /^\d{1,6}$/.test(word) ? String(Number(word)) : (meaningOf(STATUS_CODES, word) ?? word);
}

/**
 * Where the sale stands, 1 to 6; null when the body does not tell. For events of a subscription it differs from the
 * event's own code (official).
 */
export function saleStatus(body: JsonObject): string | null {
  const word = textAt(body, "venda", "codigo_status") ?? textAt(body, "codigo_status") ?? textAt(body, "venda", "status");
  return word === null ? null : codeOf(word);
}

/** Whether the payment was ever confirmed: `0000-00-00 00:00:00`, which is no date, says that it was not (official). */
export function wasFinalised(body: JsonObject): boolean {
  return readInstant(textAt(body, "venda", "dataFinalizada") ?? "", "UTC") !== null;
}
