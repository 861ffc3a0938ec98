import { XMLParser } from "fast-xml-parser";
import { expect, test } from "vitest";
import { junitXml } from "./write.ts";

const RESULTS = [
  { id: "lead.current", title: "A current lead", verdict: "passed" as const, details: [], ms: 12 },
  { id: "key.wrong", title: "A wrong key", verdict: "failed" as const, details: ['answered 200 <"&', "Answer 401"], ms: 5 },
  { id: "slow", title: "Slow", verdict: "skipped" as const, details: ["the server went away"] },
  { id: "404", title: "404", verdict: "warned" as const, details: ["redirects\u0007"] },
];

test("checks are written as JUnit reads them", () => {
  const parsed = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" }).parse(junitXml("conform grupozap", RESULTS));
  const { testcase, ...suite } = parsed.testsuites.testsuite;

  expect(suite).toEqual({ name: "conform grupozap", tests: "4", failures: "1", errors: "0", skipped: "1", time: "0.017" });
  expect(testcase).toEqual([
    { classname: "conform grupozap.lead.current", name: "A current lead", time: "0.012" },
    {
      classname: "conform grupozap.key.wrong",
      name: "A wrong key",
      time: "0.005",
      failure: { message: 'answered 200 <"&', "#text": 'answered 200 <"&\nAnswer 401' },
    },
    { classname: "conform grupozap.slow", name: "Slow", time: "0.000", skipped: { message: "the server went away" } },
    { classname: "conform grupozap.404", name: "404", time: "0.000", "system-out": "redirects\u{FFFD}" },
  ]);
});

test("no check at all is a suite all the same", () => {
  expect(junitXml("expect", [])).toContain('tests="0"');
});
