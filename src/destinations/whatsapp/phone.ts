/**
 * The buyer's number as it was told, `+5531900000001`; null when there is none that can be dialled.
 *
 * The ninth digit of Brazilian mobiles is never added or taken away: WhatsApp knows old accounts without it, new ones with
 * it, and only its servers know which is which.
 */
export function whatsappPhone(phone: string | null): string | null {
  return phone !== null && /^\+[1-9]\d{7,14}$/.test(phone) ? phone : null;
}
