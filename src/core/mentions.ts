/** What people are recognised by in what others wrote. */
export interface Identifiers {
  /** Lower case. */
  readonly emails: ReadonlySet<string>;
  /** CPF, CNPJ or another document, unmasked and upper case. */
  readonly documents: ReadonlySet<string>;
  /** E.164 */
  readonly phones: ReadonlySet<string>;
}

const CPF = /(?<!\d)\d{3}\.?\d{3}\.?\d{3}[-.]?\d{2}(?!\d)/g;
const CNPJ = /(?<![0-9A-Za-z])[0-9A-Za-z]{2}\.?[0-9A-Za-z]{3}\.?[0-9A-Za-z]{3}\/?[0-9A-Za-z]{4}-?\d{2}(?!\d)/g;
const LOCAL_PART = /[\w.+\-\u0080-\uffff]+$/;
const DOMAIN = /^[\w.\-\u0080-\uffff]+\.[a-z\u0080-\uffff]{2,}/i;
/** As long as an address may be on either side. */
const LONGEST_SIDE = 255;
const PHONE = /(?<!\d)\+?(?:55)?[ (+]{0,2}0?[1-9]\d[ )+.-]{0,2}(?:\d[ +]?)?\d{4}[ +.-]?\d{4}(?!\d)/g;
const CPF_DIGITS = 11;
const CNPJ_CHARACTERS = 14;
/** Shorter ones stand in many a number. */
const SHORTEST_DOCUMENT = 6;

/**
 * Which of the identifiers a text names, in the spellings in which vendors send them: as they are, in a URL or form, escaped in JSON
 * or HTML, documents with and without their mask.
 *
 * @param text - any text, or bytes as one character each.
 */
export function mentionsIn(text: string, { emails, documents, phones }: Identifiers): readonly string[] {
  const plain = unescaped(text);
  const found = new Set<string>();
  const look = (pattern: RegExp, known: ReadonlySet<string>, read: (token: string) => readonly string[]) => {
    for (const [token] of plain.matchAll(pattern)) for (const name of read(token)) if (known.has(name)) found.add(name);
  };
  if (emails.size > 0) for (const address of addressesIn(plain)) if (emails.has(address)) found.add(address);
  if (documents.size > 0) {
    const unmasked = (token: string) => [token.replace(/[^0-9A-Za-z]/g, "").toUpperCase()];
    look(CPF, documents, unmasked);
    if ([...documents].some(({ length }) => length === CNPJ_CHARACTERS)) look(CNPJ, documents, unmasked);
    for (const other of documents) {
      const isForeign = other.length !== CPF_DIGITS && other.length !== CNPJ_CHARACTERS && other.length >= SHORTEST_DOCUMENT;
      if (isForeign && plain.toUpperCase().includes(other)) found.add(other);
    }
  }
  if (phones.size > 0) look(PHONE, phones, (token) => [`+55${token.replace(/\D/g, "").replace(/^(?:55)?0?(?=\d{10,11}$)/, "")}`]);
  for (const phone of phones) if (!phone.startsWith("+55") && holdsNumber(plain, phone.slice(1))) found.add(phone);
  return [...found];
}

function holdsNumber(text: string, digits: string): boolean {
  return text.includes(digits) && new RegExp(`(?<!\\d)${digits.replace(/\D/g, "")}(?!\\d)`).test(text);
}

/**
 * Looked for from each `@` on: a pattern that begins with the part before it would read a long text without one again from each of its
 * characters. A plus may be a part of the address, or the space before it in a form.
 */
function* addressesIn(text: string): Generator<string> {
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    const local = LOCAL_PART.exec(text.slice(Math.max(0, at - LONGEST_SIDE), at))?.[0]
      .toLowerCase()
      .replace(/^[.+\-_]+/, "");
    const domain = DOMAIN.exec(text.slice(at + 1, at + 1 + LONGEST_SIDE))?.[0].toLowerCase();
    if (local === undefined || domain === undefined) continue;
    yield `${local}@${domain}`;
    yield `${local.slice(local.lastIndexOf("+") + 1)}@${domain}`;
  }
}

/** The ends of lines of JSON are blanks. */
const ESCAPE = /%(?:25)?([0-9a-f]{2})|\\u00([0-9a-f]{2})|&#(\d{2,3});|&#x([0-9a-f]{2});|\\[bfnrt]/gi;

function unescaped(text: string): string {
  if (!/%[0-9a-f]{2}|\\u00|&#|\\[bfnrt]/i.test(text)) return text;
  return text.replace(ESCAPE, (_, url?: string, json?: string, decimal?: string, hex?: string) =>
    String.fromCharCode(decimal === undefined ? Number.parseInt(url ?? json ?? hex ?? "20", 16) : Number(decimal)),
  );
}

/**
 * The same text, of the same length and as well formed, in which these identifiers cannot be read any more: each letter is an `x`,
 * each digit a 1. It is for a call that is about somebody else and only names the person.
 */
export function maskMentions(text: string, identifiers: readonly string[]): string {
  if (identifiers.length === 0) return text;
  const pattern = [...identifiers]
    .sort((first, second) => second.length - first.length)
    .map(spellings)
    .join("|");
  return text.replace(new RegExp(pattern, "gi"), (found) =>
    found.replace(/%(?:25)?[0-9a-f]{2}|\\u[0-9a-f]{4}|&#x?[0-9a-f]+;|[\p{L}\p{N}]|[\u0080-\uffff]/giu, (part) =>
      part.length > 1 ? part : /\d/.test(part) ? "1" : "x",
    ),
  );
}

/** Nothing of a longer address goes before it, but the end of an escape may: `%20ana@example.com`. */
const BEFORE_ADDRESS = "(?:(?<=%[0-9a-f]{2}|\\\\u[0-9a-f]{4}|\\\\[bfnrt]|;)|(?<![A-Za-z0-9\\u0080-\\uffff][._-]{0,8}))";
const AFTER_ADDRESS = "(?![\\w\\u0080-\\uffff-]|\\.[a-z0-9])";

/** Of the identifier alone: the same letters at the end of somebody else's address are somebody else's. */
function spellings(identifier: string): string {
  if (identifier.includes("@")) return BEFORE_ADDRESS + [...identifier].map(characterPattern).join("") + AFTER_ADDRESS;
  const characters = [...identifier.replace(/[^0-9A-Za-z]/g, "")];
  const isBrazilian = identifier.startsWith("+55");
  const digits = isBrazilian ? characters.slice(2) : characters;
  return `(?<![0-9])${isBrazilian ? "(?:55[ (.-]{0,2})?0?" : ""}${digits.join("(?:[ ().+/-]|%2[089DF]){0,3}")}(?![0-9])`;
}

function characterPattern(character: string): string {
  if (/[a-z0-9]/i.test(character)) return character;
  const code = character.charCodeAt(0);
  const hex = code.toString(16).padStart(2, "0");
  const literal = character.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  return `(?:${literal}|%(?:25)?${hex}|\\\\u${hex.padStart(4, "0")}|&#${code};|&#x${hex};)`;
}
