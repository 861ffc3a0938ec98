import { type SendingPolicy, UNKNOWN_SENDING } from "../sending-policy.ts";

export const SENDING: readonly SendingPolicy[] = [
  {
    ...UNKNOWN_SENDING,
    delivered: {
      value: "200",
      certainty: "official",
      source: "issue 6 of the vendor's examples: in the panel's test anything but 200 is an error",
    },
  },
];
