import type { InboundRequest } from "../../core/http-message.ts";
import { atPaths, withoutSecretFields, withoutSecretMembers } from "../body-secrets.ts";
import { partsOf, withoutParts } from "./multipart.ts";
import { placesToCut, SIGNATURE_HEADER } from "./secret-places.ts";

/**
 * The request without signature, origin secret and API keys. Every other byte stays as it came; `sign` computes the
 * signature anew over what is left, so a replay is as authentic as the call was.
 */
export function redact(request: InboundRequest): InboundRequest {
  const bare = request.withoutHeader(SIGNATURE_HEADER);
  const places = placesToCut(bare);
  if (bare.json().ok) return withoutSecretMembers(bare, atPaths(places));
  const names = new Set(places.map((place) => place.join(".")));
  const isSecret = (name: string) => names.has(name);
  return partsOf(bare) === null ? withoutSecretFields(bare, isSecret) : withoutParts(bare, isSecret);
}
