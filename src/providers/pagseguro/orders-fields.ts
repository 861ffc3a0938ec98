import { type BuyerFacts, NO_PRODUCT, type PaymentFacts, type PaymentMethod, type ProductFacts, type SaleKind } from "../../core/event.ts";
import { integerAt, type JsonObject, objectAt, objectsAt, textAt } from "../../core/json.ts";
import { brazilianPhone, internationalPhone } from "../../core/phone.ts";
import { emailOf } from "../buyer.ts";
import { deadlineOf, methodOf, qrCodeOf, statusOf } from "./charges.ts";

/** `payment_method.type` (official). */
const METHODS: ReadonlyMap<string, PaymentMethod> = new Map([
  ["CREDIT_CARD", "credit_card"],
  ["DEBIT_CARD", "debit_card"],
  ["BOLETO", "boleto"],
  ["PIX", "pix"],
]);

/** A customer of an order or a subscription: `{name, email, tax_id, phones[]}`, documented once with a single `phone`. */
export function customerFacts(customer: JsonObject | undefined): BuyerFacts {
  const phone = objectsAt(customer, "phones")[0] ?? objectAt(customer, "phone");
  const [area, number] = [textAt(phone, "area"), textAt(phone, "number")];
  return {
    name: textAt(customer, "name"),
    email: emailOf(textAt(customer, "email")),
    phone: phoneOf(textAt(phone, "country"), area, number),
    phoneRaw: number === null ? null : `${area ?? ""}${number}`,
    document: textAt(customer, "tax_id"),
  };
}

/** A bare charge knows its buyer only as the holder of the boleto. */
export function buyerFacts(order: JsonObject | null, charge: JsonObject | null): BuyerFacts {
  const customer = customerFacts(objectAt(order ?? {}, "customer"));
  const holder = customerFacts(objectAt(charge ?? {}, "payment_method", "boleto", "holder"));
  if (customer.email !== null) return customer;
  return { ...customer, name: customer.name ?? holder.name, email: holder.email, document: customer.document ?? holder.document };
}

/** `55` or `+55`; a number of another country is written out whole. */
function phoneOf(country: string | null, area: string | null, number: string | null): string | null {
  const code = country?.replace(/\D/g, "") ?? "55";
  return code === "55" ? brazilianPhone(number, area) : internationalPhone(`${code}${area ?? ""}${number ?? ""}`);
}

/**
 * What was sold. The id of an item is optional (official); without it the reference of the order stands for the main item, and
 * its name can be linked too.
 */
export function productsOf(order: JsonObject, kind: SaleKind | null): readonly [ProductFacts, ...ProductFacts[]] {
  const reference = textAt(order, "reference_id");
  const [main = {}, ...others] = objectsAt(order, "items");
  const id = textAt(main, "reference_id");
  const name = textAt(main, "name");
  const first = { ...NO_PRODUCT, externalId: id ?? reference ?? name, name, kind };
  const further = [reference, id === null ? name : null];
  return [
    { ...first, aliases: further.flatMap((alias) => (alias === null || alias === first.externalId ? [] : [alias])) },
    ...others.map((item) => {
      const itemName = textAt(item, "name");
      return { ...NO_PRODUCT, externalId: textAt(item, "reference_id") ?? itemName, name: itemName, kind };
    }),
  ];
}

/**
 * A bare charge names no product. Its reference may be the seller's code for one, but an id that it made up would hide the
 * sale it belongs to, so it is only an alias.
 */
export function productOfCharge(charge: JsonObject, kind: SaleKind | null): ProductFacts {
  const reference = textAt(charge, "reference_id");
  return { ...NO_PRODUCT, aliases: reference === null ? [] : [reference], kind };
}

/** How the charge is paid; without a charge, the QR code that can be paid. */
export function ordersPayment(order: JsonObject | null, charge: JsonObject | null, zone: string): PaymentFacts | null {
  const qrCode = qrCodeOf(order);
  const method = charge === null ? (qrCode === null ? null : "PIX") : methodOf(charge);
  if (method === null) return null;
  const known = METHODS.get(method) ?? "other";
  const asked = charge ?? { payment_method: { type: method } };
  return {
    method: known,
    methodRaw: method,
    installments: integerAt(asked, "payment_method", "installments"),
    boletoUrl: known === "boleto" ? boletoUrl(asked) : null,
    boletoBarcode: textAt(asked, "payment_method", "boleto", "barcode") ?? textAt(asked, "payment_method", "boleto", "formatted_barcode"),
    pixCode: known === "pix" ? textAt(qrCode ?? {}, "text") : null,
    expiresAt: deadlineOf(asked, order, zone),
    refusalReason:
      statusOf(asked) === "DECLINED" ? (textAt(asked, "payment_response", "message") ?? textAt(asked, "payment_response", "code")) : null,
  };
}

/** The boleto as a page, among links to the charge itself (guess: remembered from the vendor's samples). */
function boletoUrl(charge: JsonObject): string | null {
  const page = objectsAt(charge, "links").find((link) => textAt(link, "media") === "application/pdf");
  return textAt(page, "href");
}
