import { type Decision, explainAll } from "../../core/evaluate.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import { type Note, note } from "../../core/note.ts";
import type { ActionCall, Rule } from "../../core/rule.ts";
import type { AccessStanding } from "../access-standing.ts";
import type { Processed } from "../process.ts";
import { actionPhrase } from "../rule-actions.ts";
import type { AccessWord, Expectation, Explanation, TestFailure } from "./model.ts";
import type { Played } from "./play.ts";

/** An action that was decided on, and by whom. */
interface Done {
  readonly call: ActionCall;
  readonly rule: string;
  readonly reason: Note;
}

/**
 * Everything that is not as it was expected to be.
 *
 * @param rules - those that stood, so that a rule that did not fire says why.
 * @param triggerOf - of the event of an id, for telling what put something as it is.
 */
export function judge(
  { last, buyer }: Played,
  expected: Expectation,
  rules: readonly Rule[],
  triggerOf: (eventId: string) => string,
): readonly TestFailure[] {
  const done = last.flatMap(({ decisions }) => doneOf(decisions));
  const standing = [
    ...setFailures(
      "tags",
      expected.tags,
      (buyer?.tags ?? []).map(({ tag, ...by }) => ({ name: tag, ...by })),
      triggerOf,
    ),
    ...setFailures(
      "sequences",
      expected.sequences,
      (buyer?.funnels ?? []).map(({ funnel, sequence, ...by }) => ({ name: `${funnel}/${sequence}`, ...by })),
      triggerOf,
    ),
    ...expected.access.flatMap(([product, word]) => accessFailure(product, word, buyer?.access ?? [], triggerOf)),
  ];
  const failures = [...statusFailure(last, expected), ...actionFailures(last, done, expected, rules), ...standing];
  return failures.length === 0 ? [] : [...failures, ...last.flatMap(({ event }) => circumstances(event))];
}

/** What kept the event from doing anything, where something did. */
function circumstances({ status, reason }: CanonicalEvent): readonly TestFailure[] {
  if (reason === null) return [];
  if (status === "processed") return [{ what: reason, why: [] }];
  return [{ what: note("rule-test.waits", { status }), why: [{ rule: null, reason }] }];
}

function doneOf(decisions: readonly Decision[]): readonly Done[] {
  return decisions.filter(({ fired }) => fired).flatMap(({ rule, reason, actions }) => actions.map((call) => ({ call, rule, reason })));
}

/** A pattern without a target means whatever the action acts on. */
function matches(call: ActionCall, pattern: ActionCall): boolean {
  return call.id === pattern.id && (pattern.target === null || call.target === pattern.target);
}

function statusFailure(last: readonly Processed[], { status }: Expectation): readonly TestFailure[] {
  const [event] = last.map((one) => one.event);
  if (status === null || event === undefined || event.status === status) return [];
  return [{ what: note("rule-test.status", { expected: status, actual: event.status }), why: [] }];
}

function actionFailures(
  last: readonly Processed[],
  done: readonly Done[],
  { does, doesOnly, doesNot }: Expectation,
  rules: readonly Rule[],
): readonly TestFailure[] {
  const wanted = [...does, ...(doesOnly ?? [])];
  const missing = wanted.filter((pattern) => !done.some(({ call }) => matches(call, pattern)));
  const forbidden = done.filter(({ call }) => doesNot.some((pattern) => matches(call, pattern)));
  const extra = doesOnly === null ? [] : done.filter(({ call }) => !doesOnly.some((pattern) => matches(call, pattern)));
  const failures = [
    ...missing.map((pattern) => ({
      what: note("rule-test.not-done", { action: actionPhrase(pattern) }),
      why: whyNot(pattern, last, rules),
    })),
    ...forbidden.map((one) => ({ what: note("rule-test.forbidden", { action: actionPhrase(one.call) }), why: [because(one)] })),
    ...extra
      .filter((one) => !forbidden.includes(one))
      .map((one) => ({ what: note("rule-test.extra", { action: actionPhrase(one.call) }), why: [because(one)] })),
  ];
  if (missing.length === 0 || last.every(({ event }) => event.status !== "processed")) return failures;
  const phrases = [...new Set(done.map(({ call }) => actionPhrase(call)))];
  const what = phrases.length === 0 ? note("rule-test.done-nothing") : note("rule-test.done", { actions: phrases.join(", ") });
  return [...failures, { what, why: [] }];
}

function because({ rule, reason }: Done): Explanation {
  return { rule, reason };
}

/** Why nobody did it: no rule does such a thing, or each that does had its reason; of an event that waits no rule was asked. */
function whyNot(pattern: ActionCall, last: readonly Processed[], rules: readonly Rule[]): readonly Explanation[] {
  if (last.every(({ event }) => event.status !== "processed")) return [];
  const doing = rules.filter(({ actions }) => actions.some((call) => matches(call, pattern)));
  if (doing.length === 0) return [{ rule: null, reason: note("rule-test.no-rule") }];
  const decided = last.flatMap(({ decisions }) => decisions);
  return doing.flatMap((rule) => {
    const own = decided.filter((decision) => decision.rule === rule.id);
    // Rules on other triggers were not looked at; what they wait for depends on nothing else.
    const reasons = own.length > 0 ? own : last.flatMap(({ event }) => explainAll(event, [rule], () => null));
    return reasons.map(({ reason }) => ({ rule: rule.id, reason }));
  });
}

interface Held {
  readonly name: string;
  readonly rule: string;
  readonly eventId: string;
}

function setFailures(
  what: "tags" | "sequences",
  expected: readonly string[] | null,
  held: readonly Held[],
  triggerOf: (eventId: string) => string,
): readonly TestFailure[] {
  if (expected === null) return [];
  const surplus = held.filter(({ name }) => !expected.includes(name));
  const isMissing = expected.some((name) => !held.some((one) => one.name === name));
  if (surplus.length === 0 && !isMissing) return [];
  const lists = { expected: listText(expected), actual: listText(held.map(({ name }) => name)) };
  const why = surplus.map(({ name, rule, eventId }) => ({
    rule,
    reason: note("rule-test.put", { what: name, trigger: triggerOf(eventId) }),
  }));
  return [{ what: what === "tags" ? note("rule-test.tags", lists) : note("rule-test.sequences", lists), why }];
}

function listText(names: readonly string[]): string | null {
  return names.length === 0 ? null : [...names].sort().join(", ");
}

function accessFailure(
  product: string,
  expected: AccessWord,
  access: readonly AccessStanding[],
  triggerOf: (eventId: string) => string,
): readonly TestFailure[] {
  const standing = access.find((one) => one.product === product);
  const actual = accessWord(standing);
  if (actual === expected) return [];
  const why = (standing?.grants ?? []).map(({ grant, state }) => ({
    rule: grant.rule,
    reason: note("rule-test.grant", { state, trigger: triggerOf(grant.eventId) }),
  }));
  return [{ what: note("rule-test.access", { product, expected, actual }), why }];
}

function accessWord(standing: AccessStanding | undefined): AccessWord {
  if (standing === undefined) return "none";
  const states = standing.grants.map(({ state }) => state);
  if (standing.active) return states.includes("active") ? "active" : "provisional";
  return states.includes("ended") ? "ended" : "blocked";
}
