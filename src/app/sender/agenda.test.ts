import { describe, expect, test } from "vitest";
import { Agenda } from "./agenda.ts";

function drain(agenda: Agenda<string>): readonly string[] {
  const found: string[] = [];
  for (let entry = agenda.next(); entry !== undefined; entry = agenda.next()) found.push(`${entry.atMs} ${entry.what}`);
  return found;
}

describe("an agenda", () => {
  test("gives what is due first, whatever went in first", () => {
    const agenda = new Agenda<string>();
    for (const [atMs, what] of [
      [30, "third"],
      [10, "first"],
      [20, "second"],
    ] as const)
      agenda.add(atMs, what);

    expect(drain(agenda)).toEqual(["10 first", "20 second", "30 third"]);
  });

  test("keeps the order of what is due at one moment, also when more comes in between", () => {
    const agenda = new Agenda<string>();
    agenda.add(5, "a");
    agenda.add(5, "b");
    agenda.add(1, "before");
    agenda.add(5, "c");

    expect(drain(agenda)).toEqual(["1 before", "5 a", "5 b", "5 c"]);
  });

  test("is empty in the end", () => {
    expect(new Agenda<string>().next()).toBeUndefined();
  });
});
