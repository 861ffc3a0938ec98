import { type CanonicalEvent, type LeadFacts, unreadableFacts } from "../../src/core/event.ts";

/** An approved sale of `curso-x` at hotmart, with whatever a test wants otherwise. Every person in it is invented. */
export function anEvent(changes: Partial<CanonicalEvent> = {}): CanonicalEvent {
  return {
    ...unreadableFacts("hotmart"),
    id: "evt_01k9d5w2rcabcdefghjk",
    deliveryId: "dlv_01k9d5w2rcabcdefghjk",
    provider: "hotmart",
    store: "default",
    format: "hotmart/2.0.0",
    trigger: "purchase.approved",
    nativeEvent: "PURCHASE_APPROVED",
    nativeStatus: "APPROVED",
    nativeId: "0f1d8c5e-0000-4000-8000-000000000001",
    occurredAt: "2026-11-03T13:22:41.507Z",
    receivedAt: "2026-11-03T13:22:43.000Z",
    status: "processed",
    reason: null,
    product: {
      externalId: "1234567",
      aliases: ["ucode-1"],
      name: "Curso X",
      kind: "one-time",
      offer: "ab12cd34",
      plan: null,
      planName: null,
    },
    productSlug: "curso-x",
    transaction: { id: "HP0000000001", parentId: null, subscriptionId: null, recurrence: null },
    buyer: { name: "Maria Teste", email: "maria@example.com", phone: "+5531900000001", phoneRaw: "31900000001", document: "52998224725" },
    amount: { minor: 19700, currency: "BRL" },
    amountPaid: { minor: 21430, currency: "BRL" },
    payment: {
      method: "credit_card",
      methodRaw: "CREDIT_CARD",
      installments: 12,
      boletoUrl: null,
      boletoBarcode: null,
      pixCode: null,
      expiresAt: null,
      refusalReason: null,
    },
    advertiser: null,
    contactId: "ctc_01k9d5w2rcabcdefghjk",
    ...changes,
  };
}

export const aLead: LeadFacts = {
  subtype: "listing",
  origin: "VivaReal",
  channel: "CONTACT_FORM",
  temperature: "HOT",
  transactionType: "SELL",
  listing: "AP-1",
  portalListing: "2500000000",
  message: "I want to visit",
  address: { path: "imobiliaria-a", hostLabel: null, document: null },
};
