import { type CanonicalEvent, happenedAt, isExtraItem } from "../core/event.ts";
import type { Trigger } from "../core/triggers.ts";

/** What of an event is counted and looked for by time, as columns of `events`. All of it is in `facts` too. */
export interface EventFigures {
  readonly happened_at: string;
  readonly is_test: 0 | 1;
  readonly external_product: string | null;
  readonly is_extra: 0 | 1;
  /** The number of the charge from the second on; null for the first, and where it is not told. */
  readonly charge: number | null;
  readonly subscription_step: "started" | "renewed" | null;
  readonly is_partial: 0 | 1;
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly method: string | null;
  /** JSON list of the values of `TRACKED`; null when there is none of them. */
  readonly tracking: string | null;
  /** JSON list of the values of `LEAD_FIELDS`; null when it is no lead. */
  readonly lead: string | null;
}

/** Where a buyer came from: what reports tell apart. The order is that of the column. */
export const TRACKED = ["utm_source", "utm_medium", "utm_campaign", "src", "sck"] as const;

export const LEAD_FIELDS = ["origin", "channel", "transactionType", "temperature", "subtype", "listing"] as const;

/** Longer codes are cut: they tell one click from another, not where it came from. */
const LONGEST_CODE = 200;

export function figuresOf(event: CanonicalEvent): EventFigures {
  const { amount, transaction, lead } = event;
  return {
    happened_at: happenedAt(event),
    is_test: event.isTest ? 1 : 0,
    external_product: event.product.externalId,
    is_extra: isExtraItem(transaction) ? 1 : 0,
    charge: transaction.recurrence !== null && transaction.recurrence > 1 ? transaction.recurrence : null,
    subscription_step: means(event, "subscription.renewed") ? "renewed" : means(event, "subscription.started") ? "started" : null,
    is_partial: event.isPartialRefund === true ? 1 : 0,
    amount_minor: amount?.minor ?? null,
    currency: amount?.currency ?? null,
    method: event.payment?.method ?? null,
    tracking: trackingText(event.tracking),
    lead: lead === null ? null : JSON.stringify(LEAD_FIELDS.map((field) => lead[field])),
  };
}

function means(event: CanonicalEvent, trigger: Trigger): boolean {
  return event.trigger === trigger || event.also.includes(trigger);
}

function trackingText(tracking: CanonicalEvent["tracking"]): string | null {
  const codes = TRACKED.map((name) => (Object.hasOwn(tracking, name) ? tracking[name] : undefined));
  if (codes.every((code) => code === undefined)) return null;
  return JSON.stringify(codes.map((code) => (code === undefined ? null : shortened(code))));
}

/** Counted in characters as SQLite counts them, so that none is cut in two. */
function shortened(code: string): string {
  return code.length <= LONGEST_CODE ? code : [...code].slice(0, LONGEST_CODE).join("");
}
