import type { InboundRequest } from "../../core/http-message.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import { withSecretField, withSecretMember } from "../body-secrets.ts";
import { HOTTOK_FIELD } from "./hottok.ts";
import { readPayload } from "./payload.ts";
import { redact } from "./redact.ts";

/**
 * Puts the newest hottok where the version of the body carries it: the header for 2.0.0, the field `hottok` for both
 * kinds of 1.0.0. A body that is no Hotmart format gets the header. A hottok already there is replaced.
 */
export function sign(request: InboundRequest, credentials: Credentials): InboundRequest {
  const bare = redact(request);
  const [newest] = acceptedValues(credentials, HOTTOK_FIELD);
  if (newest === undefined) return bare;
  const hottok = newest.reveal();
  const payload = readPayload(bare);
  if (!payload.ok || payload.value.format === "hotmart/2.0.0") return bare.withHeader("X-HOTMART-HOTTOK", hottok);
  return bare.json().ok ? withSecretMember(bare, [HOTTOK_FIELD], hottok) : withSecretField(bare, HOTTOK_FIELD, hottok);
}

/** 37 characters, as the real ones have, in words that nobody takes for a real one. */
export function sampleCredentials(): Credentials {
  return new Map([[HOTTOK_FIELD, [new Secret("intgSampleHottokNotARealSecret0000001")]]]);
}
