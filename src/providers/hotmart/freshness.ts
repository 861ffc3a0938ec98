import type { JsonValue } from "../../core/json.ts";
import { randomDigits, randomText, randomUuid } from "../../core/random.ts";
import type { Variation } from "../contract.ts";
import { momentOf } from "./moments.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Stands in for the test button's product, which no varied event may carry. */
export const INVENTED_PRODUCT = "9100002";

const CODE_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** What a fresh event has that no other has, in the look of the vendor's own ids. */
export interface FreshIds {
  readonly eventId: string;
  readonly transaction: string;
  readonly subscriptionId: string;
  /** For the second identifier of a product that the fixture is not about. */
  readonly ucode: string;
  /** Makes a cart of 1.0.0 distinct, which has nothing but its buyer to tell it by. */
  readonly buyerTag: string;
}

/** Always draws everything in the same order: the same seed gives the same ids whatever the fixture and the options. */
export function freshIds({ random, transaction, subscriptionId }: Variation): FreshIds {
  const eventId = randomUuid(random);
  const drawn = `HP${randomDigits(random, 10)}`;
  const code = randomText(random, CODE_ALPHABET, 8);
  const ucode = randomUuid(random);
  const buyerTag = randomDigits(random, 8);
  return { eventId, transaction: transaction ?? drawn, subscriptionId: subscriptionId ?? code, ucode, buyerTag };
}

/** How far the dates of a fixture move, so that what happened at `was` now happens at `at`. */
export function shiftBetween(was: JsonValue | undefined, at: string): number {
  const moment = momentOf(was, "UTC");
  return moment === null ? 0 : Date.parse(at) - Date.parse(moment.at);
}

/** The date moved by `shiftMs`, in the notation it had. Anything that is no date is left alone. */
export function shifted(date: JsonValue | undefined, shiftMs: number): JsonValue | undefined {
  const moment = momentOf(date, "UTC");
  return moment === null ? date : inNotationOf(date, Date.parse(moment.at) + shiftMs);
}

/** The same for a date that the vendor gives in whole days, the end of a guarantee. */
export function shiftedDay(date: JsonValue | undefined, shiftMs: number): JsonValue | undefined {
  const moment = momentOf(date, "UTC");
  if (moment === null) return date;
  return inNotationOf(date, Math.floor((Date.parse(moment.at) + shiftMs) / DAY_MS) * DAY_MS);
}

/** Charges fall at noon UTC (production); the next one is about a month after `at`. */
export function nextCharge(date: JsonValue | undefined, at: string): JsonValue | undefined {
  if (momentOf(date, "UTC") === null) return date;
  const day = Math.floor(Date.parse(at) / DAY_MS) + 30;
  return inNotationOf(date, day * DAY_MS + DAY_MS / 2);
}

/** A number where the vendor sends one and the text is one; ids typed by operators are text. */
export function likeBefore(before: JsonValue | undefined, text: string): JsonValue {
  return typeof before === "number" && /^\d{1,15}$/.test(text) ? Number(text) : text;
}

function inNotationOf(before: JsonValue | undefined, ms: number): JsonValue {
  if (typeof before === "number") return ms;
  if (typeof before === "string" && /^\d+$/.test(before.trim())) return String(ms);
  const text = new Date(ms).toISOString();
  return typeof before === "string" && before.includes(".") ? text : text.replace(".000Z", "Z");
}
