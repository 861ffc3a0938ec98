import { type ConformanceCheck, TAKEN_BEST_200 } from "../conformance.ts";
import {
  credentialChecks,
  eventsCheck,
  eventsOf,
  type Known,
  type PaymentPlatform,
  saleChecks,
  samplesCheck,
  testButtonCheck,
  wholeRunChecks,
} from "../payment-checks.ts";
import { NATIVE_EVENTS } from "./native-events.ts";
import { KEY_SECRET } from "./secrets.ts";

const GUIDE: Known = ["public-code", "a guide to setting it up expects 200; what PayT does on other answers is not known"];

const PLATFORM: PaymentPlatform = {
  credential: KEY_SECRET,
  sale: "purchase.approved.v1",
  jsonSale: "purchase.approved.v1",
  proofIn: "body",
  unknownEvent: (bench) => bench.sample("unknown.v1"),
  taken: TAKEN_BEST_200,
  known: {
    credential: ["official", "ventuinha/payt-postback: integration_key in every body"],
    duplicate: ["official", "several postbacks may be set up to one address"],
    unknownEvent: GUIDE,
    unmapped: GUIDE,
    broken: ["guess", "nothing is documented of it"],
  },
};

export const CONFORMANCE: readonly ConformanceCheck[] = [
  ...credentialChecks(PLATFORM),
  eventsCheck("events", "must", ["official", "the samples of ventuinha/payt-postback"], PLATFORM, eventsOf(NATIVE_EVENTS, "payt/v1")),
  ...saleChecks(PLATFORM),
  testButtonCheck(["public-code", "another vendor's manual shows what Testar URL sends"], PLATFORM, "delivery.updated.v1.test-button"),
  samplesCheck("test.practice-sale", "must", ["official", "test is also true of whole practice sales"], PLATFORM, [
    "purchase.approved.v1.practice-sale",
  ]),
  eventsCheck(
    "format.v1-flat",
    "should",
    ["public-code", "operators choose PayT V1 Flat by mistake"],
    PLATFORM,
    eventsOf(NATIVE_EVENTS, "payt/v1-flat"),
  ),
  samplesCheck("format.form", "should", ["guess", "receivers prepare for it, nobody has seen it"], PLATFORM, ["purchase.approved.v1.form"]),
  ...wholeRunChecks(GUIDE, ["guess", "no limit is documented"], ["official", "the key travels in every body"]),
];
