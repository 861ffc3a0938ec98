import type { JsonValue } from "./json.ts";

/**
 * An amount as an integer of the currency's smallest unit: 197.00 BRL is `{ minor: 19700, currency: "BRL" }`.
 *
 * Whether a vendor counts in major units (reais) or minor units (cents) is declared by its adapter,
 * never inferred from the digits.
 */
export interface Money {
  readonly minor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

/** Currencies whose smallest unit is not a hundredth (ISO 4217). */
const OTHER_EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

export function minorDigits(currency: string): number {
  return OTHER_EXPONENTS[currency] ?? 2;
}

/**
 * Reads an amount in major units: `1497`, `2626.56`, `"48.90"`, `"1.234,56"`, `"1,234.56"`.
 *
 * A lone separator followed by exactly three digits is a thousands separator only when it appears
 * more than once or together with the other one; `"1.234"` alone is one unit and 234 thousandths,
 * which no currency here has, so it is refused rather than guessed.
 *
 * @returns null when `value` is absent or is not an amount.
 */
export function moneyFromMajor(value: JsonValue | undefined, currency: string): Money | null {
  const code = currency.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) return null;
  const decimal = typeof value === "number" ? decimalText(value) : typeof value === "string" ? plainDecimal(value) : null;
  if (decimal === null) return null;
  const minor = scaled(decimal, minorDigits(code));
  return minor === null ? null : { minor, currency: code };
}

/** Reads an amount that the vendor already counts in minor units (cents). */
export function moneyFromMinor(value: JsonValue | undefined, currency: string): Money | null {
  const code = currency.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) return null;
  const minor = typeof value === "string" && /^-?\d+$/.test(value.trim()) ? Number(value) : value;
  // Adding 0 turns a minus zero into zero.
  return typeof minor === "number" && Number.isSafeInteger(minor) ? { minor: minor + 0, currency: code } : null;
}

/** The amount in major units with a point, `"197.00"`; for rules, JSON and CSV, not for people. */
export function majorText(money: Money): string {
  const digits = minorDigits(money.currency);
  const sign = money.minor < 0 ? "-" : "";
  const text = String(Math.abs(money.minor)).padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The amount as Brazilians write it, `R$ 1.234,56`; another currency by its code, `USD 1.234,56`. */
export function brazilianText(money: Money): string {
  const [, sign = "", whole = "", fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(majorText(money)) ?? [];
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ".");
  const symbol = money.currency === "BRL" ? "R$" : money.currency;
  return `${sign}${symbol} ${grouped}${fraction === undefined ? "" : `,${fraction}`}`;
}

function decimalText(value: number): string | null {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return null;
  const text = String(value);
  return text.includes("e") ? value.toFixed(4) : text;
}

function plainDecimal(input: string): string | null {
  const text = input.trim().replace(/^R\$\s*/i, "");
  if (/^-?\d+([.,]\d{1,2})?$/.test(text)) return text.replace(",", ".");
  if (/^-?\d{1,3}(\.\d{3})+(,\d{1,2})?$/.test(text) && (text.includes(",") || text.split(".").length > 2)) {
    return text.replaceAll(".", "").replace(",", ".");
  }
  if (/^-?\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(text) && (text.includes(".") || text.split(",").length > 2)) {
    return text.replaceAll(",", "");
  }
  return /^-?\d+\.\d{4,}$/.test(text) ? text : null;
}

/** Decimal text times 10^digits, rounded half away from zero, without going through binary fractions. */
function scaled(decimal: string, digits: number): number | null {
  const negative = decimal.startsWith("-");
  const [whole = "0", fraction = ""] = decimal.replace("-", "").split(".");
  const kept = fraction.slice(0, digits).padEnd(digits, "0");
  const roundUp = Number(fraction.charAt(digits) || "0") >= 5 ? 1 : 0;
  const minor = Number(whole + kept) + roundUp;
  if (!Number.isSafeInteger(minor)) return null;
  return negative && minor !== 0 ? -minor : minor;
}
