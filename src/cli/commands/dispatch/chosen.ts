import type { Command } from "commander";
import { pickDispatches, requireDispatch } from "../../../app/outbox/pick-dispatches.ts";
import type { Dispatch, DispatchState } from "../../../core/dispatch.ts";
import { IntgError } from "../../../core/errors.ts";
import type { MessageKey, Texts } from "../../../messages/text.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";
import { readWhere } from "./where.ts";

const MOST = Number.MAX_SAFE_INTEGER;

/** Which dispatches `retry` and `drop` are about. */
export function defineChoice(command: Command, texts: Texts, all: MessageKey): void {
  command
    .argument("[ids...]", texts("dispatch.argument.ids"))
    .option("--all", texts(all))
    .option("--where <condition>", texts("dispatch.option.where"));
}

/**
 * The dispatches that were named, or chosen in bulk: then what is about to be done is shown, and asked for.
 *
 * @param states - what `--where` looks at; `--all` means the dead ones.
 * @returns none when nothing is like that, which was said.
 */
export async function chosenDispatches(
  context: Context,
  input: Input,
  { states, question }: { readonly states: readonly DispatchState[]; readonly question: MessageKey },
): Promise<readonly Dispatch[]> {
  const { out, texts, prompts } = context;
  const ids = input.argumentsOf("ids");
  const where = readWhere(input, texts);
  const isBulk = input.flag("all") || where !== null;
  if (isBulk && ids.length > 0) throw input.badValue("all", ids.join(" "), texts("dispatch.argument.ids"));
  if (!isBulk && ids.length === 0)
    throw new IntgError("INTG_MISSING_VALUE", { what: texts("dispatch.nothing-named"), flag: "<ids>, --all, --where" });
  const store = await context.store();
  if (!isBulk) {
    const named = new Map<string, Dispatch>();
    for (const id of ids) {
      const dispatch = await requireDispatch(store, id);
      named.set(dispatch.id, dispatch);
    }
    return [...named.values()];
  }
  const chosen = await pickDispatches(store, { states: where === null ? ["dead"] : states, limit: MOST }, where);
  if (chosen.length === 0) {
    out.say(texts("dispatch.nothing-like-that"));
    return [];
  }
  await showPlan(context, chosen);
  await prompts.confirm(texts(question, { n: chosen.length }));
  return chosen;
}

/** What it is about, by destination and action: on standard error, since the result is the command's own. */
async function showPlan({ out, texts }: Context, chosen: readonly Dispatch[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const { destination, action, state } of chosen) {
    const row = [destination ?? "-", action, texts(`dispatch.state.${state}`)].join("\t");
    counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  out.say(texts("dispatch.plan", { n: chosen.length }));
  const { alignRows } = await import("../../view/columns.ts");
  const rows = [...counts].sort().map(([row, count]) => [String(count), ...row.split("\t").map(printable)]);
  for (const line of alignRows(rows)) out.say(`  ${line}`);
}
