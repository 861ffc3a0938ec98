import type { PaymentMethod } from "../../core/event.ts";
import type { ReadInstant } from "../../core/instant.ts";
import { integerAt, type JsonObject, textAt } from "../../core/json.ts";
import type { Money } from "../../core/money.ts";
import { note } from "../../core/note.ts";
import { chargeTriggers } from "./contract-states.ts";
import { invoiceReading, issuedReading, stateOfCode } from "./invoice-states.ts";
import { dayAndTime } from "./moments.ts";
import { flatPrice } from "./money.ts";
import { type Reading, told, UNKNOWN } from "./reading.ts";
import { wordOf } from "./words.ts";

/** The contract that an invoice or a custom delivery belongs to; null for a one-off sale, whose field is empty. */
export function contractIdAt(fields: JsonObject, name: string): string | null {
  const id = textAt(fields, name);
  return id === "0" ? null : id;
}

/**
 * Whether this is the first charge of a contract: `recurrence_first_payment` says so; only where it is missing does the count of
 * charges (official names; which of them wins is our reading). Null when neither tells.
 */
export function isFirstCharge(fields: JsonObject): boolean | null {
  const first = fields.recurrence_first_payment;
  const flag = typeof first === "boolean" ? String(Number(first)) : textAt(fields, "recurrence_first_payment");
  if (flag === "1" || flag === "0") return flag === "1";
  const count = integerAt(fields, "recurrence_count");
  return count === null || count < 1 ? null : count === 1;
}

/** The number of this charge; null when it is not told, or told in two ways. */
export function chargeNumber(fields: JsonObject): number | null {
  const isFirst = isFirstCharge(fields);
  const count = integerAt(fields, "recurrence_count");
  if (isFirst === true) return 1;
  return isFirst === false && count !== null && count > 1 ? count : null;
}

/**
 * The state of an invoice, by the name of the event and by its numeric status, of which either may be missing.
 *
 * @returns null when the two are not the same: then it is taken for neither.
 */
export function legacyState(fields: JsonObject): string | null {
  const name = textAt(fields, "event_name");
  const ofName = name === null ? null : wordOf(name.replace(/^invoice_/i, ""));
  const ofCode = stateOfCode(textAt(fields, "trans_status"));
  if (ofName !== null && ofCode !== null && ofName !== ofCode) return null;
  return ofName ?? ofCode ?? "";
}

/** What became of an invoice of the obsolete webhook. */
export function legacyReading(state: string | null, fields: JsonObject, method: PaymentMethod | null): Reading {
  const hasContract = contractIdAt(fields, "recurrence_cod") !== null;
  switch (state) {
    case null: {
      const params = { native: textAt(fields, "event_name"), status: textAt(fields, "trans_status") };
      return { ...UNKNOWN, remarks: [note("eduzz.status-contradicts", params)] };
    }
    case "open":
      return hasContract && isFirstCharge(fields) !== true ? told("invoice.issued") : issuedReading(method);
    case "waitingpayment":
      return told("payment.late");
    case "paid":
      return { ...invoiceReading(state), also: hasContract ? chargeTriggers(isFirstCharge(fields)) : [] };
    default:
      return invoiceReading(state);
  }
}

/** Only an opened and a paid invoice have a date of their own. */
export function legacyMoment(state: string | null, fields: JsonObject, zone: string): ReadInstant | null {
  if (state === "paid") return dayAndTime(fields, "trans_paid", zone);
  return state === "open" ? dayAndTime(fields, "trans_create", zone) : null;
}

/** What was paid; the zero of an invoice that nobody paid is none. */
export function legacyPaid(state: string | null, fields: JsonObject): Money | null {
  const paid = flatPrice(fields, "trans_paid");
  return paid?.minor === 0 && state !== "paid" ? null : paid;
}
