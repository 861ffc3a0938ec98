import { expect, test } from "vitest";
import { maskDocument } from "./document-mask.ts";

test.each([
  ["56921485000100", "**********0100"],
  ["529.982.247-25", "*******4725"],
  ["B7K2M9X4000152", "**********0152"],
  ["123", "***"],
  ["", ""],
  ["\u001b[2J56921485000100", "**********0100"],
])("%j is shown as %j", (document, masked) => {
  expect(maskDocument(document)).toBe(masked);
});
