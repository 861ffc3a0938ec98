import type { BuyerFacts } from "../core/event.ts";
import { type Note, note } from "../core/note.ts";

/** E-mails arrive in mixed case and are compared in lower case. */
export function emailOf(text: string | null): string | null {
  return text?.trim().toLowerCase() || null;
}

/** The digits themselves stay out of the note: notes are shown where personal data is masked. */
export function phoneNotes({ phone, phoneRaw }: BuyerFacts): readonly Note[] {
  if (phoneRaw === null || phone !== null) return [];
  return [note("buyer.phone-invalid", { digits: phoneRaw.replace(/\D/g, "").length })];
}

/** What the checkout did not ask for and messages need. */
export function missingNotes({ name, email, phoneRaw }: BuyerFacts): readonly Note[] {
  return [
    ...(name === null ? [note("buyer.no-name")] : []),
    ...(email === null ? [note("buyer.no-email")] : []),
    ...(phoneRaw === null ? [note("buyer.no-phone")] : []),
  ];
}
