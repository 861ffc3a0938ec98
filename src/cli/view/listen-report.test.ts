import { expect, test } from "vitest";
import { IntgError } from "../../core/errors.ts";
import { en } from "../../messages/en/index.ts";
import { createTexts } from "../../messages/text.ts";
import { problemText } from "./listen-report.ts";

const TEXTS = createTexts(en);

test.each([
  [new IntgError("INTG_STORE_FULL"), "The disk is full; nothing was half written."],
  [new TypeError("Cannot read ana@example.com of undefined"), "TypeError"],
  ["ana@example.com", "string"],
])("of a failure that is not ours nothing is told but its name: %s", (error, text) => {
  expect(problemText(error, TEXTS)).toBe(text);
});
