import type { template as english } from "../en/template.ts";
import type { Translation } from "../text.ts";

/** `intg template ...` */
export const template: Translation<typeof english> = {
  "template.summary": "textos das mensagens que as regras enviam",
  "template.argument.name": "nome do modelo, como as regras o enviam: --notify NOME@2h",
  "template.set.summary": "inclui um modelo ou troca o texto dele",
  "template.set.description":
    "Guarda o texto de uma mensagem com um nome; as regras o enviam com --notify NOME, ou mais tarde com --notify NOME@2h. O que está entre chaves duplas é preenchido na hora de enviar: um campo e, depois de |, o que entra no lugar se ele não tiver valor. A mensagem com um campo sem um nem outro não é enviada, e dispatch list diz por quê.\nCampos: first_name name email phone document product amount due boleto boleto_url pix link transaction, ou primeiro_nome nome telefone documento produto valor vencimento linha_digitavel transacao; tracking.src e parecidos; e qualquer valor do JSON do evento, como payment.installments. Todos eles: intg help messages",
  "template.set.example":
    "intg template set boas-vindas --text 'Oi, {{primeiro_nome|tudo bem}}! Sua compra de {{produto}} foi aprovada.'\nprintf 'Seu boleto vence em {{vencimento|breve}}: {{linha_digitavel}}' | intg template set lembrete-boleto --file -\nintg rule add \"*\" --on boleto.issued --notify lembrete-boleto@24h",
  "template.set.option.text": "o texto",
  "template.set.option.file": "arquivo com o texto, em UTF-8; - para a entrada padrão",
  "template.set.option.to": "destino que o envia; se não vier, o que ele já tinha, ou então o único que envia mensagens",
  "template.set.done": "Modelo {name} guardado.",
  "template.set.replaced": "Modelo {name} trocado; as mensagens que já esperam saem com o texto novo.",
  "template.the-text": "O texto",
  "template.text-flags": "--text ou --file",
  "template.text-twice": "--text também foi informado",
  "template.empty": "está vazio",
  "template.not-utf8": "o arquivo não está em UTF-8",
  "template.in-line": "linha {line}: {problem}",
  "note.template.name-with-delay": "`{name}` traz uma espera, e o lugar dela é a regra: --notify {name}",
  "template.no-messenger": "Ainda não há um destino que envie mensagens: intg destination add --help",
  "template.many-messengers": "Vários destinos enviam mensagens ({known}): escolha um com --to.",
  "column.through": "POR",
  "column.begins": "COMEÇO",

  "template.list.summary": "lista os modelos",
  "template.list.example": "intg template list",
  "template.list.empty": 'Nenhum modelo. Escreva um: intg template set boas-vindas --text "..."; ou use os prontos: intg preset list',

  "template.show.summary": "mostra um modelo, os campos dele e como fica preenchido",
  "template.show.example": "intg preset on cart\nintg template show carrinho-1",
  "template.show.only-one": "o único destino que envia mensagens",
  "template.show.fields": "CAMPOS",
  "template.show.needs": "NÃO SAI SEM",
  "template.show.text": "Texto",
  "template.show.preview": "Para um comprador inventado",
  "template.show.rules": "Regras que o enviam",
  "template.show.no-rules": 'Nenhuma regra o envia. Inclua uma: intg rule add "*" --on purchase.approved --notify {name}',

  "template.remove.summary": "remove um modelo",
  "template.remove.description": "Remove um modelo. As regras que o enviam ficam, e não têm o que enviar.",
  "template.remove.example": "intg template set rascunho --text 'Oi!'\nintg template remove rascunho",
  "template.remove.confirm": "Remover o modelo {name}, que {n} {n:regra envia|regras enviam}?",
  "template.remove.done": "Modelo {name} removido.",
};
