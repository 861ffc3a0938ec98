/** What is said about calls and secrets of one vendor. */
export const pagseguro = {
  "note.pagseguro.sandbox": "sent by PagSeguro's test environment; here it acts like any other call",
  "note.pagseguro.code-unusual": "the notification code has {length} characters, not the usual 39; it is asked about all the same",
  "note.pagseguro.document-unreadable": "PagSeguro's answer about this call is not about it, so nothing is taken from either",
  "note.pagseguro.npi-unsupported":
    "a notification of the format before 2011, which can be neither verified nor asked about; switch the account to the notification API",
  "note.pagseguro.canceled-untold":
    "PagSeguro does not tell a lapsed boleto, a refused card and a cancellation apart; read by payment method, a payment may still follow",
  "note.pagseguro.amount-unreadable": "the amount in {field} cannot be read",
  "note.pagseguro.partial-refund": "only a part of the price was refunded; the sale stands",
  "note.pagseguro.chargeback-review": "PagBank publishes no layout of chargebacks: look in the panel which sale it is and how it stands",
  "note.pagseguro.refund-review": "PagBank publishes no layout of this refund: see in the panel whether all of the charge was given back",
  "note.pagseguro.refund-untold": "the refund does not say which charge was given back: see in the panel, and block the access by hand",
  "note.pagseguro.subscription-expired": "the subscription reached its agreed end; nobody canceled it",
} as const;
