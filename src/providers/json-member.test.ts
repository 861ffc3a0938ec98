import { describe, expect, test } from "vitest";
import { valuesOfMember, withMember, withoutMember } from "./json-member.ts";

describe("cutting a member out of JSON text", () => {
  test.each([
    ["first", '{"key":"s","a":1}', ["key"], '{"a":1}'],
    ["last, with the spaces of the others kept", '{ "a": 1.0 , "key" : "s" }', ["key"], '{ "a": 1.0 }'],
    ["only", '{"key":"s"}', ["key"], "{}"],
    ["twice", '{"key":"s","a":1,"key":"t"}', ["key"], '{"a":1}'],
    ["spelled with an escape", '{"k\\u0065y":"s","a":1}', ["key"], '{"a":1}'],
    ["holding braces and quotes", '{"key":"}\\",{","a":1}', ["key"], '{"a":1}'],
    ["an object", '{"key":{"b":[1,{"c":2}]},"a":1}', ["key"], '{"a":1}'],
    [
      "deeper",
      '{"a":1,"data":{"x":2,"producer":{"id":1,"secret":"s"}},"z":3}',
      ["data", "producer", "secret"],
      '{"a":1,"data":{"x":2,"producer":{"id":1}},"z":3}',
    ],
  ] as const)("%s", (_, text, path, expected) => {
    expect(withoutMember(text, path)).toBe(expected);
  });

  test.each([
    ["is not there", '{"a": 1}', ["key"]],
    ["is only deeper", '{"a":{"key":"s"}}', ["key"]],
    ["lies below something that is no object", '{"data":["key"],"b":"x"}', ["data", "key"]],
  ] as const)("leaves the text alone when it %s", (_, text, path) => {
    expect(withoutMember(text, path)).toBe(text);
  });
});

describe("adding a member to JSON text", () => {
  test.each([
    ["to an empty object", "{}", ["key"], '{"key":"s"}'],
    ["first", '{ "a": 1 }', ["key"], '{"key":"s", "a": 1 }'],
    ["deeper", '{"a":1,"data":{"producer":{ }}}', ["data", "producer", "key"], '{"a":1,"data":{"producer":{"key":"s" }}}'],
    ["nowhere, when the object that should hold it is missing", '{"a":1}', ["data", "key"], '{"a":1}'],
  ] as const)("%s", (_, text, path, expected) => {
    expect(withMember(text, path, "s")).toBe(expected);
  });

  test("is taken back by cutting it", () => {
    const text = '{"a":1,"data":{"b":[{"c":"}"}]}}';

    expect(withoutMember(withMember(text, ["data", "key"], "s\"'"), ["data", "key"])).toBe(text);
  });
});

test.each([
  ["once", '{"a":{"key":"deeper"},"key":"s"}', ["s"]],
  ["twice, in order", '{"key":"s", "a":1, "k\\u0065y" : "t"}', ["s", "t"]],
  ["as something that is no text", '{"key":7,"x":"key"}', [null]],
  ["not at all", '{"a":"key"}', []],
])("every value of a member is found: %s", (_, text, expected) => {
  expect(valuesOfMember(text, "key")).toEqual(expected);
});
