/** Hotmart 2.0.0 bodies for tests, as small as the format allows, each word of the story a parameter. */
export interface Sale {
  readonly transaction: string;
  readonly product?: string;
  readonly email?: string;
  readonly subscription?: string;
  readonly recurrence?: number;
  readonly offer?: string;
  readonly plan?: string;
}

let made = 0;

/** One event of a sale. `minute` is when it happens, counted from noon of 2 January 2026. */
export function saleEvent(
  event: string,
  sale: Sale,
  minute: number,
  options: { readonly id?: string; readonly payment?: object; readonly status?: string } = {},
): object {
  made += 1;
  const at = Date.UTC(2026, 0, 2, 12, minute);
  const approved = ["PURCHASE_APPROVED", "PURCHASE_COMPLETE", "PURCHASE_PROTEST", "PURCHASE_REFUNDED", "PURCHASE_CHARGEBACK"].includes(
    event,
  );
  return {
    id: options.id ?? `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`,
    creation_date: at,
    event,
    version: "2.0.0",
    data: {
      product: { id: Number(sale.product ?? "1001"), name: "Produto de teste" },
      buyer: { email: sale.email ?? "ana@example.com", name: "Ana Teste" },
      purchase: {
        transaction: sale.transaction,
        ...(options.status === undefined ? {} : { status: options.status }),
        order_date: Date.UTC(2026, 0, 2, 12, 0),
        ...(approved ? { approved_date: Date.UTC(2026, 0, 2, 12, 1) } : {}),
        price: { value: 197, currency_value: "BRL" },
        full_price: { value: 197, currency_value: "BRL" },
        offer: { code: sale.offer ?? "ab12cd34" },
        payment: { type: "CREDIT_CARD", installments_number: 1, ...options.payment },
        ...(sale.recurrence === undefined ? {} : { recurrence_number: sale.recurrence }),
      },
      ...(sale.subscription === undefined
        ? {}
        : {
            subscription: {
              status: "ACTIVE",
              plan: { id: Number(sale.plan ?? "77"), name: "Mensal" },
              subscriber: { code: sale.subscription },
            },
          }),
    },
  };
}

export function subscriptionCancellation(
  subscription: string,
  minute: number,
  options: { until?: number; product?: string; email?: string } = {},
): object {
  made += 1;
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`,
    creation_date: Date.UTC(2026, 0, 2, 12, minute),
    event: "SUBSCRIPTION_CANCELLATION",
    version: "2.0.0",
    data: {
      cancellation_date: Date.UTC(2026, 0, 2, 12, minute),
      ...(options.until === undefined ? {} : { date_next_charge: options.until }),
      product: { id: Number(options.product ?? "1001"), name: "Produto de teste" },
      subscriber: { code: subscription, name: "Ana Teste", email: options.email ?? "ana@example.com" },
      subscription: { id: 1, plan: { id: 77, name: "Mensal" } },
    },
  };
}
