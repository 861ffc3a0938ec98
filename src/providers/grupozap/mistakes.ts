import type { InboundRequest } from "../../core/http-message.ts";
import { acceptedValues, type Credentials } from "../../core/secret.ts";
import type { LikelyMistake } from "../contract.ts";
import { misplaced } from "../misplaced.ts";
import { BASIC_USER, type BasicPair, basicParameter, decodePair, encodePair } from "./basic.ts";

/** Other schemes, no scheme, the key without its user, `?k=` in the address: what public receivers take, and the vendor never sends. */
export function mistakes(request: InboundRequest, credentials: Credentials): Iterable<LikelyMistake> {
  return misplaced(request, {
    what: "key",
    place: `Authorization: Basic base64("${BASIC_USER}:KEY")`,
    // What is in the documented form is no other place.
    names: request.headerValues("authorization").some((header) => pairIn(header)?.user === BASIC_USER) ? ["authorization"] : [],
    put: (call, key) => call.withHeader("Authorization", `Basic ${encodePair(key)}`),
    sent: (call) => call.headerValues("authorization").map((header) => pairIn(header)?.key ?? null),
    accepted: acceptedValues(credentials, "key"),
  });
}

function pairIn(header: string): BasicPair | null {
  const parameter = basicParameter(header);
  return parameter === null ? null : decodePair(parameter);
}
