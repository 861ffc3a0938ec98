import { wallClock } from "../../core/instant.ts";
import { integerAt, isObject, type JsonObject, valueAt } from "../../core/json.ts";
import { acceptedValues, type Credentials } from "../../core/secret.ts";
import type { ApiPlace, SalesRange, VendorQuestion } from "../vendor-api.ts";
import { hostsAt } from "./places.ts";
import { EMAIL_SECRET, TOKEN_SECRET } from "./secrets.ts";
import { readXml } from "./xml.ts";

/** Dates of a search have no offset; those of its answer have Brasília's, so that is what is assumed. */
const ZONE = "America/Sao_Paulo";

export interface ListWish {
  readonly range: SalesRange;
  /** 1 first. */
  readonly page: number;
  readonly perPage: number;
}

/** `GET /v3/transactions`, dates as `yyyy-MM-ddTHH:mm` (official). */
export function listQuestion({ range, page, perPage }: ListWish, credentials: Credentials, place: ApiPlace): VendorQuestion {
  const query = { initialDate: minuteOf(range.from), finalDate: minuteOf(range.to), page: String(page), maxPageResults: String(perPage) };
  return classicQuestion("/v3/transactions", query, credentials, place);
}

/** A question to the classic API, with e-mail and token in the address. */
export function classicQuestion(
  path: string,
  query: Readonly<Record<string, string>>,
  credentials: Credentials,
  place: ApiPlace,
): VendorQuestion {
  const newest = (name: string) => acceptedValues(credentials, name)[0]?.reveal() ?? "";
  const parameters = new URLSearchParams({ ...query, email: newest(EMAIL_SECRET), token: newest(TOKEN_SECRET) });
  return { url: `${hostsAt(place).ws}${path}?${parameters}`, headers: [["Accept-Charset", "ISO-8859-1"]] };
}

export interface TransactionList {
  readonly transactions: readonly JsonObject[];
  readonly page: number;
  readonly pages: number;
}

/** The result of a search; null when the answer is none. */
export function readList(body: Uint8Array): TransactionList | null {
  const xml = readXml(body);
  if (xml?.root !== "transactionSearchResult") return null;
  const found = valueAt(xml.content, "transactions", "transaction");
  const page = integerAt(xml.content, "currentPage") ?? 1;
  const list = Array.isArray(found) ? found : [found];
  return { transactions: list.filter((one) => isObject(one)), page, pages: integerAt(xml.content, "totalPages") ?? page };
}

function minuteOf(at: string): string {
  return (wallClock(at, ZONE) ?? at).slice(0, 16);
}
