import type { Command } from "commander";
import { findContact } from "../../../app/contact-story.ts";
import type { EventFilter } from "../../../app/ports.ts";
import { requireProduct } from "../../../app/register-product.ts";
import { requireProvider } from "../../../app/require-provider.ts";
import type { Condition } from "../../../core/condition.ts";
import { readSince } from "../../../core/duration.ts";
import { IntgError } from "../../../core/errors.ts";
import { EVENT_STATUSES } from "../../../core/event.ts";
import type { Instant } from "../../../core/instant.ts";
import { closest } from "../../../core/suggest.ts";
import { isTrigger, TRIGGERS, type Trigger } from "../../../core/triggers.ts";
import type { Texts } from "../../../messages/text.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { readCondition } from "../rule/condition.ts";

/** Filters that `event list` and `event tail` share. */
export function defineFilter(command: Command, texts: Texts): void {
  command
    .option("--provider <provider>", texts("event.option.provider"))
    .option("--store <store>", texts("event.option.store"))
    .option("--trigger <trigger>", texts("event.option.trigger"))
    .option("--status <status>", texts("event.option.status", { statuses: EVENT_STATUSES.join(", ") }))
    .option("--product <slug>", texts("event.option.product"))
    .option("--contact <contact>", texts("event.option.contact"))
    .option("--where <condition>", texts("event.option.where"));
}

/** `--where` as a condition over an event; null without it. */
export function readWhere(input: Input, texts: Texts): Condition | null {
  const text = input.text("where")?.trim();
  return text === undefined ? null : readCondition(text, texts);
}

/** What the filters say, checked: a misspelt trigger is told, instead of finding nothing. */
export async function readFilter(context: Context, input: Input): Promise<Omit<EventFilter, "limit" | "afterId">> {
  const [provider, store, trigger, product, contact] = [
    input.text("provider"),
    input.text("store"),
    input.text("trigger"),
    input.text("product"),
    input.text("contact"),
  ];
  const [since, until] = [readMoment("since", context, input), readMoment("until", context, input)];
  if (since !== null && until !== null && until <= since) {
    throw input.badValue("until", input.text("until") ?? "", context.texts("event.until-expected"));
  }
  const status = input.oneOf("status", EVENT_STATUSES);
  return {
    ...(provider === undefined ? {} : { provider: requireProvider(provider).id }),
    ...(store === undefined ? {} : { store }),
    ...(trigger === undefined ? {} : { trigger: requireTrigger(trigger) }),
    ...(status === undefined ? {} : { status }),
    ...(product === undefined ? {} : { product: await requireSlug(context, product) }),
    ...(since === null ? {} : { since }),
    ...(until === null ? {} : { until }),
    ...(contact === undefined ? {} : { contactId: (await findContact(await context.store(), contact)).id }),
  };
}

function requireTrigger(text: string): Trigger {
  if (isTrigger(text)) return text;
  throw new IntgError("INTG_UNKNOWN_TRIGGER", { given: text, suggestion: closest(text, TRIGGERS) });
}

/** A product that was removed still has events, so a slug need only have been one. */
async function requireSlug(context: Context, slug: string): Promise<string> {
  const store = await context.store();
  if ((await store.events.list({ product: slug, limit: 1 })).length === 0) await requireProduct(store, slug);
  return slug;
}

function readMoment(option: "since" | "until", context: Context, input: Input): Instant | null {
  const text = input.text(option);
  return text === undefined ? null : requireMoment(option, text, context, input);
}

/** A date without an offset is a date of this machine's zone. */
export function requireSince(text: string, context: Context, input: Input): Instant {
  return requireMoment("since", text, context, input);
}

function requireMoment(option: "since" | "until", text: string, context: Context, input: Input): Instant {
  const moment = readSince(text, context.clock.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  if (moment !== null) return moment;
  throw input.badValue(option, text, context.texts("event.since-expected"));
}
