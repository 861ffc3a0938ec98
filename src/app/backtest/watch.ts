import type { Instant } from "../../core/instant.ts";
import type { ProcessingTx } from "../ports.ts";
import type { Asked, AskedReader } from "./messages.ts";
import { plainStanding, type Standing, type Thing, thingKey } from "./standing.ts";

/** A transaction that is looked over the shoulder. */
export interface Watch {
  readonly tx: ProcessingTx;
  /** Everything that was written to, as it stood before it was. */
  readonly before: ReadonlyMap<string, Standing>;
  /** What the events ask to be sent; of one that was decided on several times what came of the last. */
  asked(): ReadonlyMap<string, Asked>;
}

/** @param now - the moment at which access counts as open or over. */
export function watch(tx: ProcessingTx, read: AskedReader, now: Instant): Watch {
  const before = new Map<string, Standing>();
  const asked = new Map<string, ReturnType<AskedReader>>();
  const touch = async (kind: Thing["kind"], contactId: string, target: string) => {
    const thing = { kind, contactId, target };
    const key = thingKey(thing);
    if (!before.has(key)) before.set(key, await plainStanding(thing, tx, now));
  };
  return {
    before,
    asked: () => new Map([...asked.values()].flat()),
    tx: {
      ...tx,
      saveEvent: async (event, decisions) => {
        const own = read(event, decisions);
        if (own.length > 0) asked.set(event.id, own);
        else asked.delete(event.id);
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
