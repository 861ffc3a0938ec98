import { type ConformanceCheck, TAKEN_200 } from "../conformance.ts";
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
import { setField } from "./vary.ts";

const EXAMPLE: Known = ["official", "Monetizze/ExemploPOSTCallback and the answers of its staff: nothing but 200 is right"];

/** The form is what Monetizze has always sent; JSON is a choice of the newer panel. */
const PLATFORM: PaymentPlatform = {
  credential: KEY_SECRET,
  sale: "purchase.approved.postback",
  jsonSale: "purchase.approved.webhook",
  proofIn: "body",
  unknownEvent: (bench) => setField(bench.sample("purchase.approved.postback"), "tipoEvento.codigo", "250"),
  taken: TAKEN_200,
  known: {
    credential: ["official", "Monetizze/ExemploPOSTCallback: chave_unica is the only proof"],
    duplicate: ["public-code", "the vendor's page, as one code base reads it: sending once is not guaranteed"],
    unknownEvent: EXAMPLE,
    unmapped: EXAMPLE,
    broken: ["guess", "nothing is documented of it"],
  },
};

export const CONFORMANCE: readonly ConformanceCheck[] = [
  ...credentialChecks(PLATFORM),
  eventsCheck(
    "events",
    "must",
    ["official", "the codes of Monetizze/ExemploPOSTCallback"],
    PLATFORM,
    eventsOf(NATIVE_EVENTS, "monetizze/postback"),
  ),
  samplesCheck("fields.missing", "must", ["official", "buyer data goes to affiliates only where the producer lets it"], PLATFORM, [
    "purchase.approved.postback.affiliate",
  ]),
  ...saleChecks(PLATFORM),
  testButtonCheck(["official", "README and issue 28 of Monetizze/ExemploPOSTCallback"], PLATFORM, "purchase.approved.postback.test-button"),
  eventsCheck(
    "format.json",
    "should",
    ["public-code", "receivers of the newer panel; only where JSON is chosen there"],
    PLATFORM,
    eventsOf(NATIVE_EVENTS, "monetizze/webhook"),
  ),
  samplesCheck("format.legacy", "should", ["official", "the example before November 2019"], PLATFORM, ["purchase.approved.legacy"]),
  samplesCheck("format.mislabelled", "should", ["guess", "bodies in logs of receivers"], PLATFORM, [
    "purchase.approved.webhook.mislabelled",
  ]),
  ...wholeRunChecks(EXAMPLE, ["guess", "no limit is documented"], ["official", "the key travels in every body"]),
];
