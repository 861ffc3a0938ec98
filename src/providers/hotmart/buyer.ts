import { brazilianPhone, internationalPhone } from "../../core/phone.ts";

/** A phone as Hotmart sends it: the area code apart, inside the number too, or both. */
export interface VendorPhone {
  readonly areaCode: string | null;
  readonly number: string | null;
  /** ISO 3166 alpha-2; null when the payload names no country, which we read as Brazil. */
  readonly country: string | null;
}

/**
 * E.164 by the length of the number: production sends Brazilian numbers with the area code already in them, beside the
 * field that repeats it. Outside Brazil only a number that is long enough to hold its country code is taken.
 */
export function phoneOf({ areaCode, number, country }: VendorPhone): string | null {
  const brazilian = isBrazil(country) ? brazilianPhone(number, areaCode) : null;
  if (brazilian !== null) return brazilian;
  const international = internationalPhone(number);
  return international?.startsWith("+0") ? null : international;
}

export function isBrazil(country: string | null): boolean {
  return country === null || country.toUpperCase() === "BR";
}

/** What the vendor sent, for people to read: the area code in front unless the number already starts with it. */
export function rawPhoneOf({ areaCode, number }: VendorPhone): string | null {
  if (number === null) return null;
  return areaCode === null || number.startsWith(areaCode) ? number : `${areaCode} ${number}`;
}

/** Older deliveries have only the full name, some new ones give it in two parts. */
export function fullName(name: string | null, first: string | null, last: string | null): string | null {
  if (name !== null) return name;
  const parts = [first, last].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" ");
}
