import type { InboundRequest } from "../../core/http-message.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import { withSecretField, withSecretMember } from "../body-secrets.ts";
import { KEY_FIELD } from "./integration-key.ts";
import { redact } from "./redact.ts";
import { KEY_SECRET } from "./secrets.ts";

/** Puts the newest key first into the body, in place of one that is there. What is neither object nor form stays bare. */
export function sign(request: InboundRequest, credentials: Credentials): InboundRequest {
  const bare = redact(request);
  const [newest] = acceptedValues(credentials, KEY_SECRET);
  if (newest === undefined) return bare;
  const key = newest.reveal();
  return bare.json().ok ? withSecretMember(bare, [KEY_FIELD], key) : withSecretField(bare, KEY_FIELD, key);
}

/** 32 hexadecimal characters, as the real ones are, that nobody takes for one. */
export function sampleCredentials(): Credentials {
  return new Map([[KEY_SECRET, [new Secret("0badc0de0badc0de0badc0de0badc0de")]]]);
}
