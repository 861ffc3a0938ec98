import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDocument } from "./document.ts";
import { isPlainDocument } from "./document-plain.ts";

test.each(["56921485000100", "B7K2M9X4000152", "ZZZZZZZZZZZZ62", "10000000000145", "52998224725", "10000000019", "01234567890"])(
  "%s is one",
  (text) => {
    expect(isPlainDocument(text)).toBe(true);
  },
);

test.each([
  ["24656485000100", "wrong check digits"],
  ["00000000000000", "one digit repeated"],
  ["11111111111", "one digit repeated"],
  ["56.921.485/0001-00", "a mask"],
  ["b7k2m9x4000152", "lower case"],
  ["12ABC34501DEA5", "a letter in the check digits"],
  ["5299822472A", "a letter in a CPF"],
  ["", "nothing"],
])("%j is none (%s)", (text) => {
  expect(isPlainDocument(text)).toBe(false);
});

const digit = fc.constantFrom(..."0123456789");
const sign = fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const root = fc.oneof(fc.string({ unit: digit, minLength: 9, maxLength: 9 }), fc.string({ unit: sign, minLength: 12, maxLength: 12 }));

test("it says what parseDocument says, of every pair of check digits", () => {
  const pairs = Array.from({ length: 100 }, (_, at) => String(at).padStart(2, "0"));

  fc.assert(
    fc.property(root, (start) => {
      const plain = pairs.filter((pair) => isPlainDocument(start + pair));
      const parsed = pairs.filter((pair) => parseDocument(start + pair).ok);
      expect(plain).toStrictEqual(parsed);
    }),
    { numRuns: 300 },
  );
});
