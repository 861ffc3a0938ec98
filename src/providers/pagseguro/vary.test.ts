import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import { seededRandom } from "../../core/random.ts";
import { listFixtures, readFixture, readFixtureDocument } from "../../shared/fixture-files.ts";
import type { Variation } from "../contract.ts";
import { pagseguro } from "./index.ts";

const AT = "2026-12-01T15:04:05.000Z";
const CONTEXT = { receivedAt: "2026-12-01T15:04:06.000Z", zone: "America/Sao_Paulo" };
const WISHES = {
  email: "nova@example.org",
  name: "João & Nova",
  phone: "+5541900000007",
  productId: "1001",
  productName: "Curso Y",
  transaction: "SALE0007",
};

function varied(name: string, seed: number, wishes: Omit<Variation, "random" | "at"> = {}) {
  const variation = () => ({ ...wishes, at: AT, random: seededRandom(seed) });
  const document = readFixtureDocument("pagseguro", name);
  return {
    request: pagseguro.vary(readFixture("pagseguro", name).request, variation()),
    document: document && pagseguro.lookup?.varyDocument(document, variation()),
  };
}

function events({ request, document }: ReturnType<typeof varied>): readonly EventFacts[] {
  const read = pagseguro.normalize(request, { ...CONTEXT, ...(document === undefined ? {} : { document }) });
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

function first(name: string, seed: number, wishes: Omit<Variation, "random" | "at"> = {}): EventFacts {
  const [event] = events(varied(name, seed, wishes));
  if (event === undefined) throw new Error("not read");
  return event;
}

describe("vary", () => {
  test.each([
    "purchase.approved.orders",
    "boleto.issued.orders",
    "pix.issued.orders",
    "purchase.approved.orders.charge",
    "purchase.approved.classic",
    "subscription.started.classic",
    "purchase.approved.recurring",
    "subscription.card_updated.recurring",
  ])("lets %s happen at the wished time", (name) => {
    expect(first(name, 1).occurredAt).toBe(AT);
  });

  test.each(["purchase.approved.orders", "purchase.approved.orders.charge", "purchase.approved.classic"])(
    "puts every wish into %s",
    (name) => {
      expect(first(name, 1, WISHES)).toMatchObject({
        transaction: { id: "SALE0007" },
        product: { externalId: "1001", name: "Curso Y" },
        buyer: { email: "nova@example.org", name: "João & Nova", phone: "+5541900000007" },
      });
    },
  );

  test("puts the wished subscription, plan and product into a call of recurring payments", () => {
    const read = first("purchase.approved.recurring.renewal", 1, { subscriptionId: "SUBS_7", productId: "2002", plan: "Anual" });

    expect(read).toMatchObject({
      transaction: { id: "SUBS_7/2", subscriptionId: "SUBS_7" },
      product: { externalId: "2002", planName: "Anual" },
    });
  });

  test("takes a charge of a subscription for what it is", () => {
    const refund = first("purchase.refunded.recurring", 1, { transaction: "SUBS_7/5" });

    expect(refund.transaction).toMatchObject({ id: "SUBS_7/5", subscriptionId: "SUBS_7", recurrence: 5 });
    expect(first("purchase.approved.recurring.renewal", 2, { transaction: "SUBS_7/5" }).transaction).toEqual(refund.transaction);
  });

  test("lets several fixtures tell one story of one sale", () => {
    const sale = { transaction: "SALE0007" };
    const ids = ["boleto.issued.orders", "purchase.approved.orders", "purchase.refunded.orders", "purchase.expired.orders"].map(
      (name, seed) => first(name, seed, sale).transaction.id,
    );

    expect(new Set(ids)).toEqual(new Set(["SALE0007"]));
  });

  test("gives a bare charge the id that its order has for it", () => {
    const { request, document } = varied("purchase.approved.orders.charge", 3);
    const charge = JSON.parse(request.text()) as { id: string };

    expect(charge.id).toMatch(/^CHAR_[0-9A-F-]{36}$/);
    expect(Buffer.from(document ?? []).toString()).toContain(`"id":"${charge.id}"`);
  });

  test("changes ids inside links too", () => {
    const name = "purchase.approved.orders";
    const before = (JSON.parse(readFixture("pagseguro", name).request.text()) as { id: string }).id;

    expect(varied(name, 4).request.text()).not.toContain(before);
  });

  test("keeps what lapsed lapsed", () => {
    expect(first("purchase.expired.orders", 5).trigger).toBe("purchase.expired");
  });

  test("writes a document in the bytes that it had", () => {
    const name = "purchase.approved.classic";
    const before = Buffer.from(readFixtureDocument("pagseguro", name) ?? []).toString("latin1");
    const after = Buffer.from(varied(name, 6).document ?? []).toString("latin1");
    const unchanged = (text: string) => text.replace(/<code>[^<]{36}</, "").replaceAll(/20\d\d-[\d-]+T[\d:.]+-03:00/g, "");

    expect(after).not.toBe(before);
    expect(unchanged(after)).toBe(unchanged(before));
  });

  test.each(listFixtures("pagseguro"))("keeps the number and meaning of the events of %s", (name) => {
    const request = readFixture("pagseguro", name).request;
    const document = readFixtureDocument("pagseguro", name);
    const meaning = (found: readonly EventFacts[]) =>
      found.map(({ trigger, also, amount, isPartialRefund }) => [trigger, also, amount, isPartialRefund]);

    expect(meaning(events(varied(name, 7, { email: "nova@example.org" })))).toEqual(meaning(events({ request, document })));
  });

  test("leaves alone what is none of ours", () => {
    const request = new InboundRequest({ method: "POST", target: "/", headers: [], body: Buffer.from("[1]") });

    expect(pagseguro.vary(request, { random: seededRandom(1), at: AT })).toBe(request);
    for (const document of ["Unauthorized", "<transaction>", "[1]"]) {
      const bytes = Buffer.from(document);
      expect(pagseguro.lookup?.varyDocument(bytes, { random: seededRandom(1), at: AT })).toBe(bytes);
    }
  });
});

describe("setting fields", () => {
  const { request } = readFixture("pagseguro", "purchase.approved.orders");
  const xml = readFixtureDocument("pagseguro", "purchase.approved.classic") ?? new Uint8Array();
  const json = readFixtureDocument("pagseguro", "purchase.approved.orders.charge") ?? new Uint8Array();

  test("of a call sets its JSON by path, or a field of its form", () => {
    const changed = pagseguro.setField(request, "charges.0.status", "DECLINED");
    const form = readFixture("pagseguro", "unknown.classic").request;

    expect(events({ request: changed, document: undefined })[0]?.trigger).toBe("purchase.refused");
    expect(pagseguro.setField(form, "notificationType", "preApproval").text()).toContain("notificationType=preApproval");
  });

  test("of a document sets what lies under its root", () => {
    const { request: call } = readFixture("pagseguro", "purchase.approved.classic");
    const document = pagseguro.lookup?.setDocumentField(xml, "transaction.status", "6") ?? undefined;

    expect(events({ request: call, document })[0]?.trigger).toBe("purchase.refunded");
  });

  test("of a document in JSON sets what begins with a member of it", () => {
    const document = pagseguro.lookup?.setDocumentField(json, "charges.0.amount.value", "500") ?? new Uint8Array();

    expect(JSON.parse(Buffer.from(document).toString())).toMatchObject({ charges: [{ amount: { value: 500 } }] });
  });

  test.each([
    ["status", xml],
    ["preApproval.status", xml],
    ["status", json],
    ["anything", new Uint8Array()],
    ["0", Buffer.from("[1]")],
  ])("leaves the path %j to the call", (path, document) => {
    expect(pagseguro.lookup?.setDocumentField(document, path, "x")).toBeNull();
  });
});

describe("the wished way of paying", () => {
  test("takes the place of another one, with all that belongs to that", () => {
    expect(first("purchase.approved.orders", 1, { method: "boleto" }).payment).toMatchObject({ method: "boleto", methodRaw: "BOLETO" });
    expect(varied("purchase.approved.orders", 1, { method: "boleto" }).request.text()).not.toContain("end_to_end_id");
  });

  test("is not told of a canceled charge, whose deadline says that it lapsed", () => {
    expect(first("purchase.expired.orders", 1, { method: "pix" })).toMatchObject({
      trigger: "purchase.expired",
      payment: { method: "boleto" },
    });
  });
});
