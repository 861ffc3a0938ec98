import { describe, expect, test } from "vitest";
import { closest } from "./suggest.ts";

const TRIGGERS = ["purchase.approved", "purchase.refunded", "purchase.refused", "boleto.issued", "pix.issued"];
const OPERATORS = ["=", "contains", "starts-with", "ends-with", "in", "exists"];

describe("a typing error is recognised", () => {
  test.each([
    ["exist", "exists", "a letter missing"],
    ["exxists", "exists", "a letter too many"],
    ["exizts", "exists", "a wrong letter"],
    ["exitss", "exists", "two letters swapped"],
    ["startswith", "starts-with", "a hyphen missing"],
    ["EXISTS", "exists", "another case"],
    ["Conatins", "contains", "another case and two letters swapped"],
  ])("%s is meant to be %s (%s)", (word, meant) => {
    expect(closest(word, OPERATORS)).toBe(meant);
  });

  test("up to three in a long word", () => {
    expect(closest("purchaze_aproved", TRIGGERS)).toBe("purchase.approved");
  });
});

describe("the nearest wins", () => {
  test("over one that is near as well", () => {
    expect(closest("purchase.refuse", TRIGGERS)).toBe("purchase.refused");
  });

  test("and of equally near ones the first", () => {
    expect(closest("bat", ["cat", "rat"])).toBe("cat");
    expect(closest("bat", ["rat", "cat"])).toBe("rat");
  });

  test("and the word itself over all", () => {
    expect(closest("cat", ["bat", "cat"])).toBe("cat");
  });
});

describe("the beginning of a word", () => {
  test("stands for the whole", () => {
    expect(closest("cont", OPERATORS)).toBe("contains");
    expect(closest("purchase.app", TRIGGERS)).toBe("purchase.approved");
    expect(closest("BOL", TRIGGERS)).toBe("boleto.issued");
  });

  test("stands for the shortest of several", () => {
    expect(closest("purchase", TRIGGERS)).toBe("purchase.refused");
  });

  test("gives way to a word that is near as a whole", () => {
    expect(closest("pix", ["pix.issued", "pox"])).toBe("pox");
  });

  test("wins over a word that is as near: `refund` is no beginning of `refused`", () => {
    expect(closest("purchase.refund", TRIGGERS)).toBe("purchase.refunded");
  });

  test("of one letter is none", () => {
    expect(closest("p", TRIGGERS)).toBeNull();
  });
});

describe("nothing is suggested", () => {
  test.each([
    ["xyz", OPERATORS],
    ["on", OPERATORS],
    ["containerships", OPERATORS],
    ["", OPERATORS],
    ["exists", []],
  ])("for %j among %j", (word, candidates) => {
    expect(closest(word, candidates)).toBeNull();
  });

  test("for a huge word, without comparing it", () => {
    expect(closest("a".repeat(5_000_000), TRIGGERS)).toBeNull();
  });
});
