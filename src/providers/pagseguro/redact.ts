import type { InboundRequest } from "../../core/http-message.ts";
import { TOKEN_HEADER } from "./authenticity.ts";
import { SIGNATURE_HEADER } from "./payload-signature.ts";

/** The request without its two proofs. Bodies hold no secret. */
export function redact(request: InboundRequest): InboundRequest {
  return request.withoutHeader(TOKEN_HEADER).withoutHeader(SIGNATURE_HEADER);
}
