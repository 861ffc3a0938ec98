import type { Database } from "better-sqlite3";
import type { EventFilter, EventReader } from "../app/ports.ts";
import type { EventStatus } from "../core/event.ts";
import { instantFromMs } from "../core/instant.ts";
import { createArrivalSearch } from "./event-arrival.ts";
import { canonicalEvent, LISTED_COLUMNS, type ListedRow } from "./event-rows.ts";

/** The filter's parameters; null means any. */
interface FilterParams {
  readonly provider: string | null;
  readonly store: string | null;
  readonly trigger: string | null;
  readonly status: string | null;
  readonly product: string | null;
  readonly contactId: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly above: number;
  readonly below: number;
  readonly limit: number;
}

/** The statuses that `events_to_mend` holds. */
const TO_MEND: ReadonlySet<string | undefined> = new Set<EventStatus>(["unmatched", "quarantined", "failed"]);

/** How much later than an event arrived the clock may have been set back before `until` misses it. */
const CLOCK_SLACK_MS = 3_600_000;

const REST = `seq > @above AND seq < @below
  AND (@provider IS NULL OR provider = @provider)
  AND (@store IS NULL OR store = @store)
  AND (@status IS NULL OR status = @status)
  AND (@product IS NULL OR product = @product)
  AND (@contactId IS NULL OR contact_id = @contactId)
  AND (@since IS NULL OR received_at >= @since)
  AND (@until IS NULL OR received_at < @until)`;

/** What an event says beside its trigger stands between blanks, so that a word is found whole. */
const IS_ALSO = "also IS NOT NULL AND instr(also, ' ' || @trigger || ' ') > 0";

/**
 * Lists of events, by any mixture of filters, in the order they came or the other way round.
 *
 * SQLite sees no parameter values when it plans, so each way to the rows is a statement of its own. All of them walk in
 * order of seq and stop at the limit.
 */
export function createEventListing(db: Database): EventReader["list"] {
  const firstSeqSince = createArrivalSearch(db);
  const walk = (narrowed: string, order: "ASC" | "DESC") =>
    db.prepare<FilterParams, ListedRow>(`
      SELECT ${LISTED_COLUMNS} FROM events
      WHERE ${narrowed} AND (@trigger IS NULL OR trigger = @trigger OR (${IS_ALSO})) AND ${REST}
      ORDER BY seq ${order} LIMIT @limit`);
  const ofTrigger = (order: "ASC" | "DESC") =>
    db.prepare<FilterParams, ListedRow>(`
      SELECT ${LISTED_COLUMNS} FROM events
      WHERE seq IN (
        SELECT seq FROM (SELECT seq FROM events WHERE trigger = @trigger AND ${REST} ORDER BY seq ${order} LIMIT @limit)
        UNION ALL
        SELECT seq FROM (SELECT seq FROM events WHERE ${IS_ALSO} AND ${REST} ORDER BY seq ${order} LIMIT @limit))
      ORDER BY seq ${order} LIMIT @limit`);
  const ways = (order: "ASC" | "DESC") => ({
    all: walk("TRUE", order),
    ofContact: walk("contact_id = @contactId", order),
    toMend: walk("status = @status AND status IN ('unmatched', 'quarantined', 'failed')", order),
    ofTrigger: ofTrigger(order),
    ofProduct: walk("product = @product", order),
    ofProvider: walk("provider = @provider", order),
  });
  const newestFirst = ways("DESC");
  const oldestFirst = ways("ASC");

  function wayOf({ afterId, contactId, status, trigger, product, provider }: EventFilter) {
    const way = afterId === undefined ? newestFirst : oldestFirst;
    if (contactId !== undefined) return way.ofContact;
    if (TO_MEND.has(status)) return way.toMend;
    if (trigger !== undefined) return way.ofTrigger;
    if (product !== undefined) return way.ofProduct;
    if (provider !== undefined) return way.ofProvider;
    return way.all;
  }

  const selectSeq = db.prepare<{ id: string }, number>("SELECT seq FROM events WHERE id = @id").pluck();
  return async (filter) => {
    const { provider, store, trigger, status, product, contactId, since, until, afterId, beforeId, limit } = filter;
    const after = afterId === undefined || afterId === "" ? 0 : selectSeq.get({ id: afterId });
    const before = beforeId === undefined ? Number.MAX_SAFE_INTEGER : selectSeq.get({ id: beforeId });
    if (after === undefined || before === undefined) return [];
    const latest = until === undefined ? null : instantFromMs(Date.parse(until) + 2 * CLOCK_SLACK_MS);
    const rows = wayOf(filter).all({
      provider: provider ?? null,
      store: store ?? null,
      trigger: trigger ?? null,
      status: status ?? null,
      product: product ?? null,
      contactId: contactId ?? null,
      since: since ?? null,
      until: until ?? null,
      above: since === undefined ? after : Math.max(after, firstSeqSince(since) - 1),
      below: latest === null ? before : Math.min(before, firstSeqSince(latest)),
      limit,
    });
    return rows.map(canonicalEvent);
  };
}
