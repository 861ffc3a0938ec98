import { type Random, randomText } from "./random.ts";

/** Kinds of personal data that a call may hold, each with a look-alike of its own form. */
export const PERSONAL_KINDS = [
  "name",
  "surname",
  "email",
  "phone",
  "document",
  "street",
  "city",
  "place",
  "ip",
  "message",
  "code",
] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** Gives, in ASCII, what stands in for a value: the same for the same value, in the form that the value has. */
export type LookAlike = (kind: PersonalKind, value: string) => string;

const FIRST_NAMES = [
  "Ana",
  "Bia",
  "Caio",
  "Davi",
  "Elis",
  "Igor",
  "Lia",
  "Luna",
  "Mila",
  "Noel",
  "Otto",
  "Rui",
  "Sara",
  "Theo",
  "Vera",
  "Yuri",
];
const SURNAMES = [
  "Amostra",
  "Copia",
  "Ensaio",
  "Exemplo",
  "Figura",
  "Inventada",
  "Invento",
  "Modelo",
  "Molde",
  "Rascunho",
  "Suposto",
  "Teste",
];
/** Joining words of a name say nothing of anybody. */
const PARTICLES = new Set(["da", "das", "de", "do", "dos", "e"]);
/** Numbers that many test suites know; their check digits are right, and no look-alike needs to be the only one. */
const CPFS = ["52998224725", "12345678909", "11144477735", "15350946056", "39053344705"];
const CNPJS = ["11222333000181", "12345678000195", "11444777000161"];
const LOCAL_DIGITS = 8;

/**
 * Makes look-alikes out of numbers that are drawn for each value.
 *
 * @param draw - the same numbers for the same text every time. Where it cannot be guessed how it draws, nobody can try out which
 *   person a look-alike stands for.
 */
export function createLookAlikes(draw: (text: string) => Random): LookAlike {
  const pick = (list: readonly string[], text: string) => list[Math.floor(draw(text)() * list.length)] ?? "";
  const word = (text: string, place: number) => {
    const others = (place === 0 ? FIRST_NAMES : SURNAMES).filter((name) => name.toLowerCase() !== text.toLowerCase());
    return pick(others, text.toLowerCase());
  };
  return (kind, value) => {
    if (value.trim() === "") return value;
    switch (kind) {
      case "surname":
        return nameOf(value, (text) => word(text, 1));
      case "name":
        return nameOf(value, word);
      case "email":
        return `${pick(FIRST_NAMES, value.toLowerCase()).toLowerCase()}.${randomText(draw(value.toLowerCase()), "0123456789abcdef", 6)}@example.com`;
      case "phone":
        return phoneOf(value, draw);
      case "document":
        return documentOf(value, pick, draw);
      case "street":
        return `Rua ${pick(SURNAMES, value)}`;
      case "city":
        return "Cidade Exemplo";
      case "place":
        return "Centro";
      case "ip":
        return `203.0.113.${Math.floor(draw(value)() * 254) + 1}`;
      case "message":
        return "Mensagem de exemplo.";
      case "code":
        return shapeOf(value, draw);
      default:
        return kind satisfies never;
    }
  };
}

/** Word by word, so that a first name by itself gets what the whole name gets, with capitals as they stood. */
function nameOf(value: string, word: (text: string, place: number) => string): string {
  return value
    .split(/(\s+)/)
    .map((text, at) => {
      if (/^\s*$/.test(text) || PARTICLES.has(text.toLowerCase())) return text;
      const other = word(text, at === 0 ? 0 : 1);
      const isUpper = text === text.toUpperCase() && text !== text.toLowerCase();
      return isUpper ? other.toUpperCase() : text === text.toLowerCase() ? other.toLowerCase() : other;
    })
    .join("");
}

/** Country and area stay, and so does every blank and bracket; of the last eight digits four are noughts. */
function phoneOf(value: string, draw: (text: string) => Random): string {
  const digits = value.replace(/\D/g, "");
  const local = digits.slice(-LOCAL_DIGITS);
  const instead = `${"0".repeat(Math.min(4, local.length))}${randomText(draw(local), "0123456789", LOCAL_DIGITS)}`.slice(0, local.length);
  return withDigits(value, digits.slice(0, digits.length - local.length) + instead);
}

/** A CPF or CNPJ with right check digits, written as the other was; of any other number the form. */
function documentOf(value: string, pick: (list: readonly string[], text: string) => string, draw: (text: string) => Random): string {
  const digits = value.replace(/\D/g, "");
  const bare = value.replace(/[^\p{L}\p{N}]/gu, "");
  const known = digits.length === 11 ? CPFS : digits.length === 14 ? CNPJS : null;
  if (known === null || bare !== digits) return shapeOf(value, draw);
  return withDigits(
    value,
    pick(
      known.filter((one) => one !== digits),
      digits,
    ),
  );
}

function withDigits(value: string, digits: string): string {
  let at = 0;
  return value.replace(/\d/g, () => digits.charAt(at++));
}

/** Digits for digits and letters for letters; of an address the beginning up to its path stays. */
function shapeOf(value: string, draw: (text: string) => Random): string {
  const origin = /^https?:\/\/[^/?#]+/i.exec(value)?.[0] ?? "";
  const random = draw(value);
  const other = (alphabet: string) => () => randomText(random, alphabet, 1);
  const rest = value
    .slice(origin.length)
    .replace(/\d/g, other("0123456789"))
    .replace(/\p{Lu}/gu, other("ABCDEFGHJKLMNPQRSTUVWXYZ"))
    .replace(/\p{Ll}/gu, other("abcdefghjkmnpqrstuvwxyz"));
  return origin + rest;
}
