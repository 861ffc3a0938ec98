import type { ChalkInstance } from "chalk";
import { type CheckResult, type CheckVerdict, hasFailed } from "../../core/check.ts";
import { EXIT_CODES } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import { padEnd } from "./columns.ts";

const MARKS: Readonly<Record<CheckVerdict, (style: ChalkInstance) => string>> = {
  passed: (style) => style.green("✓"),
  failed: (style) => style.red("✗"),
  warned: (style) => style.yellow("!"),
  skipped: (style) => style.dim("-"),
};

/** A line per check, and under those that did not pass what was found and what to do about it. */
export function checkLines(results: readonly CheckResult[], style: ChalkInstance): readonly string[] {
  const width = Math.max(0, ...results.map(({ id }) => id.length));
  return results.flatMap(({ id, title, verdict, details, ms }) => {
    const time = ms === undefined ? "" : style.dim(`  ${Math.round(ms)} ms`);
    const head = `${MARKS[verdict](style)} ${style.bold(padEnd(id, width))}  ${printable(title)}${time}`;
    return [head, ...details.map((line) => `    ${printable(line)}`)];
  });
}

/**
 * Reports checks the way every command that checks does: lines or one JSON document, a JUnit file where one is wished for, exit 8
 * when one failed.
 *
 * @param wishes.suite - names the whole, `conform grupozap`.
 * @param wishes.more - what the JSON document says beside `suite`, `passed` and `checks`.
 */
export async function reportChecks(
  results: readonly CheckResult[],
  wishes: { readonly suite: string; readonly junit: string | undefined; readonly more?: object },
  context: Pick<Context, "out" | "texts" | "fail">,
): Promise<void> {
  const { out, texts } = context;
  const failed = hasFailed(results);
  if (wishes.junit !== undefined) await writeJunit(wishes.junit, wishes.suite, results);
  if (out.json) out.document({ suite: wishes.suite, passed: !failed, ...wishes.more, checks: results });
  else {
    for (const line of checkLines(results, out.style)) out.line(line);
    const count = (verdict: CheckVerdict) => results.filter((result) => result.verdict === verdict).length;
    const counts = { passed: count("passed"), failed: count("failed"), warned: count("warned"), skipped: count("skipped") };
    out.say(`\n${failed ? out.styleErr.red(texts("checks.failed", counts)) : out.styleErr.green(texts("checks.passed", counts))}`);
  }
  if (failed) context.fail(EXIT_CODES.check);
}

export async function writeJunit(path: string, suite: string, results: readonly CheckResult[]): Promise<void> {
  const [{ junitXml }, { replaceFile }] = await Promise.all([import("../../junit/write.ts"), import("../../shared/replace-file.ts")]);
  await replaceFile(path, chunkOf(junitXml(suite, results)));
}

async function* chunkOf(text: string): AsyncIterable<string> {
  yield text;
}
