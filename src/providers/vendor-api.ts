import type { HeaderList, InboundRequest } from "../core/http-message.ts";
import type { Instant } from "../core/instant.ts";
import type { Money } from "../core/money.ts";
import type { Note } from "../core/note.ts";
import type { PurchaseState } from "../core/purchase.ts";
import type { Credentials, Secret } from "../core/secret.ts";

/** Which of the vendor's systems a store's credentials belong to: its two own, or an address to ask instead of them. */
export type ApiPlace = "production" | "sandbox" | `${"http" | "https"}://${string}`;

/** One request to the vendor's API, without a body, as data. Address and headers may hold a secret: neither is ever logged. */
export interface VendorQuestion {
  /** GET when absent. */
  readonly method?: "POST";
  /** Absolute. */
  readonly url: string;
  readonly headers: HeaderList;
}

export interface VendorReply {
  readonly status: number;
  readonly body: Uint8Array;
}

/** A vendor's API as far as it is used: whether it takes a store's credentials, and what it knows of sales. */
export interface VendorApi {
  /** Which systems of its own the vendor has. */
  readonly places: readonly ("production" | "sandbox")[];
  readonly access: VendorAccess;
  /** Absent where no way to list sales is documented well enough. */
  readonly history?: SalesHistory;
}

/** How it is found out whether the vendor takes the credentials. */
export interface VendorAccess {
  /** Names of the secrets that are used for it. */
  readonly secrets: readonly string[];
  /** Null when too few of them are kept. */
  question(credentials: Credentials, place: ApiPlace, now: Instant): VendorQuestion | null;
  read(reply: VendorReply): AccessAnswer;
}

/** `later`: the vendor said nothing about the credentials. */
export type AccessAnswer =
  | {
      readonly kind: "accepted";
      /** What the next questions carry, where the vendor gives a token for them. Neither printed nor stored. */
      readonly pass: Secret | null;
      /** What it said: for whom, for how long. */
      readonly notes: readonly Note[];
    }
  | {
      readonly kind: "refused";
      /** Names of those that the answer points at; empty when it does not say which is wrong. */
      readonly wrong: readonly string[];
      readonly notes: readonly Note[];
    }
  | { readonly kind: "later" };

/** What a question is asked with. */
export interface ApiSession {
  readonly credentials: Credentials;
  readonly place: ApiPlace;
  readonly pass: Secret | null;
}

export interface SalesRange {
  readonly from: Instant;
  readonly to: Instant;
}

/** One list to read from its first page to its last. */
export interface HistoryQuery {
  /** What tells it from the others, in the vendor's words: a status. */
  readonly name: string;
  readonly range: SalesRange;
  /** A value that only documentation knows: where the vendor refuses it (400), the rest is read all the same. */
  readonly isDoubtful?: true;
}

export interface HistoryPage {
  readonly sales: readonly VendorSale[];
  /** What the next page is asked for with; null on the last one. */
  readonly next: string | null;
}

export const SALE_STANDINGS = ["open", "ended", "approved", "disputed", "canceled", "refunded", "chargeback", "untold"] as const;
/**
 * Where a sale stands at the vendor, in words that can be compared with ours. `open` was not paid and may still be, `ended` was
 * not and will not be; `untold` is a status that says nothing about either.
 */
export type SaleStanding = (typeof SALE_STANDINGS)[number];

/** One sale as the vendor tells it now. */
export interface VendorSale {
  /** As its calls name it. */
  readonly transaction: string;
  /** The vendor's word, `REFUNDED`. */
  readonly status: string;
  readonly standing: SaleStanding;
  /** When it was ordered. */
  readonly orderedAt: Instant | null;
  /** The latest moment that is told of it. */
  readonly changedAt: Instant | null;
  readonly amount: Money | null;
  readonly product: { readonly externalId: string | null; readonly name: string | null };
  /** Not paid, and the history does not tell how it ended; nothing is made of it where nothing is known of it. */
  readonly isEndUntold: boolean;
  /** What the provider needs to make calls of it. */
  readonly source: unknown;
}

/** A call as the vendor would have sent it, and its answer to the question that the call leads to, where it does. */
export interface HistoryCall {
  readonly request: InboundRequest;
  readonly document?: Uint8Array;
}

/** A vendor's list of sales: requests and answers as data, so that one reader serves every provider. */
export interface SalesHistory {
  /** Where it is read, in the vendor's words; kept with what is made of it. */
  readonly source: string;
  /** Names of the secrets without which it cannot be asked for. */
  readonly secrets: readonly string[];
  /** How many questions the vendor allows in how long; null where it does not say. */
  readonly pace: { readonly calls: number; readonly perMs: number } | null;
  /** How long an answer may take. */
  readonly timeoutMs: number;
  /** The longest range that may be asked for at once, and how far back; null without a limit. */
  readonly mostDays: number | null;
  readonly oldestDays: number | null;
  /** Everything of a range, whatever its status: all of these together. */
  queries(range: SalesRange): readonly HistoryQuery[];
  question(query: HistoryQuery, page: string | null, session: ApiSession): VendorQuestion;
  /** Null when it is no page of the list, as a truncated answer is. */
  read(body: Uint8Array): HistoryPage | null;
  /** One sale by its id; null for an id that can be none of the vendor's. */
  one(transaction: string, session: ApiSession): VendorQuestion | null;
  /** What came of that question: the sale, `none`, or null when it cannot be read. */
  readOne(reply: VendorReply): VendorSale | "none" | null;
  /** What else to ask about a sale before calls are made of it; what is not answered is left out. */
  details(sale: VendorSale, session: ApiSession): readonly VendorQuestion[];
  /**
   * The calls that tell what the history tells, in the order of the sale's life, unsigned. Nothing is invented: what the
   * history leaves out is absent. None when it tells too little.
   *
   * @param answers - to `details`, in its order; null for what was not answered.
   * @param here - how the sale stands here; undefined when nothing is known of it, null when no event said.
   * @param target - the path that the vendor calls.
   */
  calls(
    sale: VendorSale,
    answers: readonly (Uint8Array | null)[],
    here: PurchaseState | null | undefined,
    target: string,
  ): readonly HistoryCall[];
}
