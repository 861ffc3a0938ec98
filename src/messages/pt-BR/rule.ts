import type { rule as english } from "../en/rule.ts";
import type { Translation } from "../text.ts";

/** `intg rule ...` */
export const rule: Translation<typeof english> = {
  "rule.summary": "o que acontece em cada evento",
  "rule.add.summary": "com um gatilho, para um produto ou para todos, faz ações",
  "rule.add.description":
    "Com um gatilho, e uma condição se você informar, faz todas as ações pedidas. Mostra o id da regra. Uma regra cujo gatilho as plataformas do produto nunca enviam é recusada: --force inclui assim mesmo.",
  "rule.add.example":
    'intg rule add curso-x --on purchase.approved --add-tag cliente --add-to pos-venda/boas-vindas --remove-from carrinho\nintg rule add "*" --on boleto.issued --when "amount >= 100" --notify lembrete-boleto@24h',
  "rule.add.argument.product": 'slug do produto, ou "*" para todos os produtos e todos os leads',
  "rule.add.option.on": "o que deve acontecer, por exemplo purchase.approved (todos: intg help triggers)",
  "rule.add.option.when": 'só se isto valer, por exemplo "payment.method = pix" (intg help conditions)',
  "rule.add.option.force": "inclui mesmo que nenhuma plataforma vinculada envie o gatilho",
  "rule.add.done": "Com {trigger} de {product}: {actions}",
  "rule.add.done-when": "Com {trigger} de {product}, se {when}: {actions}",
  "rule.add.no-template": "O modelo `{name}` ainda não existe. Escreva: intg template set {word} --text '...'",
  "rule.add.no-destination": "O destino `{name}` ainda não está cadastrado. Cadastre: intg destination add {word} --kind TIPO",
  "rule.add.existed": "{id} já diz o mesmo; nada foi incluído.",
  "rule.option.tag-add": "dá uma tag ao contato (pode repetir)",
  "rule.option.tag-remove": "retira uma tag do contato (pode repetir)",
  "rule.option.sequence-add": "põe o contato em uma sequência de um funil (pode repetir)",
  "rule.option.funnel-remove": "tira o contato de um funil (pode repetir)",
  "rule.option.access-grant": "libera o acesso ao produto",
  "rule.option.access-block": "retira o acesso que esta venda liberou",
  "rule.option.notify": "envia uma mensagem, na hora ou depois: boas-vindas@2h (pode repetir)",
  "rule.option.forward": "repassa o evento para um destino (pode repetir)",
  "rule.contradiction": "desfaria {other}, da mesma regra",

  "rule.list.summary": "lista as regras",
  "rule.list.example": "intg rule list --product curso-x",
  "rule.list.option.product": "regras que valem para este produto, inclusive as de todos os produtos",
  "rule.list.empty": 'Nenhuma regra. Inclua uma: intg rule add "*" --on purchase.approved --add-tag cliente',

  "rule.remove.summary": "remove uma regra",
  "rule.remove.description": "Remove uma regra. O que ela fez fica.",
  "rule.remove.example": 'id=$(intg rule add "*" --on cart.abandoned --add-tag carrinho)\nintg rule remove $id',
  "rule.remove.argument.id": "id da regra, rul_...",
  "rule.remove.done": "{id} removida.",

  "note.condition.unknown-field": "`{found}` não é um campo.",
  "note.condition.unknown-operator": "`{found}` não é um operador.",
  "note.condition.missing-value": "falta um valor aqui.",
  "note.condition.unclosed-quote": "esta aspa não foi fechada.",
  "note.condition.unclosed-parenthesis": "este parêntese não foi fechado.",
  "note.condition.unexpected": "`{found}` não cabe aqui.",
  "note.condition.ends-early": "ela acaba cedo demais.",
  "note.condition.empty": "ela está vazia.",
  "condition.suggestion": "Você quis dizer `{suggestion}`?",
};
