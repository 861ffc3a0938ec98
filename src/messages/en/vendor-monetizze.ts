/** What is said about calls and secrets of one vendor. */
export const monetizze = {
  "note.monetizze.affiliate-copy":
    "the copy that Monetizze sends to an affiliate ({role}); buyer and payment may be left out, the producer's own call has them",
  "note.monetizze.refund-requested": "code 9, read as a refund that the buyer asked for: nothing is taken back before it is made (code 4)",
  "note.monetizze.amount-unreadable": "the amount in {field} cannot be read",
} as const;
