import { describe, expect, it } from "vitest";
import { helpAsFlag } from "./help-line.ts";

const isCommand = (word: string) => ["product", "explain"].includes(word);

describe("helpAsFlag", () => {
  it.each([
    ["help", "--help"],
    ["help --json", "--help"],
    ["help product add", "product add --help"],
    ["help product", "product --help"],
    ["help explain", "explain --help"],
    ["--home /tmp/x help product add", "--home /tmp/x product add --help"],
    ["help triggers", "help triggers"],
    ["help triggers --json", "help triggers --json"],
    ["help nonsense", "help nonsense"],
    ["help --help", "help --help"],
    ["product add help", "product add help"],
    ["--home help product add", "--home help product add"],
    ["", ""],
  ])("reads `intg %s` as `intg %s`", (line, meant) => {
    const words = (text: string) => text.split(" ").filter((word) => word !== "");

    expect(helpAsFlag(words(line), isCommand)).toEqual(words(meant));
  });
});
