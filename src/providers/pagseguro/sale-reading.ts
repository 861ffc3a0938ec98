import type { SaleKind } from "../../core/event.ts";
import type { ReadInstant } from "../../core/instant.ts";
import { type JsonObject, textAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { NormalizeContext } from "../contract.ts";
import { chargeReading, isCanceled, qrCodeOf, statusOf } from "./charges.ts";
import { noTrigger } from "./facts.ts";
import { momentAt } from "./moments.ts";
import type { Sale } from "./sale.ts";

/** What a sale says happened. */
export interface SaleReading {
  readonly trigger: Trigger;
  /** In the vendor's words: `order PAID`. */
  readonly native: string;
  readonly status: string | null;
  /** Cents given back, when the sale stands all the same. */
  readonly partlyRefunded: number | null;
  readonly notes: readonly Note[];
}

export function readingOf({ kind, order, charge }: Sale, context: NormalizeContext): SaleReading {
  if (kind === "checkout") return checkoutReading(order ?? {});
  if (charge !== null) {
    const { trigger, partlyRefunded } = chargeReading(charge, order, context);
    const status = textAt(charge, "status");
    const notes = partlyRefunded === null ? [] : [note("pagseguro.partial-refund")];
    return { trigger, native: nativeOf(kind, status), status, partlyRefunded, notes };
  }
  const isWaiting = qrCodeOf(order) !== null;
  return {
    trigger: isWaiting ? "pix.issued" : "unknown",
    native: kind,
    status: null,
    partlyRefunded: null,
    notes: isWaiting ? [] : noTrigger(kind),
  };
}

/** A checkout that lapsed is told; one that was opened or closed by the seller changes no sale. */
function checkoutReading(checkout: JsonObject): SaleReading {
  const status = textAt(checkout, "status");
  const native = nativeOf("checkout", status);
  const base = { native, status, partlyRefunded: null };
  if (statusOf(checkout) === "EXPIRED") return { ...base, trigger: "purchase.expired", notes: [] };
  const isKnown = isCanceled(checkout) || ["ACTIVE", "INACTIVE"].includes(statusOf(checkout));
  return { ...base, trigger: "unknown", notes: isKnown ? noTrigger(native) : [] };
}

function nativeOf(kind: string, status: string | null): string {
  return status === null ? kind : `${kind} ${status}`;
}

/** Card charges that repeat say which they are (official); the number of a later one is not told. */
export function chargeTriggers(charge: JsonObject | null): readonly Trigger[] {
  switch (textAt(charge ?? {}, "recurring", "type")) {
    case "INITIAL":
      return ["subscription.started"];
    case "SUBSEQUENT":
      return ["subscription.renewed"];
    default:
      return [];
  }
}

/** A charge without the buyer, or at fixed times, may be of a subscription and may be of something else. */
export function kindOf(charge: JsonObject | null): SaleKind | null {
  const recurring = textAt(charge ?? {}, "recurring", "type");
  if (recurring === null) return "one-time";
  return recurring === "INITIAL" || recurring === "SUBSEQUENT" ? "subscription" : null;
}

/** A charge is stamped when it is made and when it is paid; when it was canceled or given back is told by nothing. */
export function occurredAt({ kind, order, charge }: Sale, { trigger, partlyRefunded }: SaleReading, zone: string): ReadInstant | null {
  if (charge === null) return kind === "checkout" ? null : momentAt(zone, order, "created_at");
  if (isCanceled(charge) || partlyRefunded !== null || trigger === "purchase.refunded") return null;
  const paid = trigger === "purchase.approved" ? momentAt(zone, charge, "paid_at") : null;
  return paid ?? momentAt(zone, charge, "created_at");
}
