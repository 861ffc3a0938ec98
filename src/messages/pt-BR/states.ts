import type { states as english } from "../en/states.ts";
import type { Translation } from "../text.ts";

/** One word for how something stands. */
export const states: Translation<typeof english> = {
  "word.yes": "sim",
  "word.no": "não",

  "certainty.official": "doc. oficial",
  "certainty.production": "chamadas reais",
  "certainty.test-button": "botão de teste",
  "certainty.public-code": "código público",
  "certainty.guess": "palpite",

  "state.kind.access": "acesso",
  "state.kind.tag": "tag",
  "state.kind.funnel": "funil",
  "state.kind.outbox": "envio",

  "state.tag.on": "com",
  "state.access.granted": "liberado",
  "state.access.active": "ativo",
  "state.access.active-until": "ativo até {until}",
  "state.access.provisional": "provisório",
  "state.access.blocked": "bloqueado",
  "state.access.ended": "encerrado",
  "state.access.superseded": "substituído",
  "state.outbox.queued": "na fila",
  "state.outbox.sending": "sendo enviado",
  "state.outbox.sent": "enviado",
  "state.outbox.dead": "falhou de vez",
  "state.outbox.dropped": "descartado",
  "state.outbox.canceled": "cancelado",
  "state.purchase.cart": "carrinho",
  "state.purchase.issued": "emitida",
  "state.purchase.refused": "recusada",
  "state.purchase.expired": "expirada",
  "state.purchase.approved": "aprovada",
  "state.purchase.canceled": "cancelada",
  "state.purchase.refunded": "reembolsada",
  "state.purchase.chargeback": "chargeback",
};
