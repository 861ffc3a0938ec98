import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { quoted } from "./shell-quote.ts";

/** What a command is given that stands in a real shell with this word. */
function given(word: string): Buffer {
  return spawnSync("bash", ["-c", `printf %s ${word}`]).stdout;
}

describe("quoted", () => {
  test.each([
    ["plain text", 'João & Maria: $HOME `id` "x"'],
    ["quotes and backslashes", "it's \\n a 'test' \\"],
    ["control characters", "bell \u0007, escape \u001b[2J, 'line\nfeed\\, tab\t1"],
    ["marks that turn the text around", "a\u202eb\u2066c1"],
    ["a byte order mark", "\ufeff{}"],
    ["nothing", ""],
  ])("%s comes out of the shell as it went in", (_, text) => {
    expect(given(quoted(text)).toString("utf8")).toBe(text);
  });

  test("so do bytes that are no text", () => {
    const bytes = Buffer.from(Array.from({ length: 255 }, (_, at) => at + 1));

    expect(given(quoted(bytes))).toEqual(bytes);
  });

  test("nothing in it acts on the terminal that shows it", () => {
    expect(quoted("\u001b[2J\u202e")).toBe("$'\\x1b[2J\\xe2\\x80\\xae'");
  });

  test("text is left readable", () => {
    expect(quoted('{"name":"João"}')).toBe(`'{"name":"João"}'`);
  });
});
