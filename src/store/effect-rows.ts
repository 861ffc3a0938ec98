import type { Effect, EffectKind } from "../core/effect.ts";
import type { ActionId } from "../core/rule.ts";

/** Columns of `effects`, for everybody who reads or writes them. */
export interface EffectRow {
  readonly contact_id: string;
  readonly kind: EffectKind;
  readonly target: string;
  readonly event_id: string;
  readonly rule: string;
  readonly action: ActionId;
  readonly value: string | null;
  readonly subject: string;
  readonly rank: number;
  readonly at: string;
  readonly subscription: string | null;
  readonly recurrence: number | null;
  readonly until: string | null;
}

export function effectRow(effect: Effect): EffectRow {
  const { kind, target, rule, action, value, subject, rank, at, subscription, recurrence, until } = effect;
  const named = { contact_id: effect.contactId, event_id: effect.eventId };
  return { ...named, kind, target, rule, action, value, subject, rank, at, subscription, recurrence, until };
}

export function effectFromRow(row: EffectRow): Effect {
  const { kind, target, rule, action, value, subject, rank, at, subscription, recurrence, until } = row;
  const named = { contactId: row.contact_id, eventId: row.event_id };
  return { ...named, kind, target, rule, action, value, subject, rank, at, subscription, recurrence, until };
}
