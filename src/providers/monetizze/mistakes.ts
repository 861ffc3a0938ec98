import type { InboundRequest } from "../../core/http-message.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import type { LikelyMistake } from "../contract.ts";
import { misplaced } from "../misplaced.ts";
import { matchesAny } from "../secret-match.ts";
import { textsIn } from "../sent-texts.ts";
import { KEY_FIELD, pathOf } from "./field-names.ts";
import { KEY_SECRET } from "./secrets.ts";
import { sign } from "./sign.ts";
import { sentKeys } from "./verify.ts";

/** A product has a key of its own beside the account's, and the panel shows both (official). */
const PRODUCT_KEY = "produto.chave";

/** The product's key kept in place of the account's; the account's key in the address or a header. */
export function* mistakes(request: InboundRequest, credentials: Credentials): Generator<LikelyMistake> {
  const put = (call: InboundRequest, key: string) => sign(call, new Map([[KEY_SECRET, [new Secret(key)]]]));
  const accepted = acceptedValues(credentials, KEY_SECRET);
  for (const { name, text } of textsIn(request)) {
    if (pathOf(name) === PRODUCT_KEY && matchesAny(text, accepted))
      yield { code: "stored-product-key", params: { field: PRODUCT_KEY, place: KEY_FIELD }, request: put(request, text) };
  }
  yield* misplaced(request, { what: KEY_SECRET, place: KEY_FIELD, names: [KEY_FIELD], put, sent: sentKeys, accepted });
}
