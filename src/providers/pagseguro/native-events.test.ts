import { describe, expect, test } from "vitest";
import { readFixture, readFixtureDocument } from "../../shared/fixture-files.ts";
import { pagseguro } from "./index.ts";

const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };

const formatOf = (word: string) => pagseguro.events.find(({ words }) => words.includes(word))?.format;

describe("the table of events", () => {
  test.each(pagseguro.events)(
    "calls $fixture by the name that its event has, with the status where that decides",
    ({ native, fixture }) => {
      const document = readFixtureDocument("pagseguro", fixture);
      const read = pagseguro.normalize(readFixture("pagseguro", fixture).request, {
        ...CONTEXT,
        ...(document === undefined ? {} : { document }),
      });

      const [event] = read.ok ? read.value : [];
      expect([event?.nativeEvent, `${event?.nativeEvent} ${event?.nativeStatus}`]).toContain(native);
    },
  );

  test("takes plain words for orders, and for recurring payments what only they have", () => {
    const ofOrders = "purchase approved boleto pix pending cancel refuse expired refund chargeback";
    const ofRecurring = "subscription renewal subscription-cancel late card-updated plan-change trial";

    expect(new Set(ofOrders.split(" ").map(formatOf))).toEqual(new Set(["pagseguro/orders"]));
    expect(new Set(ofRecurring.split(" ").map(formatOf))).toEqual(new Set(["pagseguro/recurring"]));
  });

  test("takes words with an ending for the classic notification, and plain ones where only that has the event", () => {
    const classic =
      "purchase boleto pix cancel refund chargeback dispute complete subscription subscription-cancel late pending refuse expired";

    expect(new Set([...classic.split(" ").map((word) => `${word}-classic`), "dispute", "complete"].map(formatOf))).toEqual(
      new Set(["pagseguro/classic"]),
    );
  });

  test("has no cart: PagSeguro tells nobody of one", () => {
    expect(formatOf("cart")).toBeUndefined();
  });

  test("says which triggers are told by no single fixture's first event", () => {
    expect(pagseguro.workedOut?.map(({ trigger }) => trigger)).toEqual([
      "subscription.started",
      "subscription.renewed",
      "purchase.completed",
    ]);
  });
});
