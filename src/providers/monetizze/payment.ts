import type { PaymentFacts, PaymentMethod } from "../../core/event.ts";
import { integerAt, type JsonObject, textAt } from "../../core/json.ts";
import { meaningOf } from "./words.ts";

/**
 * `venda.formaPagamento`, folded (official list; PayPal from public clients of the API). That an online debit is a bank's, not a card's,
 * is our reading. `Grátis` and `Outra` are other methods.
 */
const METHODS: Readonly<Record<string, PaymentMethod>> = {
  "cartao de credito": "credit_card",
  boleto: "boleto",
  pix: "pix",
  "debito online": "bank_transfer",
  paypal: "paypal",
};

export function paymentMethod(word: string | null): PaymentMethod {
  return meaningOf(METHODS, word) ?? "other";
}

/** Null for what is not paid at all, a cart. The code of a Pix stands at the root, that of a boleto with the sale. */
export function paymentFacts(body: JsonObject): PaymentFacts | null {
  const word = textAt(body, "venda", "formaPagamento");
  if (word === null) return null;
  return {
    method: paymentMethod(word),
    methodRaw: word,
    installments: integerAt(body, "venda", "parcelas"),
    boletoUrl: textAt(body, "venda", "linkBoleto"),
    boletoBarcode: textAt(body, "venda", "linha_digitavel"),
    pixCode: textAt(body, "pix_codigo_qrcode"),
    expiresAt: null,
    refusalReason: null,
  };
}
