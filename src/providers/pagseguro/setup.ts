import type { ProviderSetup } from "../contract.ts";

/** Its URL stands in each order, or in the settings of the account: which, depends on how the shop sells. The public key fetches itself. */
export const SETUP: ProviderSetup = {
  before: [
    { code: "note-email", certainty: "official", forSecrets: ["email"] },
    { code: "make-token", certainty: "guess", forSecrets: ["token"] },
    { code: "one-store-each", certainty: "official", forSecrets: ["token"] },
  ],
  ids: [{ code: "item-id", certainty: "official" }],
  after: [
    { code: "need-https", certainty: "official" },
    { code: "set-classic", certainty: "official", hasUrl: true },
    { code: "set-orders", certainty: "official" },
    { code: "set-recurring", certainty: "official" },
    { code: "set-chargebacks", certainty: "official" },
  ],
  secrets: [
    { name: "email", isUsual: true },
    { name: "token", isUsual: true },
  ],
  narrowedBy: { oneTime: null, subscription: null },
};
