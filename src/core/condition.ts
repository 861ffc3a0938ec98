/** Conditions of a rule: `payment.method = boleto and (amount >= 100 or not buyer.phone exists)`. */
export type Condition =
  | { readonly kind: "all" | "any"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly part: Condition }
  | { readonly kind: "exists"; readonly field: ConditionField }
  | { readonly kind: "in"; readonly field: ConditionField; readonly values: readonly string[] }
  | { readonly kind: "compare"; readonly field: ConditionField; readonly op: CompareOp; readonly value: string };

export const COMPARE_OPS = ["=", "!=", "<", "<=", ">", ">=", "contains", "starts-with", "ends-with"] as const;
export type CompareOp = (typeof COMPARE_OPS)[number];

/** What `--where` can ask of a dispatch, beside the fields of its event. Rules cannot: they decide before there is one. */
export const DISPATCH_FIELDS = ["destination", "action", "target", "rule", "state", "attempts", "reason"] as const;

/**
 * Fields a condition can name. `tracking.<name>` is open; everything else is this list, so that a typing error is
 * found when the rule is written and not when a sale is lost.
 */
export const CONDITION_FIELDS = [
  "provider",
  "store",
  "trigger",
  "nativeEvent",
  "nativeStatus",
  "isTest",
  "occurredAt",
  "product.externalId",
  "product.name",
  "product.slug",
  "product.kind",
  "product.offer",
  "product.plan",
  "product.planName",
  "transaction.id",
  "transaction.parentId",
  "transaction.subscriptionId",
  "transaction.recurrence",
  "buyer.name",
  "buyer.email",
  "buyer.phone",
  "buyer.document",
  "amount",
  "amount.minor",
  "amount.currency",
  "amountPaid",
  "amountPaid.minor",
  "amountPaid.currency",
  "payment.method",
  "payment.methodRaw",
  "payment.installments",
  "payment.refusalReason",
  "isPartialRefund",
  "shipment.status",
  "shipment.trackingCode",
  "accessUntil",
  "lead.subtype",
  "lead.origin",
  "lead.channel",
  "lead.temperature",
  "lead.transactionType",
  "lead.listing",
  "lead.portalListing",
  "lead.advertiser",
  "lead.message",
  "contact.tags",
] as const;
export type ConditionField = (typeof CONDITION_FIELDS)[number] | (typeof DISPATCH_FIELDS)[number] | `tracking.${string}`;

/** Whether a condition asks about a field anywhere. */
export function namesField(condition: Condition, field: ConditionField): boolean {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.parts.some((part) => namesField(part, field));
    case "not":
      return namesField(condition.part, field);
    case "exists":
    case "in":
    case "compare":
      return condition.field === field;
    default:
      return condition satisfies never;
  }
}
