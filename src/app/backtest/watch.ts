import type { Instant } from "../../core/instant.ts";
import type { EventWithDecisions, ProcessingTx } from "../ports.ts";
import { plainStanding, type Standing, type Thing, thingKey } from "./standing.ts";

/** A transaction that is looked over the shoulder. */
export interface Watch {
  readonly tx: ProcessingTx;
  /** Everything that was written to, as it stood before it was. */
  readonly before: ReadonlyMap<string, Standing>;
  /** What was made of each event in the end. */
  readonly events: ReadonlyMap<string, EventWithDecisions>;
}

/** @param now - the moment at which access counts as open or over. */
export function watch(tx: ProcessingTx, now: Instant): Watch {
  const before = new Map<string, Standing>();
  const events = new Map<string, EventWithDecisions>();
  const touch = async (kind: Thing["kind"], contactId: string, target: string) => {
    const thing = { kind, contactId, target };
    const key = thingKey(thing);
    if (!before.has(key)) before.set(key, await plainStanding(thing, tx, now));
  };
  return {
    before,
    events,
    tx: {
      ...tx,
      saveEvent: async (event, decisions) => {
        events.set(event.id, { event, decisions });
        await tx.saveEvent(event, decisions);
      },
      setTag: async (contactId, tag, by) => {
        await touch("tag", contactId, tag);
        await tx.setTag(contactId, tag, by);
      },
      setFunnel: async (contactId, funnel, by) => {
        await touch("funnel", contactId, funnel);
        await tx.setFunnel(contactId, funnel, by);
      },
      setGrants: async (contactId, product, grants) => {
        await touch("access", contactId, product);
        await tx.setGrants(contactId, product, grants);
      },
    },
  };
}
