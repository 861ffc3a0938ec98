import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import { pagseguro } from "./index.ts";

const CALL = new InboundRequest({
  method: "POST",
  target: "/hooks/pagseguro",
  headers: [],
  body: Buffer.from("notificationCode=4B7F1C-0A22E63B41D9-8C5570F2AA13-9D06E7&notificationType=preApproval"),
});

function event(status: string, more = "<reference>CLUBE</reference>", date = "2024-03-12T18:02:17.000-03:00"): EventFacts {
  const document = `<preApproval><name>Clube Mensal</name><code>5f0a6c1d</code><status>${status}</status>${more}<lastEventDate>${date}</lastEventDate><sender><email>ana@example.com</email></sender></preApproval>`;
  const read = pagseguro.normalize(CALL, {
    receivedAt: "2026-11-03T12:00:00.000Z",
    zone: "America/Sao_Paulo",
    document: Buffer.from(document),
  });
  const [first] = read.ok ? read.value : [];
  if (first === undefined) throw new Error("not read");
  return first;
}

const codes = ({ notes }: EventFacts) => notes.map(({ code }) => code);

describe("the state of a classic subscription", () => {
  test.each([
    ["ACTIVE", "subscription.started", []],
    ["SUSPENDED", "payment.late", []],
    ["CANCELLED", "subscription.canceled", []],
    ["CANCELLED_BY_RECEIVER", "subscription.canceled", []],
    ["CANCELLED_BY_SENDER", "subscription.canceled", []],
    ["EXPIRED", "subscription.canceled", ["pagseguro.subscription-expired"]],
    ["PAYMENT_METHOD_CHANGE", "subscription.card_updated", []],
    ["active", "subscription.started", []],
    ["INITIATED", "unknown", ["event.no-trigger"]],
    ["PENDING", "unknown", ["event.no-trigger"]],
    ["PAUSED", "unknown", []],
    ["", "unknown", []],
  ])("%s is %s", (status, trigger, notes) => {
    expect([event(status).trigger, codes(event(status))]).toEqual([trigger, notes]);
  });

  test("names its product by reference and plan", () => {
    expect(event("ACTIVE").product).toMatchObject({
      externalId: "CLUBE",
      aliases: ["Clube Mensal"],
      name: "Clube Mensal",
      planName: "Clube Mensal",
      kind: "subscription",
    });
  });

  test("names its product by the plan alone, and itself by its code, without a reference", () => {
    expect(event("ACTIVE", "")).toMatchObject({
      product: { externalId: "Clube Mensal", aliases: [] },
      transaction: { id: null, subscriptionId: "5f0a6c1d" },
    });
  });
});

describe("its keys", () => {
  const shared = (first: EventFacts, second: EventFacts) => first.keys.filter((key) => second.keys.includes(key));
  const later = (status: string) => event(status, "<reference>CLUBE</reference>", "2024-04-12T18:02:17.000-03:00");

  test("make active told again the same event, and every end the same end", () => {
    expect(shared(event("ACTIVE"), later("ACTIVE"))).toEqual(["preApproval:5F0A6C1D:subscription.started"]);
    expect(shared(event("CANCELLED"), later("EXPIRED"))).toEqual(["preApproval:5F0A6C1D:subscription.canceled"]);
  });

  test("let it be late more than once", () => {
    expect(shared(event("SUSPENDED"), event("SUSPENDED"))).toHaveLength(1);
    expect(shared(event("SUSPENDED"), later("SUSPENDED"))).toEqual([]);
  });
});
