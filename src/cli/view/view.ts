import type { ChalkInstance } from "chalk";
import type { CanonicalEvent } from "../../core/event.ts";
import type { Instant } from "../../core/instant.ts";
import { maskEvent, maskPerson, type Person } from "../../core/mask.ts";
import type { Texts } from "../../messages/text.ts";
import type { Context } from "../context.ts";

/** How things are shown to the person at this terminal, or to the pipe behind it. */
export interface View {
  readonly texts: Texts;
  readonly style: ChalkInstance;
  readonly showPii: boolean;
  /** Columns of the terminal; null in a pipe, where nothing is shortened. */
  readonly columns: number | null;
  /** Local date and time as the language writes it, `2026-11-03 10:22:41`. */
  local(instant: Instant): string;
  /** The event with its buyer as this view may show it. */
  event(event: CanonicalEvent): CanonicalEvent;
  person<T extends Person>(person: T): T;
}

/** The time of what `local` gave, `10:22:41`: behind ten characters of date in every language. */
export function timeOfDay(local: string): string {
  return local.slice(11);
}

export function viewOf(context: Pick<Context, "io" | "out" | "texts" | "options">): View {
  const { showPii } = context.options;
  const stdout = context.io.stdout;
  return {
    texts: context.texts,
    style: context.out.style,
    showPii,
    columns: stdout.isTTY === true && stdout.columns > 0 ? stdout.columns : null,
    local: context.texts.formats.dateTime,
    event: (event) => (showPii ? event : maskEvent(event)),
    person: (person) => (showPii ? person : maskPerson(person)),
  };
}
