import type { payt as english } from "../en/vendor-payt.ts";
import type { Translation } from "../text.ts";

/** What is said about calls and secrets of one vendor. */
export const payt: Translation<typeof english> = {
  "note.payt.fake-email": "o comprador disse não ter e-mail; o endereço da chamada é um que a PayT põe no lugar, e não é usado",
  "note.payt.amount-estimated": "um carrinho ainda não tem valor: é o preço de tabela vezes a quantidade",
  "note.payt.amount-unreadable": "o valor em {field} não é um número inteiro de centavos",
  "note.payt.partial-refund": "só uma parte do preço foi reembolsada; a venda continua valendo",
  "note.payt.refund-requested": "o reembolso foi pedido, não pago: nada é retirado até a PayT dizer que reembolsou",
  "note.payt.canceled-but-paid":
    "o pedido está cancelado, embora o pagamento ainda diga pago; vale como cancelado, veja se vem um reembolso",
};
