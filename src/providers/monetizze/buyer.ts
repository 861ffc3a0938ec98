import { type BuyerFacts, type EventFacts, NO_BUYER } from "../../core/event.ts";
import { integerAt, type JsonObject, textAt, valueAt } from "../../core/json.ts";
import { brazilianPhone, internationalPhone } from "../../core/phone.ts";
import { emailOf } from "../buyer.ts";
import { trackingOf } from "../tracking.ts";
import { folded } from "./words.ts";

/** `comprador.pais` of a buyer in Brazil; production values are not known beyond the first. */
const BRAZIL: ReadonlySet<string> = new Set(["br", "bra", "brasil", "brazil"]);

/** 1 is the system, 2 the producer, 3 a coproducer; all above are kinds of affiliates (official). */
const FIRST_AFFILIATE_ROLE = 4;

/** Complete for producers; may be missing or partly empty for affiliates and abandoned checkouts (official). */
export function buyerFacts(body: JsonObject): BuyerFacts {
  const phoneRaw = textAt(body, "comprador", "telefone");
  const country = textAt(body, "comprador", "pais");
  const isBrazilian = country === null || BRAZIL.has(folded(country));
  return {
    ...NO_BUYER,
    name: textAt(body, "comprador", "nome"),
    email: emailOf(textAt(body, "comprador", "email")),
    phone: (isBrazilian ? brazilianPhone(phoneRaw, null) : null) ?? internationalPhone(phoneRaw),
    phoneRaw,
    document: textAt(body, "comprador", "cnpj_cpf"),
  };
}

/** Codes of the link that the buyer came by. */
export function saleTracking(body: JsonObject): EventFacts["tracking"] {
  const sale = valueAt(body, "venda");
  return trackingOf(["src", "utm_source", "utm_medium", "utm_content", "utm_campaign"].map((name) => [name, textAt(sale, name)] as const));
}

/**
 * In which role an affiliate got this copy of the call, in the vendor's word; null for the producer's own.
 * `tipoPostback.codigo` says who the recipient is, never what happened (official).
 */
export function affiliateRole(body: JsonObject): string | null {
  const role = integerAt(body, "tipoPostback", "codigo");
  if (role === null || role < FIRST_AFFILIATE_ROLE) return null;
  return textAt(body, "tipoPostback", "descricao") ?? String(role);
}
