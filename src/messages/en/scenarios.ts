/** What the stories that come with intg are about. Their files in `fixtures/scenarios` say the same, for who reads them there. */
export const scenarios = {
  "scenario.boleto-expired.title": "A boleto that nobody pays",
  "scenario.boleto-expired.description": "What was released on the boleto is taken back when it expires.",
  "scenario.boleto-paid-late.title": "A boleto that is paid late",
  "scenario.boleto-paid-late.description": "The cart is left, a boleto is issued, the reminder goes, and the buyer pays on the fourth day.",
  "scenario.bought-twice-one-refund.title": "One product bought twice, one sale refunded",
  "scenario.card-refused-then-paid.title": "A declined card, then a paid one",
  "scenario.card-refused-then-paid.description": "A declined attempt blocks nobody, also when it arrives for somebody who has paid before.",
  "scenario.chargeback-after-access.title": "A dispute that ends in a chargeback",
  "scenario.chargeback-after-access.description": "The dispute takes nothing yet; the chargeback does.",
  "scenario.everything-twice.title": "Every call comes twice",
  "scenario.everything-twice.description": "Vendors send again what they think was lost. A repeat changes nothing and sends nothing.",
  "scenario.leads.title": "Two leads of one person, one of them sent again",
  "scenario.pix-expired.title": "A Pix that expires, and a second one that is paid",
  "scenario.pix-expired.description": "The code of the first sale runs out within the hour; the buyer comes back in the evening.",
  "scenario.refund-after-access.title": "A refund in the second week",
  "scenario.subscription-late-recovered-canceled.title": "A subscription that is late, recovers, and is canceled",
  "scenario.subscription-late-recovered-canceled.description":
    "Being late takes nothing by itself. After the cancellation access lasts as long as the vendor says it is paid for.",
  "scenario.subscription-renewed.title": "A subscription and its renewals",
  "scenario.two-products-one-refund.title": "Two products, one refund",
  "scenario.two-products-one-refund.description": "The refund of one sale leaves the other product alone.",
} as const;
