import type { SecretField } from "../contract.ts";
import { plainSecret } from "../secret-field.ts";

/** Names of the secrets on the command line. */
export const SIGNING_KEY = "secret";
export const ORIGIN_KEY = "origin-key";

/** Which of the first two is needed depends on what the account sends; a store may have both. No look of them is documented. */
export const SECRETS: readonly SecretField[] = [
  plainSecret({
    name: SIGNING_KEY,
    verifies: true,
    whereToFind: "integrations.eduzz.com/webhook/configs (Developer Hub) > the configuration > its signing key",
  }),
  plainSecret({
    name: ORIGIN_KEY,
    verifies: true,
    whereToFind: "Órbita > config-api > origin secret; for the obsolete webhook and for custom delivery (Avançado > Entrega)",
  }),
  plainSecret({
    name: "api-token",
    verifies: false,
    whereToFind: "console of the Developer Hub > personal token; only for API calls",
  }),
];
