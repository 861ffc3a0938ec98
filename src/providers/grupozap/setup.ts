import type { ProviderSetup } from "../contract.ts";

/** The vendor sends the key when it has tested the endpoint; the advertisers get their addresses afterwards. */
export const SETUP: ProviderSetup = {
  before: [
    { code: "ask-homologation", certainty: "official", hasUrl: true },
    { code: "await-key", certainty: "official", forSecrets: ["key"] },
  ],
  ids: [{ code: "listing-code", certainty: "official" }],
  after: [
    { code: "set-in-panel", certainty: "public-code", hasUrl: true },
    { code: "send-file", certainty: "official" },
  ],
  secrets: [{ name: "key", isUsual: true }],
  narrowedBy: { oneTime: null, subscription: null },
};
