import type { contact as english } from "../en/contact.ts";
import type { Translation } from "../text.ts";

/** `intg contact`. */
export const contact: Translation<typeof english> = {
  "contact.summary": "mostra compradores e leads",
  "contact.tags": "Tags",
  "contact.funnels": "Funis",
  "contact.access": "Acessos",
  "contact.purchases": "Compras",
  "contact.events": "Últimos eventos",
  "contact.seen": "{first} a {last}",
  "contact.completed": "garantia encerrada",
  "contact.disputed": "em disputa",
  "contact.argument.contact": "e-mail, telefone ou id do contato",
  "contact.column.id": "ID",
  "contact.column.name": "NOME",
  "contact.column.email": "E-MAIL",
  "contact.column.phone": "TELEFONE",
  "contact.column.last-seen": "VISTO POR ÚLTIMO",
  "contact.list.summary": "lista compradores e leads",
  "contact.list.description":
    "Lista os contatos na ordem em que apareceram pela primeira vez, mascarados, a menos que você use --show-pii.",
  "contact.list.example":
    "intg contact list --tag buyer\nintg contact list --since 7d --where 'not buyer.phone exists'\nintg contact list --limit 1000 --json",
  "contact.list.option.tag": "só quem tem esta tag",
  "contact.list.option.since": "só quem deu notícia desde: 30m, 12h, 2d, ou uma data ISO",
  "contact.list.option.where": "só quem atende a esta condição (intg help conditions), por {fields}",
  "contact.list.option.limit": "no máximo tantos",
  "contact.list.option.after": "continua depois deste id de contato",
  "contact.list.empty": "Nenhum contato encontrado.",
  "contact.list.more": "Pode haver mais. Continue com: --after {id}",
  "contact.show.summary": "mostra uma pessoa",
  "contact.show.description": "Mostra uma pessoa: tags e funis, com o que a pôs neles, acesso por produto, compras e últimos eventos.",
  "contact.show.example": "intg contact show maria@example.com --show-pii\nintg contact show +5531900000001 --json",
};
