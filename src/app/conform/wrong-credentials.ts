import type { Random } from "../../core/random.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import type { WrongCredential } from "../../providers/conformance.ts";

const DIGITS = "0123456789";
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const HEX_LETTERS = "abcdef";

/** Credentials that are not these, and look like them: a receiver has to compare every character. */
export function wrongCredentials(credentials: Credentials, how: WrongCredential, random: Random): Credentials {
  const values = [...credentials.keys()].flatMap((name) =>
    acceptedValues(credentials, name)
      .slice(0, 1)
      .map((secret) => ({ name, secret })),
  );
  return new Map(values.map(({ name, secret }) => [name, [new Secret(wrongValue(secret.reveal(), how, random))]]));
}

function wrongValue(value: string, how: WrongCredential, random: Random): string {
  switch (how) {
    case "stranger": {
      const other = lookAlike(value, random);
      return other === value ? `${value}0` : other;
    }
    case "altered":
      return alteredAtEnd(value);
    case "cut":
      // Of one character nothing would be left, and nothing is another check.
      return value.length > 1 ? value.slice(0, -1) : `${value}0`;
    default:
      return how satisfies never;
  }
}

/** Digits for digits, letters for letters in their case; of a value in hexadecimal digits a to f only. */
function lookAlike(value: string, random: Random): string {
  const letters = /^[0-9a-f]+$/i.test(value) ? HEX_LETTERS : LOWER;
  const drawn = (alphabet: string) => alphabet.charAt(Math.floor(random() * alphabet.length));
  return value.replace(/[0-9a-z]/gi, (character) => {
    if (DIGITS.includes(character)) return drawn(DIGITS);
    const letter = drawn(letters);
    return LOWER.includes(character) ? letter : letter.toUpperCase();
  });
}

function alteredAtEnd(value: string): string {
  const altered = value.replace(/[0-9a-z](?=[^0-9a-z]*$)/i, (character) => {
    if (DIGITS.includes(character)) return character === "0" ? "1" : "0";
    const letter = character.toLowerCase() === "a" ? "b" : "a";
    return LOWER.includes(character) ? letter : letter.toUpperCase();
  });
  return altered === value ? `${value}0` : altered;
}
