import type { access as english } from "../en/access.ts";
import type { Translation } from "../text.ts";

/** `intg access`. */
export const access: Translation<typeof english> = {
  "access.summary": "mostra quem pode entrar em quê, e por quê",
  "access.active": "ativo",
  "access.active-until": "ativo até {until}",
  "access.provisional": "provisório",
  "access.blocked": "bloqueado",
  "access.ended": "encerrado",
  "access.ends": "termina em {at}",
  "access.unknown-event": "(evento não guardado)",
  "access.option.product": "só este produto",
  "access.argument.contact": "e-mail, telefone ou id do contato",
  "access.column.person": "PESSOA",
  "access.column.product": "PRODUTO",
  "access.column.access": "ACESSO",
  "access.column.since": "DESDE",
  "access.column.grants": "VENDAS",
  "access.list.summary": "lista os acessos, por pessoa e produto",
  "access.list.description":
    "Lista quem tem, ou teve, acesso a qual produto. O acesso fica ativo enquanto alguma venda da pessoa o liberar.",
  "access.list.example": "intg access list --product curso-x\nintg access list --contact maria@example.com --json",
  "access.list.option.contact": "só esta pessoa: e-mail, telefone ou id do contato",
  "access.list.option.limit": "no máximo tantas linhas",
  "access.list.empty": "Ninguém tem acesso a nada ainda.",
  "access.list.option.after": "continua depois deste id de contato",
  "access.list.more-of-one": "Há mais do que estes {n}: --limit",
  "access.list.more": "Há mais do que estes {n}. Continue na próxima pessoa: --after {id}",
  "access.explain.summary": "conta como o acesso de uma pessoa surgiu",
  "access.explain.description":
    "Conta tudo o que liberou ou retirou acesso, na ordem em que aconteceu, e, para cada venda, o que vale agora e por quê.",
  "access.explain.example": "intg access explain maria@example.com\nintg access explain maria@example.com --product curso-x --json",
  "access.explain.nothing": "Nada nunca liberou nem retirou acesso aqui.",
  "access.explain.now": "agora",
  "access.why.active": "{rule} liberou em {trigger}",
  "access.why.active-until": "{trigger} o encerra com o período pago, em {until}",
  "access.why.provisional": "{rule} liberou em {trigger}, até o pagamento chegar ou o boleto vencer",
  "access.why.blocked": "{rule} retirou em {trigger}",
  "access.why.superseded": "pagou um período anterior; vale uma cobrança mais recente da assinatura",
  "access.why.ended": "o período pago terminou em {until}, por {trigger}",
};
