import { describe, expect, test } from "vitest";
import { leadlovers } from "./index.ts";

const field = (object: string) => leadlovers.codes.find((code) => code.object === object);

describe("codes of leadlovers", () => {
  test.each([
    ["tag", "640001", "640001"],
    ["tag", " 640001 ", "640001"],
    ["funnel", "700001/1500001", "700001/1500001"],
    ["funnel", "700001 / 1500001", "700001/1500001"],
    ["sequence", "700001/1500002/1", "700001/1500002/1"],
    ["sequence", " 700001/1500002 / 12", "700001/1500002/12"],
  ])("of a %s are read: %s", (object, text, code) => {
    expect(field(object)?.read(text)).toEqual({ ok: true, value: code });
  });

  test.each([
    ["tag", "aluno"],
    ["tag", ""],
    ["tag", "0"],
    ["tag", "-1"],
    ["tag", "640001.5"],
    ["tag", "1234567890123456"],
    ["tag", "700001/640001"],
    ["funnel", "1500001"],
    ["funnel", "700001/"],
    ["funnel", "700001/1500001/1"],
    ["sequence", "700001/1500002"],
    ["sequence", "700001/1500002/boas-vindas"],
    ["sequence", "700001/1500002/0"],
  ])("of a %s are refused: %s", (object, text) => {
    expect(field(object)?.read(text)).toEqual({ ok: false, error: { code: `leadlovers.bad-${object}`, params: { given: text } } });
  });

  test("are needed for every tag, funnel and sequence, and their examples can be read", () => {
    expect(leadlovers.codes.map(({ object, isRequired }) => [object, isRequired])).toEqual([
      ["tag", true],
      ["sequence", true],
      ["funnel", true],
    ]);
    for (const { example, read } of leadlovers.codes) expect(read(example)).toEqual({ ok: true, value: example });
  });

  test.each([
    ["tag", "640001", "640001"],
    ["tag", "aluno", null],
    ["funnel", "700001/1500001", "700001/1500001"],
    ["funnel", "1500001", null],
    ["funnel", "vendas/2026", null],
  ])("of a %s are known in a target: %s", (object, target, code) => {
    expect(field(object)?.asCode?.(target)).toBe(code);
  });

  test("are found part by part, by queries that there are, each of which takes the parts before", () => {
    const parts = leadlovers.codes.map(({ object, queries = [], example }) => [object, queries, example.split("/").length]);

    expect(parts).toEqual([
      ["tag", ["tags"], 1],
      ["sequence", ["machines", "sequences", "levels"], 3],
      ["funnel", ["machines", "sequences"], 2],
    ]);
    for (const { queries = [] } of leadlovers.codes) {
      expect(queries.map((name) => leadlovers.queries.find((query) => query.name === name)?.takes.length)).toEqual(
        queries.map((_, index) => index),
      );
    }
  });

  test("of a sequence are never a target, which has no place for three numbers", () => {
    expect(field("sequence")?.asCode).toBeUndefined();
  });
});
