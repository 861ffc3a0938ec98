import type { DispatchState } from "../core/dispatch.ts";
import type { Instant } from "../core/instant.ts";
import type { Trigger } from "../core/triggers.ts";

/** What a report is about. A null filter means any. */
export interface ReportScope {
  /** Events that happened from here on. */
  readonly since: Instant;
  /** And before here. */
  readonly until: Instant;
  readonly provider: string | null;
  readonly store: string | null;
  /** A product's slug, or the vendor's id of one that no product is linked to. */
  readonly product: string | null;
  readonly includeTests: boolean;
}

/** What an event is about: the slug of the product it was matched to, else the vendor's id, else neither. */
export interface Sold {
  readonly provider: string;
  readonly store: string;
  readonly product: string | null;
  /** Only where `product` is null. */
  readonly externalId: string | null;
}

/** Events that are alike in all that a report tells apart. */
export interface EventGroup extends Sold {
  readonly trigger: Trigger;
  /** A charge of a subscription after its first. */
  readonly isRenewal: boolean;
  readonly isTest: boolean;
  /** Told before by another call. */
  readonly isRepeat: boolean;
  /** Further items of sales whose amounts are their first items'. */
  readonly isExtra: boolean;
  /** Of a refund: a part of the money, and nobody tells how much; the amount is the sale's. */
  readonly isPartial: boolean;
  /** Null when their events name no amount. */
  readonly currency: string | null;
  readonly count: number;
  /** Sum of their amounts, in minor units. */
  readonly minor: number;
}

/** One event, where groups are not enough. */
export interface SingleEvent extends EventGroup {
  readonly at: Instant;
}

/** A boleto or Pix that was issued. */
export interface Issued {
  readonly trigger: "boleto.issued" | "pix.issued";
  readonly at: Instant;
  /** When the same charge was paid, by whatever means; null when it was not, so far. */
  readonly paidAt: Instant | null;
  readonly currency: string | null;
  readonly minor: number | null;
}

/** A cart that was left, or a payment, of a buyer who left one. */
export interface CartStep {
  readonly buyer: string;
  /** Names the product among the buyer's. */
  readonly product: string;
  readonly at: Instant;
  readonly kind: "cart" | "paid";
  /** Of a payment that names its amount; null for others, and for carts. */
  readonly currency: string | null;
  readonly minor: number | null;
}

export const ORIGIN_CODES = ["utm_source", "utm_medium", "utm_campaign", "src", "sck"] as const;
export type OriginCode = (typeof ORIGIN_CODES)[number];

/** Sales and what comes before them, by one value of one code. A row per currency; `count`s are of that row alone. */
export interface OriginRow {
  readonly value: string;
  readonly carts: number;
  /** Boletos and Pix. */
  readonly issued: number;
  readonly approved: number;
  readonly unpriced: number;
  readonly currency: string | null;
  readonly minor: number;
}

export const LEAD_CODES = ["portal", "channel", "listing", "advertiser"] as const;
export type LeadCode = (typeof LEAD_CODES)[number];

/** The first of a long list, and how many others there are. */
export interface Top<T> {
  readonly rows: readonly T[];
  /** Values that are not among the rows. */
  readonly leftOut: number;
}

export interface DispatchGroup {
  /** Null for actions that no destination was found for. */
  readonly destination: string | null;
  readonly state: DispatchState;
  readonly count: number;
  readonly attempts: number;
}

/** How far around a moment two tellings of one thing, and a cart and its payment, are looked for. */
export const DAYS_AROUND = 7;

/** What one state of the store says within one scope. */
export interface ReportRows {
  /** The first event; null when there is none. */
  first(): Promise<Instant | null>;
  /** Groups of what happened from `from` on and before `until`. */
  groups(from: Instant, until: Instant): Promise<readonly EventGroup[]>;
  /**
   * Events that tell a step of a sale that another event tells better: those name no product, and one of the same charge and
   * trigger does.
   */
  echoes(): Promise<readonly SingleEvent[]>;
  /** Refunds and chargebacks that name no amount, with that of their sale; those of whose sale nobody knows one are left out. */
  refundsAtPriceOfSale(): AsyncIterable<readonly SingleEvent[]>;
  issued(): AsyncIterable<readonly Issued[]>;
  /**
   * By buyer and product, then in the order of time, carts before payments: from `DAYS_AROUND` before the scope, and payments until as
   * long after it. Renewals are no payments of carts.
   */
  cartSteps(): AsyncIterable<readonly CartStep[]>;
  /** Carts within the scope of which the buyer or the product is not known. */
  cartsOfNobody(): Promise<number>;
  /** `told` is all of them by currency, whether they are among the rows or not; their `value` is empty. */
  origins(code: OriginCode, limit: number): Promise<Top<OriginRow> & { readonly told: readonly OriginRow[] }>;
  leads(code: LeadCode, limit: number): Promise<Top<{ readonly value: string | null; readonly count: number }>>;
  dispatches(): Promise<readonly DispatchGroup[]>;
}

export interface ReportReader {
  /** Runs `work` on one state of the store, whatever is written meanwhile. */
  read<T>(scope: ReportScope, work: (rows: ReportRows) => Promise<T>): Promise<T>;
}
