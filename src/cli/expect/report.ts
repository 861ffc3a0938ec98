import type { Forbidden } from "../../app/expect/expectation.ts";
import type { WatchOutcome } from "../../app/expect/watch.ts";
import type { CheckResult } from "../../core/check.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import { cell, printable } from "../printable.ts";
import type { View } from "../view/view.ts";
import { type Asked, forbiddenText, wantedText } from "./flags.ts";
import { missLines } from "./misses.ts";

/** Events that are named one by one. */
const SHOWN_EVENTS = 3;

/** A check for the count, and one for each thing that was forbidden. */
export function expectationChecks(asked: Asked, outcome: WatchOutcome, view: View): readonly CheckResult[] {
  return [countCheck(asked, outcome, view), ...asked.expectation.forbidden.map((one) => forbiddenCheck(one, asked, outcome, view))];
}

function countCheck(asked: Asked, outcome: WatchOutcome, view: View): CheckResult {
  const { texts } = view;
  const { count } = asked.expectation;
  const { matched, endedEarly, reachedMs, elapsedMs } = outcome;
  const isExact = count.kind === "exactly";
  const wanted = texts(isExact ? "expect.title.exactly" : "expect.title.at-least", { n: count.n });
  const ms = Math.round(isExact ? elapsedMs : (reachedMs ?? elapsedMs));
  const check = { id: "count", title: titleText(wanted, subjectText(asked, view), view), ms };
  const events = eventLines(matched, view);
  if (isExact && matched.length > count.n)
    return { ...check, verdict: "failed", details: [texts("expect.too-many", { came: matched.length }), ...events] };
  if (reachedMs !== null && !(isExact && endedEarly)) {
    // None came where nothing ever does: right, but perhaps the wrong home.
    if (!outcome.hasStore) return { ...check, verdict: "warned", details: [texts("expect.no-store", { home: printable(asked.home) })] };
    return { ...check, verdict: "passed", details: events };
  }
  if (endedEarly) return { ...check, verdict: "skipped", details: [texts("expect.ended-early", { came: matched.length }), ...events] };
  return { ...check, verdict: "failed", details: [...missLines(asked, outcome, view), ...events] };
}

function forbiddenCheck(forbidden: Forbidden, asked: Asked, outcome: WatchOutcome, view: View): CheckResult {
  const { texts } = view;
  const text = forbiddenText(forbidden);
  const nothing = texts(forbidden.kind === "trigger" ? "expect.title.no-event" : "expect.title.no-action", { text });
  const title = titleText(nothing, scopeText(asked, view), view);
  const check = { id: `forbid.${text.replaceAll(/\s+/g, ":")}`, title };
  const violation = outcome.violations.find((one) => one.forbidden === forbidden);
  if (violation !== undefined) {
    const event = eventText(violation.event, view);
    const explain = texts("expect.explain", { id: violation.event.id });
    return { ...check, verdict: "failed", details: [texts("expect.came", { event }), explain] };
  }
  if (outcome.endedEarly) return { ...check, verdict: "skipped", details: [texts("expect.not-watched")] };
  return { ...check, verdict: "passed", details: [] };
}

function titleText(title: string, subject: string, { texts }: View): string {
  return subject === "" ? title : texts("expect.title.subject", { title, subject });
}

/** `hotmart purchase.approved of curso-x, where buyer.email = ana@example.com, deciding tag.add aluno` */
function subjectText(asked: Asked, view: View): string {
  const { trigger, status, actions } = asked.expectation;
  const { texts } = view;
  const parts = [
    ...(actions.length === 0 ? [] : [texts("expect.part.deciding", { actions: actions.map(wantedText).join(", ") })]),
    ...(status === "processed" ? [] : [status]),
  ];
  return [...headParts(asked, trigger, view), ...whereParts(asked, view), ...parts].join(", ");
}

/** Whose events are looked at for what is forbidden. */
function scopeText(asked: Asked, view: View): string {
  return [...headParts(asked, null, view), ...whereParts(asked, view)].join(", ");
}

function headParts({ expectation: { provider, store, product } }: Asked, trigger: string | null, { texts }: View): readonly string[] {
  const from = store === null ? provider : `${provider ?? "*"}/${printable(store)}`;
  const words = [from, trigger, product === null ? null : texts("expect.part.of", { product: printable(product) })];
  const head = words.filter((word) => word !== null).join(" ");
  return head === "" ? [] : [head];
}

function whereParts({ whereText }: Asked, { texts }: View): readonly string[] {
  return whereText === null ? [] : [texts("expect.part.where", { condition: printable(whereText) })];
}

function eventLines(events: readonly CanonicalEvent[], view: View): readonly string[] {
  const more = events.length - SHOWN_EVENTS;
  const shown = events.slice(0, SHOWN_EVENTS).map((event) => eventText(event, view));
  return more > 0 ? [...shown, view.texts("expect.more-events", { n: more })] : shown;
}

/** An event in one line, without colours: it also goes into a JUnit file. */
function eventText(event: CanonicalEvent, view: View): string {
  const { buyer } = view.event(event);
  const what = event.productSlug ?? event.lead?.listing ?? event.product.externalId;
  const who = buyer.email ?? buyer.phone ?? buyer.name;
  return [event.id, event.provider, event.trigger, cell(what), cell(who)].join("  ");
}
