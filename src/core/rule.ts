import type { Condition } from "./condition.ts";
import type { Trigger } from "./triggers.ts";

/** What a rule may ask for; the parameters of each are guarded by `actions/<id>`. */
export const ACTION_IDS = [
  "tag.add",
  "tag.remove",
  "sequence.add",
  "funnel.remove",
  "access.grant",
  "access.block",
  "notify",
  "forward",
] as const;
export type ActionId = (typeof ACTION_IDS)[number];

/** One thing to do, `{ id: "sequence.add", target: "pos-venda/boas-vindas" }`. `target` is null where none is needed. */
export interface ActionCall {
  readonly id: ActionId;
  readonly target: string | null;
}

/** On a trigger, for one product or for all, and on conditions: do actions. */
export interface Rule {
  readonly id: string;
  /** Product slug, or `*` for every product and every lead. */
  readonly product: string;
  readonly trigger: Trigger;
  /** The condition as the operator wrote it; null when there is none. */
  readonly whenText: string | null;
  readonly when: Condition | null;
  readonly actions: readonly ActionCall[];
}

export const EVERY_PRODUCT = "*";
