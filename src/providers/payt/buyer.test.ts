import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import { payt } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };
const ANA = { name: "Ana Teste", fake_email: false, email: "ana@example.com", doc: "12345678909", phone: "11900000001" };

function facts(order: object): EventFacts {
  const body = JSON.stringify({ status: "paid", transaction_id: "T00001", transaction: { payment_status: "paid" }, ...order });
  const events = payt.normalize(new InboundRequest({ method: "POST", target: "/", headers: [], body: Buffer.from(body) }), CONTEXT);
  if (!events.ok || events.value[0] === undefined) throw new Error("not normalised");
  return events.value[0];
}

const codes = ({ notes }: EventFacts): readonly string[] => notes.map(({ code }) => code);

describe("buyer", () => {
  test("is read with the e-mail in lower case and the document as text", () => {
    const { buyer, notes } = facts({ customer: { ...ANA, email: " Ana@Example.COM ", doc: "00123456789012" } });

    expect(buyer).toEqual({
      name: "Ana Teste",
      email: "ana@example.com",
      phone: "+5511900000001",
      phoneRaw: "11900000001",
      document: "00123456789012",
    });
    expect(notes).toEqual([]);
  });

  test.each([true, "true", 1, "1"])("with fake_email %j has no e-mail, for a reason that no setting mends", (flag) => {
    const event = facts({ customer: { ...ANA, fake_email: flag } });

    expect([event.buyer.email, codes(event)]).toEqual([null, ["payt.fake-email"]]);
  });

  test.each([
    ["paid", "name", ["buyer.no-name"]],
    ["paid", "email", ["buyer.no-email"]],
    ["paid", "phone", ["buyer.no-phone"]],
    ["lost_cart", "phone", ["buyer.no-phone"]],
    ["waiting_payment", "email", ["buyer.no-email"]],
  ])("of a call with status %s that lacks the %s is noted", (status, field, expected) => {
    const event = facts({ status, customer: { ...ANA, [field]: "" } });

    expect(codes(event)).toEqual(expected);
  });

  test("who is missing lacks everything", () => {
    expect(codes(facts({ customer: [] }))).toEqual(["buyer.no-name", "buyer.no-email", "buyer.no-phone"]);
  });

  test.each([
    ["11900000001", "+5511900000001", []],
    ["1130000001", "+551130000001", []],
    ["+5511900000001", "+5511900000001", []],
    ["+55 (11) 90000-0001", "+5511900000001", []],
    ["+351910000000", "+351910000000", []],
    ["351910000000", null, ["buyer.phone-invalid"]],
    ["900000001", null, ["buyer.phone-invalid"]],
  ])("phone %s is %s", (raw, phone, expected) => {
    const event = facts({ customer: { ...ANA, phone: raw } });

    expect([event.buyer.phone, event.buyer.phoneRaw, codes(event)]).toEqual([phone, raw, expected]);
  });
});

describe("tracking", () => {
  test("takes sources before other parameters, and those before campaigns", () => {
    const { tracking } = facts({
      link: { sources: { a: "sources" }, query_params: { a: "params", b: "params" } },
      customer: {
        origin: { query_params: { a: "origin", b: "origin", c: "origin" } },
        most_recent_campaign: { last_query_params: { a: "recent", b: "recent", c: "recent", d: "recent" } },
      },
    });

    expect(tracking).toEqual({ a: "sources", b: "params", c: "origin", d: "recent" });
  });

  test("names the campaign by either of its names, the checkout and the upsell", () => {
    const origin = { name: "Lançamento", code: "C1" };

    expect(facts({ customer: { origin } }).tracking).toEqual({ campaign: "Lançamento", campaign_code: "C1" });
    expect(facts({ customer: { most_recent_campaign: origin } }).tracking).toEqual({ campaign: "Lançamento", campaign_code: "C1" });
    expect(facts({ link: { title: "Checkout" }, upsell_code: "U1" }).tracking).toEqual({ checkout: "Checkout", upsell_code: "U1" });
  });

  test("reads a flat origin with and without the customer in front", () => {
    const flat = { "customer.name": "Ana", "origin.query_params.utm_source": "x", "customer.origin.query_params.utm_medium": "y" };

    expect(facts({ transaction: undefined, "transaction.payment_status": "paid", ...flat }).tracking).toEqual({
      utm_source: "x",
      utm_medium: "y",
    });
  });

  test.each(["cart_recovered", "was_lost"])("says by %s that an abandoned cart was won back", (name) => {
    expect(facts({ [name]: true }).tracking).toEqual({ cart_recovered: "true" });
    expect(facts({ [name]: false }).tracking).toEqual({});
  });

  test("is empty where PayT writes an empty list, and leaves out what is empty or no text", () => {
    expect(
      facts({ link: { sources: [], query_params: [] }, customer: { most_recent_campaign: { last_query_params: [] } } }).tracking,
    ).toEqual({});
    expect(facts({ link: { sources: { src: "", utm_term: null, utm_id: 7, x: ["y"] } } }).tracking).toEqual({ utm_id: "7" });
  });

  test("keeps a stronger empty code from hiding a weaker one", () => {
    expect(facts({ link: { sources: { src: "" }, query_params: { src: "bio" } } }).tracking).toEqual({ src: "bio" });
  });
});

test.each([
  ["state", "affiliate"],
  ["estate", "affiliation"],
])("the spellings %s and %s change nothing that is read", (state, affiliate) => {
  const event = facts({
    customer: { ...ANA, billing_address: { [state]: "SP" } },
    commission: [{ type: affiliate, email: "afiliada@example.com", amount: 1 }],
  });

  expect(event).toEqual(facts({ customer: ANA }));
});
