import type { InboundRequest } from "../../core/http-message.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import type { LikelyMistake } from "../contract.ts";
import { misplaced } from "../misplaced.ts";
import { KEY_FIELD, sentKeys } from "./integration-key.ts";
import { KEY_SECRET } from "./secrets.ts";
import { sign } from "./sign.ts";

/** The key in the address, where public guides put it, or in a header. */
export function mistakes(request: InboundRequest, credentials: Credentials): Iterable<LikelyMistake> {
  return misplaced(request, {
    what: KEY_SECRET,
    place: KEY_FIELD,
    names: [KEY_FIELD],
    put: (call, key) => sign(call, new Map([[KEY_SECRET, [new Secret(key)]]])),
    sent: sentKeys,
    accepted: acceptedValues(credentials, KEY_SECRET),
  });
}
