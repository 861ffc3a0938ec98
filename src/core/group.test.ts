import { expect, test } from "vitest";
import { groupBy } from "./group.ts";

test("groups keep keys and items in order of appearance", () => {
  const groups = groupBy(["pix", "boleto", "card", "pay"], (word) => word.charAt(0));

  expect([...groups]).toEqual([
    ["p", ["pix", "pay"]],
    ["b", ["boleto"]],
    ["c", ["card"]],
  ]);
});

test("keys are told apart as a map does, so that null and undefined are groups too", () => {
  const groups = groupBy([1, 2, 3], (n) => (n === 1 ? null : n === 2 ? undefined : "null"));

  expect([...groups]).toEqual([
    [null, [1]],
    [undefined, [2]],
    ["null", [3]],
  ]);
});

test("nothing gives no groups", () => {
  expect([...groupBy([], () => "x")]).toEqual([]);
});
