import { EMAIL, errorXml, TOKEN } from "./pagseguro-sale.ts";
import { startVendorApi, type VendorAnswer, type VendorApi, type VendorCall } from "./vendor-api.ts";

/** One transaction as PagSeguro keeps it. */
export interface PagSeguroSale {
  readonly code: string;
  readonly status: number;
  /** As PagSeguro writes it, `2026-11-01T15:00:00.000-03:00`. */
  readonly date: string;
  readonly lastEventDate?: string;
  /** 1 is a sale, 2 a transfer. */
  readonly type?: number;
  readonly amount?: string;
  readonly paymentType?: number;
}

/** The classic API on this machine: the list with its pages, one transaction, and what it answers to a wrong token. */
export interface PagSeguroApi extends VendorApi {
  sales: readonly PagSeguroSale[];
}

export async function startPagSeguroApi(perPage = 100): Promise<PagSeguroApi> {
  const state: { sales: readonly PagSeguroSale[] } = { sales: [] };
  const server = await startVendorApi((call) => answer(call, state.sales, perPage));
  return Object.defineProperty(server as PagSeguroApi, "sales", {
    get: () => state.sales,
    set: (sales: readonly PagSeguroSale[]) => {
      state.sales = sales;
    },
  });
}

function answer({ path, query }: VendorCall, sales: readonly PagSeguroSale[], most: number): VendorAnswer {
  if (query.get("email") !== EMAIL) return { status: 400, body: errorXml(10003) };
  if (query.get("token") !== TOKEN) return { status: 401, body: "Unauthorized" };
  if (path === "/v3/transactions") return list(query, sales, most);
  const one = sales.find(({ code }) => path === `/v3/transactions/${code}`);
  return one === undefined ? { status: 404, body: "Not Found" } : { status: 200, body: Buffer.from(documentOf(one), "latin1") };
}

/** Dates of the search are Brasília's, without an offset. */
function list(query: URLSearchParams, sales: readonly PagSeguroSale[], most: number): VendorAnswer {
  const [from, to] = [query.get("initialDate") ?? "", query.get("finalDate") ?? ""];
  if (Date.parse(`${to}Z`) - Date.parse(`${from}Z`) > 30 * 86_400_000) return { status: 400, body: errorXml(13008) };
  const found = sales.filter(({ date }) => date.slice(0, 16) >= from && date.slice(0, 16) <= to);
  const size = Math.min(most, Number(query.get("maxPageResults")));
  const page = Number(query.get("page"));
  const shown = found.slice((page - 1) * size, page * size);
  return {
    status: 200,
    body: `<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?>
<transactionSearchResult><date>2026-11-03T15:00:00.000-03:00</date>
<transactions>${shown.map(summaryOf).join("")}</transactions>
<resultsInThisPage>${shown.length}</resultsInThisPage><currentPage>${page}</currentPage>
<totalPages>${Math.max(1, Math.ceil(found.length / size))}</totalPages></transactionSearchResult>`,
  };
}

function summaryOf(sale: PagSeguroSale): string {
  return `<transaction>${fieldsOf(sale)}</transaction>`;
}

function fieldsOf({ code, status, date, lastEventDate = date, type = 1, amount = "197.00", paymentType = 1 }: PagSeguroSale): string {
  return `<date>${date}</date><lastEventDate>${lastEventDate}</lastEventDate><reference>PED-1</reference><code>${code}</code>
<type>${type}</type><status>${status}</status><paymentMethod><type>${paymentType}</type></paymentMethod><grossAmount>${amount}</grossAmount>
<discountAmount>0.00</discountAmount><netAmount>180.00</netAmount><extraAmount>0.00</extraAmount>`;
}

function documentOf(sale: PagSeguroSale): string {
  return `<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?><transaction>${fieldsOf(sale)}<installmentCount>1</installmentCount>
<itemCount>1</itemCount><items><item><id>CURSO-1</id><description>Curso de Violão</description><quantity>1</quantity>
<amount>${sale.amount ?? "197.00"}</amount></item></items>
<sender><name>Conceição Inventada</name><email>ana@example.com</email></sender></transaction>`;
}
