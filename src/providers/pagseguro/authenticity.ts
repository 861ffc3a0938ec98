import { createHash } from "node:crypto";
import type { InboundRequest } from "../../core/http-message.ts";
import { Secret } from "../../core/secret.ts";
import { matchesAny } from "../secret-match.ts";

export const TOKEN_HEADER = "x-authenticity-token";

/**
 * What PagBank puts into the header: the SHA-256, in lower case hexadecimal digits, of token, hyphen and the exact bytes of
 * the body (official). No HMAC, so an empty token would let anybody make one: callers pass none.
 */
export function authenticityOf(token: Secret, request: InboundRequest): string {
  return createHash("sha256").update(`${token.reveal()}-`, "utf8").update(request.body).digest("hex");
}

export function isAuthentic(digest: string, tokens: readonly Secret[], request: InboundRequest): boolean {
  return matchesAny(
    digest,
    tokens.map((token) => new Secret(authenticityOf(token, request))),
  );
}
