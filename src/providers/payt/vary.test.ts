import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import { textAt } from "../../core/json.ts";
import { seededRandom } from "../../core/random.ts";
import { readFixture } from "../../shared/fixture-files.ts";
import type { Variation } from "../contract.ts";
import { payt } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };
const AT = "2026-12-01T15:04:05.000Z";
const WISHES = {
  email: "nova@example.com",
  name: "Nova Teste",
  phone: "+5541987654321",
  productId: "XYZ999",
  productName: "Outro",
  plan: "Anual",
  transaction: "TWISH1",
  subscriptionId: "SWISH1",
};

const fixture = (name: string): InboundRequest => readFixture("payt", name).request;

function varied(name: string, seed: number, wishes: Partial<Variation> = {}): InboundRequest {
  return payt.vary(fixture(name), { random: seededRandom(seed), at: AT, ...wishes });
}

function facts(request: InboundRequest): EventFacts {
  const events = payt.normalize(request, CONTEXT);
  if (!events.ok || events.value[0] === undefined) throw new Error("not normalised");
  return events.value[0];
}

describe("vary", () => {
  test.each(["purchase.approved.v1.activated", "purchase.approved.v1-flat.activated"])(
    "%s takes over everything that was asked for",
    (name) => {
      const { buyer, product, transaction } = facts(varied(name, 1, WISHES));

      expect(buyer).toMatchObject({ email: "nova@example.com", name: "Nova Teste", phone: "+5541987654321", phoneRaw: "41987654321" });
      expect(product).toMatchObject({ externalId: "XYZ999", name: "Outro", plan: "Anual", planName: "Anual" });
      expect(transaction).toMatchObject({ id: "TWISH1", subscriptionId: "SWISH1" });
    },
  );

  test.each(["purchase.approved.v1.form", "purchase.approved.v1-flat.form"])("%s stays a form of its spelling", (name) => {
    const request = varied(name, 1, WISHES);

    expect(facts(request)).toMatchObject({
      format: facts(fixture(name)).format,
      occurredAt: AT,
      transaction: { id: "TWISH1" },
      buyer: { name: "Nova Teste" },
    });
    expect(request.form().ok && request.json().ok === false).toBe(true);
  });

  test("draws ids in the look of the vendor's, the same others whether one is wished for or not", () => {
    const drawn = facts(varied("purchase.approved.v1.activated", 2)).transaction;
    const wished = facts(varied("purchase.approved.v1.activated", 2, { transaction: "TWISH1" })).transaction;

    expect(drawn.id).toMatch(/^[A-Z0-9]{6}$/);
    expect(wished).toEqual({ ...drawn, id: "TWISH1" });
  });

  test("moves every date with the event, in its own notation", () => {
    const body = varied("subscription.canceled.v1", 3).json();
    const event = facts(varied("subscription.canceled.v1", 3));

    expect(event).toMatchObject({ occurredAt: AT, accessUntil: "2026-12-23T03:00:00.000Z" });
    expect(body).toMatchObject({
      value: {
        updated_at: "2026-12-01 12:04:05",
        transaction: { updated_at: "2026-12-01 12:04:05" },
        subscription: { started_at: "2026-10-23 21:09:05" },
      },
    });
    expect(facts(varied("pix.issued.v1-flat", 3)).payment?.expiresAt).toBe("2026-12-01T16:04:05.000Z");
  });

  test("gives a cart another cart, and adds no field that the format has not", () => {
    const body = varied("cart.abandoned.v1", 4, WISHES).json();

    expect(body.ok && Object.keys(body.value as object)).toEqual(Object.keys(JSON.parse(fixture("cart.abandoned.v1").text())));
    expect(facts(varied("cart.abandoned.v1", 4)).keys[0]).toMatch(/^cart:(?!C4RT02)[A-Z0-9]{6}:cart\.abandoned$/);
  });

  test("keeps a test call a test call", () => {
    expect(facts(varied("delivery.updated.v1.test-button", 5)).isTest).toBe(true);
  });

  test("leaves a body alone that is none of ours", () => {
    const request = new InboundRequest({ method: "POST", target: "/", headers: [], body: Buffer.from("[1]") });

    expect(payt.vary(request, { random: seededRandom(1), at: AT })).toBe(request);
  });
});

describe("setField", () => {
  test.each(["purchase.approved.v1", "purchase.approved.v1-flat", "purchase.approved.v1.form", "purchase.approved.v1-flat.form"])(
    "writes into %s by one path, however it spells it",
    (name) => {
      const known = payt.setField(fixture(name), "customer.name", "Nova Teste");
      const fresh = payt.setField(known, "shipping.tracking_code", "BR1");
      const typed = payt.setField(payt.setField(fresh, "transaction.total_price", "4990"), "status", "shipping");

      expect(facts(typed)).toMatchObject({
        format: facts(fixture(name)).format,
        trigger: "delivery.updated",
        buyer: { name: "Nova Teste" },
        shipment: { trackingCode: "BR1" },
        amountPaid: { minor: 4990, currency: "BRL" },
      });
    },
  );

  test("steps into lists", () => {
    const request = payt.setField(fixture("pix.issued.v1.order-bump"), "order_bumps.0.product.code", '"NEWBMP"');
    const events = payt.normalize(request, CONTEXT);

    expect(events.ok && events.value.map(({ product }) => product.externalId)).toEqual(["PRD042", "NEWBMP"]);
  });
});

describe("wishes about a charge", () => {
  test("say how it is paid, without what belongs to another way", () => {
    expect(facts(varied("purchase.expired.v1", 1, { method: "boleto" })).payment).toMatchObject({ method: "boleto", pixCode: null });
    expect(facts(varied("purchase.approved.v1", 1, { method: "pix" })).payment).toMatchObject({ method: "pix", installments: null });
    expect(facts(varied("purchase.approved.v1", 1, { method: "credit_card" })).payment).toMatchObject({ installments: 6 });
  });

  test("say which one it is: PayT counts those that were paid", () => {
    const charges = (name: string) => {
      const body = varied(name, 1, { recurrence: 5 }).json();
      return body.ok ? textAt(body.value, "subscription", "charges") : null;
    };

    expect(facts(varied("purchase.approved.v1.renewed", 1, { recurrence: 5 })).transaction.recurrence).toBe(5);
    expect([charges("purchase.approved.v1.renewed"), charges("payment.late.v1")]).toEqual(["5", "4"]);
  });
});
