import { describe, expect, test } from "vitest";
import { renderTable } from "./table.ts";

const HEAD = ["WORD", "TRIGGER", "FORMAT"];
const ROWS = [
  ["late", "purchase.approved + subscription.started", "v1"],
  ["cart", "cart.abandoned", "v1-flat"],
];

const longest = (text: string) => Math.max(...text.split("\n").map((line) => line.length));

describe("a table", () => {
  test("stays as it is where there is room, and in a pipe", () => {
    expect(renderTable(HEAD, ROWS, 60)).toBe(renderTable(HEAD, ROWS));
    expect(longest(renderTable(HEAD, ROWS))).toBe(4 + 2 + 40 + 2 + 7);
  });

  test("wraps its widest column between words", () => {
    expect(renderTable(HEAD, ROWS, 40)).toBe(
      [
        "WORD  TRIGGER                    FORMAT",
        "late  purchase.approved +        v1",
        "      subscription.started",
        "cart  cart.abandoned             v1-flat",
      ].join("\n"),
    );
  });

  test("breaks words where nothing else helps, and leaves no character out", () => {
    const narrow = renderTable(HEAD, ROWS, 26);

    expect(longest(narrow)).toBeLessThanOrEqual(26);
    expect(narrow).not.toContain("…");
    for (const letter of "purchase.approvedsubscription.started") expect(narrow).toContain(letter);
  });
});
