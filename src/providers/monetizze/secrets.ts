import type { SecretField } from "../contract.ts";
import { plainSecret } from "../secret-field.ts";

/** Name of the account's key on the command line; the body calls it `chave_unica`. */
export const KEY_SECRET = "key";

/** The token is for calls to Monetizze's API; no call from there carries it. */
export const SECRETS: readonly SecretField[] = [
  plainSecret(
    { name: KEY_SECRET, verifies: true, whereToFind: "Ferramentas > Postback (Webhook) > Chave única" },
    { pattern: /^[0-9a-f]{32}$/, words: "32 digits and letters a to f, lower case" },
  ),
  plainSecret({ name: "api-token", verifies: false, whereToFind: "Ferramentas > API" }),
];
