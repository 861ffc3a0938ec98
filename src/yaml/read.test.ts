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
      { line: 1, column: 1, problem: { code: "yaml.missing-key", params: { where: null, key: "title" } } },
      { line: 2, column: 5, problem: { code: "yaml.missing-key", params: { where: "steps[0]", key: "event" } } },
      { line: 3, column: 12, problem: { code: "yaml.wrong-type", params: { where: "steps[1].event", type: "string" } } },
      { line: 4, column: 11, problem: { code: "yaml.not-one-of", params: { where: "steps[1].kind", known: "once, twice" } } },
    ]);
  });

  test("with a key that nobody knows points at the key", () => {
    const read = readYaml("title: x\ntitel: y\n", SCHEMA);

    expect(read.ok ? [] : read.error).toEqual([
      { line: 2, column: 1, problem: { code: "yaml.unknown-key", params: { where: null, key: "titel" } } },
    ]);
  });

  test("with a key that is nearly one that is not there asks whether that was meant", () => {
    const read = readYaml("title: x\nstesp: []\n", SCHEMA);

    expect(read.ok ? [] : read.error).toEqual([
      { line: 2, column: 1, problem: { code: "yaml.unknown-key-near", params: { where: null, key: "stesp", near: "steps" } } },
    ]);
  });

  test.each([
    ["a: [1\nb: 2", "indent"],
    ["a: b: c", "second-colon"],
    ["title: x\ntitle: y\n", "twice"],
    ['title: "x', "missing"],
    ['title: "\\y"', "escape"],
    ["title: @x", "start"],
    ["a: 1\n---\nb: 2\n", "documents"],
    ["a:\n\tb: 1\n", "tab"],
    ["a: }", "unexpected"],
    ["a\nb: c", "long-key"],
    ["a: { b: 1 c: 2 }", "missing"],
  ])("that is no YAML is told why: %j", (text, why) => {
    const read = readYaml(text, {});

    expect(read.ok ? [] : read.error.map(({ problem }) => problem)).toContainEqual({ code: `yaml.syntax.${why}`, params: {} });
  });

  test.each([
    ["a line too far to the left", "a:\n  - b: 1\n   c: 2\n    d: 3\n  - b: 4\n", [[3, "indent"]]],
    ["a line too far to the right", "a:\n  - b: 1\n      c: 2\n    d: 3\n", [[2, "second-colon"]]],
    ["a tab", "a:\n  - b: 1\n\tc: 2\n    d: 3\ne:\n  - f: 1\n", [[3, "tab"]]],
    [
      "a key twice and a tab",
      "a: 1\na: 2\nb:\n\tc: 1\n",
      [
        [2, "twice"],
        [4, "tab"],
      ],
    ],
  ] as const)("tells of %s that, and not what the parser makes of the rest", (_, text, told) => {
    const read = readYaml(text, {});

    expect(read.ok ? [] : read.error.map(({ line, problem }) => [line, problem.code])).toEqual(
      told.map(([line, why]) => [line, `yaml.syntax.${why}`]),
    );
  });

  test("that is wrong in a way of which we have no words is told in those of the parser", () => {
    const read = readYaml("a: &x &y b", {});

    expect(read.ok ? [] : read.error[0]?.problem).toMatchObject({ code: "yaml.syntax", params: { detail: expect.any(String) } });
  });

  test.each([
    [{ minimum: 3 }, 2, "yaml.too-small", { n: 3 }],
    [{ maximum: 3 }, 4, "yaml.too-large", { n: 3 }],
    [{ minLength: 1 }, "", "yaml.empty", {}],
    [{ minLength: 2 }, "a", "yaml.too-short", { n: 2 }],
    [{ maxLength: 2 }, "abc", "yaml.too-long", { n: 2 }],
    [{ minItems: 1 }, [], "yaml.too-few", { n: 1 }],
    [{ maxItems: 1 }, [1, 2], "yaml.too-many", { n: 1 }],
    [{ minProperties: 1 }, {}, "yaml.too-few", { n: 1 }],
    [{ maxProperties: 0 }, { a: 1 }, "yaml.too-many", { n: 0 }],
    [{ const: "a" }, "b", "yaml.not-one-of", { known: "a" }],
    [{ type: ["array", "string"] }, 1, "yaml.wrong-type", { type: "array|string" }],
    [{ uniqueItems: true }, [1, 1], "yaml.wrong-value", {}],
  ])("that breaks %j is told in a code of ours", (schema, value, code, params) => {
    const read = readYaml(JSON.stringify({ it: value }), { properties: { it: schema } });

    expect(read.ok ? [] : read.error.map(({ problem }) => problem)).toEqual([{ code, params: { where: "it", ...params } }]);
  });

  test("that multiplies itself by aliases is refused and does not fill the memory", () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ..."bcdefghi".split("").map((key, at) => `${key}: &${key} [${Array(9).fill(`*${"abcdefgh"[at]}`).join(",")}]`),
    ];

    expect(readYaml(bomb.join("\n"), {})).toMatchObject({ ok: false, error: [{ problem: { code: "yaml.aliases" } }] });
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
      { line: 5, column: 1, problem: { code: "yaml.unknown-key", params: { where: null, key: "more" } } },
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
