import type { PurchaseState } from "../../core/purchase.ts";
import type { Texts } from "../../messages/text.ts";
import { printable } from "../printable.ts";
import type { View } from "./view.ts";

export function yesOrNo(value: boolean, texts: Texts): string {
  return texts(value ? "word.yes" : "word.no");
}

/** What an effect or change is about: `access`, `tag`. */
export function kindWord(kind: string, { texts }: Pick<View, "texts">): string {
  return texts.maybe(`state.kind.${kind}`) ?? kind;
}

/**
 * How a target of this kind stands, `active until 2026-11-03 10:00:00`. Only what has a word is put into the language's: the
 * place in a funnel is the user's own word, and stays.
 */
export function stateWord(kind: string, value: string, { texts, local }: Pick<View, "texts" | "local">): string {
  const end = /^active until (\d{4}-\d{2}-\d{2}T[\d:.]+Z)$/.exec(value)?.[1];
  if (kind === "access" && end !== undefined) return texts("state.access.active-until", { until: local(end) });
  return texts.maybe(`state.${kind}.${value}`) ?? printable(value);
}

export function purchaseWord(state: PurchaseState | null, { texts }: Pick<View, "texts">): string {
  return state === null ? "-" : texts(`state.purchase.${state}`);
}
