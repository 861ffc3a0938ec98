import { describe, expect, test } from "vitest";
import { facts, fixture } from "../../../test/support/hotmart-calls.ts";
import { hotmart } from "./index.ts";

describe("table of events", () => {
  test("shows every row of the table, and each word names one row", () => {
    const words = hotmart.events.flatMap((row) => row.words);

    for (const row of hotmart.events) {
      const { format, trigger, also, nativeEvent } = facts(fixture(row.fixture));
      expect({ format, trigger, also, native: nativeEvent }).toEqual({
        format: row.format,
        trigger: row.trigger,
        also: row.also,
        native: row.native,
      });
    }
    expect(new Set(words).size).toBe(words.length);
  });
});
