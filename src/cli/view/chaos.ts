import type { StoryCall } from "../../app/story/calls.ts";
import type { ChaosReport, Difference } from "../../app/story/chaos.ts";
import type { Scenario } from "../../app/story/scenario.ts";
import { maskEmail } from "../../core/mask.ts";
import { printable } from "../printable.ts";
import { indent } from "./columns.ts";
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
      ...missing.map((line) => `${style.green("-")} ${shown(line, view)}`),
      ...added.map((line) => `${style.red("+")} ${shown(line, view)}`),
    ]),
    style.dim(`  ${texts("story.chaos.legend")}`),
  ];
}

function pairText(kind: Difference["kind"], pair: Difference["pair"], { texts }: View): string {
  if (pair === null) return texts("story.chaos.no-pair", { kind });
  const [first, second] = pair;
  if (first === second) return texts("story.chaos.repeat", { step: first.number + 1, event: first.step.event });
  return texts("story.chaos.pair", {
    first: first.number + 1,
    firstEvent: first.step.event,
    second: second.number + 1,
    secondEvent: second.step.event,
  });
}

/** A line of a standing begins with whose it is. */
function shown(line: string, { showPii }: Pick<View, "showPii">): string {
  return printable(showPii ? line : line.replace(/^\S+@\S+/, (email) => maskEmail(email)));
}

export function chaosJson(
  { runs, differences }: ChaosReport,
  told: { readonly title: string; readonly provider: string; readonly seed: number },
  view: Pick<View, "showPii">,
): object {
  const stepOf = ({ number, step }: StoryCall) => ({ step: number + 1, event: step.event });
  return {
    ...told,
    runs,
    passed: differences.length === 0,
    differences: differences.map(({ kind, pair, missing, added }) => ({
      kind,
      pair: pair === null ? null : pair.map(stepOf),
      missing: missing.map((line) => shown(line, view)),
      added: added.map((line) => shown(line, view)),
    })),
  };
}
