import type { EventFacts, SaleKind } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, textAt } from "../../core/json.ts";
import { note } from "../../core/note.ts";
import { missingNotes, phoneNotes } from "../buyer.ts";
import { deliveryBuyer } from "./buyer.ts";
import { contractStateOfCode, FREE_SUFFIX, freeReading, isFree } from "./contract-states.ts";
import { factsOf } from "./facts.ts";
import { invoiceReading, stateOfCode } from "./invoice-states.ts";
import { productFacts } from "./items.ts";
import { eventKeys, itemKey, saleKeys } from "./keys.ts";
import { contractIdAt } from "./legacy-charge.ts";
import { amountNotes, flatPrice, nothingToPay } from "./money.ts";
import type { DeliveryPayload } from "./payload.ts";
import { idle, type Reading, told, UNKNOWN } from "./reading.ts";
import { deliveryTracking } from "./tracking.ts";

/** States of an invoice by which nobody is to get anything. */
const TAKEN_BACK: ReadonlySet<string> = new Set(["canceled", "refunded", "waitingrefund", "expired", "duplicated"]);

/**
 * A custom delivery: the vendor orders that a person is given a product, or that it is taken away. It has no time of its own, and
 * is sent once per product of an invoice (the URL belongs to the product: official), whose id it gives.
 */
export function deliveryFacts(request: InboundRequest, { format, fields }: DeliveryPayload): EventFacts {
  const type = textAt(fields, "type")?.toLowerCase() ?? "";
  const contractId = contractIdAt(fields, "edz_con_cod");
  const reading = readingOf(type, fields, contractId);
  const isFreeAccess = reading.also.includes("subscription.started");
  const invoiceId = textAt(fields, "edz_fat_cod");
  const id = isFreeAccess && contractId !== null ? `${contractId}${FREE_SUFFIX}` : invoiceId;
  const transaction = { id, parentId: null, subscriptionId: contractId, recurrence: null };
  const productId = textAt(fields, "edz_cnt_cod");
  const item = { id: productId, name: textAt(fields, "edz_cnt_titulo"), parentId: textAt(fields, "edz_cnt_paicod") };
  const keyed = { reading, transaction, name: type, isTest: false, productId };
  const buyer = deliveryBuyer(fields);
  const paid = flatPrice(fields, "edz_valorpago");
  return factsOf(reading, {
    format,
    nativeEvent: type,
    nativeStatus: textAt(fields, "edz_fat_status"),
    keys: eventKeys(request, productId === null ? saleKeys(keyed) : [itemKey(keyed)], null),
    product: productFacts(item, kindOf(fields, contractId), null, null),
    transaction,
    buyer,
    amount: isFreeAccess ? nothingToPay() : paid,
    amountPaid: isFreeAccess ? null : paid,
    tracking: deliveryTracking(fields),
    notes: [...missingNotes(buyer), ...phoneNotes(buyer), ...amountNotes("edz_valorpago", fields.edz_valorpago, paid)],
  });
}

function readingOf(type: string, fields: JsonObject, contractId: string | null): Reading {
  const invoice = stateOfCode(textAt(fields, "edz_fat_status")) ?? "";
  const code = textAt(fields, "edz_con_status_cod") ?? "";
  const contract = contractStateOfCode(code) ?? "";
  if (type === "create") return createReading(invoice, contract);
  return type === "remove" ? removeReading(invoice, contract, contractId === null ? null : code) : UNKNOWN;
}

/** An order to give access is a sale when the invoice is paid, or when the contract needs no payment now. */
function createReading(invoice: string, contract: string): Reading {
  if (invoice === "paid") return invoiceReading(invoice);
  if (!TAKEN_BACK.has(invoice) && isFree(contract)) return freeReading();
  if (!TAKEN_BACK.has(invoice) && contract === "uptodate") return told("purchase.approved");
  return idle(note("eduzz.create-unpaid"));
}

/**
 * A refund is told by the invoice. Any other removal from a contract ends the contract's access, whatever the reason: as the end of
 * the subscription and not of the invoice, which may be one that never gave access, and which may be paid late and then starts it
 * anew, while a canceled invoice blocks for good.
 *
 * @param contractCode - null where there is no contract to end.
 */
function removeReading(invoice: string, contract: string, contractCode: string | null): Reading {
  if (invoice === "refunded") return invoiceReading(invoice);
  const remarks = [note("eduzz.access-removed")];
  if (contractCode !== null) {
    return told("subscription.canceled", {
      variant: contractCode,
      remarks: contract === "canceled" || contract === "finished" ? [] : remarks,
    });
  }
  return invoice === "canceled" ? invoiceReading(invoice) : told("purchase.canceled", { variant: "removed", remarks });
}

/** Where the fields of a contract are missing altogether, nobody knows; that it is one of instalments is never told. */
function kindOf(fields: JsonObject, contractId: string | null): SaleKind | null {
  if (contractId !== null) return "subscription";
  return fields.edz_con_cod === undefined ? null : "one-time";
}
