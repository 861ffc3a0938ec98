import type { ProviderSetup } from "../contract.ts";

/** The key first, and the URL only while we listen: saving and activating it need an answer. */
export const SETUP: ProviderSetup = {
  before: [
    { code: "open-hub", certainty: "official", forSecrets: ["secret"] },
    { code: "make-key", certainty: "official", forSecrets: ["secret"] },
    { code: "copy-origin", certainty: "official", forSecrets: ["origin-key"] },
    { code: "copy-token", certainty: "official", forSecrets: ["api-token"] },
  ],
  ids: [{ code: "product-id", certainty: "official" }],
  after: [
    { code: "listen-first", certainty: "official" },
    { code: "register-url", certainty: "official", hasUrl: true, forSecrets: ["secret"] },
    { code: "choose-backup", certainty: "official", forSecrets: ["secret"] },
    { code: "set-delivery", certainty: "official", hasUrl: true, forSecrets: ["origin-key"] },
  ],
  secrets: [
    { name: "secret", isUsual: true },
    { name: "origin-key", isUsual: false },
    { name: "api-token", isUsual: false },
  ],
  narrowedBy: { oneTime: null, subscription: null },
};
