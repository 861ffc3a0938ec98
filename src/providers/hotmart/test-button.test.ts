import { describe, expect, test } from "vitest";
import { changed, facts, fixture, NAMES } from "../../../test/support/hotmart-calls.ts";

describe("test button", () => {
  test.each([
    ["data.buyer.email", "TesteComprador271101postman15@example.com"],
    ["data.product.id", 0],
    ["data.product.id", "0"],
    ["data.product.ucode", "FB056612-bcc6-4217-9e6d-2a5d1110ac2f"],
    ["data.purchase.transaction", "HP1121336654889"],
    ["data.purchase.transaction", "HP09915534436216"],
  ])("is recognised by %s = %j alone", (path, value) => {
    expect(facts(changed("purchase.approved.2.0.0", path, value)).isTest).toBe(true);
  });

  test("is not suspected in real sales", () => {
    const real = NAMES.filter((name) => !name.endsWith(".test-button"));

    expect(real.filter((name) => facts(fixture(name)).isTest)).toEqual([]);
  });
});
