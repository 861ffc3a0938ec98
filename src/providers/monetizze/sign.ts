import type { InboundRequest } from "../../core/http-message.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import { withSecretField, withSecretMember } from "../body-secrets.ts";
import { KEY_FIELD } from "./field-names.ts";
import { redact } from "./redact.ts";
import { KEY_SECRET } from "./secrets.ts";

/** Puts the newest key first into the body, as the vendor does. A key that is there already is replaced. */
export function sign(request: InboundRequest, credentials: Credentials): InboundRequest {
  const bare = redact(request);
  const [newest] = acceptedValues(credentials, KEY_SECRET);
  if (newest === undefined) return bare;
  const key = newest.reveal();
  return bare.json().ok ? withSecretMember(bare, [KEY_FIELD], key) : withSecretField(bare, KEY_FIELD, key);
}

/** Looks as real ones do, and spells "false" in hexadecimal digits. */
export function sampleCredentials(): Credentials {
  return new Map([[KEY_SECRET, [new Secret("fa15efa15efa15efa15efa15efa15e00")]]]);
}
