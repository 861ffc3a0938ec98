/** What is said about calls and secrets of one vendor. */
export const eduzz = {
  "note.eduzz.refund-requested": "a refund was asked for, not paid: nothing is taken back until Eduzz says refunded",
  "note.eduzz.partial-refund": "only a part of the price was refunded; the sale stands",
  "note.eduzz.in-recovery": "Eduzz's sales recovery is after this unpaid invoice; it is still open",
  "note.eduzz.duplicated-invoice":
    "a second invoice for a product the buyer has already; it is never charged, and nobody loses access by it",
  "note.eduzz.suspended": "the contract is suspended; access stays, unless a custom delivery or a rule takes it away",
  "note.eduzz.finished": "the contract is finished; access stays, unless a custom delivery or a rule takes it away",
  "note.eduzz.free-access": "a trial or a free contract: access without a payment, as a sale of nothing",
  "note.eduzz.create-unpaid": "an order to give access whose invoice and contract do not say that it is paid; nothing was given",
  "note.eduzz.access-removed": "Eduzz orders that access is taken away and names neither a refund nor a cancellation; see the sale there",
  "note.eduzz.status-contradicts": "the event {native} came with status {status}, which means something else; taken for neither",
  "note.eduzz.amount-unreadable": "the amount in {field} cannot be read",
  "note.eduzz.student-is-not-payer": "somebody else paid: access and messages go to the student",
} as const;
