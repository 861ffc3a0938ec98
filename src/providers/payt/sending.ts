import { type SendingPolicy, UNKNOWN_SENDING } from "../sending-policy.ts";

/** Whether PayT sends a failed call again is contradicted: one author answers fast to stop it, another lost a paid event for good. */
export const SENDING: readonly SendingPolicy[] = [
  {
    ...UNKNOWN_SENDING,
    delivered: { value: "200", certainty: "public-code", source: "a public guide to the panel's `Testar URL` expects exactly that" },
  },
];
