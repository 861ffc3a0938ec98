import type { CanonicalEvent } from "./event.ts";

/**
 * What an event is an event of: its purchase, else its subscription, else itself. Effects of the same subject may
 * overrule each other by rank; effects of different subjects only by time.
 */
export function subjectOf(event: CanonicalEvent): string {
  if (event.transaction.id !== null) return `purchase:${event.provider}:${event.store}:${event.transaction.id}`;
  const subscription = subscriptionOf(event);
  return subscription === null ? `event:${event.id}` : `subscription:${subscription}`;
}

/** The contract an event belongs to, unique over providers and stores. */
export function subscriptionOf(event: CanonicalEvent): string | null {
  const id = event.transaction.subscriptionId;
  return id === null ? null : `${event.provider}:${event.store}:${id}`;
}
