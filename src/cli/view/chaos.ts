import type { StoryCall } from "../../app/story/calls.ts";
import type { ChaosReport, Difference } from "../../app/story/chaos.ts";
import type { Scenario } from "../../app/story/scenario.ts";
import type { Notice } from "../../app/story/standing.ts";
import { maskEmail } from "../../core/mask.ts";
import { printable } from "../printable.ts";
import { indent } from "./columns.ts";
import { purchaseWord } from "./state-words.ts";
import type { View } from "./view.ts";

/** Whether the order of calls matters, and of which. */
export function chaosView({ runs, differences }: ChaosReport, scenario: Scenario, view: View): readonly string[] {
  const { style, texts } = view;
  const head = style.bold(printable(scenario.title));
  if (differences.length === 0) return [head, `${style.green("✓")} ${texts("story.chaos.same", { n: runs })}`];
  return [
    head,
    `${style.red("✗")} ${texts("story.chaos.different", { n: runs, differences: differences.length })}`,
    ...differences.flatMap((difference) => ["", ...differenceLines(difference, view)]),
  ];
}

function differenceLines({ kind, pair, missing, added }: Difference, view: View): readonly string[] {
  const { style, texts } = view;
  return [
    style.bold(pairText(kind, pair, view)),
    ...indent([
      ...missing.map((line) => `${style.green("-")} ${noticeText(line, view)}`),
      ...added.map((line) => `${style.red("+")} ${noticeText(line, view)}`),
    ]),
    style.dim(`  ${texts("story.chaos.legend")}`),
  ];
}

function pairText(kind: Difference["kind"], pair: Difference["pair"], { texts }: View): string {
  if (pair === null) return texts(`story.chaos.no-pair.${kind}`);
  const [first, second] = pair;
  if (first === second) return texts("story.chaos.repeat", { step: first.number + 1, event: first.step.event });
  return texts("story.chaos.pair", {
    first: first.number + 1,
    firstEvent: first.step.event,
    second: second.number + 1,
    secondEvent: second.step.event,
  });
}

/** `ana@example.com access curso-x: open (HP1 active)`. */
function noticeText(notice: Notice, view: NoticeView): string {
  const who = !view.showPii && notice.who.includes("@") ? maskEmail(notice.who) : notice.who;
  return printable(`${who} ${thingText(notice, view)}`);
}

/** An end is given in JSON as it is stored. */
type NoticeView = Pick<View, "showPii" | "texts" | "local">;

function thingText(notice: Notice, view: NoticeView): string {
  const { texts } = view;
  switch (notice.about) {
    case "sale": {
      const flags = [...(notice.disputed ? ["disputed" as const] : []), ...(notice.completed ? ["completed" as const] : [])];
      const states = [purchaseWord(notice.state, view), ...flags.map((flag) => texts(`story.notice.${flag}`))];
      return texts("story.notice.sale", { transaction: notice.transaction, product: notice.product, states: states.join(" ") });
    }
    case "tag":
    case "funnel":
      return texts(`story.notice.${notice.about}`, { name: notice.name });
    case "access": {
      const { product, active, until, grants } = notice;
      const each = grants.map(({ transaction, state }) => `${transaction ?? "-"} ${texts(`state.access.${state}`)}`);
      const state = texts(active ? "story.notice.open" : "story.notice.closed");
      const end = until === null ? "" : ` ${texts("story.notice.until", { until: view.local(until) })}`;
      return texts("story.notice.access", { product, state: `${state}${end}`, grants: each.join(", ") });
    }
    default:
      return notice satisfies never;
  }
}

export function chaosJson(
  { runs, differences }: ChaosReport,
  told: { readonly title: string; readonly provider: string; readonly seed: number },
  { showPii, texts }: Pick<View, "showPii" | "texts">,
): object {
  const view: NoticeView = { showPii, texts, local: (instant) => instant };
  const stepOf = ({ number, step }: StoryCall) => ({ step: number + 1, event: step.event });
  return {
    ...told,
    runs,
    passed: differences.length === 0,
    differences: differences.map(({ kind, pair, missing, added }) => ({
      kind,
      pair: pair === null ? null : pair.map(stepOf),
      missing: missing.map((line) => noticeText(line, view)),
      added: added.map((line) => noticeText(line, view)),
    })),
  };
}
