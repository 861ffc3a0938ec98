import { formBody, type InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonValue } from "../../core/json.ts";
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
import { formNameOf } from "./field-names.ts";
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
    asForm,
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

/** A body as Monetizze's forms write it; some samples are JSON. */
function asForm(request: InboundRequest): InboundRequest {
  const json = request.json();
  if (!json.ok) return request;
  return request.withHeader("Content-Type", "application/x-www-form-urlencoded").withBody(formBody(new Map(fieldsOf(json.value, ""))));
}

function fieldsOf(value: JsonValue | undefined, path: string): readonly (readonly [string, string])[] {
  const inside = (step: string) => (path === "" ? step : `${path}.${step}`);
  if (Array.isArray(value)) return value.flatMap((item: JsonValue, index) => fieldsOf(item, inside(String(index))));
  if (isObject(value)) return Object.entries(value).flatMap(([step, item]) => fieldsOf(item, inside(step)));
  return [[formNameOf(path), String(value ?? "")]];
}
