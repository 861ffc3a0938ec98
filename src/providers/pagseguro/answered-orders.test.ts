import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import { readFixture, readFixtureDocument } from "../../shared/fixture-files.ts";
import { pagseguro } from "./index.ts";

const BARE = { id: "CHAR_0001", reference_id: "PED-1-1", status: "PAID", amount: { value: 1000 }, payment_method: { type: "PIX" } };
const CUSTOMER = { name: "Ana", email: "ana@example.com" };
const ITEMS = [{ reference_id: "CURSO", name: "Curso" }];

function events(body: object, document?: object | string, isHint?: true): readonly EventFacts[] {
  const request = new InboundRequest({ method: "POST", target: "/", headers: [], body: Buffer.from(JSON.stringify(body)) });
  const answer = typeof document === "string" ? document : JSON.stringify(document);
  const context = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo", ...(isHint === undefined ? {} : { isHint }) };
  const read = pagseguro.normalize(request, { ...context, ...(document === undefined ? {} : { document: Buffer.from(answer) }) });
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

const orderOf = (...charges: readonly object[]) => ({ id: "ORDE_0001", reference_id: "PED-1", customer: CUSTOMER, items: ITEMS, charges });

describe("a bare charge", () => {
  const told = { product: { externalId: "CURSO" }, buyer: { email: "ana@example.com" }, transaction: { id: "CHAR_0001" } };

  test.each([
    ["its order", orderOf(BARE)],
    ["its order in a list", { orders: [orderOf({ ...BARE, id: "CHAR_0002" }), orderOf(BARE)] }],
    ["its order in a bare list", [orderOf(BARE)]],
    ["its order, where another charge is the paid one", orderOf({ ...BARE, id: "CHAR_0002" }, BARE)],
  ])("has buyer and product of %s", (_, document) => {
    expect(events(BARE)).toMatchObject([{ trigger: "purchase.approved", product: { externalId: null }, buyer: { email: null } }]);
    expect(events(BARE, document)).toMatchObject([{ trigger: "purchase.approved", ...told }]);
  });

  test("is the order's event once it is completed, and before that only its own, which no order is a duplicate of", () => {
    const keysOf = (found: readonly EventFacts[]) => found.map(({ keys }) => keys);

    expect(keysOf(events(BARE, orderOf(BARE)))).toEqual(keysOf(events(orderOf(BARE))));
    expect(keysOf(events(BARE))).toEqual([["bare:tx:CHAR_0001:purchase.approved"]]);
  });

  test("that proved itself says what it came to say, whatever the answer has come to since", () => {
    expect(events(BARE, orderOf({ ...BARE, status: "WAITING" }))).toMatchObject([{ trigger: "purchase.approved", ...told }]);
    expect(events(BARE, { orders: [] })).toMatchObject([{ trigger: "purchase.approved", buyer: { email: null } }]);
    expect(events(BARE, "Unauthorized")).toMatchObject([{ trigger: "purchase.approved", buyer: { email: null } }]);
  });

  test("that proved nothing says what the answer says, not what the call said", () => {
    expect(events(BARE, orderOf({ ...BARE, status: "WAITING" }), true)).toMatchObject([{ trigger: "pix.issued", ...told }]);
    expect(events(BARE, { ...BARE, status: "DECLINED" }, true)).toMatchObject([{ trigger: "purchase.refused", buyer: { email: null } }]);
  });
});

describe("an order that came without proof", () => {
  const claimed = { ...orderOf(BARE), customer: { email: "forged@example.com" } };

  test("is what PagBank answers, and nothing that it claims", () => {
    const [event] = events(claimed, orderOf({ ...BARE, id: "CHAR_0009", status: "WAITING" }), true);

    expect(event).toMatchObject({ trigger: "pix.issued", buyer: { email: "ana@example.com" }, transaction: { id: "CHAR_0009" } });
    expect(JSON.stringify(event)).not.toContain("forged");
  });

  test("may turn out a checkout that is still open", () => {
    const [event] = events({ id: "CHEC_0001", status: "EXPIRED" }, { id: "CHEC_0001", status: "ACTIVE" }, true);

    expect(event).toMatchObject({ trigger: "unknown", nativeEvent: "checkout", nativeStatus: "ACTIVE" });
  });

  test.each([
    ["a list that does not hold it", { orders: [orderOf({ ...BARE, id: "CHAR_0002" })] }],
    ["an empty list", { orders: [] }],
    ["a transaction", "<transaction><status>3</status><type>1</type></transaction>"],
    ["an error", "<errors><error><code>13001</code></error></errors>"],
    ["a word", "Unauthorized"],
    ["half an order", '{"id":"ORDE_1","charges":['],
  ])("is nothing when the answer is %s", (_, document) => {
    for (const body of [claimed, BARE]) {
      const found = events(body, document, true);
      expect(found).toMatchObject([{ trigger: "unknown", notes: [{ code: "pagseguro.document-unreadable" }] }]);
      expect(JSON.stringify(found)).not.toContain("forged");
    }
  });
});

test("the fixture of a bare charge is completed by its document", () => {
  const { request } = readFixture("pagseguro", "purchase.approved.orders.charge");
  const document = readFixtureDocument("pagseguro", "purchase.approved.orders.charge");

  expect(pagseguro.lookup?.asks(request, false)).toBe(true);
  expect(pagseguro.lookup?.read({ status: 200, body: document ?? new Uint8Array() })).toBe("document");
});
