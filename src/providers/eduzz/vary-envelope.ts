import { isObject, type JsonObject, type JsonValue, objectAt, textAt, valueAt } from "../../core/json.ts";
import { withExistingPath } from "../body-edit.ts";
import type { Variation, WishedMethod } from "../contract.ts";
import { withDatesMoved } from "../moving-dates.ts";
import { type FreshIds, nationalDigits } from "./fresh.ts";

type Change = readonly [path: readonly string[], next: JsonValue | undefined];

/** Where a person stands: who learns, who pays, whose contract or cart it is. */
const PEOPLE = ["student", "buyer", "customer", "learner"] as const;

const PRODUCTS = [
  { id: ["items", "0", "productId"], name: ["items", "0", "name"] },
  { id: ["products", "0", "id"], name: ["products", "0", "name"] },
  { id: ["productId", "0"], name: [] },
  { id: ["course", "hash"], name: ["course", "title"] },
  { id: ["content", "hash"], name: ["content", "title"] },
] as const;

const METHODS: Readonly<Record<WishedMethod, string>> = { boleto: "bankslip", pix: "pix", credit_card: "creditCard" };

/** A webhook body changed into a distinct event, every date of it moved by `shiftMs`. */
export function varyEnvelope(body: JsonObject, variation: Variation, ids: FreshIds, shiftMs: number): JsonObject {
  const data = objectAt(body, "data") ?? {};
  const moved = withDatesMoved(body, shiftMs);
  const changes: readonly Change[] = [
    [["id"], ids.event],
    ...within("data", [
      [["id"], ids.invoice],
      [["invoice", "id"], ids.invoice],
      [["contract", "id"], ids.contract],
      [["transaction", "key"], ids.checkout],
      [["transactionId"], ids.checkout],
      [["offer", "name"], variation.offer],
      [["products", "0", "plan", "id"], variation.plan],
      ...paymentChanges(variation),
      ...PRODUCTS.flatMap(({ id, name }): readonly Change[] => [
        [id, variation.productId],
        ...(name.length === 0 ? [] : [[name, variation.productName] as const]),
      ]),
      ...PEOPLE.flatMap((person) => personChanges(data, person, variation, ids)),
    ]),
  ];
  return changes.reduce<JsonValue>(
    (changed, [path, next]) => (next === undefined ? changed : withExistingPath(changed, path, next)),
    moved,
  ) as JsonObject;
}

/** Every place that names how an invoice is paid; only a boleto has a line to pay. */
function paymentChanges({ method }: Variation): readonly Change[] {
  if (method === undefined) return [];
  const named = [["paymentMethod"], ["payment", "method"], ["payment", "details"]].map((path): Change => [path, METHODS[method]]);
  const gone = method === "boleto" ? [] : ["bankslipUrl", "billetUrl", "barcode"].map((name): Change => [[name], null]);
  return [...named, ...gone];
}

/** The person that the event is about is changed; a payer who is somebody else stays. */
function personChanges(data: JsonObject, person: string, variation: Variation, ids: FreshIds): readonly Change[] {
  const before = textAt(data, person, "email");
  const subject = PEOPLE.map((name) => textAt(data, name, "email")).find((email) => email !== null);
  if (before === null || before.toLowerCase() !== subject?.toLowerCase()) return [];
  return [
    [[person, "email"], variation.email ?? (person === "learner" ? before.replace("@", `+${ids.tag}@`) : undefined)],
    [[person, "name"], variation.name],
    ...phoneChanges(data, person, variation.phone),
  ];
}

function phoneChanges(data: JsonObject, person: string, phone: string | undefined): readonly Change[] {
  if (phone === undefined) return [];
  const digits = nationalDigits(phone);
  const parts = { countryCode: "55", areaCode: digits.slice(0, 2), number: digits.slice(2) };
  const isInParts = isObject(valueAt(data, person, "phone"));
  const key = objectAt(data, person)?.cellphone === undefined ? "phone" : "cellphone";
  return [[[person, key], isInParts ? parts : `+55${digits}`]];
}

function within(name: string, changes: readonly Change[]): readonly Change[] {
  return changes.map(([path, next]) => [[name, ...path], next]);
}
