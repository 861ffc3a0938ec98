import type { InboundRequest } from "../../core/http-message.ts";
import { type Note, note } from "../../core/note.ts";
import { ok, type Result } from "../../core/result.ts";
import { acceptedValues, type Credentials, type Secret } from "../../core/secret.ts";
import type { Rejection } from "../contract.ts";
import { refused } from "../refused.ts";
import { matchesAny } from "../secret-match.ts";
import { BASIC_USER, basicParameter, decodePair } from "./basic.ts";

/**
 * HTTP Basic with a fixed user and the integrator's key (developers.grupozap.com/webhooks/security.html).
 *
 * The vendor's own samples disagree on the user part: Node compares only what follows the colon, Python, Go and Java
 * also want `vivareal`. So the key decides, and another user is worth a note. Nothing covers the body and there is
 * no time in it: the same header comes with every call.
 */
export function verify(request: InboundRequest, credentials: Credentials): Result<readonly Note[], Rejection> {
  const accepted = acceptedValues(credentials, "key");
  if (accepted.length === 0) return refused("credential.not-configured");
  const values = new Set(request.headerValues("authorization").map((value) => value.trim()));
  if (values.size > 1) return refused("credential.duplicated");
  const [header = ""] = values;
  if (header === "") return refused("credential.absent");
  const parameter = basicParameter(header);
  if (parameter === null) return refused("credential.malformed");
  const pair = decodePair(parameter);
  if (pair === null) return refused("credential.malformed");
  if (matchesAny(pair.key, accepted)) return ok(pair.user === BASIC_USER ? [] : [note("grupozap.unexpected-user")]);
  return refused(isStoredAsPair(parameter, accepted) ? "credential.is-base64-pair" : "credential.wrong");
}

/** The vendor hands the key over in more than one form; some operators store the whole base64 pair as the key. */
function isStoredAsPair(parameter: string, accepted: readonly Secret[]): boolean {
  return matchesAny(parameter, accepted) || matchesAny(`Basic ${parameter}`, accepted);
}
