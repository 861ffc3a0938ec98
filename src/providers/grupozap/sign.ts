import type { InboundRequest } from "../../core/http-message.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import { encodePair } from "./basic.ts";

/** The request with the header the vendor sends, from the newest key; unchanged when there is no key to sign with. */
export function sign(request: InboundRequest, credentials: Credentials): InboundRequest {
  const [newest] = acceptedValues(credentials, "key");
  return newest === undefined ? request : request.withHeader("Authorization", `Basic ${encodePair(newest.reveal())}`);
}

/** The credential is in one header and nowhere else. */
export function redact(request: InboundRequest): InboundRequest {
  return request.withoutHeader("authorization");
}

export function sampleCredentials(): Credentials {
  return new Map([["key", [new Secret("INTG-DEMO-KEY-0001")]]]);
}
