import type { InboundRequest } from "../../core/http-message.ts";
import type { Note } from "../../core/note.ts";
import { ok, type Result } from "../../core/result.ts";
import { acceptedValues, type Credentials } from "../../core/secret.ts";
import type { Rejection } from "../contract.ts";
import { refused } from "../refused.ts";
import { isAuthentic, TOKEN_HEADER } from "./authenticity.ts";
import { formCall } from "./form-call.ts";
import { isSigned, isWellFormed, signaturesIn } from "./payload-signature.ts";
import { canAskClassic, KEY_SECRET, TOKEN_SECRET } from "./secrets.ts";

/**
 * A hash with the token, or PagBank's signature, over the bytes of the body; the hash decides where both are sent. A form
 * proves nothing, whatever headers come with it: it is only ever a hint, about which PagSeguro is asked.
 */
export function verify(request: InboundRequest, credentials: Credentials): Result<readonly Note[], Rejection> {
  const tokens = acceptedValues(credentials, TOKEN_SECRET);
  if (tokens.length === 0) return refused("credential.not-configured");
  if (formCall(request).ok) return refused(canAskClassic(credentials) ? "credential.absent" : "credential.not-configured");
  const sent = new Set(request.headerValues(TOKEN_HEADER).map((value) => value.trim()));
  if (sent.size > 1) return refused("credential.duplicated");
  const [digest = ""] = sent;
  if (digest !== "") return isAuthentic(digest, tokens, request) ? ok([]) : refused("credential.wrong");
  return bySignature(request, credentials);
}

/** Only this failure may be our own: the vendor may have a newer key than the one we keep. */
function bySignature(request: InboundRequest, credentials: Credentials): Result<readonly Note[], Rejection> {
  const signatures = signaturesIn(request);
  if (signatures.length === 0) return refused("credential.absent");
  const wellFormed = signatures.filter(isWellFormed);
  if (wellFormed.length === 0) return refused("credential.malformed");
  return isSigned(request, wellFormed, acceptedValues(credentials, KEY_SECRET)) ? ok([]) : refused("credential.key-unknown");
}
