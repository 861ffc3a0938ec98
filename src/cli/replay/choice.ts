import type { Command } from "commander";
import type { DeliveryChoice } from "../../app/pick-deliveries.ts";
import { IntgError } from "../../core/errors.ts";
import { EVENT_STATUSES, type EventStatus } from "../../core/event.ts";
import type { MessageKey, Texts } from "../../messages/text.ts";
import { readFilter } from "../commands/event/filter.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { readStoreName } from "../store-name.ts";

/** Which calls are meant. */
export type Choice =
  | { readonly by: "ids"; readonly ids: readonly string[] }
  | { readonly by: "filter"; readonly filter: DeliveryChoice }
  | {
      readonly by: "file";
      readonly path: string;
      /** Whose they are; undefined for what each one's path says. */
      readonly provider: string | undefined;
      readonly store: string | undefined;
    };

/** Filters that look at stored events. `--provider` and `--store` also say whose the calls of a file are. */
const STORED_ONLY = ["since", "trigger", "status", "failed", "unmatched", "contact", "all"] as const;
const FILTERS = ["provider", "store", ...STORED_ONLY] as const;
type Flag = (typeof FILTERS)[number] | "file" | "apply" | "to" | "resign";

export function defineChoice(command: Command, texts: Texts): void {
  command
    .argument("[ids...]", texts("replay.argument.ids"))
    .option("--since <when>", texts("replay.option.since"))
    .option("--provider <provider>", texts("replay.option.provider"))
    .option("--store <name>", texts("replay.option.store"))
    .option("--trigger <trigger>", texts("replay.option.trigger"))
    .option("--failed", texts("replay.option.failed"))
    .option("--unmatched", texts("replay.option.unmatched"))
    .option("--status <status>", texts("replay.option.status", { statuses: EVENT_STATUSES.join(", ") }))
    .option("--contact <contact>", texts("replay.option.contact"))
    .option("--all", texts("replay.option.all"))
    .option("--file <path>", texts("replay.option.file"));
}

/** Reads the flags, and refuses those that contradict each other. */
export async function readChoice(context: Context, input: Input): Promise<Choice> {
  const { texts } = context;
  const ids = input.argumentsOf("ids");
  const path = input.text("file");
  const filters = FILTERS.filter((flag) => isGiven(flag, input));
  const refuse = (first: string, second: string, why: MessageKey) => {
    const detail = texts("replay.not-together", { first, second, why: texts(why) });
    return new IntgError("INTG_USAGE", { detail, command: input.command });
  };
  const store = input.text("store") === undefined ? undefined : readStoreName(input, texts);
  if (isGiven("apply", input) && isGiven("to", input)) throw refuse("--apply", "--to", "replay.why.to");
  if (isGiven("resign", input) && !isGiven("to", input))
    throw new IntgError("INTG_USAGE", { detail: texts("replay.needs-to"), command: input.command });
  if (path !== undefined) {
    const other = STORED_ONLY.find((flag) => filters.includes(flag));
    if (ids.length > 0) throw refuse("--file", ids[0] ?? "", "replay.why.file");
    if (other !== undefined) throw refuse("--file", `--${other}`, "replay.why.file");
    return { by: "file", path, provider: input.text("provider"), store };
  }
  const [filter] = filters;
  if (ids.length > 0) {
    if (filter !== undefined) throw refuse(ids[0] ?? "", `--${filter}`, "replay.why.ids");
    return { by: "ids", ids };
  }
  if (filter === undefined)
    throw new IntgError("INTG_MISSING_VALUE", { what: texts("replay.nothing"), flag: texts("replay.nothing-flags") });
  const beside = filters.find((flag) => flag !== "all");
  if (filters.includes("all") && beside !== undefined) throw refuse("--all", `--${beside}`, "replay.why.all");
  return { by: "filter", filter: await readDeliveryChoice(context, input) };
}

function isGiven(flag: Flag, input: Input): boolean {
  return input.flag(flag) || input.text(flag) !== undefined;
}

/** The words for statuses add up: `--failed --unmatched` is both. */
async function readDeliveryChoice(context: Context, input: Input): Promise<DeliveryChoice> {
  const { status, ...filter } = await readFilter(context, input);
  const statuses = new Set<EventStatus>([
    ...(status === undefined ? [] : [status]),
    ...(input.flag("failed") ? (["failed", "quarantined"] as const) : []),
    ...(input.flag("unmatched") ? (["unmatched"] as const) : []),
  ]);
  return { ...filter, ...(statuses.size === 0 ? {} : { statuses: [...statuses] }) };
}
