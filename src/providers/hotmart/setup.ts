import type { ProviderSetup } from "../contract.ts";

/** The webhook is made first: its page shows the hottok. The other three secrets are for the API, and of another page. */
export const SETUP: ProviderSetup = {
  before: [
    { code: "open-webhook", certainty: "official" },
    { code: "register-url", certainty: "official", hasUrl: true },
    { code: "copy-hottok", certainty: "official", forSecrets: ["hottok"] },
    { code: "make-credential", certainty: "official", forSecrets: ["basic", "client-id", "client-secret"] },
  ],
  ids: [{ code: "product-id", certainty: "official" }],
  after: [
    { code: "keep-listening", certainty: "official" },
    { code: "send-test", certainty: "test-button" },
  ],
  secrets: [
    { name: "hottok", isUsual: true },
    { name: "basic", isUsual: false },
    { name: "client-id", isUsual: false },
    { name: "client-secret", isUsual: false },
  ],
  narrowedBy: { oneTime: "offer", subscription: "plan" },
};
