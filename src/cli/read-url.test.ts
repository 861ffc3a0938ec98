import { expect, test } from "vitest";
import { readUrl } from "./read-url.ts";

test("a URL stays as it was written, but for blanks around it", () => {
  expect(readUrl(" https://example.com/webhook?a=b ")).toBe("https://example.com/webhook?a=b");
});

test("an error repeats neither user nor password nor what moves the cursor", () => {
  expect(() => readUrl("https://ana:senha@example.com/\u001b[2J")).toThrow(
    expect.objectContaining({ code: "INTG_URL_INVALID", params: { given: "https://…@example.com/\\u{1b}[2J" } }),
  );
});
