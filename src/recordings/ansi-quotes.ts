const NAMED: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Several `\u` in a row may be the two halves of one character. */
const ESCAPE =
  /\\(?:([abeEfnrtv])|([\\'"?])|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|((?:u[0-9a-fA-F]{1,4})(?:\\u[0-9a-fA-F]{1,4})*)|U([0-9a-fA-F]{1,8})|c([\s\S]))/g;

/**
 * What stands between `$'` and `'`, as bash and zsh read it. `\xHH` is a byte and `\uHHHH` a character: of the browsers, Chrome writes
 * the one and Firefox both.
 *
 * @param quoted - one character for each byte, as is what comes back.
 */
export function ansiText(quoted: string): string {
  return quoted.includes("\\") ? quoted.replace(ESCAPE, meant) : quoted;
}

function meant(whole: string, ...[named, itself, hex, octal, units, code, control]: readonly (string | undefined)[]): string {
  if (named !== undefined) return NAMED[named] ?? whole;
  if (itself !== undefined) return itself;
  if (hex !== undefined) return byte(Number.parseInt(hex, 16));
  if (octal !== undefined) return byte(Number.parseInt(octal, 8));
  if (units !== undefined) return bytesOf(units.split("\\").map(codeUnit).join(""));
  if (code !== undefined) return bytesOf(character(Number.parseInt(code, 16)));
  return control === undefined ? whole : byte(control.charCodeAt(0) & 0x1f);
}

function byte(value: number): string {
  return String.fromCharCode(value & 0xff);
}

/** @param written - `u00e3`. */
function codeUnit(written: string): string {
  return String.fromCharCode(Number.parseInt(written.slice(1), 16));
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

function bytesOf(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}
