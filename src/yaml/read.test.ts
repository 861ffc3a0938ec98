import { describe, expect, test } from "vitest";
import { inspectYaml, readYaml } from "./read.ts";

const SCHEMA = {
  type: "object",
  required: ["title"],
  additionalProperties: false,
  properties: {
    title: { type: "string" },
    steps: {
      type: "array",
      items: {
        type: "object",
        required: ["event"],
        additionalProperties: false,
        properties: { event: { type: "string" }, kind: { enum: ["once", "twice"] } },
      },
    },
  },
};

describe("a YAML file", () => {
  test("that fits is given as data, and tells where things stand", () => {
    const read = readYaml("title: A story\nsteps:\n  - event: boleto\n  - event: purchase\n    kind: once\n", SCHEMA);

    expect(read.ok && read.value.value).toEqual({ title: "A story", steps: [{ event: "boleto" }, { event: "purchase", kind: "once" }] });
    expect(read.ok && read.value.placeOf(["steps", 1, "kind"])).toEqual({ line: 5, column: 11 });
    expect(read.ok && read.value.placeOf(["steps", 1, "missing"])).toEqual({ line: 4, column: 5 });
  });

  test("that does not fit is told with every fault and its place", () => {
    const read = readYaml("steps:\n  - evnt: boleto\n  - event: 7\n    kind: thrice\n", SCHEMA);

    expect(read.ok ? [] : read.error).toEqual([
      { line: 1, column: 1, problem: { code: "yaml.missing-key", params: { where: "the file", key: "title" } } },
      { line: 2, column: 5, problem: { code: "yaml.missing-key", params: { where: "steps[0]", key: "event" } } },
      { line: 3, column: 12, problem: { code: "yaml.wrong-type", params: { where: "steps[1].event", type: "string" } } },
      { line: 4, column: 11, problem: { code: "yaml.not-one-of", params: { where: "steps[1].kind", known: "once, twice" } } },
    ]);
  });

  test("with a key that nobody knows points at the key", () => {
    const read = readYaml("title: x\ntitel: y\n", SCHEMA);

    expect(read.ok ? [] : read.error).toEqual([
      { line: 2, column: 1, problem: { code: "yaml.unknown-key", params: { where: "the file", key: "titel" } } },
    ]);
  });

  test.each(["title: [", "a: b: c", "title: x\ntitle: y\n", "\u0000"])("that is no YAML is refused: %j", (text) => {
    expect(readYaml(text, SCHEMA).ok).toBe(false);
  });

  test("that multiplies itself by aliases is refused and does not fill the memory", () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ..."bcdefghi".split("").map((key, at) => `${key}: &${key} [${Array(9).fill(`*${"abcdefgh"[at]}`).join(",")}]`),
    ];

    expect(readYaml(bomb.join("\n"), {}).ok).toBe(false);
  });
});

describe("a YAML file that is inspected", () => {
  const look = { ...SCHEMA.properties, title: { type: "string", pattern: "^[a-z]+$", examples: ["abc", "de"] } };

  test("is given with everything that is wrong, and where", () => {
    const { file, problems, wrong } = inspectYaml("title: A1\nsteps:\n  - event: boleto\n  - kind: once\nmore: 1\n", {
      ...SCHEMA,
      properties: look,
    });

    expect(file?.value).toMatchObject({ title: "A1" });
    expect(problems).toEqual([
      { line: 1, column: 8, problem: { code: "yaml.wrong-look", params: { where: "title", examples: "abc, de" } } },
      { line: 4, column: 5, problem: { code: "yaml.missing-key", params: { where: "steps[1]", key: "event" } } },
      { line: 5, column: 1, problem: { code: "yaml.unknown-key", params: { where: "the file", key: "more" } } },
    ]);
    expect(wrong).toEqual(expect.arrayContaining([["title"], ["steps", 1], []]));
  });

  test("is none when it is not YAML", () => {
    expect(inspectYaml("a: [", SCHEMA)).toMatchObject({ file: null, wrong: [] });
  });

  test("tells a value as it is written, before YAML makes a number of it", () => {
    const file = inspectYaml("a: 1.000\nb: [0x1F, 'x', &n 007, *n]\nc: {}\n", {}).file;

    expect(["a", "c", "d"].map((key) => file?.textOf([key]))).toEqual(["1.000", undefined, undefined]);
    expect([0, 1, 2, 3].map((at) => file?.textOf(["b", at]))).toEqual(["0x1F", "x", "007", undefined]);
  });
});
