import type { Dispatch, DispatchState } from "../core/dispatch.ts";
import type { Note } from "../core/note.ts";
import type { ActionId } from "../core/rule.ts";

/** Columns of `dispatches`, for everybody who reads them. */
export interface DispatchRow {
  readonly seq: number;
  readonly id: string;
  readonly destination: string;
  readonly lane: string;
  readonly event_id: string;
  readonly rule: string;
  readonly action: ActionId;
  readonly target: string;
  readonly value: string | null;
  readonly occasion: string;
  readonly object: string | null;
  readonly product: string | null;
  readonly sale: string | null;
  readonly step: number | null;
  readonly happened_at: string;
  readonly state: DispatchState;
  readonly due_at: string;
  readonly next_at: string;
  readonly attempts: number;
  readonly uncertain: number;
  readonly reason: string | null;
  readonly created_at: string;
  readonly ended_at: string | null;
}

export function dispatchOf(row: DispatchRow): Dispatch {
  return {
    id: row.id,
    destination: row.destination === "" ? null : row.destination,
    lane: row.lane,
    eventId: row.event_id,
    rule: row.rule,
    action: row.action,
    target: row.target,
    value: row.value,
    occasion: row.occasion,
    object: row.object,
    product: row.product,
    sale: row.sale,
    step: row.step,
    happenedAt: row.happened_at,
    state: row.state,
    dueAt: row.due_at,
    nextAt: row.next_at,
    attempts: row.attempts,
    isUncertain: row.uncertain === 1,
    reason: row.reason === null ? null : (JSON.parse(row.reason) as Note),
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}
