import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Invented credentials of Hotmart's API, of the form that real ones have. */
export const HOTMART_KEYS = {
  "client-id": "3f1b7c52-0a44-4d1e-9c55-7c1f0f2a9d10",
  "client-secret": "9a6d2e41-55b7-4f7a-8b0e-1d2c3b4a5f60",
  basic: "M2YxYjdjNTItMGE0NC00ZDFlLTljNTUtN2MxZjBmMmE5ZDEwOjlhNmQyZTQxLTU1YjctNGY3YS04YjBlLTFkMmMzYjRhNWY2MA==",
} as const;

/** One sale as Hotmart keeps it. Times are milliseconds. */
export interface HotmartSale {
  readonly transaction: string;
  readonly status: string;
  readonly orderedAt: number;
  readonly approvedAt?: number;
  readonly product?: number;
  readonly email?: string;
  readonly name?: string;
  readonly price?: number;
  readonly paymentType?: string;
  readonly offer?: string;
  readonly recurrence?: number;
  readonly subscription?: { readonly code: string; readonly plan: number };
  readonly phone?: string;
}

export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
}

/** What a test answers instead; `slow` never answers. */
export type Disturbance = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string } | "slow";

/** Hotmart's API on this machine, as its documentation says that it answers. */
export interface HotmartApi {
  readonly url: `http://${string}`;
  readonly calls: readonly ApiCall[];
  /** What was sold, newest last. */
  sales: readonly HotmartSale[];
  /** Sales on one page, whatever is asked for. */
  perPage: number;
  /** Asked before anything else; null lets the answer be. */
  disturb: (call: ApiCall, nth: number) => Disturbance | null;
  /** No token given so far is taken any more. */
  expireTokens(): void;
  close(): Promise<void>;
}

/** Given where nobody asks for a status: the trap of the documentation. */
const USUAL = ["APPROVED", "COMPLETE"];

export async function startHotmartApi(sales: readonly HotmartSale[] = []): Promise<HotmartApi> {
  const calls: ApiCall[] = [];
  const open = new Set<ServerResponse>();
  const tokens = new Set<string>();
  let given = 0;
  const server = createServer((message, response) => {
    const call = callOf(message);
    calls.push(call);
    const disturbance = api.disturb(call, calls.length);
    if (disturbance === "slow") {
      open.add(response);
      return;
    }
    if (disturbance !== null) return send(response, disturbance.status, disturbance.body ?? "", disturbance.headers);
    const { status, body } = answer(call);
    return send(response, status, JSON.stringify(body));
  });
  const answer = (call: ApiCall): { status: number; body: unknown } => {
    if (call.path === "/security/oauth/token") return token(call);
    const bearer = call.authorization?.replace("Bearer ", "") ?? "";
    if (!tokens.has(bearer)) return { status: 401, body: { error: "token_expired", error_description: "The access token expired" } };
    switch (call.path) {
      case "/payments/api/v1/sales/history":
        return history(call, api.sales, api.perPage);
      case "/payments/api/v1/sales/users":
        return { status: 200, body: { items: found(call, api.sales).map(usersOf), page_info: {} } };
      case "/payments/api/v1/subscriptions":
        return { status: 200, body: { items: found(call, api.sales).flatMap(subscriptionOf), page_info: {} } };
      default:
        return { status: 404, body: { error: "not_found" } };
    }
  };
  const token = ({ method, query, authorization }: ApiCall) => {
    const isRight =
      method === "POST" &&
      query.get("grant_type") === "client_credentials" &&
      query.get("client_id") === HOTMART_KEYS["client-id"] &&
      query.get("client_secret") === HOTMART_KEYS["client-secret"] &&
      authorization === `Basic ${HOTMART_KEYS.basic}`;
    if (!isRight) return { status: 401, body: { error: "invalid_client", error_description: `Bad client ${query.get("client_secret")}` } };
    given += 1;
    tokens.add(`invented-token-${given}`);
    const body = {
      access_token: `invented-token-${given}`,
      token_type: "bearer",
      expires_in: 172799,
      scope: "read write",
      jti: "invented",
    };
    return { status: 200, body };
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const api: HotmartApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    sales,
    perPage: 50,
    disturb: () => null,
    expireTokens: () => tokens.clear(),
    close: () =>
      new Promise((resolve) => {
        for (const response of open) response.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return api;
}

function callOf({ method = "GET", url = "/", headers }: IncomingMessage): ApiCall {
  const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
  return { method, path: pathname, query: searchParams, authorization: headers.authorization };
}

function send(response: ServerResponse, status: number, body: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { "Content-Type": "application/json", Connection: "close", ...headers }).end(body);
}

function found({ query }: ApiCall, sales: readonly HotmartSale[]): readonly HotmartSale[] {
  return sales.filter(({ transaction }) => transaction === query.get("transaction"));
}

function history(call: ApiCall, sales: readonly HotmartSale[], perPage: number) {
  const { query } = call;
  const status = query.get("transaction_status");
  const isWanted = (sale: HotmartSale) =>
    (status === null ? USUAL.includes(sale.status) : sale.status === status) &&
    sale.orderedAt >= Number(query.get("start_date")) &&
    sale.orderedAt <= Number(query.get("end_date"));
  const all = query.has("transaction") ? found(call, sales) : sales.filter(isWanted);
  const from = Number(query.get("page_token")?.replace("page-", "") ?? 0);
  const size = Math.min(perPage, Number(query.get("max_results") ?? 10));
  const isLast = from + size >= all.length;
  const page_info = { total_results: all.length, results_per_page: size, ...(isLast ? {} : { next_page_token: `page-${from + size}` }) };
  return { status: 200, body: { items: all.slice(from, from + size).map(itemOf), page_info } };
}

function itemOf(sale: HotmartSale) {
  return {
    product: { id: sale.product ?? 1001, name: "Produto de teste" },
    buyer: { name: sale.name ?? "Ana Teste", ucode: "00000000-0000-4000-8000-000000000001", email: sale.email ?? "ana@example.com" },
    producer: { name: "Produtora Inventada", ucode: "00000000-0000-4000-8000-000000000002" },
    purchase: {
      transaction: sale.transaction,
      order_date: sale.orderedAt,
      ...(sale.approvedAt === undefined ? {} : { approved_date: sale.approvedAt }),
      status: sale.status,
      recurrency_number: sale.recurrence ?? 1,
      is_subscription: sale.subscription !== undefined,
      commission_as: "PRODUCER",
      price: { value: sale.price ?? 197, currency_code: "BRL" },
      payment: { method: "INVENTED", installments_number: 1, type: sale.paymentType ?? "CREDIT_CARD" },
      tracking: { source_sck: "bio", source: "blog", external_code: "" },
      offer: { payment_mode: sale.subscription === undefined ? "UNIQUE_PAYMENT" : "SUBSCRIPTION", code: sale.offer ?? "ab12cd34" },
    },
  };
}

function usersOf({ transaction, name, email, phone }: HotmartSale) {
  const user = { name: name ?? "Ana Teste", email: email ?? "ana@example.com", ...(phone === undefined ? {} : { cellphone: phone }) };
  return {
    transaction,
    users: [
      { role: "PRODUCER", user: { name: "Produtora Inventada", cellphone: "11900000000" } },
      { role: "BUYER", user },
    ],
  };
}

function subscriptionOf({ subscription, transaction }: HotmartSale) {
  if (subscription === undefined) return [];
  return [{ subscriber_code: subscription.code, status: "ACTIVE", transaction, plan: { id: subscription.plan, name: "Mensal" } }];
}
