import { InboundRequest } from "../../core/http-message.ts";
import { note } from "../../core/note.ts";
import { type ConformanceBench, type ConformanceCheck, NOT_GENUINE, TAKEN, TAKEN_200 } from "../conformance.ts";
import {
  check,
  credentialChecks,
  eventsCheck,
  eventsOf,
  type Known,
  type PaymentPlatform,
  saleChecks,
  samplesCheck,
  signatureChecks,
  takenSample,
  wholeRunChecks,
  wrongCredentials,
} from "../payment-checks.ts";
import { NATIVE_EVENTS } from "./native-events.ts";
import { ORIGIN_KEY, SIGNING_KEY } from "./secrets.ts";

const HUB: Known = [
  "official",
  "Developer Hub: 200 to 299; three errors in a row put the configuration into backup, two days later it is switched off",
];
const HMAC: Known = ["official", "Developer Hub: x-signature is an HMAC over the bytes of the body"];
const ORBITA: Known = ["official", "document of the obsolete webhook (Órbita): the test needs 200, ten errors disable the address"];
const ORIGIN: Known = ["official", "documents of the obsolete webhook and of custom delivery: compare the origin secret"];
const DELIVERY: Known = ["official", "document of custom delivery: nothing but 200 is success"];

const PLATFORM: PaymentPlatform = {
  credential: SIGNING_KEY,
  sale: "purchase.approved.v3",
  jsonSale: "purchase.approved.v3",
  proofIn: "header",
  unknownEvent: (bench) => bench.sample("unknown.v3"),
  taken: TAKEN,
  known: {
    credential: HMAC,
    duplicate: ["official", "Developer Hub: calls are sent again after an error, and by hand from the history"],
    unknownEvent: HUB,
    unmapped: HUB,
    broken: ["guess", "nothing is documented of it"],
  },
};

/**
 * The two older formats prove themselves by the origin secret in the body. The obsolete webhook takes 200 to 299 for delivered, and
 * 200 alone when its address is saved; a custom delivery takes nothing but 200 (the vendor's own pages).
 */
const LEGACY = { credential: ORIGIN_KEY, taken: TAKEN } as const;
const CUSTOM_DELIVERY = { credential: ORIGIN_KEY, taken: TAKEN_200 } as const;

export const CONFORMANCE: readonly ConformanceCheck[] = [
  ...credentialChecks(PLATFORM),
  ...signatureChecks(HMAC, PLATFORM),
  samplesCheck("ping", "must", HUB, PLATFORM, ["unknown.v3.ping"]),
  check(
    "address-check",
    "should",
    ["public-code", "two receivers answer an empty POST, or the address could not be saved"],
    undefined,
    () => [
      {
        request: new InboundRequest({
          method: "POST",
          target: "/",
          headers: [["Content-Type", "application/json"]],
          body: new Uint8Array(),
        }),
        answer: TAKEN,
      },
    ],
  ),
  eventsCheck(
    "events",
    "must",
    ["official", "the vendor's OpenAPI description of February 2026"],
    PLATFORM,
    eventsOf(NATIVE_EVENTS, "eduzz/v3"),
  ),
  samplesCheck("fields.missing", "must", ["official", "the documents of 2024 show a much smaller body"], PLATFORM, [
    "purchase.approved.v3.short",
  ]),
  ...saleChecks(PLATFORM),

  { ...samplesCheck("legacy.sale", "must", ORBITA, LEGACY, ["purchase.approved.legacy"]), isGate: true },
  eventsCheck("legacy.events", "must", ORBITA, LEGACY, eventsOf(NATIVE_EVENTS, "eduzz/legacy")),
  check("legacy.credential", "must", ORIGIN, ORIGIN_KEY, (bench) => refusals(bench, "purchase.approved.legacy")),
  check("legacy.test-word", "must", ["public-code", "a plugin lets api_key=testWebhook through"], ORIGIN_KEY, (bench) => [
    { request: bench.verbatim("purchase.approved.legacy.test-button"), answer: NOT_GENUINE },
  ]),
  check("legacy.test-button", "must", ORBITA, ORIGIN_KEY, (bench) => [
    { request: bench.sign(bench.verbatim("purchase.approved.legacy.test-button")), answer: TAKEN_200 },
  ]),

  samplesCheck("delivery.create", "must", DELIVERY, CUSTOM_DELIVERY, ["purchase.approved.delivery"]),
  samplesCheck("delivery.remove", "must", DELIVERY, CUSTOM_DELIVERY, [
    "purchase.refunded.delivery",
    "purchase.canceled.delivery.removed",
    "subscription.canceled.delivery",
    "subscription.canceled.delivery.late",
  ]),
  check("delivery.unmapped", "must", DELIVERY, ORIGIN_KEY, (bench) => [
    { request: bench.sign(bench.sample("purchase.approved.delivery", { productId: "990000001" })), answer: TAKEN_200 },
  ]),
  check("delivery.duplicate", "must", DELIVERY, ORIGIN_KEY, (bench) => {
    const call = takenSample(bench, "purchase.approved.delivery", TAKEN_200);
    return [call, call];
  }),
  check("delivery.credential", "must", ORIGIN, ORIGIN_KEY, (bench) => refusals(bench, "purchase.approved.delivery")),
  samplesCheck(
    "delivery.formats",
    "should",
    ["public-code", "receivers and older documents: flat JSON, forms, multipart"],
    CUSTOM_DELIVERY,
    [
      "purchase.approved.delivery.flat-json",
      "purchase.approved.delivery.form",
      "purchase.approved.delivery.nested-form",
      "purchase.approved.delivery.multipart",
    ],
  ),

  ...wholeRunChecks(
    HUB,
    ["guess", "no limit is documented; the history shows how long each answer took"],
    ["guess", "addresses of examples"],
  ),
];

function refusals(bench: ConformanceBench, fixture: string) {
  const sale = bench.sample(fixture);
  return [...wrongCredentials(sale, bench), { request: sale, answer: NOT_GENUINE, variant: note("conform-call.absent") }];
}
