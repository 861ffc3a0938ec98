import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { CONTEXT, call, changed, facts, fixture, form, NOW } from "../../../test/support/hotmart-calls.ts";
import type { JsonValue } from "../../core/json.ts";

describe("keys", () => {
  test("are the same for a 1.0.0 and a 2.0.0 call about one sale", () => {
    const modern = facts(changed("purchase.approved.2.0.0", "data.purchase.transaction", "HP77")).keys;
    const legacy = facts(form({ transaction: "HP77" })).keys;

    expect(modern.filter((key) => legacy.includes(key))).toEqual(["tx:HP77:purchase.approved"]);
  });

  test("are no more than the event's id without a transaction and for the test button", () => {
    expect(facts(fixture("cart.abandoned.2.0.0")).keys).toHaveLength(1);
    expect(facts(fixture("purchase.approved.2.0.0.test-button")).keys).toEqual(["id:d1d1d1d1-0000-4000-8000-000000000001"]);
  });

  test("tell apart two unknown events of one transaction", () => {
    const first = facts(fixture("unknown.2.0.0")).keys[1];
    const second = facts(changed("unknown.2.0.0", "event", "PURCHASE_RETURNED")).keys[1];

    expect(first).not.toBe(second);
  });

  test("tell apart updates of one shipment, and not the same update under two ids", () => {
    const key = (path: string, value: JsonValue): string | undefined => facts(changed("delivery.updated.2.0.0", path, value)).keys[1];
    const first = key("id", "another-id");

    expect(first).toBe(facts(fixture("delivery.updated.2.0.0")).keys[1]);
    expect(key("data.delivery", { estimated_delivery_days: 3 })).not.toBe(first);
  });

  test("come from the stored body when nothing else names the event, whatever the hottok", () => {
    const body = '{"event":"X","data":{}}';
    const expected = [`body:${createHash("sha256").update(body).digest("hex")}`];

    expect(facts(call(body)).keys).toEqual(expected);
    expect(facts(call(body.replace("{", '{"hottok":"secret",'))).keys).toEqual(expected);
  });

  test("of a 1.0.0 cart change with the hour, not within it", () => {
    const keysAt = (receivedAt: string): readonly string[] => facts(fixture("cart.abandoned.1.0.0-json"), { ...CONTEXT, receivedAt }).keys;

    expect(keysAt("2026-11-03T12:59:59.999Z")).toEqual(keysAt(NOW));
    expect(keysAt("2026-11-03T13:00:00.000Z")).not.toEqual(keysAt(NOW));
    expect(keysAt(NOW).join()).not.toContain("lia.teste");
  });
});
