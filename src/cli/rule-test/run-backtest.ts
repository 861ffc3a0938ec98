import { type BackTestReport, reportBackTest } from "../../app/backtest/report.ts";
import { backTest } from "../../app/backtest/run.ts";
import { pickWindow } from "../../app/backtest/window.ts";
import type { DeliveryChoice } from "../../app/pick-deliveries.ts";
import type { Store } from "../../app/ports.ts";
import { missingTargets } from "../../app/templates.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { EXIT_CODES } from "../../core/errors.ts";
import type { Instant } from "../../core/instant.ts";
import type { Rule } from "../../core/rule.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import { startProgress } from "../progress.ts";
import { backTestJson, printBackTest } from "../view/backtest.ts";
import { shellWord } from "../view/mend.ts";
import { presentSetup, readRuleTestFile } from "./read-file.ts";

export interface BackTestWishes {
  readonly choice: DeliveryChoice & { readonly since: Instant };
  readonly product: string | undefined;
  /** How many people are listed; null for all. */
  readonly limit: number | null;
  /** Whether a difference is a failure. */
  readonly check: boolean;
}

/** Tries the rules of a file on the stored calls of this home, on a passing copy of it. */
export async function runBackTest(path: string, wishes: BackTestWishes, context: Context): Promise<void> {
  const { out, clock, texts } = context;
  const store = context.hasStore() ? await context.storeCopy() : null;
  const { proposal } = await readRuleTestFile(path, "back-test", await presentSetup(store), texts);
  if (store !== null) await warnOfMissing(proposal.added, store, context);
  const report = store === null ? null : await tryOn(store);
  if (out.json) out.document(backTestJson(report, { since: wishes.choice.since, proposal }, context));
  else await printBackTest(report, { ...wishes, since: wishes.choice.since, proposal }, context);
  if (wishes.check && report !== null && report.differences.length > 0) context.fail(EXIT_CODES.check);

  async function tryOn(copy: Store): Promise<BackTestReport | null> {
    const window = await pickWindow(copy, wishes.choice, wishes.product);
    if (window.deliveryIds.length === 0) return null;
    const progress = await startProgress(context, window.deliveryIds.length * 2);
    const options = { zone: VENDOR_ZONE, now: clock.now(), onStep: () => progress.advance() };
    const result = await backTest(copy, window, proposal.rules, options).finally(() => progress.stop());
    return reportBackTest(copy, window, result, wishes.limit);
  }
}

/** What the proposed rules would send may still be to write; the comparison stands without it. */
async function warnOfMissing(added: readonly Rule[], store: Store, { out, texts }: Pick<Context, "out" | "texts">): Promise<void> {
  const missing = await missingTargets(store, { actions: added.flatMap(({ actions }) => actions) });
  for (const name of missing.templates) out.warn(texts("rule.add.no-template", { name: printable(name), word: shellWord(name) }));
  for (const name of new Set(missing.destinations)) {
    out.warn(texts("rule.add.no-destination", { name: printable(name), word: shellWord(name) }));
  }
}
