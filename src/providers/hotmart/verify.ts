import type { InboundRequest } from "../../core/http-message.ts";
import type { Note } from "../../core/note.ts";
import { ok, type Result } from "../../core/result.ts";
import { acceptedValues, type Credentials } from "../../core/secret.ts";
import type { Rejection } from "../contract.ts";
import { refused } from "../refused.ts";
import { matchesAny } from "../secret-match.ts";
import { bodyHottok, HOTTOK_FIELD, HOTTOK_HEADER } from "./hottok.ts";

/**
 * Compares the hottok. Hotmart signs nothing: one secret per account, sent along, is all there is (official).
 *
 * The header comes first; an empty one counts as absent, because 1.0.0 sends the hottok in the body only. When header
 * and body both carry one they must agree, even if each is accepted on its own. Case matters, white space around does not.
 */
export function verify(request: InboundRequest, credentials: Credentials): Result<readonly Note[], Rejection> {
  const accepted = acceptedValues(credentials, HOTTOK_FIELD);
  if (accepted.length === 0) return refused("credential.not-configured");
  const sent = new Set(request.headerValues(HOTTOK_HEADER).map((value) => value.trim()));
  if (sent.size > 1) return refused("credential.duplicated");
  const [inHeader = ""] = sent;
  const inBody = bodyHottok(request);
  if (inHeader !== "" && inBody !== "" && inHeader !== inBody) return refused("credential.conflicting");
  const candidate = inHeader === "" ? inBody : inHeader;
  if (candidate === "") return refused("credential.absent");
  return matchesAny(candidate, accepted) ? ok([]) : refused("credential.wrong");
}
