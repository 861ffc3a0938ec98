import type { CanonicalEvent } from "../../core/event.ts";
import { subscriptionOf } from "../../core/subject.ts";
import type { Trigger } from "../../core/triggers.ts";

/** The trigger of which two events of one subscription may tell. */
export const TOLD_BY_OTHERS: Trigger = "subscription.started";

/**
 * What an action is never done twice about. It is the event as its vendor would tell it again, whichever call brought it; rules
 * come and go, so they do not count.
 *
 * A subscription starts once, whatever number of events tell of it: Monetizze sends a code of its own beside the first charge.
 */
export function occasionOf(event: CanonicalEvent, trigger: Trigger): string {
  const subscription = subscriptionOf(event);
  if (trigger === TOLD_BY_OTHERS && subscription !== null) return `${trigger}:${subscription}`;
  // The last key is the one made of sale and trigger, which every repeat has.
  const key = event.keys.at(-1);
  return key === undefined ? event.id : `${event.provider}:${event.store}:${key}`;
}
