import type { ShipmentFacts } from "../../core/event.ts";
import { type JsonObject, textAt } from "../../core/json.ts";

/** `rastreio.status` (official). */
const SHIPMENT_WORDS: Readonly<Record<string, string>> = {
  2: "Postado",
  3: "Extraviado",
  4: "Devolvido",
  5: "Saiu para entrega",
  6: "Entregue",
  7: "Em trânsito",
  8: "Aguardando retirada",
};

/** Where the goods are; the number stands for itself where neither the body nor the vendor's list has words for it. */
export function shipmentFacts(body: JsonObject): ShipmentFacts {
  const number = textAt(body, "rastreio", "status");
  const word = number !== null && Object.hasOwn(SHIPMENT_WORDS, number) ? (SHIPMENT_WORDS[number] ?? null) : number;
  return {
    status: textAt(body, "rastreio", "descricao") ?? word,
    trackingCode: textAt(body, "rastreio", "codigo"),
    trackingUrl: null,
  };
}
