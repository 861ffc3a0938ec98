import { isObject, textAt } from "../../core/json.ts";
import type { ReplyMeaning, VendorReply } from "../contract.ts";
import { jsonBody } from "../json-body.ts";
import { readDocument, type VendorDocument } from "./document.ts";
import { publicKeyOf } from "./payload-signature.ts";

/** Codes in an error document (official): a notification code that does not exist; e-mail or token missing or malformed. */
const NO_SUCH_CODE = "13001";
const BAD_CREDENTIALS: ReadonlySet<string> = new Set(["10001", "10002", "10003"]);

/**
 * What an answer means. 401 and 403 come as a bare word, for a wrong token and for a sandbox code asked in production alike;
 * 404 for a code of another account or another type. Everything that is not plain may be plain later.
 */
export function readReply({ status, body }: VendorReply): ReplyMeaning {
  if (status === 401 || status === 403) return "misconfigured";
  if (status === 404) return "not-here";
  if (status !== 200 && status !== 400) return "later";
  const document = readDocument(body);
  if (document?.kind === "errors") return meaningOfErrors(document.codes);
  return status === 200 ? meaningOfDocument(document) : "later";
}

function meaningOfErrors(codes: readonly string[]): ReplyMeaning {
  if (codes.some((code) => BAD_CREDENTIALS.has(code))) return "misconfigured";
  return codes.includes(NO_SUCH_CODE) ? "unknown" : "later";
}

/** A search that finds nothing: the charge may be one without an order. */
function meaningOfDocument(document: VendorDocument | null): ReplyMeaning {
  if (document === null) return "later";
  return document.kind === "orders" && document.orders.length === 0 ? "not-here" : "document";
}

/** `{public_key}`, base64 (public code). @returns null for anything that is no key of an elliptic curve. */
export function readPublicKey({ status, body }: VendorReply): string | null {
  const json = status === 200 ? jsonBody(body) : null;
  const key = isObject(json) ? textAt(json, "public_key") : null;
  return key !== null && publicKeyOf(key) !== null ? key : null;
}
