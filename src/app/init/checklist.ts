import type { LinkKind } from "../../core/product.ts";
import { type ActionCall, type ActionId, EVERY_PRODUCT } from "../../core/rule.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { RuleDraft } from "../add-rule.ts";
import { eventsOf } from "../capabilities.ts";

/** One answer that an item of the check-list wants: whose flag it is, and what is done with the name that is given. */
export interface ChecklistField {
  /** Name of the flag, `tag-after-purchase`. */
  readonly flag: string;
  readonly action: ActionId;
}

/** One line of the check-list: what is to happen by itself, and when. */
export interface ChecklistItem {
  readonly id: "purchase-tags" | "purchase-sequence" | "purchase-leave" | "boleto" | "pix" | "cart" | "cancel" | "late" | "lead";
  readonly triggers: readonly Trigger[];
  readonly fields: readonly ChecklistField[];
}

/**
 * The actions of leadlovers' product integration in their order, and after them what the same idea is worth for: a Pix, a cart, a
 * lead. Whether a refund counts as a cancellation, leadlovers does not say; here it does, as for the link's switch.
 */
export const CHECKLIST: readonly ChecklistItem[] = [
  {
    id: "purchase-tags",
    triggers: ["purchase.approved"],
    fields: [
      { flag: "tag-after-purchase", action: "tag.add" },
      { flag: "untag-after-purchase", action: "tag.remove" },
    ],
  },
  { id: "purchase-sequence", triggers: ["purchase.approved"], fields: [{ flag: "funnel-after-purchase", action: "sequence.add" }] },
  { id: "purchase-leave", triggers: ["purchase.approved"], fields: [{ flag: "leave-after-purchase", action: "funnel.remove" }] },
  { id: "boleto", triggers: ["boleto.issued"], fields: [{ flag: "funnel-on-boleto", action: "sequence.add" }] },
  {
    id: "cancel",
    triggers: ["purchase.canceled", "purchase.refunded", "purchase.chargeback", "subscription.canceled"],
    fields: [
      { flag: "funnel-on-cancel", action: "sequence.add" },
      { flag: "tag-on-cancel", action: "tag.add" },
      { flag: "untag-on-cancel", action: "tag.remove" },
    ],
  },
  {
    id: "late",
    triggers: ["payment.late"],
    fields: [
      { flag: "funnel-on-late", action: "sequence.add" },
      { flag: "tag-on-late", action: "tag.add" },
      { flag: "untag-on-late", action: "tag.remove" },
    ],
  },
  { id: "pix", triggers: ["pix.issued"], fields: [{ flag: "funnel-on-pix", action: "sequence.add" }] },
  { id: "cart", triggers: ["cart.abandoned"], fields: [{ flag: "funnel-on-cart", action: "sequence.add" }] },
  {
    id: "lead",
    triggers: ["lead.received"],
    fields: [
      { flag: "tag-on-lead", action: "tag.add" },
      { flag: "funnel-on-lead", action: "sequence.add" },
    ],
  },
];

/** What a field of the check-list was answered with. */
export interface ChecklistAnswer {
  readonly flag: string;
  readonly call: ActionCall;
}

/** The lines that can ever happen: the provider sends their trigger. */
export function checklistOf(provider: ProviderAdapter): readonly ChecklistItem[] {
  return CHECKLIST.filter(({ triggers }) => triggers.some((trigger) => eventsOf(provider, trigger).length > 0));
}

/**
 * The rules that carry the answers out: one per trigger, with everything that is wanted on it.
 *
 * @param sold - the product and how it is sold; null for leads, whose rules are for every one of them.
 */
export function rulesOf(
  provider: ProviderAdapter,
  sold: { readonly product: string; readonly kind: LinkKind } | null,
  answers: readonly ChecklistAnswer[],
): readonly RuleDraft[] {
  const wanted = new Map<Trigger, readonly ActionCall[]>();
  for (const { triggers, fields } of checklistOf(provider)) {
    const calls = fields.flatMap(({ flag }) => answers.filter((answer) => answer.flag === flag).map(({ call }) => call));
    const sent = triggers.filter((trigger) => eventsOf(provider, trigger).length > 0 && happensTo(trigger, sold?.kind));
    if (calls.length > 0) for (const trigger of sent) wanted.set(trigger, [...(wanted.get(trigger) ?? []), ...calls]);
  }
  const product = sold?.product ?? EVERY_PRODUCT;
  return [...wanted].map(([trigger, actions]) => ({ product, trigger, whenText: null, when: null, actions }));
}

function happensTo(trigger: Trigger, kind: LinkKind | undefined): boolean {
  return trigger !== "subscription.canceled" || kind === "subscription";
}
