import type { BuyerFacts } from "../../core/event.ts";
import { type JsonObject, textAt, valueAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import { brazilianPhone, internationalPhone } from "../../core/phone.ts";
import { emailOf, missingNotes, phoneNotes } from "../buyer.ts";
import { isYes } from "./payload.ts";

/** The buyer, or who left the checkout. An e-mail that PayT made up for a buyer without one is none. */
export function buyerFacts(order: JsonObject): BuyerFacts {
  const phoneRaw = textAt(order, "customer", "phone");
  return {
    name: textAt(order, "customer", "name"),
    email: hasFakeEmail(order) ? null : emailOf(textAt(order, "customer", "email")),
    phone: phoneOf(phoneRaw),
    phoneRaw,
    document: textAt(order, "customer", "doc"),
  };
}

/** Only "no e-mail" has a reason that no setting of the checkout mends: the buyer said so. */
export function buyerNotes(order: JsonObject, buyer: BuyerFacts): readonly Note[] {
  const missing = missingNotes(buyer);
  const notes = hasFakeEmail(order) ? [note("payt.fake-email"), ...missing.filter(({ code }) => code !== "buyer.no-email")] : missing;
  return [...notes, ...phoneNotes(buyer)];
}

/** `fake_email`: the buyer ticked "no e-mail" (official). */
function hasFakeEmail(order: JsonObject): boolean {
  return isYes(valueAt(order, "customer", "fake_email"));
}

/** Old samples write `+55`, new ones area code and number only; another country's code is told by the plus sign alone. */
function phoneOf(raw: string | null): string | null {
  const brazilian = brazilianPhone(raw, null);
  return brazilian ?? (raw?.startsWith("+") ? internationalPhone(raw) : null);
}
