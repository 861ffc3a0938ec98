import type { Command } from "commander";
import type { ReportWishes } from "../../app/report/build.ts";
import { SECTIONS, type Section } from "../../app/report/model.ts";
import { dayOf, STEPS, startOfDay } from "../../app/report/periods.ts";
import { requireProvider } from "../../app/require-provider.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { durationMs, readSince } from "../../core/duration.ts";
import { type Instant, wallClock } from "../../core/instant.ts";
import type { Texts } from "../../messages/text.ts";
import { repeatable } from "../command.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";

const DEFAULT_SINCE = "30d";
const DAY_MS = 86_400_000;
/** Rows of lists that may be long: what a person reads, and what a program does. */
const READ_ROWS = 10;
const DATA_ROWS = 1000;
const MOST_ROWS = 1_000_000;

export function defineWishes(command: Command, texts: Texts): void {
  const rows = { table: READ_ROWS, data: DATA_ROWS };
  command
    .option("--since <when>", texts("report.option.since"), DEFAULT_SINCE)
    .option("--until <when>", texts("report.option.until"))
    .option("--zone <zone>", texts("report.option.zone"), VENDOR_ZONE)
    .option("--provider <provider>", texts("report.option.provider"))
    .option("--store <store>", texts("report.option.store"))
    .option("--product <product>", texts("report.option.product"))
    .option("--by <step>", texts("report.option.by"))
    .option("--section <section>", texts("report.option.section", { sections: SECTIONS.join(", ") }), repeatable)
    .option("--limit <n>", texts("report.option.limit", rows))
    .option("--include-tests", texts("report.option.include-tests"));
}

/** @param isData - whether a program reads it, and so wants long lists whole. */
export function readWishes(context: Context, input: Input, isData: boolean): ReportWishes {
  const zone = readZone(context, input);
  const now = context.clock.now();
  const until = readMoment("until", input.text("until"), now, zone, context, input) ?? now;
  const since = readMoment("since", input.text("since") ?? DEFAULT_SINCE, now, zone, context, input) ?? now;
  if (since >= until) {
    throw input.badValue("since", input.text("since") ?? "", context.texts("report.since-before-until", { until }));
  }
  const provider = input.text("provider");
  return {
    scope: {
      since,
      until,
      provider: provider === undefined ? null : requireProvider(provider).id,
      store: input.text("store") ?? null,
      product: input.text("product") ?? null,
      includeTests: input.flag("includeTests"),
    },
    zone,
    by: input.oneOf("by", STEPS) ?? null,
    sections: readSections(context, input),
    limit: input.integer("limit", { min: 1, max: MOST_ROWS }) ?? (isData ? DATA_ROWS : READ_ROWS),
  };
}

function readZone({ clock, texts }: Context, input: Input): string {
  const zone = input.text("zone") ?? VENDOR_ZONE;
  if (wallClock(clock.now(), zone) === null) throw input.badValue("zone", zone, texts("report.zone-expected"));
  return zone;
}

/** So many days ago is the midnight before, or the first day of a report would be a part of one. */
function readMoment(
  option: "since" | "until",
  text: string | undefined,
  now: Instant,
  zone: string,
  { texts }: Context,
  input: Input,
): Instant | null {
  if (text === undefined) return null;
  const moment = readSince(text, now, zone);
  if (moment === null) throw input.badValue(option, text, texts("event.since-expected"));
  const ago = durationMs(text);
  return ago !== null && ago > 0 && ago % DAY_MS === 0 ? startOfDay(dayOf(moment, zone), zone) : moment;
}

function readSections({ texts }: Context, input: Input): readonly Section[] {
  const named = input.list("section").flatMap((words) => words.split(","));
  const unknown = named.find((name) => !SECTIONS.some((section) => section === name));
  if (unknown !== undefined) {
    throw input.badValue("section", unknown, texts("report.section-expected", { sections: SECTIONS.join(", ") }));
  }
  return named.length === 0 ? SECTIONS : SECTIONS.filter((section) => named.includes(section));
}
