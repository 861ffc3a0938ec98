import type { NativeEvent, ProviderAdapter } from "../../providers/contract.ts";
import { STORY_EVENTS, type StoryEvent } from "./scenario.ts";

/**
 * How a provider tells what happens in a story: each event in the same format, so that its calls belong together. Null for what
 * it never tells.
 */
export function castEvents(provider: ProviderAdapter, events: readonly StoryEvent[]): ReadonlyMap<StoryEvent, NativeEvent | null> {
  const format = formatOf(provider, events);
  const rows = provider.events.filter((row) => row.format === format);
  return new Map(events.map((event) => [event, rowFor(event, rows) ?? null]));
}

/** That of the event that says most about the sale: the charge. */
function formatOf(provider: ProviderAdapter, events: readonly StoryEvent[]): string | undefined {
  const order: readonly StoryEvent[] = ["subscription", "renewal", "purchase", "lead", "boleto", "pix"];
  const main = order.find((event) => events.includes(event)) ?? events[0];
  return main === undefined ? undefined : rowFor(main, provider.events)?.format;
}

/**
 * The row that goes by the word, else the first of the trigger. A renewal that no call tells from a first charge is told by a
 * charge of the subscription: which it is, is worked out.
 */
function rowFor(event: StoryEvent, rows: readonly NativeEvent[]): NativeEvent | undefined {
  const { trigger, also } = STORY_EVENTS[event];
  const fits = (row: NativeEvent) => row.trigger === trigger && (also === null || row.also.includes(also));
  const byWord = rows.find((row) => row.words.includes(event) && row.trigger === trigger);
  const found = byWord ?? rows.find(fits);
  if (found !== undefined || event !== "renewal") return found;
  return rowFor("subscription", rows);
}
