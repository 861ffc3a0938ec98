import { NO_PRODUCT, type ProductFacts, type SaleKind } from "../../core/event.ts";
import { type JsonObject, objectsAt, textAt } from "../../core/json.ts";

/** One product of a sale. */
export interface Item {
  readonly id: string | null;
  readonly name: string | null;
  readonly plan: Pick<ProductFacts, "plan" | "planName" | "planAliases">;
}

/** Where a sale lists what was sold; the first that lists anything counts. The main item is among the first list's (official). */
export const ITEM_LISTS = ["venda_item_order_bump", "produtos"] as const;

/** A plan's reference, as the panel shows it: two letters and the plan's code, `AB123456` (official). */
const REFERENCE = /^[a-z]{2}\d+$/i;

/**
 * What was sold, the main item first, each product once. Where the list leaves the main item out, it comes from `produto`,
 * which is also all there is in a sale without a list.
 */
export function itemsOf(body: JsonObject): readonly [Item, ...Item[]] {
  const main = mainItem(body);
  const listed = listedItems(body);
  const marked = listed.find((item) => textAt(item, "principal") === "1") ?? listed.find((item) => productId(item) === main.id);
  const first = marked === undefined ? (main.id === null ? undefined : main) : withItsOwn(main, listedItem(marked));
  const others = listed.filter((item) => item !== marked).map(listedItem);
  const [head = main, ...rest] = first === undefined ? others : [first, ...others];
  return [head, ...rest.filter(({ id }, at) => id !== head.id && rest.findIndex((other) => other.id === id) === at)];
}

export function productFacts({ id, name, plan }: Item, kind: SaleKind | null): ProductFacts {
  return { ...NO_PRODUCT, externalId: id, name, kind, ...plan };
}

function listedItems(body: JsonObject): readonly JsonObject[] {
  const lists = ITEM_LISTS.map((list) => objectsAt(body, list).filter((item) => productId(item) !== null));
  return lists.find((list) => list.length > 0) ?? [];
}

function mainItem(body: JsonObject): Item {
  return {
    id: textAt(body, "produto", "codigo") ?? textAt(body, "codigo_produto"),
    name: textAt(body, "produto", "nome"),
    plan: planOf(
      textAt(body, "plano", "referencia"),
      [textAt(body, "plano", "codigo"), textAt(body, "venda", "plano")],
      textAt(body, "plano", "nome"),
    ),
  };
}

/** `codPlano` is the plan's code; `plano` is not documented, and counts where it looks like a code or a reference. */
function listedItem(item: JsonObject): Item {
  const plan = textAt(item, "plano");
  const reference = plan !== null && REFERENCE.test(plan) ? plan : null;
  const code = plan !== null && /^\d+$/.test(plan) ? plan : null;
  return {
    id: productId(item),
    name: textAt(item, "nome"),
    plan: planOf(reference, [textAt(item, "codPlano"), code], textAt(item, "planoNome")),
  };
}

/** The main item as the list has it; what the list leaves out, and the plan, comes from the sale itself. */
function withItsOwn(main: Item, listed: Item): Item {
  const isSame = main.id === null || main.id === listed.id;
  if (!isSame) return listed;
  return { id: listed.id, name: listed.name ?? main.name, plan: main.plan.plan === null ? listed.plan : main.plan };
}

/** The reference is what the panel shows; operators may have linked its digits. */
function planOf(reference: string | null, codes: readonly (string | null)[], planName: string | null): Item["plan"] {
  const digits = reference === null || !REFERENCE.test(reference) ? null : reference.slice(2);
  const [plan = null, ...aliases] = new Set([reference, digits, ...codes].filter((code) => code !== null));
  return { plan, planName, planAliases: aliases };
}

function productId(item: JsonObject): string | null {
  return textAt(item, "produto") ?? textAt(item, "codigo");
}
