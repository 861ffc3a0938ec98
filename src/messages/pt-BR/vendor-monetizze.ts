import type { monetizze as english } from "../en/vendor-monetizze.ts";
import type { Translation } from "../text.ts";

/** What is said about calls and secrets of one vendor. */
export const monetizze: Translation<typeof english> = {
  "note.monetizze.affiliate-copy":
    "é a cópia que a Monetizze envia a um afiliado ({role}); comprador e pagamento podem faltar, a chamada do produtor os traz",
  "note.monetizze.refund-requested":
    "código 9, lido como reembolso que o comprador pediu: nada é retirado antes de ele ser feito (código 4)",
  "note.monetizze.amount-unreadable": "não foi possível ler o valor em {field}",
};
