import { type JsonObject, textAt } from "../../core/json.ts";
import type { VendorLookup } from "../contract.ts";
import { readPayload } from "./payload.ts";
import { askableId, classicQuestions, ordersQuestions, publicKeyQuestion } from "./questions.ts";
import { readPublicKey, readReply } from "./replies.ts";
import { canAskClassic, KEY_SECRET, TOKEN_SECRET, valuesOf } from "./secrets.ts";
import { setDocumentField, varyDocument } from "./vary-document.ts";

/**
 * Asks PagSeguro. Classic notifications always need it, calls about orders only where they come without proof, which PagBank's
 * sandbox leaves out (forum); a bare charge, which proved itself, needs it for its buyer.
 */
export const lookup: VendorLookup = {
  hints(request, credentials) {
    const payload = readPayload(request);
    if (!payload.ok) return false;
    switch (payload.value.format) {
      case "pagseguro/classic":
      case "pagseguro/npi":
        return canAskClassic(credentials);
      case "pagseguro/orders":
        return valuesOf(credentials, TOKEN_SECRET).length > 0 && askableId(payload.value) !== null;
      case "pagseguro/recurring":
        return false;
      default:
        return payload.value satisfies never;
    }
  },

  completes(request) {
    const payload = readPayload(request);
    if (!payload.ok || payload.value.format !== "pagseguro/orders") return false;
    const { kind, body } = payload.value;
    return kind === "charge" && askableId(payload.value) !== null && !hasBuyer(body);
  },

  questions(request, credentials, place) {
    const payload = readPayload(request);
    if (!payload.ok) return [];
    if (payload.value.format === "pagseguro/classic") return classicQuestions(payload.value, credentials, place);
    return payload.value.format === "pagseguro/orders" ? ordersQuestions(payload.value, credentials, place) : [];
  },

  read: readReply,
  varyDocument,
  setDocumentField,
  publicKey: { secret: KEY_SECRET, question: publicKeyQuestion, read: readPublicKey },
};

/** A bare charge names its buyer only as the holder of a boleto. */
function hasBuyer(charge: JsonObject): boolean {
  return textAt(charge, "payment_method", "boleto", "holder", "email") !== null;
}
