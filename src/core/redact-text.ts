import { maskDocument, maskEmail, maskName, maskPhone, type Person } from "./mask.ts";

/** Stands for a secret. */
export const REDACTED = "[secret]";
/** What may stand between the digits of a phone or a document, also in a query string. */
const BETWEEN = "(?:[\\s().+/-]|%2[089F]){0,4}";
/** The part of a Brazilian number that stays when country, area code and the ninth digit are left out. */
const LOCAL_DIGITS = 8;
/** Shorter words of a name, `de` and `da`, are words of every text. */
const SHORTEST_WORD = 3;
/** Buyers write what they like into a form. Beyond this it is nobody's name, and looking for it takes longer than it is worth. */
const LONGEST = 200;
const MOST_WORDS = 20;

/**
 * Text of somebody else, as the answer of a destination is, that may repeat what it was sent: without secrets and without the
 * data of the person it was about. Redact first and cut afterwards, since half a secret is not found.
 */
export function redactText(text: string, secrets: readonly string[], person: Partial<Person> | null): string {
  const given = secrets.filter((secret) => secret.trim() !== "");
  const withoutSecrets = given.length === 0 ? text : text.replace(anySpelling(given), REDACTED);
  return person === null ? withoutSecrets : withoutPerson(withoutSecrets, person);
}

function withoutPerson(text: string, person: Partial<Person>): string {
  const { email, phone, document, name } = bounded(person);
  let rest = text;
  const mask = (pattern: RegExp | null, masked: string) => {
    if (pattern !== null) rest = rest.replace(pattern, () => masked);
  };
  if (isGiven(email)) mask(anySpelling([email]), maskEmail(email));
  if (isGiven(phone)) mask(phonePattern(phone), maskPhone(phone));
  if (isGiven(document)) mask(spaced(document.replace(/[^\p{L}\p{N}]/gu, "")), maskDocument(document));
  if (isGiven(name)) {
    mask(anySpelling([name]), maskName(name));
    const words = wordsOf(name);
    if (words.length > 0) rest = rest.replace(wholeWords(words), maskName);
  }
  return rest;
}

function bounded(person: Partial<Person>): Partial<Person> {
  return Object.fromEntries(Object.entries(person).map(([field, text]) => [field, text?.slice(0, LONGEST) ?? null]));
}

function isGiven(text: string | null | undefined): text is string {
  return typeof text === "string" && text.trim() !== "";
}

/** As it is, in a URL, in a form, in JSON with and without `\u` escapes, and in base64, as Basic has it; in any case, which hex digits have too. */
function anySpelling(texts: readonly string[]): RegExp {
  const spellings = new Set(texts.flatMap((text) => spellingsOf(text.trim())));
  return new RegExp(
    [...spellings]
      .sort((first, second) => second.length - first.length)
      .map(literal)
      .join("|"),
    "giu",
  );
}

function spellingsOf(text: string): readonly string[] {
  const inUrl = encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd"));
  const inJson = JSON.stringify(text).slice(1, -1);
  return [text, inUrl, inUrl.replaceAll("%20", "+"), inJson, inJson.replaceAll("/", "\\/"), ascii(inJson), ...inBase64(text)];
}

/** Without the padding, which may be left out. */
function inBase64(text: string): readonly string[] {
  const bytes = new TextEncoder().encode(text);
  return bytes.length < 4 ? [] : [btoa(String.fromCharCode(...bytes)).replace(/=+$/, "")];
}

function ascii(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Also without country, area code or ninth digit: messengers write numbers their own way. */
function phonePattern(phone: string): RegExp | null {
  const digits = phone.replace(/\D/g, "");
  if (digits.length < LOCAL_DIGITS) return spaced(digits);
  const local = spacedText(digits.slice(-LOCAL_DIGITS));
  const before = [...digits.slice(0, -LOCAL_DIGITS)].map((digit) => `(?:${digit}${BETWEEN})?`).join("");
  return new RegExp(`\\+?(?:55${BETWEEN})?${before}${local}`, "gu");
}

/** Null for what is too short to be told from other numbers. */
function spaced(characters: string): RegExp | null {
  return characters.length < 4 ? null : new RegExp(spacedText(characters), "giu");
}

function spacedText(characters: string): string {
  return [...characters].map(literal).join(BETWEEN);
}

function wordsOf(name: string): readonly string[] {
  return name
    .split(/\s+/u)
    .filter((word) => word.length >= SHORTEST_WORD)
    .slice(0, MOST_WORDS);
}

function wholeWords(words: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${anySpelling(words).source})(?![\\p{L}\\p{N}])`, "giu");
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
