import { createHash } from "node:crypto";
import { type JsonObject, type JsonValue, textAt, valueAt } from "../../core/json.ts";
import type { Variation } from "../contract.ts";
import { withDatesMoved } from "../moving-dates.ts";
import { withKnownField } from "./fields.ts";
import { type FreshIds, nationalDigits } from "./fresh.ts";

type Change = readonly [path: readonly string[], next: JsonValue | undefined];

/** Days of the obsolete webhook and their times, `20260302` and `09:00:00`. */
const DAYS_AND_TIMES = ["trans_create", "trans_paid", "trans_due"] as const;

/** A body of the obsolete webhook, invoice, contract or cart, changed into a distinct event. */
export function varyLegacy(body: JsonObject, fields: JsonObject, variation: Variation, ids: FreshIds, shiftMs: number): JsonObject {
  const phone = variation.phone === undefined ? undefined : nationalDigits(variation.phone);
  const person = textAt(fields, "student_email") === null ? "cus" : "student";
  return changed(withDatesMoved(body, shiftMs) as JsonObject, fields, [
    [["trans_cod"], ids.invoice],
    [["recurrence_cod"], ids.contract],
    [["identifier"], ids.checkout],
    [[`${person}_email`], variation.email],
    [[`${person}_name`], variation.name],
    [[`${person}_cel`], phone],
    [["customer", "email"], variation.email],
    [["customer", "name"], variation.name],
    [["customer", "phone"], phone],
    [["product_cod"], variation.productId],
    [["product_name"], variation.productName],
    [["product", "id"], variation.productId],
    [["product", "title"], variation.productName],
    [["trans_items", "0", "item_product_id"], variation.productId],
    [["trans_items", "0", "item_product_name"], variation.productName],
    [["recurrence_plan"], variation.plan],
    ...DAYS_AND_TIMES.flatMap((name) => dayAndTimeChanges(fields, name, shiftMs)),
  ]);
}

/** A custom delivery changed into a distinct one; its `nsid` is the digest of three of its ids (official), so it changes too. */
export function varyDelivery(body: JsonObject, fields: JsonObject, variation: Variation, ids: FreshIds, shiftMs: number): JsonObject {
  const product = variation.productId ?? textAt(fields, "edz_cnt_cod") ?? "";
  const nsid = createHash("sha1")
    .update(`${ids.invoice}${product}${textAt(fields, "edz_cli_cod") ?? ""}`)
    .digest("hex");
  return changed(withDatesMoved(body, shiftMs) as JsonObject, fields, [
    [["edz_fat_cod"], ids.invoice],
    [["edz_con_cod"], ids.contract],
    [["nsid"], nsid],
    [["edz_cli_email"], variation.email],
    [["edz_cli_rsocial"], variation.name],
    [["edz_cli_cel"], variation.phone === undefined ? undefined : nationalDigits(variation.phone)],
    [["edz_cnt_cod"], variation.productId],
    [["edz_cnt_titulo"], variation.productName],
  ]);
}

/** An empty field says that there is none, and stays so. */
function changed(body: JsonObject, fields: JsonObject, changes: readonly Change[]): JsonObject {
  return changes.reduce(
    (before, [path, next]) => (next === undefined || isEmpty(fields, path) ? before : withKnownField(before, path, next)),
    body,
  );
}

function isEmpty(fields: JsonObject, path: readonly string[]): boolean {
  const value = valueAt(fields, ...path);
  return value === null || value === "" || value === "0";
}

function dayAndTimeChanges(fields: JsonObject, name: string, shiftMs: number): readonly Change[] {
  const [day, time] = [textAt(fields, `${name}date`), textAt(fields, `${name}time`)];
  const wall = Date.parse(`${day?.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3")}T${time ?? "00:00:00"}Z`);
  if (day === null || Number.isNaN(wall)) return [];
  const moved = new Date(wall + shiftMs).toISOString();
  return [
    [[`${name}date`], moved.slice(0, 10).replaceAll("-", "")],
    [[`${name}time`], time === null ? undefined : moved.slice(11, 19)],
  ];
}
