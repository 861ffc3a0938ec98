import { describe, expect, test } from "vitest";
import { readCsv } from "./read.ts";

function read(text: string) {
  return readCsv(Buffer.from(text, "utf8"));
}

describe("a CSV file", () => {
  test("is a header and rows that know their line", () => {
    const table = read("DOCUMENT,URL\n1,a\n\n2,b\n");

    expect(table).toStrictEqual({
      header: ["DOCUMENT", "URL"],
      rows: [
        { line: 2, cells: ["1", "a"] },
        { line: 4, cells: ["2", "b"] },
      ],
      brokenAt: null,
    });
  });

  test("may quote separators, quotes and line breaks; lines are still counted", () => {
    const table = read('A,B\r\n"x,""y""","two\nlines"\r\nz,\r\n');

    expect(table.rows).toStrictEqual([
      { line: 2, cells: ['x,"y"', "two\nlines"] },
      { line: 4, cells: ["z", ""] },
    ]);
  });

  test("may be separated by semicolons, begin with a byte order mark and end without a line break", () => {
    const table = read("\ufeffSLUG;URL\nacme;https://a.example/x,y");

    expect(table).toStrictEqual({ header: ["SLUG", "URL"], rows: [{ line: 2, cells: ["acme", "https://a.example/x,y"] }], brokenAt: null });
  });

  test("that is not UTF-8 is read as Windows-1252", () => {
    const table = readCsv(Buffer.from("NOME\nImóveis São João\n", "latin1"));

    expect(table.rows).toStrictEqual([{ line: 2, cells: ["Imóveis São João"] }]);
  });

  test("that is empty has no columns", () => {
    expect(read("")).toStrictEqual({ header: [], rows: [], brokenAt: null });
  });

  test("ends with an empty cell after a last separator", () => {
    expect(read("A,B\n1,").rows).toStrictEqual([{ line: 2, cells: ["1", ""] }]);
  });
});

test.each([
  ['A\n"never closed\nb\n', 2, "a quote that is never closed"],
  ['A\nok\nx"y\n', 3, "a quote inside a cell"],
  ['A\n"a"b\n', 2, "text after a closing quote"],
])("%j is broken at line %d (%s)", (text, line) => {
  expect(read(text).brokenAt).toBe(line);
});
