/** Characters of a CPF or CNPJ that may be shown: enough for its owner to find the row, too few to use it. */
const SHOWN = 4;

/** A document, right or wrong, with all but its last four characters hidden. Kept apart from the reader, which is dear to load. */
export function maskDocument(text: string): string {
  const plain = text.replace(/[^0-9A-Za-z]/g, "");
  if (plain.length <= SHOWN) return "*".repeat(plain.length);
  return "*".repeat(Math.min(plain.length, 14) - SHOWN) + plain.slice(-SHOWN);
}
