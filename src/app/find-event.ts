import { IntgError } from "../core/errors.ts";
import type { EventWithDecisions, Store } from "./ports.ts";

/** Shorter beginnings name nothing: an id begins with its time, and these characters change once in half a day. */
const SHORTEST_PREFIX = 8;
const SHOWN_CANDIDATES = 5;

/** What a text that should name an event turned out to be. */
export type FoundEvent =
  | { readonly kind: "one"; readonly found: EventWithDecisions }
  | { readonly kind: "several"; readonly ids: readonly string[] };

/**
 * The event that a person names: by its id or the unique beginning of it, by its delivery's id, or as `latest`.
 *
 * Throws `INTG_EVENT_NOT_FOUND`.
 */
export async function findEvent(store: Pick<Store, "events">, text: string): Promise<FoundEvent> {
  const wanted = text.trim().replace(/…$/, "").toLowerCase();
  const exact = await store.events.find(wanted);
  if (exact !== undefined) return { kind: "one", found: exact };
  const prefix = wanted.replace(/^(?:dlv_|(?!evt_))/, "evt_");
  const ids = prefix.length < SHORTEST_PREFIX ? [] : await store.events.idsFrom(prefix, SHOWN_CANDIDATES);
  // Events of one call have one beginning, and the first of them is it.
  const deliveries = new Set(ids.map((id) => id.split("_").slice(0, 2).join("_")));
  if (deliveries.size > 1) return { kind: "several", ids };
  const found = ids[0] === undefined ? undefined : await store.events.find(ids[0]);
  if (found === undefined) throw new IntgError("INTG_EVENT_NOT_FOUND", { id: text });
  return { kind: "one", found };
}
