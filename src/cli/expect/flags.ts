import type { Command } from "commander";
import { actionOf } from "../../actions/index.ts";
import type { Expectation, Forbidden, WantedAction } from "../../app/expect/expectation.ts";
import { durationMs } from "../../core/duration.ts";
import { IntgError } from "../../core/errors.ts";
import { EVENT_STATUSES } from "../../core/event.ts";
import { ACTION_IDS, type ActionId } from "../../core/rule.ts";
import { closest } from "../../core/suggest.ts";
import { isTrigger, TRIGGERS } from "../../core/triggers.ts";
import type { Texts } from "../../messages/text.ts";
import { repeatable } from "../command.ts";
import { readFilter } from "../commands/event/filter.ts";
import { readCondition } from "../commands/rule/condition.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { printable } from "../printable.ts";

const MOST = 1_000_000;

export function defineExpectation(command: Command, texts: Texts): void {
  command
    .option("--provider <provider>", texts("event.option.provider"))
    .option("--store <store>", texts("event.option.store"))
    .option("--trigger <trigger>", texts("expect.option.trigger"))
    .option("--product <slug>", texts("expect.option.product"))
    .option("--status <status>", texts("expect.option.status", { statuses: EVENT_STATUSES.join(", ") }), "processed")
    .option("--where <condition>", texts("expect.option.where"))
    .option("--action <action>", texts("expect.option.action"), repeatable)
    .option("--count <n>", texts("expect.option.count"))
    .option("--exactly <n>", texts("expect.option.exactly"))
    .option("--forbid <action|trigger>", texts("expect.option.forbid"), repeatable)
    .option("--since <when>", texts("expect.option.since"))
    .option("--within <duration>", texts("expect.option.within"), "30s")
    .option("--settle <duration>", texts("expect.option.settle"), "1s");
}

/** What is expected, and where. */
export interface Asked {
  readonly expectation: Expectation;
  /** The condition as it was written. */
  readonly whereText: string | null;
  readonly home: string;
}

/** What the flags ask for, each checked before anything is waited for. */
export async function readAsked(context: Context, input: Input): Promise<Asked> {
  const { texts } = context;
  const { provider = null, store = null, trigger = null, status = "processed", since = null } = await readFilter(context, input);
  const where = input.text("where")?.trim();
  const expectation: Expectation = {
    ...{ provider, store, trigger, status, since },
    product: input.text("product") ?? null,
    where: where === undefined ? null : readCondition(where, texts),
    actions: input.list("action").map((text) => readAction("action", text, input, texts)),
    count: readCount(input, texts),
    forbidden: distinct(input.list("forbid").map((text) => readForbidden(text, input, texts))),
    withinMs: readDuration("within", input, texts),
    settleMs: readDuration("settle", input, texts),
  };
  return { expectation, whereText: where ?? null, home: context.options.home };
}

/** `tag.add vip`, as it was asked for. */
export function wantedText({ id, target }: WantedAction): string {
  return target === null ? id : `${id} ${printable(target)}`;
}

export function forbiddenText(forbidden: Forbidden): string {
  return forbidden.kind === "trigger" ? forbidden.trigger : wantedText(forbidden.action);
}

function readCount(input: Input, texts: Texts): Expectation["count"] {
  const [count, exactly] = [input.integer("count", { min: 1, max: MOST }), input.integer("exactly", { min: 0, max: MOST })];
  if (count !== undefined && exactly !== undefined)
    throw new IntgError("INTG_USAGE", { detail: texts("expect.count-and-exactly"), command: input.command });
  return exactly === undefined ? { kind: "at-least", n: count ?? 1 } : { kind: "exactly", n: exactly };
}

function readForbidden(text: string, input: Input, texts: Texts): Forbidden {
  const word = text.trim();
  return isTrigger(word) ? { kind: "trigger", trigger: word } : { kind: "action", action: readAction("forbid", text, input, texts) };
}

/** `access.block`, or `tag.add vip` for one target only. */
function readAction(flag: "action" | "forbid", text: string, input: Input, texts: Texts): WantedAction {
  const [, word = "", target = ""] = /^\s*(\S*)\s*(.*?)\s*$/su.exec(text) ?? [];
  const id = ACTION_IDS.find((candidate) => candidate === word);
  if (id === undefined) throw input.badValue(flag, printable(text), expectedWord(flag, word, texts));
  return { id, target: target === "" ? null : readTarget(id, target) };
}

/** As a rule keeps it, so that the two are the same text; what a rule would refuse is compared as it stands. */
function readTarget(id: ActionId, target: string): string {
  const call = actionOf(id).readTarget(target);
  return (call.ok ? call.value.target : null) ?? target;
}

function expectedWord(flag: "action" | "forbid", word: string, texts: Texts): string {
  const known: readonly string[] = flag === "action" ? ACTION_IDS : [...ACTION_IDS, ...TRIGGERS];
  const suggestion = closest(word, known);
  if (suggestion !== null) return texts("expect.did-you-mean", { suggestion });
  return texts(flag === "action" ? "expect.expected-action" : "expect.expected-forbidden", { actions: ACTION_IDS.join(", ") });
}

function readDuration(flag: "within" | "settle", input: Input, texts: Texts): number {
  const text = input.text(flag) ?? "";
  const ms = durationMs(text);
  if (ms === null) throw input.badValue(flag, printable(text), texts("expect.expected-duration"));
  return ms;
}

function distinct(forbidden: readonly Forbidden[]): readonly Forbidden[] {
  const texts = forbidden.map(forbiddenText);
  return forbidden.filter((_, at) => texts.indexOf(texts[at] ?? "") === at);
}
