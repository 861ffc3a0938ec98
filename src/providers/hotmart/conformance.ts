import { note } from "../../core/note.ts";
import { type ConformanceCheck, NOT_GENUINE, TAKEN } from "../conformance.ts";
import {
  check,
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
import { HOTTOK_FIELD, HOTTOK_HEADER } from "./hottok.ts";
import { NATIVE_EVENTS } from "./native-events.ts";
import { setField } from "./vary.ts";

const WEBHOOK_PAGES: Known = [
  "official",
  "Hotmart's pages on webhooks: each 2xx is delivered, and URLs that answer errors are switched off",
];
const V1_RECEIVERS: Known = ["public-code", "receivers of version 1.0.0; only where a configuration of that version exists"];

const PLATFORM: PaymentPlatform = {
  credential: HOTTOK_FIELD,
  sale: "purchase.approved.2.0.0",
  jsonSale: "purchase.approved.2.0.0",
  proofIn: "header",
  unknownEvent: (bench) => bench.sample("unknown.2.0.0"),
  taken: TAKEN,
  known: {
    credential: ["official", "Hotmart's pages on webhooks: the hottok is the only proof"],
    duplicate: ["public-code", "receivers that rely on calls being sent again after an error or a time-out"],
    unknownEvent: WEBHOOK_PAGES,
    unmapped: WEBHOOK_PAGES,
    broken: ["guess", "400 is what the panel shows as a fault of the body"],
  },
};

export const CONFORMANCE: readonly ConformanceCheck[] = [
  ...credentialChecks(PLATFORM),
  check("credential.in-both", "must", ["production", "two of two changes of a charge date"], HOTTOK_FIELD, (bench) => {
    const signed = bench.sign(bench.sample("subscription.charge_date_changed.2.0.0"));
    return [{ request: setField(signed, HOTTOK_FIELD, JSON.stringify(signed.header(HOTTOK_HEADER) ?? "")), answer: TAKEN }];
  }),
  eventsCheck(
    "events",
    "must",
    ["production", "captured calls and Hotmart's documents"],
    PLATFORM,
    eventsOf(NATIVE_EVENTS, "hotmart/2.0.0"),
  ),
  samplesCheck("fields.missing", "must", ["production", "one cart of nine came without a phone"], PLATFORM, [
    "cart.abandoned.2.0.0.no-phone",
    "purchase.approved.2.0.0.affiliate",
  ]),
  ...saleChecks(PLATFORM),
  testButtonCheck(["test-button", "captures of 2024 to 2026"], PLATFORM, "purchase.approved.2.0.0.test-button"),
  eventsCheck("format.1.0.0-form", "should", V1_RECEIVERS, PLATFORM, eventsOf(NATIVE_EVENTS, "hotmart/1.0.0-form")),
  eventsCheck("format.1.0.0-json", "should", V1_RECEIVERS, PLATFORM, eventsOf(NATIVE_EVENTS, "hotmart/1.0.0-json")),
  check("format.1.0.0-credential", "should", V1_RECEIVERS, HOTTOK_FIELD, (bench) => {
    const sale = bench.sample("purchase.approved.1.0.0-form");
    return [
      { request: bench.signWrong(sale, "stranger"), answer: NOT_GENUINE, variant: note("conform-call.stranger") },
      { request: sale, answer: NOT_GENUINE, variant: note("conform-call.absent") },
    ];
  }),
  ...wholeRunChecks(
    WEBHOOK_PAGES,
    ["guess", "a limit exists (status 408 in the panel), how long it is is not published"],
    ["official", "the hottok travels in every call"],
  ),
];
