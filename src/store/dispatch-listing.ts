import type { Database } from "better-sqlite3";
import type { DispatchFilter } from "../app/ports.ts";
import { DISPATCH_STATES, type DispatchState } from "../core/dispatch.ts";
import type { DispatchRow } from "./dispatch-rows.ts";

const NEWEST_FIRST = "+seq DESC";
const NEXT_FIRST = "max(next_at, due_at), due_at, seq";
type DispatchOrder = "seq DESC" | typeof NEWEST_FIRST | typeof NEXT_FIRST;

/** Where in either order a page begins; nulls for the first. */
interface DispatchPlace {
  readonly afterSeq: number | null;
  readonly afterTime: string | null;
  readonly afterDue: string | null;
}

const BEGINNING: DispatchPlace = { afterSeq: null, afterTime: null, afterDue: null };

const BEHIND: Readonly<Record<DispatchOrder, string>> = {
  "seq DESC": "seq < @afterSeq",
  [NEWEST_FIRST]: "seq < @afterSeq",
  [NEXT_FIRST]: "(max(next_at, due_at), due_at, seq) > (@afterTime, @afterDue, @afterSeq)",
};

/**
 * A statement for each state, with the state as a word: only so does SQLite know that a partial index holds all it is asked for.
 * Of what waits it has to be told so, and kept from reading the whole table backwards until it has found enough.
 */
export function createDispatchListing(db: Database): (filter: DispatchFilter) => readonly DispatchRow[] {
  type Params = { destination: string | null; since: string | null; limit: number } & DispatchPlace;
  const findPlace = db.prepare<{ id: string }, DispatchPlace>(
    "SELECT seq AS afterSeq, max(next_at, due_at) AS afterTime, due_at AS afterDue FROM dispatches WHERE id = @id",
  );
  const listOf = (state: DispatchState, order: DispatchOrder) => {
    const isState = isWaiting(state) ? `state IN ('queued', 'sending') AND state = '${state}'` : `state = '${state}'`;
    const listWhere = (destination: string) =>
      db.prepare<Params, DispatchRow>(`
        SELECT * FROM dispatches
        WHERE ${isState} AND ${destination} AND (@since IS NULL OR created_at >= @since) AND (@afterSeq IS NULL OR ${BEHIND[order]})
        ORDER BY ${order} LIMIT @limit`);
    return { ofOne: listWhere("destination = @destination"), ofAll: listWhere("@destination IS NULL") };
  };
  const newestOf = new Map(DISPATCH_STATES.map((state) => [state, listOf(state, isWaiting(state) ? NEWEST_FIRST : "seq DESC")]));
  const nextOf = new Map(DISPATCH_STATES.filter(isWaiting).map((state) => [state, listOf(state, NEXT_FIRST)]));
  const ofEvent = db.prepare<{ event: string }, DispatchRow>("SELECT * FROM dispatches WHERE event_id = @event ORDER BY seq");
  return ({ states = DISPATCH_STATES, destination = null, eventId = null, since = null, afterId, limit }) => {
    const place = afterId === undefined ? BEGINNING : findPlace.get({ id: afterId });
    if (place === undefined) return [];
    if (eventId !== null) {
      const isMeant = (row: DispatchRow) =>
        states.includes(row.state) &&
        (destination === null || row.destination === destination) &&
        (since === null || row.created_at >= since) &&
        (place.afterSeq === null || row.seq > place.afterSeq);
      return ofEvent.all({ event: eventId }).filter(isMeant).slice(0, limit);
    }
    const areWaiting = states.every(isWaiting);
    const rows = states.flatMap((state) => {
      const list = (areWaiting ? nextOf : newestOf).get(state);
      return (destination === null ? list?.ofAll : list?.ofOne)?.all({ destination, since, limit, ...place }) ?? [];
    });
    const compare = areWaiting ? comesFirst : (one: DispatchRow, other: DispatchRow) => other.seq - one.seq;
    return rows.sort(compare).slice(0, limit);
  };
}

function isWaiting(state: DispatchState): boolean {
  return state === "queued" || state === "sending";
}

function comesFirst(one: DispatchRow, other: DispatchRow): number {
  const whenOf = ({ next_at, due_at }: DispatchRow) => (next_at > due_at ? next_at : due_at);
  return compareText(whenOf(one), whenOf(other)) || compareText(one.due_at, other.due_at) || one.seq - other.seq;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
