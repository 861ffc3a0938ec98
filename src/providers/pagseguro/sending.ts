import { type SendingPolicy, UNKNOWN_SENDING } from "../sending-policy.ts";

const HOUR = 3_600_000;

const OLD_PAGE = "one code base quotes the vendor's old page: every 2 hours, up to 5 attempts";

const UNSAID = { value: "2xx", certainty: "guess", source: "no text of the vendor was read that says which statuses count" } as const;

export const SENDING: readonly SendingPolicy[] = [
  {
    ...UNKNOWN_SENDING,
    formats: ["pagseguro/orders"],
    delivered: UNSAID,
    sentAgainAfter: {
      value: "server-error",
      certainty: "official",
      source: "the vendor's WooCommerce module answers 503 so that PagBank sends again",
    },
  },
  { ...UNKNOWN_SENDING, formats: ["pagseguro/recurring"], delivered: UNSAID },
  {
    ...UNKNOWN_SENDING,
    formats: ["pagseguro/classic", "pagseguro/npi"],
    delivered: { value: "200", certainty: "official", source: "README of the vendor's SDKs" },
    sentAgainAfter: { value: "any-failure", certainty: "public-code", source: OLD_PAGE },
    attempts: { value: 5, certainty: "public-code", source: OLD_PAGE },
    waitMs: { value: 2 * HOUR, certainty: "public-code", source: OLD_PAGE },
  },
];
