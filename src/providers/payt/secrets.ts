import type { SecretField } from "../contract.ts";
import { plainSecret } from "../secret-field.ts";

/** Name of the secret that verifies, on the command line. */
export const KEY_SECRET = "key";

/** Whether there is one key per account or one per postback is not known, so a store takes several. */
export const SECRETS: readonly SecretField[] = [
  plainSecret(
    {
      name: KEY_SECRET,
      verifies: true,
      whereToFind: "Ofertas & Produtos > Postbacks > Cadastrar > Chave única",
    },
    { pattern: /^[0-9a-f]{32}$/, words: "32 characters, 0 to 9 and a to f" },
  ),
];
