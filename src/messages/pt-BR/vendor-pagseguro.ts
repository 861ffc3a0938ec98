import type { pagseguro as english } from "../en/vendor-pagseguro.ts";
import type { Translation } from "../text.ts";

/** What is said about calls and secrets of one vendor. */
export const pagseguro: Translation<typeof english> = {
  "note.pagseguro.sandbox": "veio do ambiente de testes do PagSeguro; aqui vale como qualquer outra chamada",
  "note.pagseguro.code-unusual":
    "o código de notificação tem {length} caracteres, e não os 39 de sempre; perguntamos sobre ele assim mesmo",
  "note.pagseguro.document-unreadable":
    "a resposta do PagSeguro sobre esta chamada não é sobre ela, então nada é aproveitado de nenhuma das duas",
  "note.pagseguro.npi-unsupported":
    "notificação no formato anterior a 2011, que não pode ser verificada nem consultada; mude a conta para a API de notificações",
  "note.pagseguro.canceled-untold":
    "o PagSeguro não diferencia boleto vencido, cartão recusado e cancelamento; lido pelo meio de pagamento, e ainda pode haver um pagamento",
  "note.pagseguro.amount-unreadable": "não foi possível ler o valor em {field}",
  "note.pagseguro.partial-refund": "só uma parte do preço foi reembolsada; a venda continua valendo",
  "note.pagseguro.chargeback-review": "o PagBank não publica o formato de um chargeback: veja no painel qual é a venda e como ela está",
  "note.pagseguro.refund-review": "o PagBank não publica o formato deste reembolso: veja no painel se a cobrança foi devolvida por inteiro",
  "note.pagseguro.refund-untold": "o reembolso não diz qual cobrança foi devolvida: veja no painel e bloqueie o acesso manualmente",
  "note.pagseguro.subscription-expired": "a assinatura chegou ao fim combinado; ninguém a cancelou",
};
