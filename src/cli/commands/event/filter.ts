import type { Command } from "commander";
import { findContact } from "../../../app/contact-story.ts";
import type { EventFilter } from "../../../app/ports.ts";
import { requireProvider } from "../../../app/require-provider.ts";
import { readSince } from "../../../core/duration.ts";
import { IntgError } from "../../../core/errors.ts";
import { EVENT_STATUSES } from "../../../core/event.ts";
import { closest } from "../../../core/suggest.ts";
import { isTrigger, TRIGGERS, type Trigger } from "../../../core/triggers.ts";
import type { Texts } from "../../../messages/text.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";

/** Filters that `event list` and `event tail` share. */
export function defineFilter(command: Command, texts: Texts): void {
  command
    .option("--provider <provider>", texts("event.option.provider"))
    .option("--store <store>", texts("event.option.store"))
    .option("--trigger <trigger>", texts("event.option.trigger"))
    .option("--status <status>", texts("event.option.status", { statuses: EVENT_STATUSES.join(", ") }))
    .option("--contact <contact>", texts("event.option.contact"));
}

/** What the filters say, checked: a misspelt trigger is told, instead of finding nothing. */
export async function readFilter(context: Context, input: Input): Promise<Omit<EventFilter, "limit" | "afterId">> {
  const [provider, store, trigger, contact, since] = [
    input.text("provider"),
    input.text("store"),
    input.text("trigger"),
    input.text("contact"),
    input.text("since"),
  ];
  const status = input.oneOf("status", EVENT_STATUSES);
  return {
    ...(provider === undefined ? {} : { provider: requireProvider(provider).id }),
    ...(store === undefined ? {} : { store }),
    ...(trigger === undefined ? {} : { trigger: requireTrigger(trigger) }),
    ...(status === undefined ? {} : { status }),
    ...(since === undefined ? {} : { since: requireSince(since, context, input) }),
    ...(contact === undefined ? {} : { contactId: (await findContact(await context.store(), contact)).id }),
  };
}

function requireTrigger(text: string): Trigger {
  if (isTrigger(text)) return text;
  throw new IntgError("INTG_UNKNOWN_TRIGGER", { given: text, suggestion: closest(text, TRIGGERS) });
}

/** A date without an offset is a date of this machine's zone. */
export function requireSince(text: string, context: Context, input: Input): string {
  const since = readSince(text, context.clock.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  if (since !== null) return since;
  throw input.badValue("since", text, context.texts("event.since-expected"));
}
