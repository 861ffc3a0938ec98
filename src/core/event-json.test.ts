import { describe, expect, it } from "vitest";
import { aLead, anEvent } from "../../test/support/events.ts";
import { eventJson } from "./event-json.ts";
import { note } from "./note.ts";

const render = ({ code }: { code: string }) => `text of ${code}`;

describe("eventJson", () => {
  it("gives the canonical shape, keys in the documented order, buyer masked", () => {
    const event = anEvent({ also: ["subscription.started"], notes: [note("hotmart.clone")], tracking: { src: "ig" } });

    const text = JSON.stringify(eventJson(event, { showPii: false, render }));

    expect(text).toBe(
      JSON.stringify({
        id: "evt_01k9d5w2rcabcdefghjk",
        deliveryId: "dlv_01k9d5w2rcabcdefghjk",
        provider: "hotmart",
        store: "default",
        format: "hotmart/2.0.0",
        trigger: "purchase.approved",
        also: ["subscription.started"],
        nativeEvent: "PURCHASE_APPROVED",
        nativeStatus: "APPROVED",
        nativeId: "0f1d8c5e-0000-4000-8000-000000000001",
        occurredAt: "2026-11-03T13:22:41.507Z",
        zoneAssumed: false,
        receivedAt: "2026-11-03T13:22:43.000Z",
        isTest: false,
        status: "processed",
        reason: null,
        product: { externalId: "1234567", name: "Curso X", slug: "curso-x", kind: "one-time", offer: "ab12cd34", plan: null },
        transaction: { id: "HP0000000001", parentId: null, subscriptionId: null, recurrence: null },
        buyer: {
          name: "M*** T***",
          email: "m***@example.com",
          phone: "+5531*******01",
          phoneRaw: "31*******01",
          document: "***.***.247-25",
        },
        amount: { minor: 19700, currency: "BRL" },
        amountPaid: { minor: 21430, currency: "BRL" },
        payment: { method: "credit_card", installments: 12, boletoUrl: null, boletoBarcode: null, pixCode: null, expiresAt: null },
        tracking: { src: "ig" },
        accessUntil: null,
        shipment: null,
        isPartialRefund: false,
        lead: null,
        notes: ["hotmart.clone"],
        contactId: "ctc_01k9d5w2rcabcdefghjk",
      }),
    );
  });

  it("shows the buyer when asked to", () => {
    const { buyer } = eventJson(anEvent(), { showPii: true, render });

    expect(buyer).toEqual({
      name: "Maria Teste",
      email: "maria@example.com",
      phone: "+5531900000001",
      phoneRaw: "31900000001",
      document: "52998224725",
    });
  });

  it("puts the reason into words", () => {
    const event = anEvent({ status: "unmatched", reason: note("match.unlinked"), productSlug: null });

    expect(eventJson(event, { showPii: false, render })).toMatchObject({
      status: "unmatched",
      reason: "text of match.unlinked",
      product: { slug: null },
    });
  });

  it("names the advertiser with the lead, and hides what the lead wrote", () => {
    const { lead } = eventJson(anEvent({ trigger: "lead.received", lead: aLead, advertiser: "imobiliaria-a" }), { showPii: false, render });

    expect(JSON.stringify(lead)).toBe(
      JSON.stringify({
        origin: "VivaReal",
        channel: "CONTACT_FORM",
        temperature: "HOT",
        transactionType: "SELL",
        listing: "AP-1",
        portalListing: "2500000000",
        advertiser: "imobiliaria-a",
        message: "[masked]",
        subtype: "listing",
      }),
    );
  });

  it("keeps what is not there as null", () => {
    const bare = anEvent({ amount: null, amountPaid: null, payment: null, occurredAt: null });

    expect(eventJson(bare, { showPii: false, render })).toMatchObject({ amount: null, amountPaid: null, payment: null, occurredAt: null });
  });
});
