import { LINK_RULE } from "../../core/effect.ts";
import { type ActionCall, type ActionId, EVERY_PRODUCT } from "../../core/rule.ts";
import type { Destination } from "../../destinations/contract.ts";
import type { RegisteredDestination, Store } from "../ports.ts";
import { type CodeObject, codeOf, needsCode, objectKey, objectOf } from "./account.ts";

/** Something that rules act on. */
export interface UsedObject extends CodeObject {
  readonly action: ActionId;
  readonly target: string;
  /** Ids of the rules, `link` for what a product's link does. */
  readonly rules: readonly string[];
}

/** What rules and links act on that a kind can be told of, each once, in the order of the rules. */
export async function usedObjects(store: Pick<Store, "products" | "rules">, kind: Destination): Promise<readonly UsedObject[]> {
  const products = (await store.products.list()).map(({ slug }) => slug);
  const linked = [...new Set((await store.products.links()).map(({ product }) => product))];
  const byRules = (await store.rules.list()).flatMap((rule) =>
    rule.actions.flatMap((call) => targetsOf(call, rule.product, products).map((target) => ({ rule: rule.id, action: call.id, target }))),
  );
  const byLinks = linked.map((target) => ({ rule: LINK_RULE, action: "access.grant" as const, target }));
  const found = new Map<string, UsedObject>();
  for (const { rule, action, target } of [...byRules, ...byLinks]) {
    const object = kind.actions.includes(action) ? objectOf(action, target) : null;
    if (object === null) continue;
    const key = objectKey(object);
    const rules = [...(found.get(key)?.rules ?? []), rule];
    found.set(key, { ...object, action, target, rules: [...new Set(rules)] });
  }
  return [...found.values()];
}

/** Those that need a code at the destination and have none: what is done about them ends with the dead letters. */
export async function unmappedObjects(
  store: Pick<Store, "products" | "rules">,
  destination: RegisteredDestination,
  kind: Destination,
): Promise<readonly UsedObject[]> {
  const needing = new Set(kind.codes.filter((field) => needsCode(field, destination, kind)).map(({ object }) => object));
  return (await usedObjects(store, kind)).filter(({ kind: object, action, target }) => {
    const { code, isToldNot } = codeOf(destination, kind, action, target);
    return needing.has(object) && code === null && !isToldNot;
  });
}

/** Access is to the rule's own product, or to that of any sale. */
function targetsOf({ id, target }: ActionCall, product: string, products: readonly string[]): readonly string[] {
  if (target !== null) return [target];
  if (id !== "access.grant" && id !== "access.block") return [];
  return product === EVERY_PRODUCT ? products : [product];
}
