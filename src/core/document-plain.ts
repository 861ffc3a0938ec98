/**
 * Whether a text is a valid CPF or CNPJ as `parseDocument` gives it: no mask, upper case, right check digits.
 *
 * Says the same as `parseDocument`, twenty times as fast and without its reasons: for a million documents that were
 * checked on their way in. A test holds the two together.
 */
export function isPlainDocument(text: string): boolean {
  const { length } = text;
  if (length !== 11 && length !== 14) return false;
  let isRepeated = true;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    const isDigit = code >= ZERO && code <= NINE;
    if (!isDigit && (length === 11 || at >= 12 || code < A || code > Z)) return false;
    isRepeated &&= code === text.charCodeAt(0);
  }
  if (isRepeated) return false;
  return checkDigit(text, length - 2) === valueAt(text, length - 2) && checkDigit(text, length - 1) === valueAt(text, length - 1);
}

const [ZERO, NINE, A, Z] = [48, 57, 65, 90];

/** A letter counts as its ASCII code less 48, as a digit does. */
function valueAt(text: string, at: number): number {
  return text.charCodeAt(at) - ZERO;
}

/**
 * Modulo 11 over what stands before `end`, weights counted from the right: 2 to 9 and again from 2 in a CNPJ, 2 upwards
 * in a CPF.
 */
function checkDigit(text: string, end: number): number {
  const cycle = text.length === 14 ? 8 : 10;
  let sum = 0;
  for (let at = 0; at < end; at += 1) sum += valueAt(text, at) * (2 + ((end - 1 - at) % cycle));
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}
