/** The encoding that the prologue declares. */
const DECLARED = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/i;

const LATIN = /^(iso-?8859-1|latin-?1|windows-1252)$/i;

const NAMED: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi;

/**
 * The text of an XML document: ISO-8859-1 where the prologue says so, as PagSeguro's does (official); else UTF-8, and
 * ISO-8859-1 where that does not fit, because some documents come without a prologue.
 */
export function decoded(bytes: Uint8Array): string {
  const [, encoding = ""] = DECLARED.exec(latin(bytes.subarray(0, 200))) ?? [];
  if (LATIN.test(encoding)) return latin(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return latin(bytes);
  }
}

/** `text` with the references that XML itself defines put in; any other stays as it stands. */
export function withoutReferences(text: string): string {
  return text.replace(REFERENCE, (whole: string, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? whole;
    const point = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
    return point > 0x10ffff ? whole : String.fromCodePoint(point);
  });
}

/** `text` as it may stand between two tags in any encoding: ASCII, everything else as a reference. */
export function asXmlText(text: string): string {
  return text.replace(/[&<>]|[^\x20-\x7e]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
