import { isObject, type JsonObject, type JsonValue } from "../../core/json.ts";
import type { VendorSale } from "../vendor-api.ts";

/** The item of the history that a sale was read from. */
export function itemOf({ source }: Pick<VendorSale, "source">): JsonObject {
  const item = source as JsonValue | undefined;
  return isObject(item) ? item : {};
}
