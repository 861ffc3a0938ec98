import type { Change } from "../../app/settle.ts";
import type { StoryCalls } from "../../app/story/calls.ts";
import { type EndCheck, messagesSent } from "../../app/story/ends.ts";
import type { Played, StoryMoment } from "../../app/story/play.ts";
import type { Scenario } from "../../app/story/scenario.ts";
import type { PersonStanding } from "../../app/story/standing.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { LINK_RULE } from "../../core/effect.ts";
import { eventJson } from "../../core/event-json.ts";
import { type Instant, wallClock } from "../../core/instant.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { printable } from "../printable.ts";
import { alignRows, indent, padEnd } from "./columns.ts";
import { purchaseWord } from "./state-words.ts";
import { changeLines } from "./trace.ts";
import type { View } from "./view.ts";

/** A story that was played, with what came of its expectations. */
export interface ToldStory {
  readonly scenario: Scenario;
  readonly provider: ProviderAdapter;
  /** When it began; the first step may have been left out. */
  readonly begin: Instant;
  /** Whether it played among rules that the user does not know. */
  readonly isSample: boolean;
  readonly made: StoryCalls;
  readonly played: Played;
  readonly checks: readonly EndCheck[];
}

/** As wide as `day 999 23:59`. */
const TIME_COLUMN = 14;

/** What happened, moment by moment, and how everybody stands in the end. */
export function storyView(story: ToldStory, view: View): readonly string[] {
  const { scenario, played, checks } = story;
  const { style, texts } = view;
  const time = dayOf(story.begin, view);
  return [
    style.bold(printable(scenario.title)),
    ...(scenario.description === null ? [] : [style.dim(printable(scenario.description))]),
    "",
    ...played.moments.flatMap((moment) => momentLines(moment, { time, isSample: story.isSample }, view)),
    "",
    style.bold(texts("story.in-the-end")),
    ...indent(endLines(story, view)),
    ...(checks.length === 0 ? [] : ["", ...checkLines(checks, view)]),
  ];
}

/** `day 4 10:00`, by the clocks of the vendor's zone; the first day is 1. */
function dayOf(begin: Instant, { texts }: Pick<View, "texts">): (at: Instant) => string {
  const dateOf = (at: Instant) => Date.parse(`${(wallClock(at, VENDOR_ZONE) ?? at).slice(0, 10)}T00:00:00.000Z`);
  return (at) => {
    const day = Math.round((dateOf(at) - dateOf(begin)) / 86_400_000) + 1;
    return texts("story.day", { day, time: (wallClock(at, VENDOR_ZONE) ?? at).slice(11, 16) });
  };
}

interface Telling {
  readonly time: (at: Instant) => string;
  readonly isSample: boolean;
}

function momentLines(moment: StoryMoment, { time, isSample }: Telling, view: View): readonly string[] {
  const { style, texts } = view;
  const at = padEnd(time(moment.at), TIME_COLUMN);
  if (moment.kind === "sending") {
    const { dispatch, outcome, text } = moment;
    const what = `${dispatch.action} ${printable(dispatch.target)}`;
    const isSent = outcome.state === "sent";
    const mark = isSent ? style.cyan("→") : style.red("✗");
    const reason = isSent || outcome.reason === null ? "" : `  ${style.red(printable(texts.ofNote(outcome.reason)))}`;
    const said = text === null ? "" : style.dim(`  “${printable(text.split("\n")[0] ?? "")}”`);
    return [`${style.dim(at)}${mark} ${printable(dispatch.destination ?? "-")}  ${what}${view.showPii ? said : ""}${reason}`];
  }
  const { call, processed } = moment;
  const repeat = call.step.repeats === null ? "" : style.dim(` ${texts("story.again")}`);
  const lines = processed.flatMap(({ event, changes }, index) => {
    const label = index === 0 ? `${style.bold(call.step.event)}${repeat}` : "";
    const of = event.transaction.id === null ? "" : style.dim(`  ${printable(event.transaction.id)}`);
    const why = event.status === "processed" ? "" : `  ${style.yellow(event.status)}${reasonOf(event.reason, view)}`;
    const head = `${label}${label === "" ? "" : "  "}${style.dim(event.trigger)}${of}${why}`;
    return [head, ...(changes.length === 0 ? [] : indent(changeLines(isSample ? changes.map(withoutRule) : changes, view)))];
  });
  return lines.map((line, index) => `${index === 0 ? style.dim(at) : " ".repeat(TIME_COLUMN)}${line}`);
}

/** The id of a rule that nobody can look up says nothing; that a link did it does. */
function withoutRule(change: Change): Change {
  return change.rule === LINK_RULE ? change : { ...change, rule: "" };
}

function reasonOf(reason: Parameters<View["texts"]["ofNote"]>[0] | null, view: View): string {
  return reason === null ? "" : view.style.dim(`  ${printable(view.texts.ofNote(reason))}`);
}

function endLines({ played }: ToldStory, view: View): readonly string[] {
  const { style, texts } = view;
  const people = played.people.flatMap((person) => [
    printable(view.person(person.contact).email ?? view.person(person.contact).phone ?? person.contact.id),
    ...indent(alignRows(personRows(person, view))),
  ]);
  const sent = messagesSent(played);
  const messages = sent.length === 0 ? [] : [`${texts("story.messages-sent")}  ${sent.map(printable).join(", ")}`];
  return people.length + messages.length === 0 ? [style.dim(texts("story.nobody"))] : [...people, ...messages];
}

function personRows({ access, purchases, tags, funnels }: PersonStanding, { style, texts, local }: View): readonly string[][] {
  return [
    ...access.map(({ product, active, until }) => [
      style.dim(texts("story.access")),
      printable(product),
      `${active ? style.green(texts("story.open")) : style.yellow(texts("story.closed"))}${until === null ? "" : ` ${texts("story.until", { at: local(until) })}`}`,
    ]),
    ...purchases.map(({ transaction, state, product }) => [
      style.dim(texts("story.sale")),
      printable(transaction),
      `${purchaseWord(state, { texts })}  ${printable(product ?? "-")}`,
    ]),
    ...(tags.length === 0 ? [] : [[style.dim(texts("story.tags")), tags.map(printable).join(", ")]]),
    ...(funnels.length === 0 ? [] : [[style.dim(texts("story.funnels")), funnels.map(printable).join(", ")]]),
  ];
}

function checkLines(checks: readonly EndCheck[], { style, texts }: View): readonly string[] {
  const marks = { passed: style.green("✓"), failed: style.red("✗"), skipped: style.dim("-"), warned: style.yellow("!") };
  return alignRows(
    checks.map(({ id, verdict, expected, found }) => [
      `${marks[verdict]} ${id}`,
      expected,
      verdict === "passed" ? "" : style[verdict === "failed" ? "red" : "dim"](texts("story.found", { found })),
    ]),
  );
}

/** The same as one document. */
export function storyJson(story: ToldStory, told: { readonly name: string; readonly seed: number }, view: View): object {
  const { scenario, provider, made, played, checks } = story;
  const shown = { showPii: view.showPii, render: view.texts.ofNote };
  return {
    scenario: told.name,
    title: scenario.title,
    provider: provider.id,
    seed: told.seed,
    leftOut: [...new Set(made.leftOut.map(({ event }) => event))],
    moments: played.moments.map((moment) =>
      moment.kind === "sending"
        ? {
            type: "sending",
            at: moment.at,
            destination: moment.dispatch.destination,
            action: moment.dispatch.action,
            target: moment.dispatch.target,
            state: moment.outcome.state,
            reason: moment.outcome.reason === null ? null : view.texts.ofNote(moment.outcome.reason),
            text: view.showPii ? moment.text : null,
          }
        : {
            type: "call",
            at: moment.at,
            step: moment.call.number + 1,
            event: moment.call.step.event,
            events: moment.processed.map(({ event, changes }) => ({
              event: eventJson(event, shown),
              changes: changes.map(({ kind, target, before, after, rule }) => ({ kind, target, before, after, rule })),
            })),
          },
    ),
    people: played.people.map((person) => ({
      email: view.person(person.contact).email,
      access: person.access.map(({ product, active, until }) => ({ product, active, until })),
      sales: person.purchases.map(({ transaction, state, product }) => ({ transaction, state, product })),
      tags: person.tags,
      funnels: person.funnels,
    })),
    messagesSent: messagesSent(played),
    checks,
    passed: checks.every(({ verdict }) => verdict !== "failed"),
  };
}
