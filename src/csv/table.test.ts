import { expect, test } from "vitest";
import { csvTable } from "./table.ts";

test("a table is a head and rows, quoted only where a value needs it; what is not there is empty", () => {
  expect(
    csvTable(
      ["name", "amount"],
      [
        ["Ana, a primeira", 19700],
        ['"Rui"', null],
      ],
    ),
  ).toBe('name,amount\n"Ana, a primeira",19700\n"""Rui""",\n');
});

test.each([
  ["=1+1", "'=1+1"],
  ["+55", "'+55"],
  ["@x", "'@x"],
  ["-2+3", "'-2+3"],
  ["-1.5", "-1.5"],
  ["a=1", "a=1"],
])("a cell %j that a spreadsheet would run is text: %j", (given, cell) => {
  expect(csvTable(["x"], [[given]])).toBe(`x\n${cell}\n`);
});
