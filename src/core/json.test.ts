import { describe, expect, test } from "vitest";
import { integerAt, isObject, objectAt, objectsAt, textAt, valueAt } from "./json.ts";

const BODY = {
  data: { buyer: { email: "a@example.com", empty: "", blank: "  ", none: null }, list: [{ id: 1 }, "x", null, [2], { id: 2 }] },
  id: 4711,
  nested: "text",
};

test.each([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  [undefined, false],
  ["{}", false],
  [1, false],
  [true, false],
])("%j: is it an object? %s", (value, answer) => {
  expect(isObject(value)).toBe(answer);
});

describe("a path", () => {
  test("leads to the value, the whole when it has no steps", () => {
    expect(valueAt(BODY, "data", "buyer", "email")).toBe("a@example.com");
    expect(valueAt(BODY, "data", "buyer", "none")).toBeNull();
    expect(valueAt(BODY)).toBe(BODY);
  });

  test.each([
    [["missing"]],
    [["data", "missing", "email"]],
    [["nested", "length"]],
    [["data", "list", "0"]],
    [["data", "buyer", "none", "x"]],
  ])("%j leads nowhere", (path) => {
    expect(valueAt(BODY, ...path)).toBeUndefined();
  });

  test.each(["constructor", "toString", "__proto__", "hasOwnProperty"])("%s does not reach what every object inherits", (step) => {
    expect(valueAt(BODY, step)).toBeUndefined();
  });

  test("to an object ignores everything else", () => {
    expect(objectAt(BODY, "data", "buyer")).toBe(BODY.data.buyer);
    expect(objectAt(BODY, "data", "list")).toBeUndefined();
    expect(objectAt(BODY, "nested")).toBeUndefined();
    expect(objectAt(undefined, "data")).toBeUndefined();
  });

  test("to a list of objects leaves out what is none", () => {
    expect(objectsAt(BODY, "data", "list")).toStrictEqual([{ id: 1 }, { id: 2 }]);
    expect(objectsAt(BODY, "data", "buyer")).toStrictEqual([]);
    expect(objectsAt(BODY, "missing")).toStrictEqual([]);
  });
});

test.each([
  ["text", "text"],
  ["  text ", "text"],
  ["", null],
  ["  ", null],
  [4711, "4711"],
  [0, "0"],
  [1.5, "1.5"],
  [Number.POSITIVE_INFINITY, null],
  [true, null],
  [null, null],
  [["a"], null],
  [{ a: "b" }, null],
])("%j as text is %j", (value, text) => {
  expect(textAt({ value }, "value")).toBe(text);
});

test.each([
  [12, 12],
  ["12", 12],
  [" 12 ", 12],
  ["-3", -3],
  [0, 0],
  ["007", 7],
  [1.5, null],
  ["1.0", null],
  ["12a", null],
  ["", null],
  ["9999999999999999", null],
  [1e21, null],
  [true, null],
  [null, null],
])("%j as an integer is %j", (value, integer) => {
  expect(integerAt({ value }, "value")).toBe(integer);
});

test("an absent field is neither text nor integer", () => {
  expect(textAt({}, "value")).toBeNull();
  expect(integerAt({}, "value")).toBeNull();
});
