import type { Effect } from "./effect.ts";

type Ordered = Pick<Effect, "subject" | "rank" | "at" | "eventId" | "rule" | "value">;

/**
 * The present value of one tag or funnel of one contact, from every effect on it.
 *
 * Within one purchase the event furthest along its path wins, so a refund beats an approval that arrives after it.
 * Between purchases (and other subjects) the winner that happened last wins. Both are maxima over the set of
 * effects, so every order of arrival, with any repeats, gives the same answer.
 *
 * @returns the winning effect; undefined for an empty list.
 */
export function latestEffect<T extends Ordered>(effects: readonly T[]): T | undefined {
  const winners = new Map<string, T>();
  for (const effect of effects) {
    const winner = winners.get(effect.subject);
    if (winner === undefined || comesAfter(effect, winner)) winners.set(effect.subject, effect);
  }
  let latest: T | undefined;
  for (const winner of winners.values()) {
    if (latest === undefined || compareTimes(winner, latest) > 0) latest = winner;
  }
  return latest;
}

/** Which of two effects of the same subject stands: by rank, then time; an operator's rule beats the link's. */
function comesAfter(first: Ordered, second: Ordered): boolean {
  if (first.rank !== second.rank) return first.rank > second.rank;
  return compareTimes(first, second) > 0;
}

function compareTimes(first: Ordered, second: Ordered): number {
  return (
    compareText(first.at, second.at) ||
    first.rank - second.rank ||
    Number(first.rule !== "link") - Number(second.rule !== "link") ||
    compareText(first.value ?? "", second.value ?? "") ||
    compareText(first.subject, second.subject) ||
    // The value is settled by now; these settle which event and rule are named as its cause.
    compareText(first.eventId, second.eventId) ||
    compareText(first.rule, second.rule)
  );
}

function compareText(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}
