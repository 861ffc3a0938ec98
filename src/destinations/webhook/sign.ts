import { createHmac } from "node:crypto";
import type { HeaderList } from "../../core/http-message.ts";
import type { Instant } from "../../core/instant.ts";
import type { Secret } from "../../core/secret.ts";

const PADDED_BASE64 = /^(?=.)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The three headers of Standard Webhooks. During a rotation there is a signature for each secret, so that the receiver can
 * change over whenever it likes.
 *
 * @param secrets - newest first, as they are to stand in the header.
 */
export function signedHeaders(id: string, now: Instant, body: Uint8Array, secrets: readonly Secret[]): HeaderList {
  const timestamp = String(Math.floor(Date.parse(now) / 1000));
  const signatures = secrets.map((secret) => {
    const hmac = createHmac("sha256", keyBytes(secret.reveal())).update(`${id}.${timestamp}.`).update(body);
    return `v1,${hmac.digest("base64")}`;
  });
  return [
    ["webhook-id", id],
    ["webhook-timestamp", timestamp],
    ["webhook-signature", signatures.join(" ")],
  ];
}

/** `whsec_` and base64 is decoded; any other text, which the specification does not know, counts as its UTF-8 bytes. */
export function keyBytes(secret: string): Uint8Array {
  return encodedBytes(secret) ?? Buffer.from(secret.trim(), "utf8");
}

/** @returns null when the secret is not written as the specification wants it. */
export function encodedBytes(secret: string): Uint8Array | null {
  const [, encoded = ""] = /^whsec_(.*)$/.exec(secret.trim()) ?? [];
  return PADDED_BASE64.test(encoded) ? Buffer.from(encoded, "base64") : null;
}
