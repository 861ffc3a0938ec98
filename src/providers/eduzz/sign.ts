import type { InboundRequest } from "../../core/http-message.ts";
import { objectAt } from "../../core/json.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import { withSecretField, withSecretMember } from "../body-secrets.ts";
import { partsOf, withPart } from "./multipart.ts";
import { readPayload } from "./payload.ts";
import { redact } from "./redact.ts";
import { SIGNATURE_HEADER } from "./secret-places.ts";
import { ORIGIN_KEY, SIGNING_KEY } from "./secrets.ts";
import { signatureOf } from "./verify.ts";

/** Gives each format its proof, with the newest accepted value: a signature over these bytes, or the origin secret in them. */
export function sign(request: InboundRequest, credentials: Credentials): InboundRequest {
  const bare = redact(request);
  const payload = readPayload(bare);
  const format = payload.ok ? payload.value.format : "eduzz/v3";
  const [newest] = acceptedValues(credentials, format === "eduzz/v3" ? SIGNING_KEY : ORIGIN_KEY);
  if (newest === undefined) return bare;
  if (format === "eduzz/v3") return bare.withHeader(SIGNATURE_HEADER, signatureOf(bare.body, newest));
  return withOrigin(bare, format === "eduzz/legacy" ? ["origin_secret"] : deliveryPlace(bare), newest.reveal());
}

function deliveryPlace(bare: InboundRequest): readonly string[] {
  const json = bare.json();
  const isNested = json.ok && objectAt(json.value, "fields") !== undefined;
  return isNested ? ["fields", "edz_cli_origin_secret"] : ["edz_cli_origin_secret"];
}

function withOrigin(bare: InboundRequest, place: readonly string[], origin: string): InboundRequest {
  if (bare.json().ok) return withSecretMember(bare, place, origin);
  const [field = ""] = place;
  return partsOf(bare) === null ? withSecretField(bare, field, origin) : withPart(bare, field, origin);
}

/** In words that nobody takes for real ones; keys that are made through the vendor's API begin with `edzwgd_` (official). */
export function sampleCredentials(): Credentials {
  return new Map([
    [SIGNING_KEY, [new Secret("edzwgd_intgSampleSigningKeyNotASecret")]],
    [ORIGIN_KEY, [new Secret("intgSampleOriginSecretNotReal")]],
  ]);
}
