import { printable } from "../printable.ts";

const [QUOTE, BACKSLASH, FIRST_PRINTABLE, DELETE] = [0x27, 0x5c, 0x20, 0x7f];

/**
 * One word of a shell that stands for exactly these bytes: in single quotes, or in `$'...'` where a character would act
 * on the terminal or the bytes are no text.
 */
export function quoted(value: string | Uint8Array): string {
  const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
  const text = textOf(bytes);
  if (text !== null && printable(text) === text) return `'${text.replaceAll("'", "'\\''")}'`;
  return `$'${[...bytes].map(escaped).join("")}'`;
}

/** Null for bytes that are not UTF-8. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function escaped(byte: number): string {
  if (byte === QUOTE || byte === BACKSLASH) return `\\${String.fromCharCode(byte)}`;
  if (byte >= FIRST_PRINTABLE && byte < DELETE) return String.fromCharCode(byte);
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}
