import type { Condition } from "../../core/condition.ts";
import type { Decision } from "../../core/evaluate.ts";
import type { CanonicalEvent, EventStatus } from "../../core/event.ts";
import type { Instant } from "../../core/instant.ts";
import type { ActionCall, ActionId } from "../../core/rule.ts";
import type { Trigger } from "../../core/triggers.ts";

/** An action that an event is to decide, or must not; of any target when `target` is null. */
export interface WantedAction {
  readonly id: ActionId;
  readonly target: string | null;
}

/** What no event may be or decide. */
export type Forbidden =
  | { readonly kind: "trigger"; readonly trigger: Trigger }
  | { readonly kind: "action"; readonly action: WantedAction };

/** What is to come, and what must not come. Where a part is null, anything will do. */
export interface Expectation {
  readonly provider: string | null;
  readonly store: string | null;
  /** Also found among the triggers that an event raises besides its own. */
  readonly trigger: Trigger | null;
  readonly status: EventStatus;
  /** Slug of the registered product. */
  readonly product: string | null;
  readonly where: Condition | null;
  /** Every one of them must have been decided. */
  readonly actions: readonly WantedAction[];
  /** `at-least` is met as soon as so many came; `exactly` is watched to the end of the time. */
  readonly count: { readonly kind: "at-least" | "exactly"; readonly n: number };
  /** Looked for in every event of the same provider, store and product for which `where` holds, whatever its trigger and status. */
  readonly forbidden: readonly Forbidden[];
  /** Events that were received since then count too; null for none from before the start. */
  readonly since: Instant | null;
  /** How long to wait for the count. */
  readonly withinMs: number;
  /** How long to look for what is forbidden once the count is reached. */
  readonly settleMs: number;
}

/** The actions of the rules that fired, and of the product's link. */
export function decidedActions(decisions: readonly Decision[]): readonly ActionCall[] {
  return decisions.filter(({ fired }) => fired).flatMap(({ actions }) => actions);
}

/** Whether one of these is the wanted action: access is of the event's product, `sequence.add` may name the funnel alone. */
export function isDecided(wanted: WantedAction, decided: readonly ActionCall[], event: Pick<CanonicalEvent, "productSlug">): boolean {
  return decided.some((call) => call.id === wanted.id && (wanted.target === null || namesOf(call, event).includes(wanted.target)));
}

/** What an action's object may be called. */
function namesOf({ id, target }: ActionCall, { productSlug }: Pick<CanonicalEvent, "productSlug">): readonly (string | null)[] {
  switch (id) {
    case "access.grant":
    case "access.block":
      return [productSlug];
    case "sequence.add":
      return [target, target?.split("/")[0] ?? null];
    case "notify":
      return [target, target?.split("@")[0] ?? null];
    case "tag.add":
    case "tag.remove":
    case "funnel.remove":
    case "forward":
      return [target];
    default:
      return id satisfies never;
  }
}
