import type { eduzz as english } from "../en/vendor-eduzz.ts";
import type { Translation } from "../text.ts";

/** What is said about calls and secrets of one vendor. */
export const eduzz: Translation<typeof english> = {
  "note.eduzz.refund-requested": "o reembolso foi pedido, não pago: nada é retirado até a Eduzz dizer que reembolsou",
  "note.eduzz.partial-refund": "só uma parte do preço foi reembolsada; a venda continua valendo",
  "note.eduzz.in-recovery": "a recuperação de vendas da Eduzz está atrás desta fatura não paga; ela continua em aberto",
  "note.eduzz.duplicated-invoice":
    "segunda fatura de um produto que o comprador já tem; ela nunca é cobrada, e ninguém perde o acesso por causa dela",
  "note.eduzz.suspended": "o contrato está suspenso; o acesso fica, a não ser que uma entrega customizada ou uma regra o retire",
  "note.eduzz.finished": "o contrato terminou; o acesso fica, a não ser que uma entrega customizada ou uma regra o retire",
  "note.eduzz.free-access": "período de teste ou contrato gratuito: acesso sem pagamento, como uma venda de valor zero",
  "note.eduzz.create-unpaid": "uma ordem para liberar o acesso cuja fatura e cujo contrato não dizem que está pago; nada foi liberado",
  "note.eduzz.access-removed": "a Eduzz manda retirar o acesso e não fala em reembolso nem em cancelamento; veja a venda lá",
  "note.eduzz.status-contradicts":
    "o evento {native} veio com o status {status}, que quer dizer outra coisa; não valeu por nenhum dos dois",
  "note.eduzz.amount-unreadable": "não foi possível ler o valor em {field}",
  "note.eduzz.student-is-not-payer": "outra pessoa pagou: o acesso e as mensagens vão para o aluno",
};
