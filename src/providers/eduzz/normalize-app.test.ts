import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import type { JsonValue } from "../../core/json.ts";
import { eduzz } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };

function call(body: JsonValue): InboundRequest {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return new InboundRequest({ method: "POST", target: "/hooks/eduzz", headers: [], body: bytes });
}

function events(event: string, data: JsonValue, id = "evt1"): readonly EventFacts[] {
  const read = eduzz.normalize(call({ id, event, sentDate: "2026-03-02T12:00:10.000Z", data }), CONTEXT);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

const codes = (facts: EventFacts | undefined) => facts?.notes.map(({ code }) => code);

describe("a cart", () => {
  const cart = (productId: JsonValue, lastStep = "payment-sent") =>
    events("sun.cart_abandonment", {
      transactionId: "c1",
      customer: { name: "Ana", email: "ana@example.com", phone: "+5511900000002" },
      productId,
      lastStep,
    });

  test("is one event per product, each once, and never a sale", () => {
    const facts = cart(["1", 2, "1", null]);

    expect(facts.map(({ trigger, product, transaction, amount }) => [trigger, product.externalId, transaction.id, amount])).toEqual([
      ["cart.abandoned", "1", null, null],
      ["cart.abandoned", "2", null, null],
    ]);
    expect(facts.map(({ keys }) => keys)).toEqual([
      ["id:evt1:sun.cart_abandonment", "cart:c1:1"],
      ["id:evt1:sun.cart_abandonment:item:2", "cart:c1:2"],
    ]);
  });

  test("may name its product without a list, or not at all", () => {
    expect(cart("1").map(({ product }) => product.externalId)).toEqual(["1"]);
    expect(cart([]).map(({ product }) => product.externalId)).toEqual([null]);
    expect(cart(null).map(({ product }) => product.externalId)).toEqual([null]);
  });

  test("is no refusal, however far its buyer came", () => {
    expect(cart("1", "payment_failed").map(({ trigger, nativeStatus }) => [trigger, nativeStatus])).toEqual([
      ["cart.abandoned", "payment_failed"],
    ]);
  });
});

describe("the members' area", () => {
  const lesson = (email: string, hash: string, id: string) =>
    events(
      "nutror.lesson_started",
      { learner: { email }, course: { hash, title: "Curso" }, lesson: { id }, createdAt: "2026-03-02 09:00:00" },
      id,
    )[0];

  test("tells a learner's first lesson of a course by a key that later lessons share", () => {
    const digest = createHash("sha256").update("lia@example.com").digest("hex");

    expect(lesson("Lia@Example.com", "a1", "1")?.keys).toEqual(["id:1:nutror.lesson_started", `first:${digest}:a1`]);
    expect(lesson("lia@example.com", "a1", "2")?.keys[1]).toBe(`first:${digest}:a1`);
    expect(lesson("lia@example.com", "b2", "3")?.keys[1]).not.toBe(`first:${digest}:a1`);
  });

  test("writes times without a zone", () => {
    expect(lesson("lia@example.com", "a1", "1")).toMatchObject({
      trigger: "access.first",
      occurredAt: "2026-03-02T12:00:00.000Z",
      zoneAssumed: true,
      product: { externalId: "a1", name: "Curso" },
    });
  });

  test("has no first lesson of nobody", () => {
    expect(events("nutror.lesson_started", { course: { hash: "a1" } })[0]?.keys).toEqual(["id:evt1:nutror.lesson_started"]);
  });

  test.each([
    "nutror.enrollment_created",
    "nutror.lesson_watched",
    "nutror.inactive_student",
    "nutror.certificate_viewed",
    "alpaclass.x",
    "blinket.y",
    "safevideo.z",
    "myeduzz.commission_processed",
  ])("%s is known and changes nothing", (event) => {
    const [facts] = events(event, { learner: { email: "lia@example.com" } });

    expect(facts).toMatchObject({ trigger: "unknown", isTest: false });
    expect(codes(facts)).toEqual(["event.no-trigger"]);
  });

  test.each(["moon.landing", "nutror", "myeduzz.something", ""])("%j is unknown", (event) => {
    const read = eduzz.normalize(call({ event, data: {} }), CONTEXT);

    expect(read.ok ? codes(read.value[0]) : read.error.code).toEqual(event === "" ? "body.not-recognised" : []);
  });
});

test("a ping is a test, and no ping is a repeat of another", () => {
  const [first] = events("ping", { message: "ping" });
  const [second] = events("ping", { message: "ping", n: 2 });

  expect(first).toMatchObject({ trigger: "unknown", isTest: true });
  expect(codes(first)).toEqual(["event.no-trigger"]);
  expect(first?.keys[0]).toMatch(/^body:/);
  expect(first?.keys).not.toEqual(second?.keys);
});
