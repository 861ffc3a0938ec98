import { note } from "../../core/note.ts";
import type { Trigger } from "../../core/triggers.ts";
import { idle, type Reading, told, UNKNOWN } from "./reading.ts";

/** The transaction of a contract that gives access and is not paid for: a trial, or a free one. */
export const FREE_SUFFIX = "/trial";

const LATE = told("payment.late");
const CANCELED = told("subscription.canceled");
const SUSPENDED = idle(note("eduzz.suspended"));
const PLAN_CHANGED = told("subscription.plan_changed");

/**
 * States of a contract, as `wordOf` writes them: `contract.status` of the webhook, `contract_*` names of the obsolete one
 * (official, both). A suspended or finished contract has no trigger here: whether it ends access is the producer's own setting.
 */
const STATES: ReadonlyMap<string, Reading> = new Map([
  ["canceled", CANCELED],
  ["cancelled", CANCELED],
  ["late", LATE],
  ["overdue", LATE],
  ["defaulter", LATE],
  ["awaitingpayment", LATE],
  ["waitingpayment", LATE],
  ["suspended", SUSPENDED],
  ["finished", idle(note("eduzz.finished"))],
  ["uptodate", idle()],
  ["trial", idle()],
  ["free", idle()],
  ["delayed", idle()],
  ["nextcharge", idle()],
]);

/** `recurrence_status` and `edz_con_status_cod` (official table). */
const CODES: ReadonlyMap<string, string> = new Map([
  ["1", "uptodate"],
  ["2", "awaitingpayment"],
  ["3", "suspended"],
  ["4", "canceled"],
  ["7", "late"],
  ["9", "finished"],
  ["10", "trial"],
  ["11", "defaulter"],
]);

/** `data.reason` of an updated contract (official list). `status_updated` is not here: the state decides then. */
const REASONS: ReadonlyMap<string, Reading> = new Map([
  ["cancellation", CANCELED],
  ["suspension", SUSPENDED],
  ["reactivation", idle()],
  ["upgrade", PLAN_CHANGED],
  ["downgrade", PLAN_CHANGED],
  ["negotiation", idle()],
  ["readjustment", idle()],
]);

/** The state that a numeric status stands for; null when it is not documented. */
export function contractStateOfCode(code: string | null): string | null {
  return CODES.get(code ?? "") ?? null;
}

export function contractReading(state: string): Reading {
  return STATES.get(state) ?? UNKNOWN;
}

/** An updated contract: why it was updated says more than the state it is in. */
export function updateReading(reason: string, state: string): Reading {
  return REASONS.get(reason) ?? contractReading(state);
}

/** A contract that gives access without any payment. */
export function isFree(state: string): boolean {
  return state === "trial" || state === "free";
}

/** Access without a payment: an approval of nothing, which starts the subscription. */
export function freeReading(): Reading {
  return told("purchase.approved", { also: ["subscription.started"], remarks: [note("eduzz.free-access")] });
}

/** What a charge means for its contract; null when the call does not tell which charge it is. */
export function chargeTriggers(isFirst: boolean | null): readonly Trigger[] {
  if (isFirst === null) return [];
  return [isFirst ? "subscription.started" : "subscription.renewed"];
}
