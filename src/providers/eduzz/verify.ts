import { createHmac } from "node:crypto";
import type { InboundRequest } from "../../core/http-message.ts";
import type { Note } from "../../core/note.ts";
import { ok, type Result } from "../../core/result.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import type { Rejection } from "../contract.ts";
import { refused } from "../refused.ts";
import { matchesAny } from "../secret-match.ts";
import { readPayload } from "./payload.ts";
import { DELIVERY_PLACES, LEGACY_PLACES, SIGNATURE_HEADER, valuesAt } from "./secret-places.ts";
import { ORIGIN_KEY, SIGNING_KEY } from "./secrets.ts";

/**
 * Each format has its own proof, and no other is taken for it: the webhook its signature (official), the two older formats
 * the account's origin secret in the body (official). `nsid` of a custom delivery holds no secret, `sid` cannot be computed from
 * what an account knows today, and `api_key` is not to be trusted (official): none of them is looked at.
 *
 * What is no format at all has to be signed before anybody tells it so.
 */
export function verify(request: InboundRequest, credentials: Credentials): Result<readonly Note[], Rejection> {
  const payload = readPayload(request);
  const format = payload.ok ? payload.value.format : "eduzz/v3";
  switch (format) {
    case "eduzz/v3":
      return verifySignature(request, acceptedValues(credentials, SIGNING_KEY));
    case "eduzz/legacy":
      return verifyOrigin(request, LEGACY_PLACES, acceptedValues(credentials, ORIGIN_KEY));
    case "eduzz/delivery":
      return verifyOrigin(request, DELIVERY_PLACES, acceptedValues(credentials, ORIGIN_KEY));
    default:
      return format satisfies never;
  }
}

/**
 * HMAC-SHA-256 over the bytes of the body (official), in lower-case hexadecimal without prefix (public code, live calls).
 * What a parser would write again may be other bytes: `ã` or `\u00e3`, `/` or `\/`.
 */
export function signatureOf(body: Uint8Array, key: Secret): string {
  return createHmac("sha256", key.reveal()).update(body).digest("hex");
}

function verifySignature(request: InboundRequest, keys: readonly Secret[]): Result<readonly Note[], Rejection> {
  if (keys.length === 0) return refused("credential.not-configured");
  const [signature = "", ...others] = new Set(request.headerValues(SIGNATURE_HEADER).map((value) => value.trim()));
  if (others.length > 0) return refused("credential.duplicated");
  if (signature === "") return refused("credential.absent");
  if (!/^[0-9a-f]{64}$/.test(signature)) return refused("credential.malformed");
  const expected = keys.map((key) => new Secret(signatureOf(request.body, key)));
  return matchesAny(signature, expected) ? ok([]) : refused("credential.wrong");
}

function verifyOrigin(
  request: InboundRequest,
  places: readonly (readonly string[])[],
  accepted: readonly Secret[],
): Result<readonly Note[], Rejection> {
  if (accepted.length === 0) return refused("credential.not-configured");
  const sent = places.map((place) => new Set(valuesAt(request, place)));
  if (sent.some((values) => values.size > 1)) return refused("credential.duplicated");
  const texts = sent.flatMap((values) => [...values]).filter((value) => value !== null);
  const [origin, ...others] = new Set(texts.filter((text) => text !== ""));
  if (origin === undefined) return refused("credential.absent");
  if (others.length > 0) return refused("credential.conflicting");
  return matchesAny(origin, accepted) ? ok([]) : refused("credential.wrong");
}
