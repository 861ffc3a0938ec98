import { type JsonObject, textAt } from "../../core/json.ts";
import type { Variation } from "../contract.ts";
import { isBrazil } from "./buyer.ts";
import { isSampleEmail } from "./test-button.ts";

/** Stands in for the test button's buyer, whom no varied event may carry. */
const INVENTED_EMAIL = "comprador@example.com";

/** How a person's fields are called in one place of the body; absent where that place has no such field. */
export interface PersonKeys {
  readonly email: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly areaCode: string | null;
  /** As the payload names it; a phone is written the way that country's are. */
  readonly country: string | null;
}

/** `person` with what the variation names. A name is only changed where there is one, an e-mail and a phone are added. */
export function varyPerson(person: JsonObject, keys: PersonKeys, { email, name, phone }: Variation): JsonObject {
  const changes: Record<string, string> = {};
  if (email !== undefined) changes[keys.email] = email;
  else if (isSampleEmail(textAt(person, keys.email))) changes[keys.email] = INVENTED_EMAIL;
  if (name !== undefined) Object.assign(changes, nameChanges(person, keys.name, name));
  if (phone !== undefined && keys.phone !== null) {
    const digits = vendorDigits(phone, keys.country);
    changes[keys.phone] = digits;
    if (keys.areaCode !== null) changes[keys.areaCode] = digits.length <= 11 ? digits.slice(0, 2) : "";
  }
  return { ...person, ...changes };
}

function nameChanges(person: JsonObject, key: string | null, name: string): Record<string, string> {
  const changes: Record<string, string> = key === null ? {} : { [key]: name };
  const [first = "", ...rest] = name.split(" ");
  if (Object.hasOwn(person, "first_name")) changes.first_name = first;
  if (Object.hasOwn(person, "last_name")) changes.last_name = rest.at(-1) ?? "";
  return changes;
}

/** Production sends Brazilian numbers without the country code, and those of other countries with it. */
function vendorDigits(phone: string, country: string | null): string {
  const digits = phone.replace(/\D/g, "");
  return isBrazil(country) && digits.length >= 12 && digits.startsWith("55") ? digits.slice(2) : digits;
}
