import type { Instant } from "../../core/instant.ts";
import type { Money } from "../../core/money.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { LeadCode, OriginCode, ReportScope } from "../report-ports.ts";
import type { Step } from "./periods.ts";

/** The parts of a report, in the order in which they are shown. The totals are always there. */
export const SECTIONS = [
  "periods",
  "products",
  "providers",
  "triggers",
  "conversions",
  "refunds",
  "origins",
  "dispatches",
  "leads",
] as const;
export type Section = (typeof SECTIONS)[number];

/** Sales, or refunds of sales, each counted once. */
export interface Sum {
  readonly count: number;
  /** One amount per currency, by its code. */
  readonly money: readonly Money[];
  /** Counted, and of no amount that anybody told. */
  readonly withoutAmount: number;
}

export interface Refunds extends Sum {
  /** Parts of a price that were paid back. Nobody tells how much, so they are in none of the other figures. */
  readonly partial: number;
  /** Of `count`: those that name no amount, so their sale's was taken. */
  readonly atPriceOfSale: number;
}

/** What was sold and taken back, of one product, one store, one day. */
export interface Trade {
  readonly events: number;
  readonly approved: Sum;
  readonly refunded: Refunds;
  readonly chargebacks: Refunds;
}

/** A part of what was approved, `0.05` for one in twenty; null where nothing was. */
export interface Rate {
  readonly count: number | null;
  readonly money: readonly { readonly currency: string; readonly share: number }[];
}

export interface Totals extends Trade {
  /** Of the approved: charges of subscriptions after the first. */
  readonly renewals: Sum;
  readonly leads: number;
  /** Events that were told before, and count nowhere. */
  readonly repeats: number;
  /** Test events that count nowhere. */
  readonly testsLeftOut: number;
}

export interface PeriodRow extends Trade {
  /** Its first day, `2026-11-03`. */
  readonly day: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly leads: number;
}

export interface ProductRow extends Trade {
  /** Null when no product is linked to `externalId`, or the event names none. */
  readonly product: string | null;
  /** As registered; null when it is not, or no longer. */
  readonly name: string | null;
  /** Both null for a product of ours, which may be sold in several places. */
  readonly provider: string | null;
  readonly store: string | null;
  readonly externalId: string | null;
}

export interface ProviderRow extends Trade {
  readonly provider: string;
  readonly store: string;
  readonly leads: number;
}

export interface TriggerRow {
  readonly trigger: Trigger;
  readonly events: number;
  /** The amounts that these events name, each sale's once. */
  readonly money: readonly Money[];
}

export const CONVERSION_KINDS = ["cart", "boleto", "pix"] as const;
export type ConversionKind = (typeof CONVERSION_KINDS)[number];

/** How many of those that began within the report were paid, by now. */
export interface Conversion {
  readonly kind: ConversionKind;
  readonly started: number;
  readonly paid: number;
  /** `paid` of `started`; null when none was. */
  readonly rate: number | null;
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
  /** Boletos and Pix: what was issued. Empty for carts, which name no amount. */
  readonly startedMoney: readonly Money[];
  /** What of the issued was paid; of carts what their first payments name. */
  readonly paidMoney: readonly Money[];
  /** Carts that cannot be followed, since nobody knows whose or of what; not among `started`. */
  readonly unknown: number;
}

export interface RefundRow extends Refunds {
  readonly kind: "refunded" | "chargebacks";
  readonly rate: Rate;
}

export interface OriginEntry {
  /** Null for sales that came without this code. */
  readonly value: string | null;
  /** Null where `value` is. */
  readonly carts: number | null;
  readonly issued: number | null;
  readonly approved: Sum;
}

export interface TopList<T> {
  readonly rows: readonly T[];
  /** How many more there are. */
  readonly leftOut: number;
}

export interface DispatchRow {
  /** Null for actions that no destination was found for. */
  readonly destination: string | null;
  readonly sent: number;
  readonly dead: number;
  /** Queued, or being sent. */
  readonly waiting: number;
  /** Dropped by the operator, or overtaken by a later event. */
  readonly withdrawn: number;
  readonly attempts: number;
  /** Sent of those that came to an end; null while none did. */
  readonly successRate: number | null;
}

export interface LeadEntry {
  /** Null where the lead does not tell. */
  readonly value: string | null;
  readonly leads: number;
}

/** Every figure, in minor units and per currency. What was not asked for is not there. */
export interface Report {
  readonly scope: ReportScope;
  readonly zone: string;
  readonly by: Step;
  readonly totals: Totals;
  readonly periods?: readonly PeriodRow[];
  readonly products?: TopList<ProductRow>;
  readonly providers?: readonly ProviderRow[];
  readonly triggers?: readonly TriggerRow[];
  readonly conversions?: readonly Conversion[];
  readonly refunds?: readonly RefundRow[];
  readonly origins?: Readonly<Record<OriginCode, TopList<OriginEntry>>>;
  readonly dispatches?: readonly DispatchRow[];
  readonly leads?: Readonly<Record<LeadCode, TopList<LeadEntry>>>;
}
