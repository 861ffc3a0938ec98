import { type SendingPolicy, UNKNOWN_SENDING } from "../sending-policy.ts";

export const SENDING: readonly SendingPolicy[] = [
  {
    ...UNKNOWN_SENDING,
    delivered: { value: "2xx", certainty: "official", source: "developer pages, in two transcriptions" },
    sentAgainAfter: {
      value: "any-failure",
      certainty: "public-code",
      source: "more than ten receivers rely on it, after a failure or no answer in time",
    },
    switchesOff: { value: "after-errors", certainty: "official", source: "help centre, three editions" },
  },
];
