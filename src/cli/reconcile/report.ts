import type { Comparison } from "../../app/reconcile/compare.ts";
import { withoutErased } from "../../app/reconcile/erased.ts";
import type { Repairs } from "../../app/reconcile/repair.ts";
import type { Reconciled } from "../../app/reconcile/run.ts";
import { queuedIn } from "../../app/replay-plan.ts";
import type { AccountKey } from "../../app/set-credential.ts";
import { EXIT_CODES } from "../../core/errors.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import type { SalesRange } from "../../providers/vendor-api.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import { replayPlanJson, replayPlanView } from "../view/replay-plan.ts";
import { viewOf } from "../view/view.ts";
import type { Mended } from "./mend.ts";
import { CSV_HEAD, comparisonView, differenceJson, differenceRow } from "./view.ts";

/** All that came of a reconciliation. */
export interface Outcome {
  readonly account: AccountKey;
  readonly range: SalesRange;
  readonly reconciled: Reconciled;
  /** Null where there was nothing to mend, or nothing to show of it. */
  readonly mended: Mended | null;
  /** Null where the store keeps nothing that calls are verified with. */
  readonly repairs: Repairs | null;
  readonly apply: boolean;
  readonly csv: boolean;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Prints it in the form that was asked for; ends with 8 while something differs. */
export async function reportReconciled(outcome: Outcome, context: Context): Promise<void> {
  const { reconciled, mended, repairs, apply, csv } = outcome;
  const after = withoutErased(apply && mended !== null ? mended.comparison : reconciled.comparison, repairs?.erased ?? NOBODY);
  if (csv) await printCsv(after, context);
  else if (context.out.json) context.out.document(outcomeJson(outcome, after, context));
  else printText(outcome, after, context);
  if (mended?.isStopped === true) context.fail(EXIT_CODES.cancelled);
  else if (after.differences.length > 0) context.fail(EXIT_CODES.check);
}

async function printCsv({ differences }: Comparison, { io }: Context): Promise<void> {
  const { csvTable } = await import("../../csv/table.ts");
  io.stdout.write(csvTable(CSV_HEAD, differences.map(differenceRow)));
}

function outcomeJson({ account, range, reconciled, mended, repairs, apply }: Outcome, after: Comparison, context: Context) {
  const { host, refused, beyond } = reconciled;
  const comparison = withoutErased(reconciled.comparison, repairs?.erased ?? NOBODY);
  const frame = { dryRun: !apply, filter: null, isStopped: mended?.isStopped ?? false, total: mended?.calls ?? 0 };
  return {
    provider: account.provider.id,
    store: account.store,
    since: range.from,
    until: range.to,
    host,
    sales: comparison.sales,
    agreeing: comparison.agreeing,
    young: comparison.young,
    unpaid: comparison.unpaid,
    untold: Object.fromEntries(comparison.untold),
    notListed: refused,
    otherApi: beyond,
    erased: repairs?.erased.size ?? 0,
    differences: comparison.differences.map(differenceJson),
    repair: mended === null ? null : replayPlanJson(mended.plan, frame, viewOf(context)),
    tooLittleTold: repairs?.untold ?? [],
    remaining: after.differences.length,
  };
}

function printText({ account, range, reconciled, mended, repairs, apply }: Outcome, after: Comparison, context: Context): void {
  const { out, texts } = context;
  const view = viewOf(context);
  const { host, refused, beyond } = reconciled;
  const { provider, store } = account;
  const [erased, untold] = [repairs?.erased ?? NOBODY, repairs?.untold ?? []];
  const frame = { title: provider.title, store, from: range.from, to: range.to, host, refused, beyond, erased: erased.size };
  for (const line of comparisonView(withoutErased(reconciled.comparison, erased), frame, view)) out.line(line);
  if (mended !== null) {
    out.line("");
    if (!apply) out.line(out.style.bold(texts("reconcile.plan")));
    for (const line of replayPlanView(mended.plan, { dryRun: !apply }, view)) out.line(line);
  }
  out.say("");
  if (untold.length > 0)
    out.warn(texts("reconcile.too-little", { n: untold.length, title: provider.title, transactions: untold.map(printable).join(", ") }));
  sayWhatNext({ account, mended, apply }, after, context);
}

/** One line, after everything else: whether all agrees, what was done, what to do. */
function sayWhatNext({ account, mended, apply }: Pick<Outcome, "account" | "mended" | "apply">, after: Comparison, context: Context): void {
  const { out, texts } = context;
  const n = after.differences.length;
  const names = { provider: account.provider.id, flags: account.store === DEFAULT_STORE ? "" : ` --store ${account.store}` };
  const dim = (text: string) => out.say(out.styleErr.dim(text));
  if (apply && mended !== null) dim(texts("reconcile.repaired"));
  const queued = mended === null ? 0 : queuedIn(mended.plan);
  if (apply && queued > 0) dim(texts("dispatch.queued-now", { n: queued }));
  if (n === 0) out.say(out.styleErr.green(texts("reconcile.all-agree")));
  else if (apply && mended !== null) out.say(out.styleErr.yellow(texts("reconcile.remain", { n, ...names })));
  else dim(mended === null ? texts("reconcile.nothing-to-mend", { n }) : texts("reconcile.dry", names));
}
