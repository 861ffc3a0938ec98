import { isObject, type JsonObject, type JsonValue, objectsAt, textAt } from "../../core/json.ts";
import { jsonBody } from "../json-body.ts";
import { ordersKind } from "./payload.ts";
import { readXml } from "./xml.ts";

/** What PagSeguro may answer. `sales` are orders and bare charges: a search gives a list of them, a look at one the one. */
export type VendorDocument =
  | { readonly kind: "transaction" | "preApproval"; readonly element: JsonObject }
  | { readonly kind: "order" | "charge" | "checkout"; readonly body: JsonObject }
  | { readonly kind: "orders"; readonly orders: readonly JsonObject[] }
  | { readonly kind: "errors"; readonly codes: readonly string[] };

/** Reads an answer by what it looks like; its content type is not asked. Null for everything else, like the bare word `Unauthorized`. */
export function readDocument(bytes: Uint8Array): VendorDocument | null {
  const start = firstCharacter(bytes);
  if (start === "<") return fromXml(bytes);
  return start === "{" || start === "[" ? fromJson(bytes) : null;
}

function fromXml(bytes: Uint8Array): VendorDocument | null {
  const xml = readXml(bytes);
  if (xml === null) return null;
  const { root, content } = xml;
  if (root === "transaction" || root === "preApproval") return { kind: root, element: content };
  return root === "errors" ? { kind: "errors", codes: objectsAt(content, "error").flatMap((error) => textAt(error, "code") ?? []) } : null;
}

/** The shape of a search by charge is documented nowhere: a list, a list in `orders`, or the order itself. */
function fromJson(bytes: Uint8Array): VendorDocument | null {
  const body = jsonBody(bytes);
  const list = isObject(body) ? body.orders : body;
  if (Array.isArray(list)) return { kind: "orders", orders: list.filter((one: JsonValue) => isObject(one)) };
  if (!isObject(body)) return null;
  const kind = ordersKind(body);
  return kind === null || kind === "chargeback" ? null : { kind, body };
}

/** Past white space and a byte order mark. */
export function firstCharacter(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 64)).trimStart().charAt(0);
}
