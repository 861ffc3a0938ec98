import type { EventFacts } from "../core/event.ts";

/** Tracking codes as facts: a code that is absent or empty is none. */
export function trackingOf(pairs: readonly (readonly [name: string, value: string | null])[]): EventFacts["tracking"] {
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== ""));
}
