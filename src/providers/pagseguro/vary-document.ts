import { isObject, type JsonObject, objectsAt, textAt } from "../../core/json.ts";
import { typedValue, withPath } from "../body-edit.ts";
import type { Variation } from "../contract.ts";
import { jsonBody } from "../json-body.ts";
import { movedDate, shiftBetween } from "../moving-dates.ts";
import { firstCharacter } from "./document.ts";
import { type FreshIds, freshIds } from "./fresh-ids.ts";
import { varyJson } from "./vary-json.ts";
import { vendorPhone } from "./vendor-phone.ts";
import { readXml, type XmlDocument } from "./xml.ts";
import { withText, withTexts } from "./xml-edit.ts";

type Change = readonly [path: string, value: string | undefined];

/** Dates in XML are written with an offset (official). */
const ZONE = "America/Sao_Paulo";

/** What PagSeguro would answer about a call that was varied in the same way. */
export function varyDocument(document: Uint8Array, variation: Variation): Uint8Array {
  const xml = firstCharacter(document) === "<" ? readXml(document) : null;
  if (xml !== null) return varyXml(document, xml, variation);
  const json = jsonBody(document);
  return isObject(json) ? new TextEncoder().encode(JSON.stringify(varyJson(json, variation))) : document;
}

/** `transaction.status`, `preApproval.sender.email`; in JSON a path that begins with a member that is there. */
export function setDocumentField(document: Uint8Array, path: string, value: string): Uint8Array | null {
  if (firstCharacter(document) === "<") return withText(document, path, value);
  const json = jsonBody(document);
  const steps = path.split(".");
  if (!isObject(json) || !Object.hasOwn(json, steps[0] ?? "")) return null;
  return new TextEncoder().encode(JSON.stringify(withPath(json, steps, typedValue(value))));
}

function varyXml(document: Uint8Array, { root, content }: XmlDocument, variation: Variation): Uint8Array {
  const shiftMs = shiftBetween(textAt(content, "lastEventDate") ?? textAt(content, "date"), variation.at, ZONE);
  const changes = new Map(changesOf(root, content, variation).map(([path, value]) => [`${root}.${path}`, value]));
  return withTexts(document, (path, text) => {
    const wished = changes.get(path);
    if (wished !== undefined) return wished;
    const moved = movedDate(text.trim(), shiftMs);
    return moved === text.trim() ? null : moved;
  });
}

function changesOf(root: string, content: JsonObject, variation: Variation): readonly Change[] {
  const ids = freshIds(variation);
  const { area, number } = vendorPhone(variation.phone);
  const person: readonly Change[] = [
    ["sender.email", variation.email],
    ["sender.name", variation.name],
    ["sender.phone.areaCode", area],
    ["sender.phone.number", number],
  ];
  return [...person, ...(root === "transaction" ? saleChanges(content, variation, ids) : planChanges(content, variation, ids))];
}

function saleChanges(
  content: JsonObject,
  { transaction, subscriptionId, productId, productName }: Variation,
  ids: FreshIds,
): readonly Change[] {
  return [
    ["code", transaction ?? ids.transactionCode],
    ["preApprovalCode", subscriptionId ?? ids.preApprovalCode],
    ...productPaths(content).map((path): Change => [path, productId]),
    ["items.item.description", productName],
  ];
}

/** Where the id of the main item stands; a sale may hold the same product twice. */
function productPaths(content: JsonObject): readonly string[] {
  const items = objectsAt(content, "items", "item");
  const id = textAt(items[0] ?? {}, "id");
  return items.flatMap((item, at) => (textAt(item, "id") === id ? [`items.item${at === 0 ? "" : `.${at}`}.id`] : []));
}

/** A subscription is of what its reference names; without one, of what its plan is called. */
function planChanges(content: JsonObject, { subscriptionId, productId, productName, plan }: Variation, ids: FreshIds): readonly Change[] {
  const name = plan ?? productName;
  const code: Change = ["code", subscriptionId ?? ids.preApprovalCode];
  if (textAt(content, "reference") === null) return [code, ["name", productId ?? name]];
  return [code, ["reference", productId], ["name", name]];
}
