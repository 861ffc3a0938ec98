import { type SendingPolicy, UNKNOWN_SENDING } from "../sending-policy.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const MANUAL = "manual of 2020-03";

/**
 * The manual is the README of the vendor's `crm-lead-integration`, and this the edition of 2020-03-26.
 *
 * 5 s and 15 s are both official, and which one holds today is unknown. The 5 s of the manual are played: an endpoint that lives
 * with them lives with both.
 */
export const SENDING: readonly SendingPolicy[] = [
  {
    ...UNKNOWN_SENDING,
    timeoutMs: {
      value: 5 * SECOND,
      certainty: "official",
      source: `${MANUAL}; since 2020-07 it has 15 s, the stricter is played`,
    },
    delivered: { value: "2xx", certainty: "official", source: `${MANUAL}; a redirect is a failure` },
    sentAgainAfter: { value: "any-failure", certainty: "official", source: MANUAL },
    attempts: { value: 4, certainty: "official", source: `${MANUAL}: sent again 3 times` },
    afterwards: {
      value: { kind: "parked", forMs: 14 * DAY },
      certainty: "official",
      source: `${MANUAL}: re-sent on request of the integrator`,
    },
    meanings: [
      {
        value: { from: 404, to: 404, onlyFor: null, effect: "removes-integration" },
        certainty: "official",
        source: "manual since 2019-11: it may conclude that the integration no longer exists",
      },
      {
        value: { from: 400, to: 499, onlyFor: "lead.no-listing", effect: "parks" },
        certainty: "official",
        source: `${MANUAL}: a lead without clientListingId is parked for analysis`,
      },
    ],
    elsewhere: [
      { value: { timeoutMs: 15 * SECOND }, certainty: "official", source: "manual since 2020-07-02" },
      { value: { attempts: 5, waitMs: 10 * MINUTE, keptMs: 14 * DAY }, certainty: "official", source: "manual 2.0, 2018-10" },
      { value: { attempts: 6, waitMs: 30 * MINUTE, keptMs: 14 * DAY }, certainty: "official", source: "manual 1.0, 2017-11" },
    ],
  },
];
