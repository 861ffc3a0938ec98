import type { dispatch as english } from "../en/dispatch.ts";
import type { Translation } from "../text.ts";

/** `intg dispatch ...`, and why something waits, failed or was canceled. */
export const dispatch: Translation<typeof english> = {
  "column.destination": "DESTINO",
  "column.action": "AÇÃO",
  "column.for": "PARA",
  "column.time": "HORA",
  "column.tries": "TENTATIVAS",
  "column.why": "MOTIVO",
  "column.count": "QUANTOS",

  "dispatch.summary": "a fila de saída: o que está para sair, o que foi enviado, o que falhou",
  "dispatch.argument.id": "id de um envio, ou o começo dele",
  "dispatch.argument.ids": "ids de envios, ou o começo deles",
  "dispatch.option.where":
    'só aqueles em que isto vale, como "destination = crm and action = tag.add" (e também os campos do evento: intg help conditions)',
  "dispatch.state.queued": "espera",
  "dispatch.state.sending": "sendo enviado",
  "dispatch.state.sent": "enviado",
  "dispatch.state.dead": "falhou de vez",
  "dispatch.state.dropped": "descartado",
  "dispatch.state.canceled": "cancelado",

  "dispatch.list.summary": "lista o que espera e o que falhou",
  "dispatch.list.description":
    "Lista o que espera para ser enviado e o que falhou de vez, do mais novo ao mais antigo. Com --queued, a fila na ordem em que será enviada, cada item com a hora esperada. Estados, tentativas e disjuntores: intg help outbox",
  "dispatch.list.example":
    "intg dispatch list\nintg dispatch list --queued\nintg dispatch list --state sent --destination crm --since 2d\nintg dispatch list --where 'trigger = boleto.issued'",
  "dispatch.list.option.queued": "o que espera, com a hora esperada do envio",
  "dispatch.list.option.dead": "o que falhou de vez",
  "dispatch.list.option.state": "neste estado: {states} (pode repetir)",
  "dispatch.list.option.destination": "que vai para este destino",
  "dispatch.list.option.event": "causado por este evento",
  "dispatch.list.option.since": "criado desde, como 2d ou 2026-11-03",
  "dispatch.list.option.limit": "mostra no máximo tantos",
  "dispatch.list.option.after": "continua depois deste envio, o último da página anterior",
  "dispatch.list.empty": "Nada espera e nada falhou.",
  "dispatch.list.none": "Nenhum envio é assim.",
  "dispatch.list.more": "Há mais de {n}. Continue com: --after {id}",
  "dispatch.list.retry-hint": "Tente de novo o que falhou: intg dispatch retry --all. O que aconteceu: intg dispatch show ID",
  "dispatch.list.run-hint": "Quem os envia é o intg listen, ou o intg dispatch run.",

  "dispatch.show.summary": "mostra um: o quê, para quem, cada tentativa e por que espera",
  "dispatch.show.description":
    "Mostra um envio com seu evento, cada tentativa que falhou e o que o destino respondeu, sem segredos nem dados pessoais.",
  "dispatch.show.example": "intg dispatch show dsp_4c9k",
  "dispatch.field.destination": "destino",
  "dispatch.field.for": "para",
  "dispatch.field.event": "evento",
  "dispatch.field.rule": "regra",
  "dispatch.field.made": "criado",
  "dispatch.field.due": "previsto",
  "dispatch.field.expected": "esperado",
  "dispatch.field.ended": "encerrado",
  "dispatch.field.why": "motivo",
  "dispatch.show.attempts": "Tentativas que não deram certo",
  "dispatch.show.no-answer": "sem resposta",
  "dispatch.show.retry-hint": "Tente de novo: intg dispatch retry {id}. Desista: intg dispatch drop {id}",
  "dispatch.show.later-hint": "Envie agora: intg dispatch retry {id}. Desista: intg dispatch drop {id}",

  "dispatch.retry.summary": "põe envios de volta no começo da fila",
  "dispatch.retry.description":
    "Põe envios de volta no começo da fila, com todas as tentativas: os que falharam de vez ou foram descartados e, dos que esperam, os que você citar. --all e --where mostram antes o que vão fazer.",
  "dispatch.retry.example":
    "intg dispatch retry dsp_4c9k\nintg dispatch retry --all --yes\nintg dispatch retry --where 'destination = crm'",
  "dispatch.retry.option.all": "tudo o que falhou de vez",
  "dispatch.retry.done": "{n} {n:está|estão} de novo na fila.",
  "dispatch.retry.left": "{n} {n:ficou|ficaram} como {n:estava|estavam}: nesse meio-tempo saiu, ou ainda não há destino.",
  "dispatch.retry.question": "Pôr {n} de novo na fila?",

  "dispatch.drop.summary": "desiste de envios",
  "dispatch.drop.description":
    "Desiste de envios que esperam ou falharam de vez: eles nunca são enviados e continuam visíveis como descartados. --all e --where mostram antes o que vão fazer.",
  "dispatch.drop.example": "intg dispatch drop dsp_4c9k\nintg dispatch drop --where 'destination = crm and action = forward'",
  "dispatch.drop.option.all": "tudo o que falhou de vez",
  "dispatch.drop.done": "{n} {n:descartado|descartados}.",
  "dispatch.drop.question": "Descartar {n}?",
  "dispatch.queued-now":
    "{n} {n:ação espera|ações esperam} o envio pelo intg listen ou pelo intg dispatch run; não era para isso: intg dispatch list --queued",
  "dispatch.tries": "{n} {n:tentativa|tentativas}",
  "dispatch.plan": "Trata-se de {n}:",
  "dispatch.nothing-like-that": "Nenhum envio é assim; nada foi alterado.",
  "dispatch.nothing-named": "O id de um envio",

  "dispatch.run.summary": "envia o que está na hora e termina",
  "dispatch.run.description":
    "Envia o que já pode sair e termina: para o cron, onde não há receptor rodando. Vários podem rodar ao mesmo tempo, até ao lado de um receptor: nada é enviado duas vezes. Com --for, fica esse tempo à espera do que chegar na hora; sem ele, do que é espaçado só sai o primeiro, como as mensagens por WhatsApp. Código de saída 6 quando algo falhou de vez.",
  "dispatch.run.example": "intg dispatch run\nintg dispatch run --for 55s --json",
  "dispatch.run.option.for": "fica esse tempo, como 55s",
  "dispatch.run.bad-duration": "uma duração como 55s ou 5m",
  "dispatch.run.done": "{sent} {sent:enviado|enviados}, {failed} {failed:falhou|falharam} de vez, {waiting} {waiting:espera|esperam}.",
  "dispatch.run.next": "O próximo está previsto para {at}.",

  "dispatch.line.sent": "enviado",
  "dispatch.line.again": "de novo em {at}: {reason}",
  "dispatch.line.gone": "espera: {reason}; {destination} está desligado agora",
  "dispatch.line.dead": "falhou de vez: {reason}",

  "note.dispatch.destination-removed": "o destino {destination} foi removido",
  "note.dispatch.no-destination": "não existe o destino {destination}; cadastre: intg destination add {destination} --kind TIPO",
  "note.dispatch.carries-not": "o destino {destination} não faz {action}",
  "note.dispatch.no-template": "não existe o modelo {template}; escreva: intg template set {template} --text TEXTO",
  "note.dispatch.bad-template": "o modelo {template} tem um campo desconhecido: {found}",
  "note.dispatch.hole":
    "o modelo {template} pede o que o evento não diz: {fields}. Dê algo para pôr no lugar, como name|amigo entre chaves",
  "note.dispatch.no-channel":
    "nenhum destino envia mensagens, então {template} não tem para onde ir; cadastre um: intg destination add zap --kind whatsapp",
  "note.dispatch.many-channels": "vários destinos enviam mensagens; diga qual envia {template}: intg template set {template} --to NOME",
  "note.dispatch.event-gone": "o evento {event} não está mais guardado",
  "note.dispatch.untold-time":
    "a lista da plataforma não diz quando isso aconteceu, então nenhuma mensagem sai sozinha; retry envia mesmo assim",
  "note.dispatch.too-late": "a mensagem era para {due}, tarde demais agora; retry envia mesmo assim",
  "note.dispatch.uncertain":
    "pode ter sido enviada: não veio resposta, e ela não pode ir duas vezes. Olhe lá primeiro; retry envia de novo",
  "note.dispatch.unconfirmed": "pode ter sido enviada, e o destino não disse",
  "note.dispatch.gave-up": "{n} tentativas não deram certo",
  "note.dispatch.failed": "erro nosso: {detail}",
  "note.dispatch.overtaken": "superado por {by}",
  "note.dispatch.waits-for-answer": "espera a resposta do destino",
  "note.dispatch.waits-disabled": "{destination} está desligado; volte a enviar: intg destination edit {destination} --enable",
  "note.dispatch.waits-circuit": "a maioria das requisições a {destination} falhou há pouco, então ele fica em paz até {until}",
  "note.dispatch.waits-due": "é para sair em {at}",
  "note.dispatch.waits-retry": "será tentado de novo em {at}, depois de {attempts} {attempts:tentativa|tentativas}",
  "note.dispatch.waits-behind": "espera por {id}, que vem antes para a mesma pessoa",
  "note.dispatch.waits-spacing": "{destination} pode ser chamado de novo em {until}",
  "note.dispatch.waits-quota": "a cota do dia de {destination} está esgotada até {until}",
  "note.dispatch.waits-quiet": "é horário de silêncio até {until}",
  "note.dispatch.waits-worker": "está na hora: o intg listen envia, ou o intg dispatch run",
};
