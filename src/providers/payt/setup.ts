import type { ProviderSetup } from "../contract.ts";

/** One form holds the URL, the events, the key and the test button. Its fields are known from guides of others. */
export const SETUP: ProviderSetup = {
  before: [
    { code: "ask-buyers", certainty: "public-code" },
    { code: "open-postbacks", certainty: "public-code" },
    { code: "fill-in", certainty: "public-code", hasUrl: true },
    { code: "tick-events", certainty: "public-code" },
    { code: "copy-key", certainty: "public-code", forSecrets: ["key"] },
  ],
  ids: [{ code: "product-code", certainty: "official" }],
  after: [{ code: "press-test", certainty: "public-code" }],
  secrets: [{ name: "key", isUsual: true }],
  narrowedBy: { oneTime: null, subscription: null },
};
