import { STALE_MESSAGE_MS } from "../../app/outbox/attempt.ts";
import { WAITS_MS } from "../../core/backoff.ts";
import { FAILED_PERCENT, LEAST_OUTCOMES, OPEN_MS, WINDOW_MS } from "../../core/breaker.ts";
import { DISPATCH_STATES } from "../../core/dispatch.ts";
import { overtakenBy, stepOf } from "../../core/happy-path.ts";
import type { SendPolicy } from "../../core/sending.ts";
import { MESSAGE_FIELDS, MESSAGE_WORD_GROUPS } from "../../core/template-fields.ts";
import { TRIGGERS } from "../../core/triggers.ts";
import type { Destination } from "../../destinations/contract.ts";
import { DESTINATIONS } from "../../destinations/index.ts";
import type { Texts } from "../../messages/text.ts";
import { alignRows, indent } from "./columns.ts";
import type { View } from "./view.ts";

/** Longer lists of words are broken into lines of at most so many characters. */
const WIDTH = 84;
const PATH_COLUMNS = 3;

export function destinationsText({ texts, style }: View): string {
  const blocks = DESTINATIONS.flatMap((kind) => {
    const settings = kind.settings.map(({ name, fallback, isRequired }) => {
      if (isRequired === true) return `${name}*`;
      return fallback === undefined ? name : `${name}=${fallback}`;
    });
    const rows = [
      ...labelled(texts("help.destinations.row.does"), kind.actions),
      ...labelled(texts("help.destinations.row.settings"), settings),
      ...labelled(
        texts("help.destinations.row.secrets"),
        kind.secrets.map(({ name, isRequired }) => (isRequired ? `${name}*` : name)),
      ),
      ...labelled(
        texts("help.destinations.row.codes"),
        kind.codes.map(({ object, example }) => `${object} ${example}`),
      ),
      ...labelled(texts("help.destinations.row.pace"), paceOf(defaultPolicy(kind), texts)),
    ];
    return [`${style.cyan(kind.id)}  ${style.dim(texts.ofFact(kind.title))}`, ...indent(alignRows(rows)), ""];
  });
  return [texts("help.destinations.intro"), "", ...blocks, texts("help.destinations.end")].join("\n");
}

export function destinationsJson() {
  return {
    destinations: DESTINATIONS.map((kind) => ({
      kind: kind.id,
      title: kind.title,
      actions: kind.actions,
      settings: kind.settings.map(({ name, fallback = null, isRequired = false }) => ({ name, required: isRequired, default: fallback })),
      secrets: kind.secrets.map(({ name, isRequired, whereToFind }) => ({ name, required: isRequired, whereToFind })),
      codes: kind.codes.map(({ object, isRequired, example }) => ({ object, required: isRequired, example })),
      pace: defaultPolicy(kind),
    })),
  };
}

/** A word and what belongs to it, in as many lines as it takes. */
function labelled(label: string, words: readonly string[]): readonly (readonly string[])[] {
  return wrapped(words).map((line, at) => [at === 0 ? label : "", line]);
}

function defaultPolicy(kind: Destination): SendPolicy {
  return kind.policy(new Map(kind.settings.flatMap(({ name, fallback }) => (fallback === undefined ? [] : [[name, fallback] as const]))));
}

function paceOf({ concurrency, spacingMs, quiet }: SendPolicy, texts: Texts): readonly string[] {
  return [
    texts("help.destinations.at-once", { n: concurrency }),
    ...(spacingMs === 0 ? [] : [texts("help.destinations.spacing", { time: shortTime(spacingMs) })]),
    ...(quiet === null ? [] : [texts("help.destinations.quiet", { from: quiet.from, to: quiet.to })]),
  ];
}

/** Words with commas, in lines that fit. */
function wrapped(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const [at, word] of words.entries()) {
    const text = at === words.length - 1 ? word : `${word},`;
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= WIDTH) lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(text);
  }
  return lines.length === 0 ? ["-"] : lines;
}

export function messagesText({ texts, style }: View): string {
  const words = wordRows(texts).map(({ words: group, meaning }) => [style.cyan(group.join(", ")), meaning]);
  const paths = eventPaths();
  const height = Math.ceil(paths.length / PATH_COLUMNS);
  const grid = paths
    .slice(0, height)
    .map((_, row) => Array.from({ length: PATH_COLUMNS }, (_, column) => paths[column * height + row] ?? ""));
  const path = pathRows().map(({ place, trigger, cancels, within }) => [
    String(place),
    style.cyan(trigger),
    cancelsText(cancels, texts),
    within === null ? "-" : texts(`help.messages.within.${within}`),
  ]);
  const head = (["place", "event", "cancels", "within"] as const).map((name) => style.bold(texts(`help.messages.column.${name}`)));
  return [
    texts("help.messages.intro", { example: "{{first_name|amigo}}" }),
    "",
    style.bold(texts("help.messages.fields")),
    ...indent(alignRows(words)),
    "",
    style.bold(texts("help.messages.paths")),
    ...indent(alignRows(grid)),
    ...indent([texts("help.messages.tracking")]),
    "",
    style.bold(texts("help.messages.path")),
    texts("help.messages.path-intro"),
    ...indent(alignRows([head, ...path])),
    "",
    texts("help.messages.end", { stale: shortTime(STALE_MESSAGE_MS) }),
  ].join("\n");
}

function cancelsText(last: number | null, texts: Texts): string {
  if (last === null) return "-";
  return last === 1 ? "1" : texts("help.messages.up-to", { place: last });
}

export function messagesJson(texts: Texts) {
  return { fields: wordRows(texts), paths: [...eventPaths(), "tracking.<name>"], happyPath: pathRows() };
}

function wordRows(texts: Texts) {
  return MESSAGE_WORD_GROUPS.map((words) => ({ words, meaning: texts.maybe(`help.messages.field.${words[0]}`) ?? "" }));
}

/** Paths that stand for themselves; every path may also be written with `event.` before it. */
function eventPaths(): readonly string[] {
  return MESSAGE_FIELDS.filter((field) => field.includes(".") && !field.startsWith("event."));
}

/** The happy path in its order, its places counted from 1. */
function pathRows() {
  const onPath = TRIGGERS.flatMap((trigger) => {
    const step = stepOf(trigger);
    return step === null ? [] : [{ trigger, step, overtaken: overtakenBy(trigger) }];
  });
  const steps = [...new Set(onPath.map(({ step }) => step))].sort((first, second) => first - second);
  return onPath
    .sort((first, second) => first.step - second.step)
    .map(({ trigger, step, overtaken }) => ({
      place: steps.indexOf(step) + 1,
      trigger,
      /** The last place of which it cancels messages; null for none. */
      cancels: overtaken === null ? null : steps.filter((other) => other < overtaken.below).length,
      within: overtaken === null ? null : overtaken.within,
    }));
}

export function outboxText({ texts, style }: View): string {
  return [
    texts("help.outbox.intro"),
    "",
    style.bold(texts("help.outbox.states")),
    ...indent(alignRows(stateRows(texts).map(({ state, meaning }) => [style.cyan(state), meaning]))),
    "",
    style.bold(texts("help.outbox.tries")),
    texts("help.outbox.schedule", { waits: waits().join(", "), n: WAITS_MS.length }),
    "",
    style.bold(texts("help.outbox.circuit")),
    texts("help.outbox.circuit-text", {
      outcomes: LEAST_OUTCOMES,
      window: shortTime(WINDOW_MS),
      percent: FAILED_PERCENT,
      pause: shortTime(OPEN_MS),
    }),
    "",
    style.bold(texts("help.outbox.repeats")),
    texts("help.outbox.repeats-text"),
    "",
    style.bold(texts("help.outbox.again")),
    texts("help.outbox.again-text"),
  ].join("\n");
}

export function outboxJson(texts: Texts) {
  return {
    states: stateRows(texts),
    waitsMs: WAITS_MS,
    circuit: { outcomes: LEAST_OUTCOMES, windowMs: WINDOW_MS, percent: FAILED_PERCENT, pauseMs: OPEN_MS },
  };
}

function stateRows(texts: Texts) {
  return DISPATCH_STATES.map((state) => ({ state, meaning: texts(`help.outbox.state.${state}`) }));
}

/** The waits after the first attempt, which goes at once. */
function waits(): readonly string[] {
  return WAITS_MS.slice(1).map(shortTime);
}

/** `500 ms`, `30 s`, `2 min`, `24 h`. */
function shortTime(ms: number): string {
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000} h`;
  if (ms % 60_000 === 0) return `${ms / 60_000} min`;
  return ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`;
}
