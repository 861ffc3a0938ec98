import { note } from "../../core/note.ts";
import type { Rule } from "../../core/rule.ts";
import type { Store } from "../ports.ts";
import { judge } from "./judge.ts";
import type { RuleTest, TestFailure } from "./model.ts";
import { type PlayOptions, playEvents } from "./play.ts";

/** What came of one test; no failure is a pass. */
export interface TestOutcome {
  readonly name: string;
  readonly failures: readonly TestFailure[];
  readonly ms: number;
}

/**
 * Runs tests one after the other, each in a world in which nothing has happened yet.
 *
 * @param store - furnished with what is sold and with the rules; everything that happens in it is taken away again.
 */
export async function runTests(
  tests: readonly RuleTest[],
  rules: readonly Rule[],
  store: Store,
  options: PlayOptions & { readonly monotonicMs: () => number },
): Promise<readonly TestOutcome[]> {
  const outcomes: TestOutcome[] = [];
  for (const test of tests) {
    const began = options.monotonicMs();
    const failures = await failuresOf(test, rules, store, options);
    outcomes.push({ name: test.name, failures, ms: options.monotonicMs() - began });
  }
  return outcomes;
}

async function failuresOf(test: RuleTest, rules: readonly Rule[], store: Store, options: PlayOptions): Promise<readonly TestFailure[]> {
  const played = await playEvents(test.given, store, options);
  if ("refused" in played) {
    return [{ what: note("rule-test.refused", { number: played.number }), why: [{ rule: null, reason: played.refused }] }];
  }
  const triggers = new Map<string, string>();
  const events = await store.events.list({ limit: test.given.length * MOST_EVENTS });
  for (const event of events) triggers.set(event.id, event.trigger);
  return judge(played, test.expected, rules, (id) => triggers.get(id) ?? "-");
}

/** One call tells of a few events at most. */
const MOST_EVENTS = 100;
