import { type BuyerFacts, NO_BUYER } from "../../core/event.ts";
import { type JsonObject, objectAt, textAt } from "../../core/json.ts";
import { brazilianPhone, internationalPhone } from "../../core/phone.ts";
import { emailOf } from "../buyer.ts";

/** Who gets the content, and whether somebody else paid for it. */
export interface Person {
  readonly buyer: BuyerFacts;
  readonly isOtherThanPayer: boolean;
}

/** `data.student` is there when it is not the payer who gets the content (official). */
export function invoicePerson(data: JsonObject): Person {
  return personOf(envelopeBuyer(objectAt(data, "buyer")), envelopeBuyer(objectAt(data, "student")));
}

/** The same of the obsolete webhook: `cus_*` pays, `student_*` learns. */
export function legacyPerson(fields: JsonObject): Person {
  return personOf(flatBuyer(fields, "cus"), flatBuyer(fields, "student"));
}

/** `customer` of contracts, attempts and carts, `learner` of the members' area. */
export function customerFacts(customer: JsonObject | undefined): BuyerFacts {
  if (customer === undefined) return NO_BUYER;
  const parts = objectAt(customer, "phone");
  const phone = parts === undefined ? bestPhone([textAt(customer, "phone")]) : phoneOfParts(parts);
  return { ...contactOf(customer, "name", "email"), document: textAt(customer, "document"), ...phone };
}

/** The buyer of a custom delivery: `edz_cli_*`. */
export function deliveryBuyer(fields: JsonObject): BuyerFacts {
  return {
    ...contactOf(fields, "edz_cli_rsocial", "edz_cli_email"),
    ...bestPhone([textAt(fields, "edz_cli_cel")]),
    document: textAt(fields, "edz_cli_taxnumber"),
  };
}

/** A student without an address can be given nothing: then it is the payer's. One and the same person is told by both. */
function personOf(payer: BuyerFacts, student: BuyerFacts): Person {
  if (student.email === null) return { buyer: payer, isOtherThanPayer: false };
  if (student.email !== payer.email) return { buyer: student, isOtherThanPayer: true };
  const phone = student.phone === null && payer.phoneRaw !== null ? payer : student;
  const buyer = {
    name: student.name ?? payer.name,
    email: student.email,
    phone: phone.phone,
    phoneRaw: phone.phoneRaw,
    document: student.document ?? payer.document,
  };
  return { buyer, isOtherThanPayer: false };
}

function envelopeBuyer(person: JsonObject | undefined): BuyerFacts {
  if (person === undefined) return NO_BUYER;
  const phones = ["cellphone", "phone", "phone2"].map((name) => textAt(person, name));
  return { ...contactOf(person, "name", "email"), ...bestPhone(phones), document: textAt(person, "document") };
}

function flatBuyer(fields: JsonObject, prefix: string): BuyerFacts {
  const phones = ["cel", "tel", "tel2"].map((name) => textAt(fields, `${prefix}_${name}`));
  return {
    ...contactOf(fields, `${prefix}_name`, `${prefix}_email`),
    ...bestPhone(phones),
    document: textAt(fields, `${prefix}_taxnumber`),
  };
}

function contactOf(fields: JsonObject, name: string, email: string): Pick<BuyerFacts, "name" | "email"> {
  return { name: textAt(fields, name), email: emailOf(textAt(fields, email)) };
}

type Phone = Pick<BuyerFacts, "phone" | "phoneRaw">;

/** The first number that can be called; where none can, the first that there is, as sent. */
function bestPhone(numbers: readonly (string | null)[]): Phone {
  const filled = numbers.filter((number) => number !== null);
  const phoneRaw = filled.find((number) => phoneOf(number) !== null) ?? filled[0] ?? null;
  return { phone: phoneRaw === null ? null : phoneOf(phoneRaw), phoneRaw };
}

/** E.164 in the webhook (official), area code and number in the older formats; another country's code is told by its plus sign. */
function phoneOf(number: string): string | null {
  return brazilianPhone(number, null) ?? (number.startsWith("+") ? internationalPhone(number) : null);
}

/** `{countryCode, areaCode, number}` of contract events (official). */
function phoneOfParts(parts: JsonObject): Phone {
  const [country, area, number] = ["countryCode", "areaCode", "number"].map((name) => textAt(parts, name));
  if (!number) return { phone: null, phoneRaw: null };
  const isBrazil = !country || country.replace(/\D/g, "") === "55";
  const full = [country, area, number].filter(Boolean).join(" ");
  return { phone: isBrazil ? brazilianPhone(number, area ?? null) : internationalPhone(full), phoneRaw: full };
}
