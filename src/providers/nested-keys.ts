import type { JsonObject, JsonValue } from "../core/json.ts";

/** Deeper than any vendor nests; a longer name is kept as it stands. */
const DEEPEST = 8;

class Branch {
  readonly children = new Map<string, Branch | JsonValue>();
}

/**
 * Fields whose names spell a path (`venda[codigo]`, `trans_items[0][item_id]`, `product.items.0.type`) as the nested
 * object that they stand for. A level whose steps are all numbers becomes a list, in the order of the numbers; `a[]`
 * appends. A name that contradicts an earlier one (`a` and `a[b]`) gives way to the deeper one.
 */
export function expandKeys(fields: Iterable<readonly [name: string, value: JsonValue]>): JsonObject {
  const root = new Branch();
  for (const [name, value] of fields) place(root, stepsOf(name), value);
  return objectOf(root);
}

function stepsOf(name: string): readonly string[] {
  const [, head = "", brackets = ""] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? [];
  if (head === "") return [name];
  const inner = [...brackets.matchAll(/\[([^[\]]*)\]/g)].map(([, step = ""]) => step);
  const dotted = /^[^.]+(\.[^.]+)+$/.test(head) ? head.split(".") : [head];
  const steps = [...dotted, ...inner];
  return steps.length > DEEPEST ? [name] : steps;
}

function place(branch: Branch, [step = "", ...rest]: readonly string[], value: JsonValue): void {
  const key = step === "" ? String(branch.children.size) : step;
  const before = branch.children.get(key);
  if (rest.length === 0) {
    if (!(before instanceof Branch)) branch.children.set(key, value);
    return;
  }
  const next = before instanceof Branch ? before : new Branch();
  branch.children.set(key, next);
  place(next, rest, value);
}

function objectOf({ children }: Branch): JsonObject {
  return Object.fromEntries([...children].map(([key, child]) => [key, child instanceof Branch ? jsonOf(child) : child]));
}

function jsonOf(branch: Branch): JsonValue {
  const keys = [...branch.children.keys()];
  if (!keys.every((key) => /^\d{1,6}$/.test(key))) return objectOf(branch);
  return keys
    .sort((first, second) => Number(first) - Number(second))
    .map((key) => {
      const child = branch.children.get(key) ?? null;
      return child instanceof Branch ? jsonOf(child) : child;
    });
}
