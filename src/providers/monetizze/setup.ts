import type { ProviderSetup } from "../contract.ts";

/** Key and URL stand on one page; the key for the API on another. */
export const SETUP: ProviderSetup = {
  before: [
    { code: "open-postback", certainty: "official" },
    { code: "register-url", certainty: "official", hasUrl: true },
    { code: "copy-key", certainty: "official", forSecrets: ["key"] },
    { code: "copy-api-key", certainty: "official", forSecrets: ["api-token"] },
  ],
  ids: [
    { code: "product-id", certainty: "official" },
    { code: "plan-reference", certainty: "official" },
  ],
  after: [
    { code: "allow-carts", certainty: "public-code" },
    { code: "send-test", certainty: "official" },
  ],
  secrets: [
    { name: "key", isUsual: true },
    { name: "api-token", isUsual: false },
  ],
  narrowedBy: { oneTime: "plan", subscription: "plan" },
};
