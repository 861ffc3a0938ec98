import type { scenarios as english } from "../en/scenarios.ts";
import type { Translation } from "../text.ts";

/** What the stories that come with intg are about. */
export const scenarios: Translation<typeof english> = {
  "scenario.boleto-expired.title": "Um boleto que ninguém paga",
  "scenario.boleto-expired.description": "O que foi liberado com o boleto é retirado quando ele vence.",
  "scenario.boleto-paid-late.title": "Um boleto pago com atraso",
  "scenario.boleto-paid-late.description":
    "O carrinho fica para trás, um boleto é emitido, o lembrete sai, e o comprador paga no quarto dia.",
  "scenario.bought-twice-one-refund.title": "Um produto comprado duas vezes, uma venda reembolsada",
  "scenario.card-refused-then-paid.title": "Um cartão recusado, depois um pago",
  "scenario.card-refused-then-paid.description": "Uma tentativa recusada não bloqueia ninguém, nem quando chega para quem já pagou antes.",
  "scenario.chargeback-after-access.title": "Uma disputa que termina em chargeback",
  "scenario.chargeback-after-access.description": "A disputa ainda não retira nada; o chargeback, sim.",
  "scenario.everything-twice.title": "Toda chamada vem duas vezes",
  "scenario.everything-twice.description":
    "As plataformas enviam de novo o que acham que se perdeu. Uma repetição não muda nada e não envia nada.",
  "scenario.leads.title": "Dois leads de uma pessoa, um deles enviado de novo",
  "scenario.pix-expired.title": "Um Pix que expira, e um segundo que é pago",
  "scenario.pix-expired.description": "O código da primeira venda expira em menos de uma hora; o comprador volta à noite.",
  "scenario.refund-after-access.title": "Um reembolso na segunda semana",
  "scenario.subscription-late-recovered-canceled.title": "Uma assinatura que atrasa, se recupera e é cancelada",
  "scenario.subscription-late-recovered-canceled.description":
    "O atraso, por si só, não retira nada. Depois do cancelamento, o acesso dura até onde a plataforma diz que está pago.",
  "scenario.subscription-renewed.title": "Uma assinatura e suas renovações",
  "scenario.two-products-one-refund.title": "Dois produtos, um reembolso",
  "scenario.two-products-one-refund.description": "O reembolso de uma venda não mexe no outro produto.",
};
