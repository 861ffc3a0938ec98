/**
 * A Brazilian phone as E.164 text, `+5531900000001`, from the parts that vendors send.
 *
 * The ninth digit is never added or removed, and an area code is never put in front of a number
 * that already carries one.
 *
 * @param number - what the vendor calls the phone; may already contain area and country code.
 * @param areaCode - the DDD when it is sent apart, else null.
 * @returns null when the digits do not make a plausible number; the caller keeps the raw text.
 */
export function brazilianPhone(number: string | null, areaCode: string | null): string | null {
  if (isForeign(number ?? "")) return null;
  const digits = onlyDigits(number ?? "");
  const area = onlyDigits(areaCode ?? "").replace(/^0+/, "");
  if ((digits.length === 8 || digits.length === 9) && area.length === 2) return `+55${area}${digits}`;
  const national = digits.startsWith("0") ? digits.slice(1) : digits;
  if (national.length === 10 || national.length === 11) return hasAreaCode(national) ? `+55${national}` : null;
  if ((digits.length === 12 || digits.length === 13) && digits.startsWith("55")) return `+${digits}`;
  return null;
}

/** An international number that already has its country code: 12 to 15 digits, kept as they are. */
export function internationalPhone(number: string | null): string | null {
  const digits = onlyDigits(number ?? "");
  return /^[1-9]\d{11,14}$/.test(digits) ? `+${digits}` : null;
}

/** Written with a plus and another country's code. */
function isForeign(number: string): boolean {
  return /^\s*\+/.test(number) && !/^\s*\+\s*55/.test(number);
}

function hasAreaCode(national: string): boolean {
  return /^[1-9][1-9]/.test(national);
}

function onlyDigits(text: string): string {
  return text.replace(/\D/g, "");
}
