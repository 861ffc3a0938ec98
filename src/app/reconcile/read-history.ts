import { ERROR_CODES, IntgError } from "../../core/errors.ts";
import type { Instant } from "../../core/instant.ts";
import type { ApiSession, HistoryPage, HistoryQuery, SalesHistory, SalesRange, VendorSale } from "../../providers/vendor-api.ts";
import type { AskedReply } from "../ask-vendor.ts";
import type { Session } from "./session.ts";

/** What the vendor tells of a range. */
export interface VendorSales {
  /** By transaction. A sale that changed its status while it was read is in several lists: the last one read counts. */
  readonly sales: ReadonlyMap<string, VendorSale>;
  /** Names of lists that the vendor did not give. */
  readonly refused: readonly string[];
}

export interface Watcher {
  /** How many lists there are to read. */
  onBegin(lists: number): void;
  onPage(sales: number): void;
  onList(): void;
}

const DAY_MS = 86_400_000;

/**
 * Reads everything of a range, page by page.
 *
 * @throws INTG_VENDOR_FAILED for an answer that cannot be used, and whatever `Session` throws.
 */
export async function readHistory(history: SalesHistory, range: SalesRange, session: Session, watcher: Watcher): Promise<VendorSales> {
  const queries = parts(range, history.mostDays).flatMap((part) => history.queries(part));
  const sales = new Map<string, VendorSale>();
  const refused = new Set<string>();
  watcher.onBegin(queries.length);
  for (const query of queries) {
    for await (const page of pagesOf(query, history, session)) {
      if (page === "refused") refused.add(query.name);
      else {
        for (const sale of page.sales) sales.set(sale.transaction, sale);
        watcher.onPage(page.sales.length);
      }
    }
    watcher.onList();
  }
  return { sales, refused: [...refused] };
}

async function* pagesOf(query: HistoryQuery, history: SalesHistory, session: Session): AsyncGenerator<HistoryPage | "refused"> {
  const seen = new Set<string>();
  for (let page: string | null = null; ; ) {
    const token: string | null = page;
    const make = (asked: ApiSession) => history.question(query, token, asked);
    const reply: AskedReply = await session.ask(make, ({ body }) => history.read(body) !== null);
    if (reply.status === 400 && query.isDoubtful === true) {
      yield "refused";
      return;
    }
    const read: HistoryPage | null = reply.status === 200 ? history.read(reply.body) : null;
    if (read === null) throw session.failure(make(session.now), reply);
    yield read;
    // A page that leads to itself would be read for ever.
    if (read.next === null || seen.has(read.next)) return;
    seen.add(read.next);
    page = read.next;
  }
}

/** A range in pieces that the vendor answers, the oldest first. */
export function parts({ from, to }: SalesRange, mostDays: number | null): readonly SalesRange[] {
  if (mostDays === null) return [{ from, to }];
  const found: SalesRange[] = [];
  for (let begin = Date.parse(from); begin < Date.parse(to); begin += mostDays * DAY_MS) {
    found.push({ from: instant(begin), to: instant(Math.min(begin + mostDays * DAY_MS, Date.parse(to))) });
  }
  return found;
}

function instant(ms: number): Instant {
  return new Date(ms).toISOString();
}

/**
 * One sale, asked for by its id. What the list of a range leaves out may be there all the same: it was ordered before.
 *
 * @returns `none` when the vendor knows no such sale, null when it cannot be asked about it.
 */
export async function readSale(history: SalesHistory, transaction: string, session: Session): Promise<VendorSale | "none" | null> {
  const question = history.one(transaction, session.now);
  if (question === null) return null;
  const reply = await session.ask(
    (asked) => history.one(transaction, asked) ?? question,
    (answer) => history.readOne(answer) !== null,
  );
  const sale = history.readOne(reply);
  if (sale === null) throw session.failure(question, reply);
  return sale;
}

/** What else the vendor tells of a sale; what it does not answer is left out. */
export async function readDetails(history: SalesHistory, sale: VendorSale, session: Session): Promise<readonly (Uint8Array | null)[]> {
  const answers: (Uint8Array | null)[] = [];
  for (const [at, question] of history.details(sale, session.now).entries()) {
    answers.push(await session.askMaybe((asked) => history.details(sale, asked)[at] ?? question).catch(asNull));
  }
  return answers;
}

/** Without its details a sale is repaired all the same; only Ctrl-C and our own faults end it. */
function asNull(error: unknown): null {
  if (error instanceof IntgError && ERROR_CODES[error.code] === "dispatch") return null;
  throw error;
}
