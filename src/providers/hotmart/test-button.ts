import type { EventFacts } from "../../core/event.ts";

/** E-mail of the panel's sample buyer; the digits changed between captures of other years. */
const SAMPLE_BUYER = /^testecomprador\d*postman\d*@example\.com$/;
const SAMPLE_CANCELLATION_EMAIL = "test@hotmart.com";
const SAMPLE_SUBSCRIBER = "0000aaaa";
const SAMPLE_PRODUCT_ID = "0";
const SAMPLE_PRODUCT_UCODE = "fb056612-bcc6-4217-9e6d-2a5d1110ac2f";
const SAMPLE_TRANSACTIONS: ReadonlySet<string> = new Set(["HP16015479281022", "HP1121336654889", "HP09915534436216"]);

/**
 * Whether the panel's test button sent this. There is no flag: the sample is told by values that no sale has
 * (captures of 2024 to 2026 and older ones). Any one of them is enough.
 */
export function isTestCall({ buyer, product, transaction }: Pick<EventFacts, "buyer" | "product" | "transaction">): boolean {
  return (
    isSampleEmail(buyer.email) ||
    isSampleProduct(product.externalId) ||
    product.aliases.some((alias) => isSampleProduct(alias)) ||
    SAMPLE_TRANSACTIONS.has(transaction.id ?? "") ||
    transaction.subscriptionId === SAMPLE_SUBSCRIBER
  );
}

export function isSampleEmail(email: string | null): boolean {
  const text = email?.toLowerCase() ?? "";
  return text === SAMPLE_CANCELLATION_EMAIL || SAMPLE_BUYER.test(text);
}

export function isSampleProduct(identifier: string | null): boolean {
  return identifier === SAMPLE_PRODUCT_ID || identifier?.toLowerCase() === SAMPLE_PRODUCT_UCODE;
}
