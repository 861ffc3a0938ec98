import { describe, expect, it } from "vitest";
import { plainView } from "../../../test/support/view.ts";
import { TOPICS } from "../help-topics.ts";
import { widthOf } from "./columns.ts";
import { fitted } from "./fitted.ts";
import { topicText } from "./topic.ts";

const PROSE = "a ".repeat(48).trim();

describe("a text in a narrow terminal", () => {
  it.each([
    ["stays as it is where it fits", "one two", 80, "one two"],
    ["stays as it is in a pipe", PROSE, null, PROSE],
    ["breaks between words, and leaves the last column free", "one two three", 8, "one two\nthree"],
    ["goes on under the words of a step", "  1  one two three", 14, "  1  one two\n     three"],
    ["goes on under the last column of a row", "  x  yy  one two three", 19, "  x  yy  one two\n         three"],
    ["puts a last column that has no room below the others", "  xxxx  yyyy  one two", 18, "  xxxx  yyyy\n    one two"],
    ["keeps commands whole", "       intg product add something", 20, "       intg product add something"],
    ["joins the lines of a paragraph first", `${PROSE}\nb c`, 82, `${"a ".repeat(41).trim()}\n${"a ".repeat(7)}b c`],
    ["joins nothing to a line that ended early", `${PROSE}\n\nb\nc`, 82, `${"a ".repeat(41).trim()}\n${"a ".repeat(7).trim()}\n\nb\nc`],
  ])("%s", (_, text, columns, expected) => {
    expect(fitted(text, columns)).toBe(expected);
  });

  it.each(TOPICS)("is whole at 80 columns: %s", (topic) => {
    const lines = fitted(topicText(topic, plainView(), "/home/x"), 80).split("\n");

    expect(lines.filter((line) => widthOf(line) > 79 && !/^ *intg /.test(line))).toEqual([]);
  });
});
