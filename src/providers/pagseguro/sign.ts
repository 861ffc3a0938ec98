import type { InboundRequest } from "../../core/http-message.ts";
import { acceptedValues, type Credentials } from "../../core/secret.ts";
import { authenticityOf, TOKEN_HEADER } from "./authenticity.ts";
import { formCall } from "./form-call.ts";
import { redact } from "./redact.ts";
import { TOKEN_SECRET } from "./secrets.ts";

/**
 * Puts the hash with the newest token, also where PagBank would sign: nobody but PagBank has the key for that, and whoever
 * knows the token has proved as much. A form stays the request it is, because nothing can be signed about it.
 */
export function sign(request: InboundRequest, credentials: Credentials): InboundRequest {
  if (formCall(request).ok) return request;
  const bare = redact(request);
  const [newest] = acceptedValues(credentials, TOKEN_SECRET);
  return newest === undefined ? bare : bare.withHeader(TOKEN_HEADER, authenticityOf(newest, bare));
}
