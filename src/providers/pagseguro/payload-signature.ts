import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { InboundRequest } from "../../core/http-message.ts";
import type { Secret } from "../../core/secret.ts";

export const SIGNATURE_HEADER = "x-payload-signature";

/** More than a rotation of keys needs; each one costs an elliptic curve operation. */
const MOST_SIGNATURES = 8;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** DER in the only sample that was published, so the other encoding comes second (public code). */
const ENCODINGS = ["der", "ieee-p1363"] as const;

/** The signatures sent, in one header, in several, or several in one with commas between. */
export function signaturesIn(request: InboundRequest): readonly string[] {
  const parts = request.headerValues(SIGNATURE_HEADER).flatMap((value) => value.split(","));
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

export function isWellFormed(signature: string): boolean {
  return BASE64.test(signature);
}

/**
 * Whether at least one signature is the vendor's: SHA-256 with ECDSA over the exact bytes of the body, on the curve that
 * the key declares (official; the curve is published nowhere).
 *
 * @param keys - base64 of a SubjectPublicKeyInfo; what is none fits nothing.
 */
export function isSigned(request: InboundRequest, signatures: readonly string[], keys: readonly Secret[]): boolean {
  const usable = keys.flatMap((key) => publicKeyOf(key.reveal()) ?? []);
  return signatures.slice(0, MOST_SIGNATURES).some((signature) => usable.some((key) => fits(request, signature, key)));
}

/** The key of an elliptic curve in base64 DER; null for anything else, like the RSA key of PagBank's card forms. */
export function publicKeyOf(base64: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, "base64"), format: "der", type: "spki" });
    return key.asymmetricKeyType === "ec" ? key : null;
  } catch {
    return null;
  }
}

function fits(request: InboundRequest, signature: string, key: KeyObject): boolean {
  const bytes = Buffer.from(signature, "base64");
  return ENCODINGS.some((dsaEncoding) => verify("sha256", request.body, { key, dsaEncoding }, bytes));
}
