import { expect, test } from "vitest";
import { DocumentSet } from "./document-set.ts";

test("a document is new once", () => {
  const documents = new DocumentSet();

  expect(documents.add("56921485000100")).toBe(true);
  expect(documents.add("B7K2M9X4000152")).toBe(true);
  expect(documents.add("52998224725")).toBe(true);

  expect(documents.add("56921485000100")).toBe(false);
  expect(documents.add("B7K2M9X4000152")).toBe(false);
  expect(documents.add("52998224725")).toBe(false);
});

test.each([
  ["B7K2M9X4000152", "B7K2M9X4000233", "two establishments of one company"],
  ["10000000019", "00010000000019", "a CPF and a number of fourteen characters with the same digits"],
  ["00000000000191", "01234567890", "the smallest numbers"],
  ["ZZZZZZZZZZZZ62", "12345678909", "the highest letters and a CPF"],
  ["1Q2B3C4D000192", "102B3C4D000192", "the same check digits"],
])("%s and %s are different (%s)", (first, second) => {
  const documents = new DocumentSet();

  expect([documents.add(first), documents.add(second), documents.add(first)]).toStrictEqual([true, true, false]);
});

test("fifty thousand documents are told apart, also after growing", () => {
  const documents = new DocumentSet();
  const numbers = Array.from({ length: 50_000 }, (_, at) => `${String(at * 7919).padStart(12, "0")}00`);

  expect(numbers.filter((number) => !documents.add(number))).toStrictEqual([]);
  expect(numbers.filter((number) => documents.add(number))).toStrictEqual([]);
});
