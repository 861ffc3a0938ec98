import { findRefusal } from "../../../app/find-refusal.ts";
import { requireProvider } from "../../../app/require-provider.ts";
import { IntgError } from "../../../core/errors.ts";
import type { Refusal } from "../../../core/refusal.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { REFUSAL_COLUMNS, refusalJson, refusalRow, refusalView } from "../../view/refusal.ts";
import { viewOf } from "../../view/view.ts";
import { requireSince } from "./filter.ts";

const MOST = 10_000;
/** Filters that only events know. */
const OF_EVENTS = ["trigger", "status", "product", "contact", "where", "until", "after"];

/** `event list --refused`. */
export async function listRefused(context: Context, input: Input): Promise<void> {
  const { out, texts } = context;
  if (OF_EVENTS.some((name) => input.text(name) !== undefined)) {
    throw new IntgError("INTG_USAGE", { detail: texts("refusal.filter"), command: input.command });
  }
  const limit = input.integer("limit", { min: 1, max: MOST }) ?? MOST;
  const [provider, store, since] = [input.text("provider"), input.text("store"), input.text("since")];
  const found = await (await context.store()).refusals.list({
    ...(provider === undefined ? {} : { provider: requireProvider(provider).id }),
    ...(store === undefined ? {} : { store }),
    ...(since === undefined ? {} : { since: requireSince(since, context, input) }),
    limit: limit + 1,
  });
  const shown = found.slice(0, limit);
  const view = viewOf(context);
  if (out.json) return out.document(shown.map((refusal) => refusalJson(refusal, view)));
  const head = REFUSAL_COLUMNS.map((key) => texts(key));
  await out.table(
    head,
    shown.map((refusal) => refusalRow(refusal, view)),
    texts("refusal.list.empty"),
  );
  if (found.length > limit) out.say(texts("refusal.list.more", { n: limit }));
  const [newest] = shown;
  if (newest !== undefined) out.say(`\n${out.styleErr.dim(texts("refusal.list.show-hint", { id: newest.id }))}`);
}

/** `event show ref_...`. */
export async function showRefused(context: Context, input: Input): Promise<void> {
  const { out, texts } = context;
  if (input.flag("raw")) throw new IntgError("INTG_USAGE", { detail: texts("refusal.no-raw"), command: input.command });
  const refusal = await requireRefusal(context, input);
  const view = viewOf(context);
  if (out.json) return out.document(refusalJson(refusal, view));
  out.line(refusalView(refusal, view));
}

async function requireRefusal(context: Context, input: Input): Promise<Refusal> {
  const given = input.argument("event");
  const result = await findRefusal(await context.store(), given);
  if (result.kind === "one") return result.refusal;
  throw new IntgError("INTG_BAD_VALUE", {
    flag: "<event>",
    given,
    expected: context.texts("event.ambiguous", { ids: result.ids.join(", ") }),
    command: input.command,
  });
}
