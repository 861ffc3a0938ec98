/** A source of numbers in [0, 1); passed in, so that a seed reproduces a simulation. */
export type Random = () => number;

/** Mulberry32: small, fast, and the same on every machine. Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `length` characters drawn from `alphabet`. */
export function randomText(random: Random, alphabet: string, length: number): string {
  let text = "";
  while (text.length < length) text += alphabet.charAt(Math.floor(random() * alphabet.length));
  return text;
}

const DIGITS = "0123456789";
const HEX = "0123456789abcdef";

export function randomDigits(random: Random, length: number): string {
  return randomText(random, DIGITS, length);
}

export function randomHex(random: Random, length: number): string {
  return randomText(random, HEX, length);
}

/** A version 4 UUID in shape, drawn from `random`. */
export function randomUuid(random: Random): string {
  const hex = randomHex(random, 32);
  const variant = "89ab".charAt(Math.floor(random() * 4));
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
