import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TOPICS } from "../src/cli/help-topics.ts";
import { help } from "../src/messages/pt-BR/help.ts";
import { packageRoot } from "../src/shared/package-root.ts";

/** A part of a README from one heading to the next; the first has none. */
interface Section {
  readonly heading: string;
  readonly level: number;
  readonly prose: string[];
  /** Each with the line of its fence first. */
  readonly blocks: string[][];
  /** Cells of the rows below the head. */
  readonly rows: string[][];
}

const [ENGLISH, PORTUGUESE] = ["README.md", "README.pt-BR.md"].map((file) => sectionsOf(read(file))) as [Section[], Section[]];
const PAIRS = ENGLISH.map((english, at) => ({ name: english.heading || "the beginning", english, portuguese: PORTUGUESE[at] }));

describe("the README in Portuguese", () => {
  test("is linked from the English one and links back, both in their first lines", () => {
    expect(read("README.md").split("\n").slice(0, 4).join("\n")).toContain("(README.pt-BR.md)");
    expect(read("README.pt-BR.md").split("\n").slice(0, 4).join("\n")).toContain("(README.md)");
  });

  test("has the sections of the English one, on the same levels", () => {
    expect(ENGLISH.length).toBeGreaterThan(20);
    expect(PORTUGUESE.map(({ level }) => level)).toEqual(ENGLISH.map(({ level }) => level));
  });

  test("names every topic of help, in the order in which help does, and so does help itself", () => {
    const list = TOPICS.join(", ");

    expect(read("README.pt-BR.md").replaceAll("\n", " ")).toContain(`Assuntos de \`intg help\`: ${list}.`);
    expect(help["help.description"]).toContain(`Assuntos: ${list}`);
  });

  test("links to the same places", () => {
    const links = (file: string) => read(file).match(/\]\(https?:[^)]+\)/g);

    expect(links("README.md")).not.toBeNull();
    expect(links("README.pt-BR.md")).toEqual(links("README.md"));
  });
});

describe.each(PAIRS)("in both languages, $name", ({ english, portuguese }) => {
  test("has the same blocks of code but for what they explain", () => {
    expect(portuguese?.blocks.map(withoutWords)).toEqual(english.blocks.map(withoutWords));
  });

  test("has the same rows of tables", () => {
    expect(portuguese?.rows.map(([first = ""]) => shape(first))).toEqual(english.rows.map(([first = ""]) => shape(first)));
    expect(portuguese?.rows.map(codesOf)).toEqual(english.rows.map(codesOf));
  });

  test("speaks of the same commands, flags, files and statuses, in as many points", () => {
    const points = ({ prose }: Section) => prose.filter((line) => line.startsWith("- ")).length;

    expect(portuguese === undefined ? null : codesOf(portuguese.prose)).toEqual(codesOf(english.prose));
    expect(portuguese === undefined ? null : points(portuguese)).toBe(points(english));
  });

  test("has the same figures", () => {
    const figures = ({ prose }: Section) =>
      [
        ...new Set(
          prose
            .join(" ")
            .replace(/`[^`]*`/g, "")
            .match(/\d[\d.]*\d|\d/g),
        ),
      ].sort();

    expect(portuguese === undefined ? null : figures(portuguese)).toEqual(figures(english));
  });
});

function read(file: string): string {
  return readFileSync(join(packageRoot(), file), "utf8");
}

function sectionsOf(text: string): Section[] {
  const sections = [emptySection("", 0)];
  let block: string[] | null = null;
  let tableLine = 0;
  for (const line of text.split("\n")) {
    const section = sections.at(-1) ?? emptySection("", 0);
    tableLine = line.startsWith("|") ? tableLine + 1 : 0;
    if (line.startsWith("```")) {
      if (block !== null) section.blocks.push(block);
      block = block === null ? [line] : null;
    } else if (block !== null) block.push(line);
    else if (line.startsWith("#")) sections.push(emptySection(line.replace(/^#+ /, ""), line.search(/[^#]/)));
    // The first two lines of a table are its head.
    else if (tableLine > 2) section.rows.push(line.split(/(?<!\\)\|/).slice(1, -1));
    else section.prose.push(line);
  }
  return sections;
}

function emptySection(heading: string, level: number): Section {
  return { heading, level, prose: [], blocks: [], rows: [] };
}

/** Comments, and in a block without a language what stands after a command, are told in each language. */
function withoutWords([fence = "", ...lines]: readonly string[]): readonly string[] {
  const words = fence === "```" ? /(^|\s)#.*$|(?<=\S) {2,}\S.*$/ : /(^|\s)#.*$/;
  return [fence, ...lines.map((line) => line.replace(words, ""))];
}

/** Each code span once; what stands for something else (`NAME`, `<your address>`, `the event`) has a name in each language. */
function codesOf(parts: readonly string[]): readonly string[] {
  const spans = parts.join("\n").match(/`[^`]+`/g) ?? [];
  return [...new Set(spans.map(shape))].sort();
}

function shape(text: string): string {
  return text
    .replaceAll("\n", " ")
    .replaceAll(/<[^<>]+>/g, "<>")
    .replaceAll(/(?<![\w/-])\p{Lu}{3,}(?![\w/-])/gu, "WORD")
    .replace(/"data": [\p{L} ]+ /u, '"data": <> ');
}
