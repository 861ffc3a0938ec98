import type { InboundRequest } from "../../core/http-message.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import type { LikelyMistake } from "../contract.ts";
import { misplaced, sentItself } from "../misplaced.ts";
import { misplacedDigests } from "../misplaced-digest.ts";
import { readPayload } from "./payload.ts";
import { DELIVERY_PLACES, LEGACY_PLACES, SIGNATURE_HEADER, valuesAt } from "./secret-places.ts";
import { ORIGIN_KEY, SIGNING_KEY } from "./secrets.ts";
import { sign } from "./sign.ts";

/**
 * Of the webhook a signature in another header or spelling, or the key itself in its place (public code); of the two older formats an
 * origin secret in another place. A store that has only the secret of the other generation is told so.
 */
export function* mistakes(request: InboundRequest, credentials: Credentials): Generator<LikelyMistake> {
  const payload = readPayload(request);
  const format = payload.ok ? payload.value.format : "eduzz/v3";
  if (format === "eduzz/v3") yield* signatureMistakes(request, credentials);
  else {
    const places = format === "eduzz/legacy" ? LEGACY_PLACES : DELIVERY_PLACES;
    const place = format === "eduzz/legacy" ? "origin_secret" : "edz_cli_origin_secret";
    yield* misplaced(request, {
      what: ORIGIN_KEY,
      place,
      names: places.map((path) => path.join(".")),
      put: (call, origin) => sign(call, new Map([[ORIGIN_KEY, [new Secret(origin)]]])),
      sent: (call) => places.flatMap((path) => valuesAt(call, path)),
      accepted: acceptedValues(credentials, ORIGIN_KEY),
    });
  }
  const [needed, other] = format === "eduzz/v3" ? [SIGNING_KEY, ORIGIN_KEY] : [ORIGIN_KEY, SIGNING_KEY];
  if (acceptedValues(credentials, needed).length === 0 && acceptedValues(credentials, other).length > 0) {
    yield { code: "shows-other-secret", params: { needed, other } };
  }
}

function* signatureMistakes(request: InboundRequest, credentials: Credentials): Generator<LikelyMistake> {
  yield* misplacedDigests(request, SIGNATURE_HEADER);
  yield* sentItself(request, {
    what: SIGNING_KEY,
    place: SIGNATURE_HEADER,
    put: (call, key) => sign(call, new Map([[SIGNING_KEY, [new Secret(key)]]])),
    accepted: acceptedValues(credentials, SIGNING_KEY),
  });
}
