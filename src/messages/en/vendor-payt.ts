/** What is said about calls and secrets of one vendor. */
export const payt = {
  "note.payt.fake-email": "the buyer said to have no e-mail; the address in the call is PayT's stand-in and is not used",
  "note.payt.amount-estimated": "a cart has no amount yet: list price times quantity",
  "note.payt.amount-unreadable": "the amount in {field} is no whole number of cents",
  "note.payt.partial-refund": "only a part of the price was refunded; the sale stands",
  "note.payt.refund-requested": "a refund was asked for, not paid: nothing is taken back until PayT says refunded",
  "note.payt.canceled-but-paid":
    "the order is canceled although its payment still says paid; taken as canceled, see whether a refund follows",
} as const;
