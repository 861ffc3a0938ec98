import type { ProductFacts, SaleKind } from "../../core/event.ts";
import { type JsonObject, objectAt, objectsAt, textAt } from "../../core/json.ts";
import { wordOf } from "./words.ts";

/** One product of a call. */
export interface Item {
  readonly id: string | null;
  readonly name: string | null;
  /** The product that this one is a variation of; a variation has an id of its own. */
  readonly parentId: string | null;
  /** How this item is charged, null when it does not say. */
  readonly kind: SaleKind | null;
}

const NO_ITEM: Item = { id: null, name: null, parentId: null, kind: null };

/** `billingType` of an item (official list: recurrence, single, free, other, unknown). */
const BILLING: ReadonlyMap<string, SaleKind> = new Map([
  ["recurrence", "subscription"],
  ["single", "one-time"],
  ["free", "one-time"],
]);

/** `item_product_chargetype`: subscription, one-off, free; `L` is another one (official). */
const CHARGE_TYPES: ReadonlyMap<string, SaleKind> = new Map([
  ["A", "subscription"],
  ["N", "one-time"],
  ["G", "one-time"],
]);

/** The products of an invoice, the main one first. */
export function invoiceItems(data: JsonObject): readonly [Item, ...Item[]] {
  const items = objectsAt(data, "items").map((item) => ({
    id: textAt(item, "productId"),
    name: textAt(item, "name"),
    parentId: textAt(item, "parentId"),
    kind: BILLING.get(wordOf(textAt(item, "billingType"))) ?? null,
  }));
  return distinct(items, NO_ITEM);
}

/** `product_*` names the main product, `trans_items` all of them; either may be missing. */
export function legacyItems(fields: JsonObject): readonly [Item, ...Item[]] {
  const listed = objectsAt(fields, "trans_items").map((item) => ({
    id: textAt(item, "item_product_id"),
    name: textAt(item, "item_product_name") ?? textAt(item, "item_name"),
    parentId: null,
    kind: chargeKind(textAt(item, "item_product_chargetype")),
  }));
  const id = textAt(fields, "product_cod");
  if (id === null) return distinct(listed, NO_ITEM);
  const same = listed.find((item) => item.id === id);
  const main: Item = {
    id,
    name: textAt(fields, "product_name") ?? same?.name ?? null,
    parentId: textAt(fields, "product_parent_cod"),
    kind: chargeKind(textAt(fields, "product_chargetype")) ?? same?.kind ?? null,
  };
  return distinct([main, ...listed], NO_ITEM);
}

/** How the whole sale is charged: `instalments` is one sale ("parcelamento sem limite") that is charged like a subscription. */
export function contractKind(contract: JsonObject): SaleKind {
  const flag = contract.isUnlimitedInstallments;
  return flag === true || flag === "true" ? "instalments" : "subscription";
}

/**
 * The contract decides (official); where the field is missing altogether, as in samples of 2024, the main item does.
 *
 * @returns null when neither tells.
 */
export function invoiceKind(data: JsonObject, main: Item): SaleKind | null {
  const contract = objectAt(data, "contract");
  if (contract !== undefined) return contractKind(contract);
  return main.kind ?? (data.contract === undefined ? null : "one-time");
}

/** What was bought together with a subscription is a part of it only if it is charged so itself. */
export function extraKind(sale: SaleKind | null, extra: Item): SaleKind | null {
  return sale === "subscription" ? extra.kind : sale;
}

export function productFacts(item: Omit<Item, "kind">, kind: SaleKind | null, offer: string | null, plan: string | null): ProductFacts {
  const aliases = item.parentId === null || item.parentId === item.id ? [] : [item.parentId];
  return { externalId: item.id, aliases, name: item.name, kind, offer, plan, planName: plan };
}

/**
 * The first item, whatever it says, then each further product once.
 *
 * @param none - stands in for the first of an empty list.
 */
export function distinct<T extends Pick<Item, "id">>(items: readonly T[], none: T): readonly [T, ...T[]] {
  const [main = none, ...others] = items;
  const seen = new Set([main.id, null]);
  const further = others.filter(({ id }) => {
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  });
  return [main, ...further];
}

function chargeKind(type: string | null): SaleKind | null {
  return CHARGE_TYPES.get(type?.toUpperCase() ?? "") ?? null;
}
