import { XMLBuilder } from "fast-xml-parser";
import type { CheckResult } from "../core/check.ts";

/** A control character that no XML document may hold. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Checks as JUnit XML, which CI systems show; a warning is a test that passed and said something. */
export function junitXml(suite: string, results: readonly CheckResult[]): string {
  const count = (verdict: CheckResult["verdict"]) => results.filter((result) => result.verdict === verdict).length;
  const totalMs = results.reduce((sum, { ms }) => sum + (ms ?? 0), 0);
  const attributes = {
    "@name": suite,
    "@tests": results.length,
    "@failures": count("failed"),
    "@errors": 0,
    "@skipped": count("skipped"),
    "@time": seconds(totalMs),
  };
  const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: "@", format: true, suppressEmptyNode: true });
  return builder.build({
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    testsuites: { testsuite: { ...attributes, testcase: results.map((result) => testCase(suite, result)) } },
  });
}

function testCase(suite: string, { id, title, verdict, details, ms }: CheckResult): object {
  const text = clean(details.join("\n"));
  const head = { "@classname": clean(`${suite}.${id}`), "@name": clean(title), "@time": seconds(ms ?? 0) };
  if (verdict === "failed") return { ...head, failure: { "@message": clean(details[0] ?? ""), "#text": text } };
  if (verdict === "skipped") return { ...head, skipped: { "@message": clean(details[0] ?? "") } };
  return text === "" ? head : { ...head, "system-out": text };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function clean(text: string): string {
  return text.replace(NOT_XML, "\u{FFFD}");
}
