import { type EventFacts, NO_TRANSACTION } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, textAt } from "../../core/json.ts";
import { note } from "../../core/note.ts";
import { keysOf, saleKey } from "../event-keys.ts";
import { factsOf } from "./facts.ts";
import { redact } from "./redact.ts";

/** Where a chargeback may name its charge; its shape is published nowhere. */
const CHARGE_PATHS: readonly (readonly string[])[] = [["charge_id"], ["charge", "id"], ["charge"], ["reference_id"]];

/** The facts of a `CBKS_` document, known by its id alone (public code). Always for a person to look at. */
export function chargebackEvent(request: InboundRequest, body: JsonObject): EventFacts {
  const id = textAt(body, "id");
  const status = textAt(body, "status");
  const transaction = { ...NO_TRANSACTION, id: chargeOf(body) };
  const native = "chargeback";
  return factsOf("pagseguro/orders", {
    trigger: "purchase.chargeback",
    nativeEvent: native,
    nativeStatus: status,
    nativeId: id,
    keys: keysOf(request, redact, [
      id === null ? null : `chargeback:${id}`,
      saleKey(transaction, "purchase.chargeback", { native, isTest: false }),
    ]),
    transaction,
    notes: [note("pagseguro.chargeback-review")],
  });
}

/** Null when none of the likely places holds a charge's id. */
export function chargeOf(body: JsonObject): string | null {
  const found = CHARGE_PATHS.map((path) => textAt(body, ...path));
  return found[0] ?? found.find((text) => text?.startsWith("CHAR_")) ?? null;
}
