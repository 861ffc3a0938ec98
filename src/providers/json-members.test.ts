import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAtPath, membersOf, textsAtPath, withMember, withoutMembers } from "./json-members.ts";

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

const withoutPath = (text: string, path: readonly string[]) => withoutMembers(text, (member) => isAtPath(member, path));

test.each([
  [
    "deep",
    '{"a":1,"data":{"x":2,"producer":{"id":1,"secret":"s"}},"z":3}',
    ["data", "producer", "secret"],
    '{"a":1,"data":{"x":2,"producer":{"id":1}},"z":3}',
  ],
  ["only deeper than asked for", '{"a":{"key":"s"}}', ["key"], '{"a":{"key":"s"}}'],
  ["inside a list, which no path leads through", '{"data":[{"key":"s"}]}', ["data", "key"], '{"data":[{"key":"s"}]}'],
  ["in the second of two objects of one name", '{"d":{"k":1,"x":2},"d":{"k":3}}', ["d", "k"], '{"d":{"x":2},"d":{}}'],
] as const)("a member is found by its path: %s", (_, text, path, expected) => {
  expect(withoutPath(text, path)).toBe(expected);
});

test.each([
  ["once", '{"a":{"key":"deeper"},"key":"s"}', ["key"], ["s"]],
  ["twice, in order", '{"key":"s", "a":1, "k\\u0065y" : "t"}', ["key"], ["s", "t"]],
  ["as something that is no text", '{"key":7,"x":"key"}', ["key"], [null]],
  ["not at all", '{"a":"key"}', ["key"], []],
  ["deeper", '{"f":{"key":"s"},"f":{"key":"t"}}', ["f", "key"], ["s", "t"]],
] as const)("every text at a path is found: %s", (_, text, path, expected) => {
  expect(textsAtPath(text, path)).toEqual(expected);
});

describe("adding a member", () => {
  test.each([
    ["to an empty object", "{}", ["key"], '{"key":"s"}'],
    ["first", '{ "a": 1 }', ["key"], '{"key":"s", "a": 1 }'],
    ["deeper", '{"a":1,"data":{"producer":{ }}}', ["data", "producer", "key"], '{"a":1,"data":{"producer":{"key":"s" }}}'],
    ["nowhere, when the object that should hold it is missing", '{"a":1}', ["data", "key"], '{"a":1}'],
    ["nowhere, when what should hold it is no object", '{"data":[1]}', ["data", "key"], '{"data":[1]}'],
  ] as const)("%s", (_, text, path, expected) => {
    expect(withMember(text, path, "s")).toBe(expected);
  });

  test("is taken back by cutting it", () => {
    const text = '{"a":1,"data":{"b":[{"c":"}"}]}}';

    expect(withoutPath(withMember(text, ["data", "key"], "s\"'"), ["data", "key"])).toBe(text);
  });
});
