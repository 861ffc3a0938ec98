import { expect, it } from "vitest";
import { lineWords } from "./line-words.ts";

it.each([
  ["product list", "product list"],
  ["--home x product list", "product list"],
  ["--home=x --json prodct --lang en list", "prodct list"],
  ["--home x", ""],
  ["--json", ""],
  ["", ""],
])("the words of `%s` are `%s`", (line, words) => {
  const found = lineWords(line.split(" ").filter((word) => word !== ""));

  expect(found.map(({ word }) => word).join(" ")).toBe(words);
});
