import { type SendingPolicy, UNKNOWN_SENDING } from "../sending-policy.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const HUB = "Developer Hub";
const BACKUP = `${HUB}, backup option (beta)`;
const ORBITA = "document of the obsolete webhook";
const DELIVERY = "document of custom delivery";

/** Of the webhook what the backup option does is played: an operator chooses it, and only of it is anything known. */
export const SENDING: readonly SendingPolicy[] = [
  {
    ...UNKNOWN_SENDING,
    formats: ["eduzz/v3"],
    delivered: { value: "2xx", certainty: "official", source: `${HUB}: 200 to 299` },
    sentAgainAfter: { value: "any-failure", certainty: "official", source: BACKUP },
    attempts: { value: 3, certainty: "official", source: `${BACKUP}: three errors in a row; without the option not known` },
    afterwards: { value: { kind: "backup", everyMs: MINUTE, forMs: 2 * DAY }, certainty: "official", source: BACKUP },
  },
  {
    ...UNKNOWN_SENDING,
    formats: ["eduzz/legacy"],
    // Exactly 200 is what saving the address asks for; events may be answered with any 2xx.
    delivered: { value: "2xx", certainty: "official", source: `${ORBITA}: 200 to 299; saving the address needs 200` },
    sentAgainAfter: { value: "any-failure", certainty: "official", source: ORBITA },
    attempts: { value: 10, certainty: "official", source: ORBITA },
    afterwards: {
      value: { kind: "backup", everyMs: null, forMs: 2 * DAY },
      certainty: "official",
      source: `${ORBITA}: 2 days; a newer edition says 5, the shorter is played`,
    },
    elsewhere: [{ value: { keptMs: 5 * DAY }, certainty: "official", source: `newer edition of the ${ORBITA}` }],
  },
  {
    ...UNKNOWN_SENDING,
    formats: ["eduzz/delivery"],
    delivered: { value: "200", certainty: "official", source: `${DELIVERY}: nothing but 200 is success` },
    sentAgainAfter: { value: "server-error", certainty: "public-code", source: "one operator tells of endless repeats after a 5xx" },
  },
];
