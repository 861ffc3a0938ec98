import type { InboundRequest } from "../../core/http-message.ts";
import { Secret } from "../../core/secret.ts";
import type { LikelyMistake } from "../contract.ts";
import { misplaced } from "../misplaced.ts";
import { textsIn } from "../sent-texts.ts";
import { KEY_FIELD, pathOf } from "./field-names.ts";
import { KEY_SECRET } from "./secrets.ts";
import { sign } from "./sign.ts";
import { sentKeys } from "./verify.ts";

/** A product has a key of its own beside the account's, and the panel shows both (official). */
const PRODUCT_KEY = "produto.chave";

/** The product's key kept in place of the account's; the account's key in the address or a header. */
export function* mistakes(request: InboundRequest): Generator<LikelyMistake> {
  const put = (call: InboundRequest, key: string) => sign(call, new Map([[KEY_SECRET, [new Secret(key)]]]));
  for (const { text } of textsIn(request).filter(({ name }) => pathOf(name) === PRODUCT_KEY)) {
    yield { code: "stored-product-key", params: { field: PRODUCT_KEY, place: KEY_FIELD }, request: put(request, text) };
  }
  yield* misplaced(request, { what: KEY_SECRET, place: KEY_FIELD, names: [KEY_FIELD], put, sent: sentKeys });
}
