import type { Command } from "commander";
import type { AccountKey } from "../../app/set-credential.ts";
import { readSince } from "../../core/duration.ts";
import type { Texts } from "../../messages/text.ts";
import type { SalesHistory, SalesRange } from "../../providers/vendor-api.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";

const DAY_MS = 86_400_000;
const USUAL = "30d";

export function defineRange(command: Command, texts: Texts): void {
  command.option("--since <when>", texts("reconcile.option.since"), USUAL).option("--until <when>", texts("reconcile.option.until"));
}

/** A date without an offset is a date of this machine's zone. */
export function readRange(input: Input, { provider }: AccountKey, { oldestDays }: SalesHistory, context: Context): SalesRange {
  const { texts, clock } = context;
  const now = clock.now();
  const from = momentOf("since", input, context) ?? now;
  const until = momentOf("until", input, context) ?? now;
  // Nothing was sold yet that will be.
  const to = until > now ? now : until;
  if (to <= from) throw input.badValue("until", input.text("until") ?? now, texts("reconcile.not-before-since"));
  if (oldestDays !== null && Date.parse(now) - Date.parse(from) > oldestDays * DAY_MS)
    throw input.badValue("since", input.text("since") ?? "", texts("reconcile.too-old", { title: provider.title, n: oldestDays }));
  return { from, to };
}

function momentOf(name: "since" | "until", input: Input, { clock, texts }: Context): string | undefined {
  const text = input.text(name);
  if (text === undefined) return undefined;
  const at = readSince(text, clock.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  if (at === null) throw input.badValue(name, text, texts("event.since-expected"));
  return at;
}
