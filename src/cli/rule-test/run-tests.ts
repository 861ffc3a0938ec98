import { basename } from "node:path";
import type { TestFailure } from "../../app/rule-tests/model.ts";
import { runTests, type TestOutcome } from "../../app/rule-tests/run-tests.ts";
import { bringAlong, furnish } from "../../app/rule-tests/world.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import type { CheckResult } from "../../core/check.ts";
import type { Texts } from "../../messages/text.ts";
import type { Context } from "../context.ts";
import { reportChecks } from "../view/checks.ts";
import { ruleName } from "../view/trace.ts";
import { presentSetup, readRuleTestFile } from "./read-file.ts";

/** Runs the tests of a file, on the rules it proposes or on those of this home. */
export async function runFileTests(path: string, junit: string | undefined, context: Context): Promise<void> {
  const { texts, ids, clock } = context;
  const home = context.hasStore() ? await context.store() : null;
  const { proposal, shop, tests } = await readRuleTestFile(path, "tests", await presentSetup(home), texts);
  const store = await context.scratchStore();
  await furnish(store, shop, proposal.rules);
  const leads = tests.some(({ given }) => given.some(({ provider }) => provider.family === "leads"));
  if (home !== null) await bringAlong(home, store, { leads });
  const options = { ids, zone: VENDOR_ZONE, monotonicMs: () => clock.monotonicMs() };
  const outcomes = await runTests(tests, proposal.rules, store, options);
  const results = outcomes.map((outcome, index) => resultOf(outcome, index, texts));
  await reportChecks(results, { suite: `rule test ${basename(path)}`, junit }, context);
}

/** Tests have names that are sentences, so their ids are their numbers. */
function resultOf({ name, failures, ms }: TestOutcome, index: number, texts: Texts): CheckResult {
  const verdict = failures.length === 0 ? "passed" : "failed";
  return { id: String(index + 1), title: name, verdict, details: failures.flatMap((failure) => failureLines(failure, texts)), ms };
}

function failureLines({ what, why }: TestFailure, texts: Texts): readonly string[] {
  const lines = why.map(({ rule, reason }) => {
    const text = texts.ofNote(reason);
    return rule === null ? `  ${text}` : `  ${ruleName(rule, { texts })}: ${text}`;
  });
  return [texts.ofNote(what), ...lines];
}
