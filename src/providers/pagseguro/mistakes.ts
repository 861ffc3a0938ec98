import { createHash, createHmac } from "node:crypto";
import type { InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonValue, objectsAt, textAt } from "../../core/json.ts";
import type { MistakeCode } from "../../core/mistake.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import type { LikelyMistake } from "../contract.ts";
import { sentItself } from "../misplaced.ts";
import { misplacedDigests } from "../misplaced-digest.ts";
import { matchesAny } from "../secret-match.ts";
import { authenticityOf, TOKEN_HEADER } from "./authenticity.ts";
import { formCall } from "./form-call.ts";
import { canAskClassic, EMAIL_SECRET, TOKEN_SECRET } from "./secrets.ts";

/**
 * The digest in another header or spelling, made in another order or as an HMAC, or the token itself in its place (public code).
 * Each environment has a token of its own (official), and most documents of the sandbox say that they are from there.
 */
export function* mistakes(request: InboundRequest, credentials: Credentials): Generator<LikelyMistake> {
  if (formCall(request).ok) {
    if (!canAskClassic(credentials)) yield { code: "shows-other-secret", params: { needed: EMAIL_SECRET, other: TOKEN_SECRET } };
    return;
  }
  yield* misplacedDigests(request, TOKEN_HEADER);
  const tokens = acceptedValues(credentials, TOKEN_SECRET);
  yield* otherDigests(request, tokens);
  yield* sentItself(request, {
    what: TOKEN_SECRET,
    place: TOKEN_HEADER,
    put: (call, token) => withDigest(call, new Secret(token)),
    accepted: tokens,
  });
  if (isFromSandbox(request)) yield { code: "shows-sandbox", params: { secret: TOKEN_SECRET } };
}

/** What receivers compute in place of the SHA-256 of token, hyphen and body. */
const OTHERWISE: readonly (readonly [MistakeCode, (token: string, body: Uint8Array) => Buffer])[] = [
  ["sent-swapped", (token, body) => createHash("sha256").update(body).update(`-${token}`).digest()],
  ["sent-without-hyphen", (token, body) => createHash("sha256").update(token).update(body).digest()],
  ["sent-without-hyphen", (token, body) => createHash("sha256").update(body).update(token).digest()],
  ["sent-keyed", (token, body) => createHmac("sha256", token).update(body).digest()],
];

function* otherDigests(request: InboundRequest, tokens: readonly Secret[]): Generator<LikelyMistake> {
  const sent = request.headerValues(TOKEN_HEADER).map((value) => value.trim());
  for (const token of tokens) {
    for (const [code, digest] of OTHERWISE) {
      const bytes = digest(token.reveal(), request.body);
      const spelled = [new Secret(bytes.toString("hex")), new Secret(bytes.toString("base64"))];
      if (sent.some((value) => matchesAny(value, spelled))) {
        yield { code, params: { place: TOKEN_HEADER }, request: withDigest(request, token) };
      }
    }
  }
}

function withDigest(request: InboundRequest, token: Secret): InboundRequest {
  return request.withHeader(TOKEN_HEADER, authenticityOf(token, request));
}

/** `env` of a recurring call; the host of a link to itself in a document of the Orders API (official). */
function isFromSandbox(request: InboundRequest): boolean {
  const json = request.json();
  if (!json.ok) return false;
  return textAt(json.value, "env")?.toLowerCase() === "sandbox" || linksOf(json.value).some((href) => href.includes("//sandbox."));
}

/** Of the document and of its charges. */
function linksOf(document: JsonValue): readonly string[] {
  const holders = isObject(document) ? [document, ...objectsAt(document, "charges")] : [];
  return holders.flatMap((holder) => objectsAt(holder, "links")).flatMap((link) => textAt(link, "href") ?? []);
}
