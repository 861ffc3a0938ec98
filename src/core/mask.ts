import { MASKED } from "./condition-match.ts";
import type { CanonicalEvent } from "./event.ts";

/**
 * Personal data made unrecognisable for listings, logs and JSON. Pure and total: the same text gives the same mask, no
 * input throws, and the whole of a text never shows, however short it is.
 */
const HIDDEN = "***";

/** Person as a buyer, a contact or a lead has one. */
export interface Person {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly document: string | null;
}

/** `Maria Teste` is `M*** T***`. */
export function maskName(name: string): string {
  return name
    .split(/\s+/u)
    .filter((word) => word !== "")
    .map((word) => beginning(word) + HIDDEN)
    .join(" ");
}

/** `maria@example.com` is `m***@example.com`; what has no domain shows nothing. */
export function maskEmail(email: string): string {
  const text = email.trim();
  if (text === "") return "";
  const at = text.lastIndexOf("@");
  return at === -1 ? HIDDEN : `${beginning(text.slice(0, at))}${HIDDEN}${text.slice(at)}`;
}

/** Country, area code and the last two digits stay: `+5531900000001` is `+5531*******01`. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  if (phone.trim() === "") return "";
  if (digits.length < 8) return HIDDEN;
  const international = phone.trim().startsWith("+");
  const shown = international && digits.startsWith("55") ? 4 : !international && (digits.length === 10 || digits.length === 11) ? 2 : 0;
  const hidden = "*".repeat(digits.length - shown - 2);
  return `${international ? "+" : ""}${digits.slice(0, shown)}${hidden}${digits.slice(-2)}`;
}

/** A CPF keeps its last five digits, `***.***.247-25`; any other document its last four. */
export function maskDocument(document: string): string {
  const text = document.replace(/[^\p{L}\p{N}]/gu, "");
  if (document.trim() === "") return "";
  if (/^\d{11}$/.test(text)) return `***.***.${text.slice(6, 9)}-${text.slice(9)}`;
  return text.length >= 8 ? HIDDEN + text.slice(-4) : HIDDEN;
}

/** Free text may name anybody. */
export function maskMessage(message: string): string {
  return message.trim() === "" ? "" : MASKED;
}

export function maskPerson<T extends Person>(person: T): T {
  return {
    ...person,
    name: maybe(person.name, maskName),
    email: maybe(person.email, maskEmail),
    phone: maybe(person.phone, maskPhone),
    document: maybe(person.document, maskDocument),
  };
}

/** The event with its buyer, its lead's message and e-mail addresses in tracking values masked. */
export function maskEvent<T extends CanonicalEvent>(event: T): T {
  return {
    ...event,
    buyer: { ...maskPerson(event.buyer), phoneRaw: maybe(event.buyer.phoneRaw, maskPhone) },
    tracking: Object.fromEntries(Object.entries(event.tracking).map(([name, value]) => [name, maskEmailsIn(value)])),
    lead: event.lead === null ? null : maskLead(event.lead),
  };
}

function maskLead(lead: NonNullable<CanonicalEvent["lead"]>): NonNullable<CanonicalEvent["lead"]> {
  const address = { ...lead.address, document: maybe(lead.address.document, maskDocument) };
  return { ...lead, message: maybe(lead.message, maskMessage), address };
}

/** Affiliates put addresses in `src` and `sck`. */
function maskEmailsIn(text: string): string {
  return text.replace(/[^\s@,;|]+@[^\s@,;|]+/gu, maskEmail);
}

/** The first character, unless it is the only one. */
function beginning(word: string): string {
  const [first = "", ...rest] = word;
  return rest.length === 0 ? "" : first;
}

function maybe(text: string | null, mask: (text: string) => string): string | null {
  return text === null ? null : mask(text);
}
