import type { Instant } from "../../core/instant.ts";
import type { Money } from "../../core/money.ts";
import { furtherState, type Purchase, type PurchaseState } from "../../core/purchase.ts";
import type { SaleStanding, VendorSale } from "../../providers/vendor-api.ts";
import type { LocalSale } from "./local-sales.ts";

export const DIFFERENCE_KINDS = ["no-event", "no-sale", "status", "amount"] as const;
/** `no-event`: a sale at the vendor that nothing is known of here. `no-sale`: one here that the vendor does not know. */
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export interface Difference {
  readonly kind: DifferenceKind;
  readonly transaction: string;
  /** Null for `no-sale`. */
  readonly sale: VendorSale | null;
  /** Null for `no-event`. */
  readonly purchase: Purchase | null;
  readonly local: LocalSale | null;
  /** Whether an event made of the history could end it: what it tells comes after what is known here. */
  readonly isMendable: boolean;
}

/** What of both sides is left out of the differences, and why. */
export interface Comparison {
  /** Sales that were compared. */
  readonly sales: number;
  readonly agreeing: number;
  readonly differences: readonly Difference[];
  /** Too young for either side to know what the other knows. */
  readonly young: number;
  /** Never paid, ended in a way that the history does not tell, and unknown here: nothing depends on them. */
  readonly unpaid: number;
  /** Sales in a status that can be compared with nothing, by that status. */
  readonly untold: ReadonlyMap<string, number>;
}

export interface Sides {
  readonly vendor: ReadonlyMap<string, VendorSale>;
  /** Of every sale on either side, where it is known. */
  readonly purchases: ReadonlyMap<string, Purchase>;
  readonly local: ReadonlyMap<string, LocalSale>;
  /** Sales here that the vendor, asked for each of them, does not know. */
  readonly unknown: readonly string[];
  /** What happened from this moment on is too young. */
  readonly youngSince: Instant;
}

/** Compares what the vendor tells now with what is known here. Pure: the same sides give the same differences, in the same order. */
export function compareSales(sides: Sides): Comparison {
  const differences: Difference[] = [];
  const counts = { agreeing: 0, young: 0, unpaid: 0 };
  const untold = new Map<string, number>();
  for (const sale of sides.vendor.values()) {
    const outcome = compareOne(sale, sides);
    if (outcome === "untold") untold.set(sale.status, (untold.get(sale.status) ?? 0) + 1);
    else if (typeof outcome === "string") counts[outcome] += 1;
    else differences.push(...outcome);
  }
  for (const transaction of sides.unknown) {
    const local = sides.local.get(transaction) ?? null;
    differences.push({
      kind: "no-sale",
      transaction,
      sale: null,
      purchase: sides.purchases.get(transaction) ?? null,
      local,
      isMendable: false,
    });
  }
  return { sales: sides.vendor.size, ...counts, differences: differences.sort(byKindAndTime), untold };
}

function compareOne(
  sale: VendorSale,
  { purchases, local, youngSince }: Sides,
): readonly Difference[] | "agreeing" | "young" | "unpaid" | "untold" {
  if (sale.standing === "untold") return "untold";
  const { transaction } = sale;
  const purchase = purchases.get(transaction) ?? null;
  const known = local.get(transaction) ?? null;
  const isYoungThere = sale.changedAt !== null && sale.changedAt >= youngSince;
  const isYoungHere = known !== null && known.lastAt >= youngSince;
  const of = (kind: DifferenceKind, isMendable: boolean): Difference => ({ kind, transaction, sale, purchase, local: known, isMendable });
  if (purchase === null) {
    if (sale.isEndUntold) return "unpaid";
    return isYoungThere ? "young" : [of("no-event", true)];
  }
  const found: Difference[] = [];
  if (!agrees(sale.standing, purchase)) {
    if (isYoungThere || isYoungHere) return "young";
    found.push(of("status", comesAfter(sale.standing, purchase)));
  }
  if (!isSameAmount(sale.amount, known?.amounts ?? [])) found.push(of("amount", false));
  return found.length === 0 ? "agreeing" : found;
}

/**
 * Whether both mean the same for access and money. `completed` is no state; whether an unpaid sale was refused, expired or canceled
 * makes no difference; one that still waits here and is over there does, since it may have been given access before payment.
 */
export function agrees(standing: SaleStanding, { state, disputed }: Pick<Purchase, "state" | "disputed">): boolean {
  switch (standing) {
    case "open":
      return state === null || UNPAID.has(state);
    case "ended":
      return state === null || state === "cart" || state === "canceled" || ENDED.has(state);
    case "approved":
      return state === "approved";
    case "disputed":
      return state === "approved" && disputed;
    case "canceled":
    case "refunded":
    case "chargeback":
      return state === standing;
    case "untold":
      return true;
    default:
      return standing satisfies never;
  }
}

const UNPAID: ReadonlySet<PurchaseState> = new Set(["cart", "issued", "refused", "expired"]);
const ENDED: ReadonlySet<PurchaseState> = new Set(["refused", "expired"]);

/** Whether an event that says so would change the state here: one that is further along the path does, and the end of one that waits. */
function comesAfter(standing: SaleStanding, { state }: Pick<Purchase, "state">): boolean {
  if (standing === "open" || standing === "untold") return false;
  if (standing === "ended") return state === "issued";
  const told = standing === "disputed" ? "approved" : standing;
  return furtherState(state, told) === told;
}

/** Prices of one sale may be told with interest, without, and in another currency: one that is equal is enough. */
function isSameAmount(there: Money | null, here: readonly Money[]): boolean {
  const comparable = here.filter(({ currency }) => currency === there?.currency);
  return comparable.length === 0 || comparable.some(({ minor }) => minor === there?.minor);
}

function byKindAndTime(first: Difference, second: Difference): number {
  const place = ({ kind, sale, local, transaction }: Difference) =>
    [DIFFERENCE_KINDS.indexOf(kind), sale?.orderedAt ?? local?.lastAt ?? "", transaction].join("\n");
  const [a, b] = [place(first), place(second)];
  return a < b ? -1 : a > b ? 1 : 0;
}
