/** Field of the body, form or JSON, in which the account's key is sent along (official). */
export const KEY_FIELD = "chave_unica";

/** Fields that hold a key wherever they stand: the account's, and the product's own (`produto.chave`, items of a sale). */
const KEY_STEPS: ReadonlySet<string> = new Set([KEY_FIELD, "chave"]);

/** Root field of real calls that repeats the whole body as text, keys included (official). */
const COPY_FIELD = "json";

/** The path that a name spells, however it does: `venda[codigo]` and `venda.codigo` are both `venda.codigo`. */
export function pathOf(name: string): string {
  return name.replaceAll("]", "").replaceAll("[", ".");
}

/** `venda.codigo` as the vendor's forms write it, `venda[codigo]`. */
export function formNameOf(path: string): string {
  const [head = "", ...rest] = path.split(".");
  return head + rest.map((step) => `[${step}]`).join("");
}

/** Whether a field is never stored. @param depth - of the object that it is a member of; 1 is the body itself. */
export function isSecretName(name: string, depth = 1): boolean {
  const steps = pathOf(name).split(".");
  return steps.some((step) => KEY_STEPS.has(step)) || (depth === 1 && steps[0] === COPY_FIELD);
}
