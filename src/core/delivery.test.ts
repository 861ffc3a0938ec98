import { describe, expect, test } from "vitest";
import { DELIVERY_ORIGINS, eventIdOf } from "./delivery.ts";

describe("the id of an event", () => {
  test.each([
    [0, "evt_01k9d5w2rcabcdefghjk"],
    [1, "evt_01k9d5w2rcabcdefghjk_2"],
    [11, "evt_01k9d5w2rcabcdefghjk_12"],
  ])("at place %i of its delivery is %s", (position, id) => {
    expect(eventIdOf("dlv_01k9d5w2rcabcdefghjk", position)).toBe(id);
  });

  test("differs for every place and every delivery", () => {
    const ids = ["dlv_a", "dlv_b"].flatMap((delivery) => [0, 1, 2].map((position) => eventIdOf(delivery, position)));

    expect(new Set(ids).size).toBe(6);
  });
});

test("deliveries come over HTTP, from a simulation or from a file", () => {
  expect([...DELIVERY_ORIGINS]).toEqual(["http", "simulate", "file"]);
});
