import type { Effect } from "../core/effect.ts";
import type { CanonicalEvent } from "../core/event.ts";
import type { Note } from "../core/note.ts";
import type { Result } from "../core/result.ts";
import type { ActionCall, ActionId } from "../core/rule.ts";

/** What an action wants to become of its target; who, when and why is added by the use case that plans it. */
export interface EffectDraft extends Pick<Effect, "kind" | "target" | "value"> {
  /** Narrower than the event's own subject, for actions that reach over a whole subscription. */
  readonly scope?: "subscription";
  readonly until?: Effect["until"];
}

/** Something a rule may ask for. Pure: it says what is wanted, it does nothing. */
export interface Action {
  readonly id: ActionId;
  /** Option of `rule add` that asks for it, `--add-tag <tag>`. */
  readonly option: string;
  /** Reads what the operator wrote after the option; the problem is told as a note. */
  readTarget(text: string | true): Result<ActionCall, Note>;
  /** @returns nothing where the action has no object, such as access without a product. */
  plan(event: CanonicalEvent, call: ActionCall): readonly EffectDraft[];
}
