import { hookPath } from "../../app/hook-path.ts";
import type { SetupDone } from "../../app/init/carry-out.ts";
import type { Proof } from "../../app/init/prove.ts";
import type { SetupWishes } from "../../app/init/wishes.ts";
import { actionPhrase } from "../../app/rule-actions.ts";
import { maskDocument } from "../../core/document-mask.ts";
import { ruleAsJson } from "../commands/rule/shown.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import { indent } from "../view/columns.ts";
import { shellWord } from "../view/mend.ts";
import { changeLines, ruleName } from "../view/trace.ts";
import { traceJson } from "../view/trace-json.ts";
import { type View, viewOf } from "../view/view.ts";
import type { AccountAnswers } from "./ask-account.ts";
import type { SecretAnswers } from "./ask-secrets.ts";
import { doneLines } from "./rows.ts";
import { type ShownStep, stepLines } from "./steps.ts";
import { readableWidth, wrapRows } from "./wrap.ts";

/** Everything that came of the wizard. */
export interface Outcome {
  readonly account: AccountAnswers;
  readonly wishes: SetupWishes;
  readonly secrets: SecretAnswers;
  readonly done: SetupDone;
  readonly proof: Proof;
  /** What the vendor's panel is to be given. */
  readonly url: string;
  /** What is left to do in the panel. */
  readonly left: readonly ShownStep[];
  /** Whether tags and funnels go anywhere but here. */
  readonly hasDestination: boolean;
}

/** Prints it: what was made, the address, what is left to do, the proof, and what to run next. */
export function report(outcome: Outcome, context: Context): void {
  const { io, out } = context;
  const width = readableWidth(io.stdout);
  if (out.json) out.document(outcomeJson(outcome, context));
  else out.line(reportLines(outcome, context, width).join("\n"));
}

function reportLines(outcome: Outcome, context: Context, width: number): readonly string[] {
  const { texts } = context;
  const { style } = context.out;
  const { provider, store, publicUrl } = outcome.account;
  const { title } = provider;
  const view = viewOf(context);
  const head = (text: string) => ["", style.bold(text)];
  return [
    `${style.green("✓")} ${style.bold(texts("init.done", { title, store }))}`,
    ...doneLines(outcome, texts, width),
    ...head(texts("init.url", { title })),
    `  ${style.cyan(outcome.url)}`,
    ...(publicUrl === null ? wrapRows([[`  ${style.yellow("!")}`, texts("init.url-local", { title })]], width) : []),
    ...head(texts("init.left", { title })),
    ...stepLines(outcome.left, width, style),
    ...head(texts(provider.family === "payments" ? "init.proof.sale" : "init.proof.lead")),
    ...indent(proofLines(outcome, view, width - 2)),
    ...head(texts("init.next")),
    ...indent(
      wrapRows(
        nextCommands(outcome, context).map(({ command, why }) => [style.cyan(command), why]),
        width - 2,
      ),
    ),
  ];
}

/** The trace of the simulated call without what was invented: what it reached, which rules fired, what would change. */
function proofLines({ account: { provider }, proof, done }: Outcome, view: View, width: number): readonly string[] {
  const { texts, style } = view;
  const { event, decisions, changes } = proof.processed;
  const ok = style.green("✓");
  const verified = texts(proof.isHint ? "simulate.looked-up" : "simulate.verified", { provider: provider.title });
  const [wanted, found] =
    done.link === null
      ? [done.advertiser?.advertiser.slug ?? "", event.advertiser ?? ""]
      : [done.link.product, `${event.productSlug ?? ""} ← ${printable(event.product.externalId ?? "")}`];
  const reason = event.reason === null ? event.status : texts.ofNote(event.reason);
  const reached = proof.isProven
    ? `${ok} ${found}`
    : `${style.red("✗")} ${wanted}: ${texts("init.proof.failed", { reason: printable(reason) })}`;
  return [
    `${ok} ${verified}`,
    reached,
    ...wrapRows(
      decisions
        .filter(({ fired }) => fired)
        .map(({ rule, actions }) => [`${ok} ${ruleName(rule, view)}`, actions.map((call) => printable(actionPhrase(call))).join(", ")]),
      width,
    ),
    ...(changes.length === 0 ? [] : ["", ...changeLines(changes, view)]),
  ];
}

interface NextCommand {
  readonly command: string;
  readonly why: string;
}

function nextCommands({ account, done, hasDestination }: Outcome, { texts }: Context): readonly NextCommand[] {
  const { publicUrl: url } = account;
  const listen = url === null ? "intg listen" : `intg listen --public-url ${/^[\w.:/-]+$/.test(url) ? url : shellWord(url)}`;
  return [
    { command: listen, why: texts("init.next.listen") },
    { command: "intg doctor", why: texts("init.next.doctor") },
    ...(done.rules.length > 0 && !hasDestination
      ? [{ command: "intg destination add leadlovers --kind leadlovers", why: texts("init.next.destination") }]
      : []),
    ...(done.advertiser === null ? [] : [{ command: "intg advertiser import FILE", why: texts("init.next.import") }]),
  ];
}

function outcomeJson(outcome: Outcome, context: Context): object {
  const { account, done, secrets, proof, url, left } = outcome;
  const { provider, store } = account;
  const { showPii } = context.options;
  const advertiser = done.advertiser;
  return {
    provider: provider.id,
    store,
    path: hookPath(provider, store),
    url,
    secrets: { set: done.secrets, kept: secrets.kept },
    product: done.product === null ? null : { ...done.product.product, existed: done.product.existed },
    link: done.link,
    advertiser:
      advertiser === null
        ? null
        : {
            ...advertiser.advertiser,
            document: showPii ? advertiser.advertiser.document : maskDocument(advertiser.advertiser.document),
            existed: advertiser.existed,
          },
    listings: done.listings,
    rules: done.rules.map(({ rule, existed }) => ({ ...ruleAsJson(rule), existed })),
    panel: left.map(({ code, certainty, text, url: paste }) => ({ code, certainty, text, url: paste })),
    simulated: { event: proof.event.native, proven: proof.isProven, dryRun: true, trace: traceJson(proof.processed, viewOf(context)) },
    next: nextCommands(outcome, context).map(({ command }) => command),
  };
}
