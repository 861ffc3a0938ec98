import { note } from "../../core/note.ts";
import { type ConformanceCheck, TAKEN, TAKEN_200 } from "../conformance.ts";
import {
  check,
  credentialChecks,
  eventsCheck,
  eventsOf,
  type Known,
  type PaymentPlatform,
  saleChecks,
  signatureChecks,
  wholeRunChecks,
} from "../payment-checks.ts";
import { NATIVE_EVENTS } from "./native-events.ts";
import { TOKEN_SECRET } from "./secrets.ts";

const ORDERS: Known = ["official", "PagBank's documents on webhooks, and its WooCommerce module"];
const HASH: Known = ["official", "PagBank: x-authenticity-token is a hash over token and the bytes of the body"];
const CLASSIC: Known = ["official", "README of the vendor's SDKs: 200; disputes and chargebacks still come this way"];

const PLATFORM: PaymentPlatform = {
  credential: TOKEN_SECRET,
  sale: "purchase.approved.orders",
  jsonSale: "purchase.approved.orders",
  proofIn: "header",
  unknownEvent: (bench) => bench.sample("unknown.orders"),
  taken: TAKEN,
  known: {
    credential: HASH,
    duplicate: ["public-code", "a widely installed module drops bodies that are the same as the last"],
    unknownEvent: ORDERS,
    unmapped: ORDERS,
    broken: ["guess", "nothing is documented of it"],
  },
};

export const CONFORMANCE: readonly ConformanceCheck[] = [
  ...credentialChecks(PLATFORM).filter(({ id }) => id !== "credential.missing"),
  {
    kind: "unseen",
    id: "credential.missing",
    level: "must",
    certainty: "official",
    source: "the vendor's WooCommerce module reads the charge again; in the sandbox the header is often absent",
  },
  ...signatureChecks(HASH, PLATFORM),
  { kind: "unseen", id: "signature.key", level: "must", certainty: "official", source: "PagBank: x-payload-signature" },
  eventsCheck("events", "must", ORDERS, PLATFORM, eventsOf(NATIVE_EVENTS, "pagseguro/orders")),
  eventsCheck(
    "format.recurring",
    "should",
    ["public-code", "the model of two code bases; only where subscriptions are sold"],
    PLATFORM,
    eventsOf(NATIVE_EVENTS, "pagseguro/recurring"),
  ),
  ...saleChecks(PLATFORM),
  check("classic.notification", "must", CLASSIC, undefined, (bench) =>
    ["purchase.approved.classic", "subscription.started.classic", "unknown.classic.authorization"].map((fixture) => ({
      request: bench.sample(fixture),
      answer: TAKEN_200,
      variant: note("conform-call.value", { value: fixture }),
    })),
  ),
  {
    kind: "unseen",
    id: "classic.forged",
    level: "must",
    certainty: "official",
    source: "the vendor's SDKs ask back with e-mail and token",
  },
  ...wholeRunChecks(
    ORDERS,
    ["guess", "no limit is documented"],
    ["public-code", "http addresses are refused; a valid certificate is asked for since 2023"],
  ),
];
