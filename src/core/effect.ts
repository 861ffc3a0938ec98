import type { Instant } from "./instant.ts";
import type { ActionId } from "./rule.ts";

/**
 * What an effect is about: a tag, a funnel, the access to a product, or something for the outside world.
 *
 * Effects are never "applied" one on top of the other. They are kept, each once, and the present state is read off
 * them by `fold.ts` in an order that depends on what happened and not on what arrived first.
 */
export const EFFECT_KINDS = ["tag", "funnel", "access", "outbox"] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

/**
 * The access values: `provisional` is a boleto issued and not yet paid; `ended` closes every charge of one subscription
 * that was approved before it, at the effect's `until`.
 */
export const ACCESS_VALUES = ["granted", "provisional", "blocked", "ended"] as const;
export type AccessValue = (typeof ACCESS_VALUES)[number];

/** The id that stands where a rule's would, for effects that come from a product's link. */
export const LINK_RULE = "link";

export interface Effect {
  readonly contactId: string;
  readonly eventId: string;
  /** Rule id, or `link`. */
  readonly rule: string;
  readonly action: ActionId;
  readonly kind: EffectKind;
  /** Tag name, funnel name, product slug; for the outbox the template (with its delay) or destination. */
  readonly target: string;
  /**
   * What becomes of the target. tag: "on" or null; funnel: the sequence or null; access: an `AccessValue`; outbox: null.
   */
  readonly value: string | null;
  /**
   * What the events that may overrule each other have in common: `purchase:<provider>:<store>:<transaction>`,
   * a subscription, or the event itself.
   */
  readonly subject: string;
  /** Place on the purchase's path, see `purchase.ts`. */
  readonly rank: number;
  readonly at: Instant;
  /** Access only: the contract this charge belongs to, `<provider>:<store>:<id>`. */
  readonly subscription: string | null;
  /** Access only: number of the charge within its contract. */
  readonly recurrence: number | null;
  /** Access only: the moment an `ended` takes effect. */
  readonly until: Instant | null;
}
