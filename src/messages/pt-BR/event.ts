import type { event as english } from "../en/event.ts";
import type { Translation } from "../text.ts";

/** `intg event` and how an event is told. */
export const event: Translation<typeof english> = {
  "event.summary": "mostra o que chegou",
  "event.test-mark": "(teste)",
  "event.received-at": "{at} (chegada; a chamada não diz a hora)",
  "event.zone-assumed": "{at} (a chamada não diz o fuso)",
  "event.asking": "(consultando a plataforma)",
  "event.order-bump-of": "order bump de {id}",
  "event.extra-item": "mais um item desta venda",
  "event.of-subscription": "assinatura {id}",
  "event.charge": "cobrança {n}",
  "event.paid": "comprador paga {amount}",
  "event.since-expected": "30m, 12h, 2d, 1w, ou uma data como 2026-11-03 ou 2026-11-03T10:00:00Z",
  "event.until-expected": "um momento depois de --since",
  "event.ambiguous": "é o começo de mais de um evento: {ids}",
  "event.option.provider": "só desta plataforma",
  "event.option.store": "só desta loja",
  "event.option.trigger": "só com este gatilho",
  "event.option.status": "só com este status: {statuses}",
  "event.option.contact": "só desta pessoa: e-mail, telefone ou id do contato",
  "event.option.product": "só deste produto",
  "event.option.where": "só aqueles em que isto vale: intg help conditions",
  "event.option.until": "só recebidos antes de: como --since",
  "event.option.since": "só recebidos desde: 30m, 12h, 2d, ou uma data ISO",
  "event.argument.event": "id do evento, o começo dele, um id de chamada, ou `latest`",
  "event.argument.event-or-refusal": "id do evento, o começo dele, um id de chamada, `latest`, ou ref_... de uma chamada recusada",
  "event.list.option.refused": "em vez deles, as chamadas que foram recusadas, e por quê",
  "event.list.summary": "lista os eventos, do mais novo ao mais antigo",
  "event.list.description":
    "Lista os eventos, do mais novo ao mais antigo, um por linha. Os compradores aparecem mascarados, a menos que você use --show-pii. Com --refused, as chamadas mais novas que não provaram nada ou não puderam ser usadas; delas não se guardam cabeçalhos nem corpo.",
  "event.list.example":
    "intg event list --since 2d\nintg event list --status unmatched --json\nintg event list --since 30d --where 'amount >= 500 and payment.method = pix' --limit 1000\nintg event list --refused\nintg event list --contact maria@example.com --show-pii",
  "event.list.option.limit": "no máximo tantos",
  "event.list.option.after": "continua depois deste evento, o último da página anterior",
  "event.list.empty": "Nenhum evento encontrado.",
  "event.list.more": "{n} {n:mostrado|mostrados}. Mais antigos: --after {id}",
  "event.show.summary": "mostra um evento",
  "event.show.description":
    "Mostra tudo o que se sabe de um evento; com --raw, a chamada como foi guardada, sem as credenciais. De uma chamada recusada, diz qual erro conhecido, corrigido, a tornaria legítima, e o que rodar.",
  "event.show.example":
    "intg event show latest\nintg event show evt_01k9d5w2rc --json\nintg event show ref_01k9d5w2rc\nintg event show latest --raw --show-pii > call.http",
  "event.show.option.raw": "imprime a chamada guardada como arquivo .http; precisa de --show-pii",
  "event.show.raw-needs-pii": "--raw mostra os dados do comprador como chegaram; acrescente --show-pii se for isso mesmo",
  "event.show.explain-hint": "Por que as regras dispararam ou não: intg explain {id}",
  "event.tail.summary": "acompanha os eventos novos",
  "event.tail.description": "Imprime cada evento novo assim que é processado, até Ctrl-C. Com --json, um objeto JSON por linha.",
  "event.tail.example": "intg event tail --last 10\nintg event tail --provider hotmart --json | jq .trigger",
  "event.tail.option.last": "mostra antes tantos dos que já chegaram",
  "event.tail.option.interval": "milissegundos entre uma olhada e outra",
  "event.tail.waiting": "Esperando eventos. Ctrl-C encerra.",
};
