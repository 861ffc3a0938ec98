import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { membersOf, withoutMembers } from "./json-members.ts";

const without = (text: string) => withoutMembers(text, ({ key }) => key === "k");

describe("cutting members", () => {
  test.each([
    ["the only one", '{"k":1}', "{}"],
    ["the first", '{"k":1,"b":2}', '{"b":2}'],
    ["one between", '{"a":1, "k" : [1,{"x":"}"}] ,"b":2}', '{"a":1,"b":2}'],
    ["the last", '{"a":1,"k":1}', '{"a":1}'],
    ["all of several", '{"k":1,"k":2,"k":3}', "{}"],
    ["the last ones", '{"a":1,"k":1,"k":2}', '{"a":1}'],
    ["the first ones", '{"k":1,"k":2,"a":1}', '{"a":1}'],
    ["every other one", '{"k":1,"a":1,"k":2,"b":2,"k":3}', '{"a":1,"b":2}'],
    ["in objects of lists", '{"l":[{"k":1},{"a":[[{"k":{}}]]}]}', '{"l":[{},{"a":[[{}]]}]}'],
    ["with what is inside them", '{"k":{"k":1,"a":{"k":2}},"b":1}', '{"b":1}'],
    ["under an escaped name", '{"\\u006b":1,"b":2}', '{"b":2}'],
    ["behind texts full of signs", '{"a":"\\"k\\":1,{[","k":"}\\\\","b":2}', '{"a":"\\"k\\":1,{[","b":2}'],
    ["but not texts of that name", '{"a":"k","b":["k"]}', '{"a":"k","b":["k"]}'],
  ])("takes %s, and leaves every other character", (_, text, expected) => {
    expect(without(text)).toBe(expected);
  });

  test("does what parsing, deleting and writing would do, in any JSON and any layout", () => {
    const withKeys = fc.jsonValue().map((value) => [{ k: value, a: { k: 1, b: value } }, value]);
    fc.assert(
      fc.property(withKeys, fc.constantFrom(0, 1, "\t"), (value, indent) => {
        const deleted = JSON.stringify(value, (key, inner: unknown) => (key === "k" ? undefined : inner));

        const cut = without(JSON.stringify(value, null, indent));

        expect(JSON.stringify(JSON.parse(cut))).toBe(JSON.stringify(JSON.parse(deleted)));
        expect(without(cut)).toBe(cut);
      }),
    );
  });
});

test("members tell their depth, and two of one name are both there", () => {
  const text = '{"a":{"b":1},"a":[{"c":" x "}]}';

  const members = membersOf(text).map(({ key, depth, valueStart, end }) => [key, depth, text.slice(valueStart, end)]);

  expect(members).toEqual([
    ["a", 1, '{"b":1}'],
    ["b", 2, "1"],
    ["a", 1, '[{"c":" x "}]'],
    ["c", 3, '" x "'],
  ]);
});

test("a body that nests as deep as a call may be long is read to its end", () => {
  const deep = `${"[".repeat(200_000)}{"k":1}${"]".repeat(200_000)}`;

  expect(without(deep)).toBe(deep.replace('{"k":1}', "{}"));
});
