import type { ProductFacts, SaleKind } from "../../core/event.ts";
import { type JsonObject, objectAt, objectsAt, textAt } from "../../core/json.ts";

/** One product of a sale or cart: `part` of a kit, or what was added at the checkout. */
export interface Item {
  readonly role: "main" | "part" | "bump";
  /** `{code, sku, name, type, quantity, price}`. */
  readonly product: JsonObject;
  /** Code of the order bump's definition, the only thing in a sale that is like an offer. */
  readonly offer: string | null;
}

/** Everything that was bought together, the main item first, each product once. Kits hold no further kits (official). */
export function itemsOf(order: JsonObject): readonly [Item, ...Item[]] {
  const main: Item = { role: "main", product: objectAt(order, "product") ?? {}, offer: null };
  const bumps = objectsAt(order, "order_bumps").flatMap((bump) => [
    { role: "bump" as const, product: objectAt(bump, "product") ?? {}, offer: textAt(bump, "code") },
    ...partsOf(objectAt(bump, "product"), "bump"),
  ]);
  return [main, ...distinct([...partsOf(main.product, "part"), ...bumps], identityOf(main))];
}

/** What tells the items of one sale apart. */
export function identityOf({ product }: Item): string | null {
  return textAt(product, "code") ?? textAt(product, "sku");
}

/**
 * @param kind - of the whole sale; null when it does not tell.
 * @param plan - of the subscription that the sale is a charge of. What was added to it at the checkout is no part of it.
 */
export function productFacts({ role, product, offer }: Item, kind: SaleKind | null, plan: string | null): ProductFacts {
  const code = textAt(product, "code");
  const sku = textAt(product, "sku");
  const ownPlan = role === "bump" ? null : plan;
  return {
    externalId: code,
    aliases: sku === null || sku === code ? [] : [sku],
    name: textAt(product, "name"),
    kind: role === "bump" && kind === "subscription" ? null : kind,
    offer,
    plan: ownPlan,
    planName: ownPlan,
  };
}

function partsOf(kit: JsonObject | undefined, role: "part" | "bump"): readonly Item[] {
  return objectsAt(kit, "items").map((product) => ({ role, product, offer: null }));
}

function distinct(items: readonly Item[], main: string | null): readonly Item[] {
  const seen = new Set([main, null]);
  return items.filter((item) => {
    const identity = identityOf(item);
    const isNew = !seen.has(identity);
    seen.add(identity);
    return isNew;
  });
}
