import { acceptedValues } from "../../core/secret.ts";
import type { VendorLookup } from "../contract.ts";
import { readPayload } from "./payload.ts";
import { askableId, classicQuestions, isAskable, ordersQuestions, publicKeyQuestion } from "./questions.ts";
import { readPublicKey, readReply } from "./replies.ts";
import { canAskClassic, KEY_SECRET, TOKEN_SECRET } from "./secrets.ts";
import { setDocumentField, varyDocument } from "./vary-document.ts";

/**
 * What proves nothing is kept all the same, so it must not be long: a notification has 85 bytes, an order with a hundred items
 * some 20 KB.
 */
const LONGEST_FORM = 4 * 1024;
const LONGEST_DOCUMENT = 64 * 1024;

/**
 * Asks PagSeguro. Classic notifications always need it, calls about orders only where they come without proof, which PagBank's
 * sandbox leaves out (forum); a bare charge, which proved itself, needs it for its buyer and its product.
 */
export const lookup: VendorLookup = {
  hints(request, credentials) {
    const payload = readPayload(request);
    if (!payload.ok) return false;
    const bytes = request.body.length;
    switch (payload.value.format) {
      case "pagseguro/classic":
      case "pagseguro/npi":
        return bytes <= LONGEST_FORM && canAskClassic(credentials);
      case "pagseguro/orders":
        return bytes <= LONGEST_DOCUMENT && acceptedValues(credentials, TOKEN_SECRET).length > 0 && askableId(payload.value) !== null;
      case "pagseguro/recurring":
        return false;
      default:
        return payload.value satisfies never;
    }
  },

  asks(request, isHint) {
    const payload = readPayload(request);
    if (!payload.ok) return false;
    switch (payload.value.format) {
      case "pagseguro/classic":
        return isAskable(payload.value);
      case "pagseguro/orders":
        return askableId(payload.value) !== null && (isHint || payload.value.kind === "charge");
      case "pagseguro/npi":
      case "pagseguro/recurring":
        return false;
      default:
        return payload.value satisfies never;
    }
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
