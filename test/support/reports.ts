import { buildReport, type ReportWishes } from "../../src/app/report/build.ts";
import { type Report, SECTIONS } from "../../src/app/report/model.ts";
import type { ReportScope } from "../../src/app/report-ports.ts";
import { InboundRequest } from "../../src/core/http-message.ts";
import { saleEvent } from "./hotmart-sale.ts";
import type { World } from "./world.ts";

/** The month that `saleEvent` tells of, in the days of Brazil. */
export const JANUARY: ReportScope = {
  since: "2026-01-01T03:00:00.000Z",
  until: "2026-02-01T03:00:00.000Z",
  provider: null,
  store: null,
  product: null,
  includeTests: false,
};

/** Every section of what happened in January. */
export function reportOf(
  { store }: Pick<World, "store">,
  scope: Partial<ReportScope> = {},
  wishes: Partial<ReportWishes> = {},
): Promise<Required<Report>> {
  const all = { scope: { ...JANUARY, ...scope }, zone: "America/Sao_Paulo", by: "day", sections: SECTIONS, limit: 100, ...wishes } as const;
  return buildReport(store, all) as Promise<Required<Report>>;
}

export interface Told {
  readonly transaction?: string;
  readonly product?: string;
  readonly email?: string;
  readonly subscription?: string;
  readonly recurrence?: number;
  /** Null leaves the amount out. */
  readonly price?: { readonly value: number; readonly currency_value: string } | null;
  readonly payment?: object;
  readonly status?: string;
  readonly origin?: object;
  readonly bumpOf?: string;
}

/** One event of a sale at Hotmart, `minute` minutes after noon (UTC) of 2 January 2026. */
export function told(event: string, minute: number, sale: Told = {}): object {
  const { price, payment, status, origin, bumpOf, ...base } = sale;
  const options = { ...(payment === undefined ? {} : { payment }), ...(status === undefined ? {} : { status }) };
  const body = saleEvent(event, { transaction: "A", ...base }, minute, options) as { data: { purchase: Record<string, unknown> } };
  const { price: usual, full_price: _, ...purchase } = body.data.purchase;
  return {
    ...body,
    data: {
      ...body.data,
      purchase: {
        ...purchase,
        ...(price === null ? {} : { price: price ?? usual }),
        ...(origin === undefined ? {} : { origin }),
        ...(bumpOf === undefined ? {} : { order_bump: { is_order_bump: true, parent_purchase_transaction: bumpOf } }),
      },
    },
  };
}

/** A cart at Hotmart; without an e-mail nobody knows whose. */
export function cart(minute: number, { product = "1001", email = "ana@example.com" as string | null, name = "" } = {}): object {
  return {
    id: `cart ${name} ${product} ${email} ${minute}`,
    creation_date: Date.UTC(2026, 0, 2, 12, minute),
    event: "PURCHASE_OUT_OF_SHOPPING_CART",
    version: "2.0.0",
    data: { product: { id: Number(product), name: "Produto de teste" }, buyer: email === null ? {} : { name: "Ana Teste", email } },
  };
}

let posted = 0;

/** Stores and processes one call of any provider. */
export async function post(world: World, provider: string, body: object): Promise<void> {
  posted += 1;
  const request = new InboundRequest({
    method: "POST",
    target: `/hooks/${provider}`,
    headers: [["Content-Type", "application/json"]],
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
  const id = `dlv_9${String(posted).padStart(19, "0")}`;
  await world.deliver({ id, provider, store: "default", receivedAt: "2026-01-05T12:00:00.000Z", origin: "http", request });
}
