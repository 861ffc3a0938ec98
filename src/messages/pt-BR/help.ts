import type { ErrorClass } from "../../core/errors.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { help as english } from "../en/help.ts";
import type { Translation } from "../text.ts";

const triggers: Readonly<Record<`trigger.${Trigger}`, string>> = {
  "trigger.cart.abandoned": "alguém preencheu o checkout e saiu sem comprar",
  "trigger.purchase.pending": "a venda foi iniciada e aguarda o pagamento",
  "trigger.boleto.issued": "o boleto foi emitido; ainda não foi pago",
  "trigger.pix.issued": "o código Pix foi gerado; ainda não foi pago",
  "trigger.purchase.approved": "o dinheiro entrou",
  "trigger.purchase.completed": "a garantia acabou; não muda nenhum acesso",
  "trigger.purchase.canceled": "a venda foi cancelada",
  "trigger.purchase.expired": "o boleto, o Pix ou o pedido não foi pago no prazo",
  "trigger.purchase.refused": "uma tentativa de pagamento foi recusada; nunca retira o acesso",
  "trigger.purchase.refunded": "o dinheiro foi devolvido",
  "trigger.purchase.chargeback": "o banco do comprador tomou o dinheiro de volta",
  "trigger.purchase.disputed": "o comprador pede o dinheiro de volta; nada foi decidido ainda",
  "trigger.payment.late": "uma cobrança da assinatura ou do plano está atrasada",
  "trigger.subscription.started": "a primeira cobrança da assinatura foi paga",
  "trigger.subscription.renewed": "mais uma cobrança da assinatura foi paga",
  "trigger.subscription.canceled": "a assinatura vai acabar; o acesso vale até o fim do período pago",
  "trigger.subscription.plan_changed": "o assinante mudou de plano",
  "trigger.subscription.charge_date_changed": "o dia da cobrança mudou",
  "trigger.subscription.card_updated": "o assinante trocou de cartão",
  "trigger.invoice.issued": "uma fatura foi emitida",
  "trigger.delivery.updated": "a encomenda avançou no caminho",
  "trigger.access.first": "o comprador abriu o produto pela primeira vez",
  "trigger.access.module_completed": "o comprador concluiu um módulo",
  "trigger.lead.received": "alguém se interessou por um imóvel",
  "trigger.unknown": "uma chamada autêntica cujo evento não conhecemos; fica guardada e é contada",
};

const exits: Readonly<Record<`exit.${ErrorClass}`, string>> = {
  "exit.bug": "erro nosso: rode de novo com --debug e nos conte o que apareceu",
  "exit.usage": "opção ou argumento errado ou faltando, ou uma pergunta sem terminal para responder",
  "exit.state": "não cadastrado, já existente ou não configurado",
  "exit.input": "uma chamada, um arquivo ou um valor fora do que está documentado",
  "exit.verification": "uma chamada que não é autêntica",
  "exit.dispatch": "um endereço de fora não respondeu ou recusou",
  "exit.storage": "o banco de dados ou um arquivo não pode ser lido ou gravado",
  "exit.check": "um resultado diferente do esperado",
  "exit.cancelled": "cancelado em uma pergunta",
};

export const help: Translation<typeof english> = {
  ...triggers,
  ...exits,
  "help.summary": "ajuda sobre um assunto ou um comando",
  "help.description":
    "Explica um assunto ou mostra a ajuda de um comando.\nAssuntos: triggers, conditions, providers, destinations, messages, outbox, exit-codes, simulate-words, security, home, maestrus, entrega-digital",
  "help.example": "intg help triggers\nintg help conditions\nintg help product add",
  "help.argument.topic": "assunto, ou as palavras de um comando",
  "help.other-topics": "Outros assuntos: {topics}",
  "help.triggers.intro":
    "O que pode acontecer, nas palavras para as quais traduzimos todas as plataformas. As regras esperam por elas:\nintg rule add <produto> --on GATILHO",
  "help.conditions.intro":
    "Além do gatilho, uma regra pode ter condições: intg rule add '*' --on purchase.approved --when CONDIÇÃO --add-tag alto\n\n  payment.method = boleto and amount >= 100\n  product.offer in (promo, black-friday) or not buyer.phone exists\n  tracking.utm_source starts-with insta\n\n`and` vem antes de `or`, e `not` antes dos dois; use parênteses para agrupar. Valor com espaço vai entre aspas: 'Plano Anual'.\nOs valores são na moeda da venda, não em centavos: amount >= 197.00. Se o campo não veio, só != vale.",
  "help.conditions.fields": "Campos",
  "help.conditions.tracking": "e tracking.<nome>, para tudo o que a plataforma manda sobre a origem da venda",
  "help.conditions.operators": "Operadores",
  "help.providers.intro": "Quem pode chamar. Cadastre a credencial de cada plataforma e depois cole a URL dela no painel da plataforma.",
  "help.providers.column.name": "NOME",
  "help.providers.column.title": "PLATAFORMA",
  "help.providers.column.url": "URL",
  "help.providers.column.secrets": "SEGREDOS (* comprova as chamadas)",
  "help.destinations.intro":
    "Quem fica sabendo, por tipo: intg destination add NOME --kind TIPO --url URL --set AJUSTE=VALOR --secret SEGREDO=env:VARIÁVEL\nO que tem * é obrigatório, menos o segredo do webhook: ele é criado aqui e mostrado uma única vez. O que só um driver pede,\no comando avisa na hora do cadastro. O ritmo é o dos valores padrão.",
  "help.destinations.row.does": "faz",
  "help.destinations.row.settings": "ajustes",
  "help.destinations.row.secrets": "segredos",
  "help.destinations.row.codes": "códigos",
  "help.destinations.row.pace": "ritmo",
  "help.destinations.at-once": "{n} ao mesmo tempo",
  "help.destinations.spacing": "{time} entre um e outro",
  "help.destinations.quiet": "nada das {from} às {to} em São Paulo",
  "help.destinations.end":
    "Tags, funis e acessos vão sozinhos para todos os destinos que cuidam deles, e dizem o que vale depois de todas as regras e vendas:\numa tag que duas regras dão é avisada uma vez só. Mensagens e repasses vão para onde as regras e os modelos mandam.\n\nEndereços desta máquina e de redes privadas são recusados enquanto não houver --allow-private; redirecionamentos nunca são seguidos.\nUma resposta 410 desativa o destino, e tudo o que é para ele espera: intg destination edit NOME --enable",
  "help.messages.intro":
    "Uma mensagem é um modelo que uma regra envia: intg template set NOME --text 'Oi, {example}!'\nou use as prontas: intg preset list. O que vem depois de | entra no lugar de um campo sem valor; a mensagem em que falta um campo\ne não há o que pôr no lugar não sai, e diz por quê. O texto é preenchido na hora do envio: corrigiu, vale também para as que esperam.",
  "help.messages.fields": "Campos",
  "help.messages.field.name": "nome do comprador",
  "help.messages.field.first_name": "a primeira palavra do nome",
  "help.messages.field.email": "e-mail do comprador",
  "help.messages.field.phone": "telefone do comprador, +5511...",
  "help.messages.field.document": "CPF ou CNPJ do comprador, sem pontos",
  "help.messages.field.product": "nome do produto cadastrado aqui; se não houver, o da plataforma",
  "help.messages.field.amount": "preço da venda, R$ 197,00",
  "help.messages.field.due": "até quando pode ser pago, 05/11/2026",
  "help.messages.field.boleto": "linha digitável do boleto",
  "help.messages.field.boleto_url": "endereço do boleto",
  "help.messages.field.pix": "o Pix Copia e Cola",
  "help.messages.field.link": "endereço do boleto; se não houver, a URL de venda do produto",
  "help.messages.field.transaction": "o id da venda na plataforma",
  "help.messages.field.provider": "hotmart, payt, ...",
  "help.messages.field.trigger": "o que aconteceu: intg help triggers",
  "help.messages.paths": "Valores do evento",
  "help.messages.tracking": "e tracking.<nome>; event.<nome> para qualquer outro valor do JSON do evento",
  "help.messages.path": "Que evento cancela que mensagens",
  "help.messages.path-intro":
    "Uma mensagem que espera é cancelada quando o mesmo comprador avança no mesmo produto; a mensagem sobre algo já ultrapassado\nnunca sai. As mensagens sobre outros eventos, ou sem comprador ou produto conhecido, ficam como estão.",
  "help.messages.column.place": "ETAPA",
  "help.messages.column.event": "EVENTO",
  "help.messages.column.cancels": "CANCELA ETAPAS",
  "help.messages.column.within": "DE",
  "help.messages.up-to": "1 a {place}",
  "help.messages.within.product": "do produto",
  "help.messages.within.sale": "da venda",
  "help.messages.end":
    "A espera (NOME@24h) conta a partir do momento em que a plataforma nos avisa. Uma mensagem que não pôde sair até {stale} depois da\nhora prevista não sai mais sozinha: intg dispatch retry envia assim mesmo.",
  "help.outbox.intro":
    "Tudo o que vai para fora fica na fila de saída, gravado na mesma transação que o causou. O intg listen envia; onde não há um rodando,\nintg dispatch run envia (pelo cron, com --for 55s para o que sai espaçado). O que vai para um destino sobre uma pessoa mantém\na ordem: o próximo espera até o anterior ser enviado ou falhar de vez.",
  "help.outbox.states": "Estados",
  "help.outbox.state.queued": "espera a hora, a vez ou a próxima tentativa; intg dispatch list diz pelo que espera",
  "help.outbox.state.sending": "está a caminho; o que uma queda interrompeu é visto de novo depois de um minuto",
  "help.outbox.state.sent": "o destino disse sim",
  "help.outbox.state.dead": "falhou de vez e espera por você: intg dispatch retry, ou drop",
  "help.outbox.state.dropped": "você desistiu dele, ou do destino",
  "help.outbox.state.canceled": "deixou de ser necessário: intg help messages",
  "help.outbox.tries": "Tentativas",
  "help.outbox.schedule":
    "Na hora e depois de {waits}: {n} ao todo, cada espera até um quinto mais curta ou mais longa.\nTenta de novo o que ficou sem resposta ou teve HTTP 408, 423, 425, 429 ou 5xx (menos 501). O Retry-After é respeitado até o dobro da\nespera prevista. Qualquer outra recusa, inclusive redirecionamento, falha de vez na hora.",
  "help.outbox.circuit": "Disjuntor",
  "help.outbox.circuit-text":
    "Quando {percent} % de pelo menos {outcomes} envios falham em {window}, o destino é deixado em paz por {pause}; depois, um único envio mostra\nse ele já está bem. Enquanto isso nenhuma tentativa é gasta.",
  "help.outbox.repeats": "Quando ninguém sabe se deu certo",
  "help.outbox.repeats-text":
    "webhook     vai de novo com o mesmo webhook-id, pelo qual quem recebe percebe a repetição\nleadlovers  tags e retiradas vão de novo; antes de pôr o lead outra vez em um funil, perguntamos à leadlovers onde ele está\nmembers     vai de novo: o acesso é definido, não somado\nwhatsapp    nunca vai de novo sozinho: falha de vez, e você olha a conversa",
  "help.outbox.again": "A mesma coisa outra vez",
  "help.outbox.again-text":
    "A mesma ação sobre o mesmo evento tem sempre o mesmo id, seja qual for a chamada que avisou: uma chamada repetida não envia nada duas\nvezes. intg rebuild não envia nada. intg replay EVENTO --apply envia o que aquele evento nunca enviou: o que regras, destinos ou modelos\nnovos acrescentam. O que um evento posterior ultrapassou é cancelado, e intg dispatch retry não mexe nele.\nChamadas de teste do painel da plataforma não enviam nada, a não ser com intg credential set ... --act-on-tests.",
  "help.exit-codes.intro": "Seus scripts podem contar com eles.",
  "help.exit-codes.done": "feito; ajuda, versão; um intg listen que foi parado",
  "help.simulate-words.intro":
    "Palavras curtas para intg simulate <plataforma> <evento>. Gatilhos e os nomes da própria plataforma também servem.",
  "help.security.text":
    "As credenciais são criptografadas com uma chave que fica ao lado do banco de dados (modo 0600), ou em INTG_KEY. Elas nunca\naparecem na tela nem em logs, e são retiradas de cada chamada antes de ela ser guardada.\n\nSem credencial, toda chamada é recusada com 401: nada é aceito porque alguém esqueceu alguma coisa.\nInforme segredos com `--secret NOME=env:VARIÁVEL`, `file:CAMINHO` ou `stdin`, e não na linha de comando, que outros podem ler.\nPara trocar um: inclua o valor novo com --add, mude na plataforma e tire o antigo com --retire.\n\nNomes, e-mails, telefones e documentos aparecem mascarados nas listas e no JSON; --show-pii mostra tudo.\nAs chamadas guardadas têm esses dados como chegaram: deixe a pasta só para você (o modo dela é 0700).",
  "help.home.text":
    "Tudo fica em uma pasta: intg.db (produtos, regras, chamadas, eventos) e key (a chave que abre as credenciais).\nFaça backup dos dois, um longe do outro: as credenciais só abrem com a chave.\nA pasta é a de --home PASTA; sem ela, a de INTG_HOME; sem as duas, a pasta de dados do seu usuário.\n\nVárias pastas são várias instalações independentes: use uma por cliente, e outra para experimentar.",
  "help.home.now": "Agora: {home}",
};
