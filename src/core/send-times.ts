import { breakerState, CLOSED, reopensAt } from "./breaker.ts";
import { type Instant, LAST_INSTANT } from "./instant.ts";
import { admission, afterTaking, type SendHealth, type SendPolicy } from "./sending.ts";

/**
 * When each entry of a queue will be sent at the earliest, in the order of the queue: the policy is played forward, with
 * every request answered at once. An open circuit is taken to close at its first probe, and one that waits for a probe to be
 * closed: nobody knows better.
 *
 * @param due - when each entry is meant to go, earliest first; what is due already goes from `now` on.
 * @returns the last moment that we count for what is never sent, because nothing may be sent in a day or the quota lasts
 *   longer than we count.
 */
export function expectedTimes(due: readonly Instant[], health: SendHealth, policy: SendPolicy, now: Instant): readonly Instant[] {
  if (policy.perDay !== null && policy.perDay < 1) return due.map(() => LAST_INSTANT);
  let at = breakerState(health.breaker, now) === "open" ? (reopensAt(health.breaker) ?? now) : now;
  let played: SendHealth = { ...health, breaker: CLOSED };
  return due.map((dueAt) => {
    at = admittedFrom(played, policy, dueAt > at ? dueAt : at);
    played = afterTaking(played, policy, at, 1);
    return at;
  });
}

/** Each reason to wait moves it on at most a few times: what ends one may begin in another. */
function admittedFrom(health: SendHealth, policy: SendPolicy, from: Instant): Instant {
  let at = from;
  for (let { until } = admission(health, policy, at); until !== null && until > at; { until } = admission(health, policy, at)) at = until;
  return at;
}
