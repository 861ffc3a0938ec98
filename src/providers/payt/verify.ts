import type { InboundRequest } from "../../core/http-message.ts";
import type { Note } from "../../core/note.ts";
import { ok, type Result } from "../../core/result.ts";
import { acceptedValues, type Credentials } from "../../core/secret.ts";
import type { Rejection } from "../contract.ts";
import { refused } from "../refused.ts";
import { matchesAny } from "../secret-match.ts";
import { sentKeys } from "./integration-key.ts";
import { KEY_SECRET } from "./secrets.ts";

/**
 * Compares the key in the body. PayT signs nothing: the shared key, sent along in every call, is all there is (official).
 *
 * A key in the address is not looked at: addresses end up in logs.
 */
export function verify(request: InboundRequest, credentials: Credentials): Result<readonly Note[], Rejection> {
  const accepted = acceptedValues(credentials, KEY_SECRET);
  if (accepted.length === 0) return refused("credential.not-configured");
  const sent = new Set(sentKeys(request));
  const [key, ...others] = sent;
  if (key === undefined) return refused("credential.absent");
  if (others.length > 0) return refused("credential.duplicated");
  if (key === null) return refused("credential.malformed");
  if (key.trim() === "") return refused("credential.absent");
  return matchesAny(key, accepted) ? ok([]) : refused("credential.wrong");
}
