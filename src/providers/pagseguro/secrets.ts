import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import type { SecretField } from "../contract.ts";
import { plainSecret } from "../secret-field.ts";

export const EMAIL_SECRET = "email";
export const TOKEN_SECRET = "token";
export const KEY_SECRET = "webhook-key";

/** The account's e-mail and API token, and the public key that PagBank signs with. */
export const SECRETS: readonly SecretField[] = [
  plainSecret(
    {
      name: EMAIL_SECRET,
      verifies: false,
      isPublic: true,
      whereToFind: "the e-mail of the PagSeguro account; classic notifications need it",
    },
    { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, words: "an e-mail address" },
  ),
  plainSecret(
    { name: TOKEN_SECRET, verifies: true, whereToFind: "PagBank: Venda online > Integrações > Gerar token" },
    { pattern: /^[\x21-\x7e]{20,}$/, words: "20 or more letters, digits and signs" },
  ),
  {
    ...plainSecret(
      {
        name: KEY_SECRET,
        verifies: false,
        isPublic: true,
        whereToFind: "GET /public-keys?type=webhook, field public_key; fetched by itself when it is needed",
      },
      { pattern: /^[A-Za-z0-9+/]{80,}={0,2}$/, words: "the base64 text of a public key" },
    ),
    clean: cleanKey,
  },
];

/** What is asked with the e-mail can only be asked with both. */
export function canAskClassic(credentials: Credentials): boolean {
  return acceptedValues(credentials, EMAIL_SECRET).length > 0 && acceptedValues(credentials, TOKEN_SECRET).length > 0;
}

/** In words that nobody takes for real ones. */
export function sampleCredentials(): Credentials {
  return new Map([
    [EMAIL_SECRET, [new Secret("loja-de-exemplo@example.com")]],
    [TOKEN_SECRET, [new Secret("intgSamplePagSeguroTokenNotARealSecret0001")]],
  ]);
}

/** The key is often copied with the lines of its PEM file around it. */
function cleanKey(value: string): string {
  return value.replace(/-----[A-Z ]+-----/g, "").replace(/\s+/g, "");
}
