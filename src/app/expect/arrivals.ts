import type { CanonicalEvent } from "../../core/event.ts";
import type { Instant } from "../../core/instant.ts";
import type { EventWithDecisions, Store } from "../ports.ts";

/** What is read of a home. */
export type WatchedStore = Pick<Store, "events" | "contacts">;

/** Events that came or changed since the last look. */
export interface Look {
  readonly events: readonly CanonicalEvent[];
  /** There are more already. */
  readonly hasMore: boolean;
}

/** The events of a home as they are processed. */
export interface Arrivals {
  /** Whether the home has a store by now. */
  hasStore(): boolean;
  next(): Promise<Look>;
  /** An event's decisions, and the tags of its contact. */
  detailsOf(event: CanonicalEvent): Promise<{ decisions: EventWithDecisions["decisions"]; tags: readonly string[] }>;
}

/** Events read at a time. */
const PAGE = 500;
/**
 * Events stand in the order in which their calls were stored, and another process may be behind with earlier calls: so many of the
 * newest are read again at each look, which also shows what has changed about them.
 */
const LOOK_BACK = 32;
/** Events that wait for the vendor or the operator and are asked about at a look. */
const ASKED_AGAIN = 100;
const MOST_UNSETTLED = 10_000;

/**
 * Starts behind what is processed by now.
 *
 * @param find - the home's store; undefined while there is none: whatever is in it when it appears is new.
 * @param since - begins with what was received then.
 */
export async function watchArrivals(find: () => Promise<WatchedStore | undefined>, since: Instant | null): Promise<Arrivals> {
  const first = await find();
  let watch = first === undefined ? undefined : await StoreWatch.open(first, since);
  return {
    hasStore: () => watch !== undefined,
    async next() {
      if (watch === undefined) {
        const store = await find();
        if (store === undefined) return { events: [], hasMore: false };
        watch = new StoreWatch(store, since);
      }
      return watch.next();
    },
    async detailsOf(event) {
      const decisions = (await watch?.store.events.find(event.id))?.decisions ?? [];
      const tags = event.contactId === null ? [] : ((await watch?.store.contacts.tags(event.contactId)) ?? []);
      return { decisions, tags: tags.map(({ tag }) => tag) };
    },
  };
}

class StoreWatch {
  readonly store: WatchedStore;
  readonly #since: Instant | null;
  /** The event behind which each look begins; empty for the very first. */
  #anchor = "";
  /** The newest events behind the anchor, as they were seen. */
  #seen: ReadonlyMap<string, string> = new Map();
  /** Were done with before the start. */
  readonly #before = new Set<string>();
  /** Seen while they waited for the vendor or the operator. */
  readonly #unsettled = new Set<string>();

  constructor(store: WatchedStore, since: Instant | null) {
    this.store = store;
    this.#since = since;
  }

  static async open(store: WatchedStore, since: Instant | null): Promise<StoreWatch> {
    const watch = new StoreWatch(store, since);
    if (since === null) await watch.#beginNow();
    return watch;
  }

  async next(): Promise<Look> {
    const since = this.#since === null ? {} : { since: this.#since };
    const rows = await this.store.events.list({ afterId: this.#anchor, limit: PAGE, ...since });
    if (rows.length === 0 && this.#anchor !== "" && (await this.store.events.get(this.#anchor)) === undefined) await this.#beginNow();
    const changed = rows.filter((event) => !this.#before.has(event.id) && this.#seen.get(event.id) !== asText(event));
    this.#anchor = rows.at(-LOOK_BACK - 1)?.id ?? this.#anchor;
    if (rows.length > 0) this.#seen = new Map(rows.slice(-LOOK_BACK).map((event) => [event.id, asText(event)]));
    const settled = await this.#settledSince(new Set(rows.map(({ id }) => id)));
    for (const event of changed) this.#note(event);
    return { events: [...settled, ...changed], hasMore: rows.length === PAGE };
  }

  async #beginNow(): Promise<void> {
    const newest = [...(await this.store.events.list({ limit: LOOK_BACK + 1 }))].reverse();
    this.#anchor = newest.length > LOOK_BACK ? (newest[0]?.id ?? "") : "";
    const recent = newest.slice(-LOOK_BACK);
    this.#seen = new Map(recent.map((event) => [event.id, asText(event)]));
    for (const event of recent) (isSettled(event) ? this.#before : this.#unsettled).add(event.id);
  }

  /** Those that waited and no longer do, beside the rows that were read anyway; the first in line are asked about, in turn. */
  async #settledSince(read: ReadonlySet<string>): Promise<readonly CanonicalEvent[]> {
    const settled: CanonicalEvent[] = [];
    for (const id of [...this.#unsettled].slice(0, ASKED_AGAIN)) {
      this.#unsettled.delete(id);
      const event = read.has(id) ? undefined : await this.store.events.get(id);
      if (event !== undefined && isSettled(event)) settled.push(event);
      else this.#unsettled.add(id);
    }
    return settled;
  }

  #note(event: CanonicalEvent): void {
    if (isSettled(event)) this.#unsettled.delete(event.id);
    else if (this.#unsettled.size < MOST_UNSETTLED) this.#unsettled.add(event.id);
  }
}

function isSettled({ status }: CanonicalEvent): boolean {
  return status === "processed" || status === "duplicate";
}

function asText(event: CanonicalEvent): string {
  return JSON.stringify(event);
}
