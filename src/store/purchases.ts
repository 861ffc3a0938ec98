import type { Database } from "better-sqlite3";
import type { ProcessingTx, StoredPurchase } from "../app/ports.ts";

export interface PurchaseRow {
  readonly provider: string;
  readonly store: string;
  readonly transaction_id: string;
  readonly contact_id: string | null;
  readonly product: string | null;
  readonly subscription_id: string | null;
  readonly recurrence: number | null;
  readonly state: StoredPurchase["state"];
  readonly approved_at: string | null;
  readonly disputed: number;
  readonly completed: number;
}

type PurchaseMethods = Pick<ProcessingTx, "findPurchase" | "findSubscriptionPurchase" | "savePurchase">;

export function createPurchases(db: Database): PurchaseMethods {
  const one = db.prepare<{ provider: string; store: string; id: string }, PurchaseRow>(
    "SELECT * FROM purchases WHERE provider = @provider AND store = @store AND transaction_id = @id",
  );
  const ofSubscription = db.prepare<{ provider: string; store: string; id: string }, PurchaseRow>(`
    SELECT * FROM purchases WHERE provider = @provider AND store = @store AND subscription_id = @id
    ORDER BY contact_id IS NULL, product IS NULL, recurrence DESC, transaction_id DESC LIMIT 1`);
  const put = db.prepare<PurchaseRow>(`
    INSERT INTO purchases (provider, store, transaction_id, contact_id, product, subscription_id, recurrence, state, approved_at, disputed, completed)
    VALUES (@provider, @store, @transaction_id, @contact_id, @product, @subscription_id, @recurrence, @state, @approved_at, @disputed, @completed)
    ON CONFLICT DO UPDATE SET contact_id = excluded.contact_id, product = excluded.product, subscription_id = excluded.subscription_id,
      recurrence = excluded.recurrence, state = excluded.state, approved_at = excluded.approved_at,
      disputed = excluded.disputed, completed = excluded.completed`);
  return {
    findPurchase: async (provider, store, id) => purchaseOf(one.get({ provider, store, id })),
    findSubscriptionPurchase: async (provider, store, id) => purchaseOf(ofSubscription.get({ provider, store, id })),
    savePurchase: async (purchase) => {
      put.run({
        provider: purchase.provider,
        store: purchase.store,
        transaction_id: purchase.transaction,
        contact_id: purchase.contactId,
        product: purchase.product,
        subscription_id: purchase.subscriptionId,
        recurrence: purchase.recurrence,
        state: purchase.state,
        approved_at: purchase.approvedAt,
        disputed: purchase.disputed ? 1 : 0,
        completed: purchase.completed ? 1 : 0,
      });
    },
  };
}

export function purchaseOf(row: PurchaseRow): StoredPurchase;
export function purchaseOf(row: PurchaseRow | undefined): StoredPurchase | undefined;
export function purchaseOf(row: PurchaseRow | undefined): StoredPurchase | undefined {
  if (row === undefined) return undefined;
  return {
    provider: row.provider,
    store: row.store,
    transaction: row.transaction_id,
    contactId: row.contact_id,
    product: row.product,
    subscriptionId: row.subscription_id,
    recurrence: row.recurrence,
    state: row.state,
    approvedAt: row.approved_at,
    disputed: row.disputed === 1,
    completed: row.completed === 1,
  };
}
