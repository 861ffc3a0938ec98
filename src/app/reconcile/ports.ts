import type { Purchase } from "../../core/purchase.ts";

/** What is known of sales, for those who only look. */
export interface PurchaseReader {
  find(provider: string, store: string, transaction: string): Promise<Purchase | undefined>;
}
