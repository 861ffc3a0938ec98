import type { InboundRequest } from "../core/http-message.ts";
import { note } from "../core/note.ts";
import { randomDigits } from "../core/random.ts";
import type { Certainty } from "./certainty.ts";
import {
  type AnswerRule,
  type AnswersCheck,
  type CallCheck,
  type ConformanceBench,
  type ConformanceCall,
  CREDENTIAL_TAKEN,
  NOT_GENUINE,
  UNREADABLE,
} from "./conformance.ts";
import type { NativeEvent } from "./contract.ts";

/** How surely a rule is known, and from where. */
export type Known = readonly [certainty: Certainty, source: string];

/** What of a payment platform the checks have to know that all of them have in common. */
export interface PaymentPlatform {
  /** Secret that its calls are signed with. */
  readonly credential: string;
  /** Fixture of a paid sale, in the format that an endpoint has to know. */
  readonly sale: string;
  /** An event that the vendor does not have today, unsigned. */
  readonly unknownEvent: (bench: ConformanceBench) => InboundRequest;
  readonly taken: AnswerRule;
  /** Fixture with a JSON body, half of which is no JSON and no form either. */
  readonly jsonSale: string;
  /** Where the proof stands: one in the body is broken with it. */
  readonly proofIn: "header" | "body";
  readonly known: {
    readonly credential: Known;
    readonly duplicate: Known;
    readonly unknownEvent: Known;
    readonly unmapped: Known;
    readonly broken: Known;
  };
}

/** The endpoint takes its credential and nothing else: the first thing to know of any. */
export function credentialChecks({
  credential,
  sale,
  known,
}: Pick<PaymentPlatform, "credential" | "sale" | "known">): readonly CallCheck[] {
  const genuine = (bench: ConformanceBench) => bench.sample(sale);
  return [
    {
      ...check("credential.right", "must", known.credential, credential, (bench) => [
        { request: bench.sign(genuine(bench)), answer: CREDENTIAL_TAKEN },
      ]),
      isGate: true,
    },
    check("credential.wrong", "must", known.credential, credential, (bench) => wrongCredentials(genuine(bench), bench)),
    check("credential.missing", "must", known.credential, credential, (bench) => [{ request: genuine(bench), answer: NOT_GENUINE }]),
  ];
}

/** The same call under each credential that is not the endpoint's. */
export function wrongCredentials(request: InboundRequest, bench: ConformanceBench): readonly ConformanceCall[] {
  return [
    { request: bench.signWrong(request, "stranger"), answer: NOT_GENUINE, variant: note("conform-call.stranger") },
    { request: bench.signWrong(request, "altered"), answer: NOT_GENUINE, variant: note("conform-call.altered") },
    { request: bench.signWrong(request, "cut"), answer: NOT_GENUINE, variant: note("conform-call.cut") },
  ];
}

/** What no payment platform's endpoint may refuse, and a body that it does well to refuse. */
export function saleChecks(platform: PaymentPlatform): readonly CallCheck[] {
  const { credential, sale, taken, known } = platform;
  return [
    check("duplicate", "must", known.duplicate, credential, (bench) => {
      const call = { request: bench.sign(bench.sample(sale)), answer: taken };
      return [call, { ...call, variant: note("conform-call.again") }];
    }),
    check("event.unknown", "must", known.unknownEvent, credential, (bench) => [
      { request: bench.sign(platform.unknownEvent(bench)), answer: taken },
    ]),
    check("product.unmapped", "must", known.unmapped, credential, (bench) => [
      { request: bench.sign(bench.sample(sale, { productId: `9${randomDigits(bench.random, 8)}` })), answer: taken },
    ]),
    // Of what nobody knows the vendor to send, nobody can be told that the vendor asks for it.
    check("body.broken", known.broken[0] === "guess" ? "should" : "must", known.broken, credential, (bench) => {
      const signed = bench.sign(bench.sample(platform.jsonSale));
      const broken = (body: Uint8Array | string) => {
        const request = signed.withBody(body);
        return platform.proofIn === "header" ? bench.sign(request) : request;
      };
      return [
        { request: broken(signed.body.slice(0, signed.body.length >> 1)), answer: UNREADABLE, variant: note("conform-call.half") },
        { request: broken("nada"), answer: UNREADABLE, variant: note("conform-call.no-format") },
      ];
    }),
  ];
}

/**
 * One check of everything that the vendor sends in some format; what is only guessed to be sent is left out.
 *
 * @param written - puts a sample into the shape that the check is about, where samples have several.
 */
export function eventsCheck(
  id: string,
  level: CallCheck["level"],
  [certainty, source]: Known,
  platform: Pick<PaymentPlatform, "credential" | "taken">,
  events: readonly NativeEvent[],
  written: (request: InboundRequest) => InboundRequest = (request) => request,
): CallCheck {
  // What the test button sends has a check of its own.
  const sent = events.filter(({ certainty: known, fixture }) => known !== "guess" && !fixture.endsWith(".test-button"));
  return check(id, level, [certainty, source], platform.credential, (bench) =>
    sent.map(({ native, fixture }) => ({
      request: bench.sign(written(bench.sample(fixture))),
      answer: platform.taken,
      variant: note("conform-call.event", { native, fixture }),
    })),
  );
}

/** The rows of one format. */
export function eventsOf(events: readonly NativeEvent[], format: string): readonly NativeEvent[] {
  return events.filter((row) => row.format === format);
}

export function takenSample(bench: ConformanceBench, fixture: string, taken: AnswerRule): ConformanceCall {
  return { request: bench.sign(bench.sample(fixture)), answer: taken };
}

/** A check of one sample, or of several that are told apart by their names. */
export function samplesCheck(
  id: string,
  level: CallCheck["level"],
  known: Known,
  { credential, taken }: Pick<PaymentPlatform, "credential" | "taken">,
  fixtures: readonly string[],
): CallCheck {
  return check(id, level, known, credential, (bench) =>
    fixtures.map((fixture) => ({
      ...takenSample(bench, fixture, taken),
      ...(fixtures.length === 1 ? {} : { variant: note("conform-call.value", { value: fixture }) }),
    })),
  );
}

/** What the panel's test button sends: the same values each time. */
export function testButtonCheck(
  known: Known,
  { credential, taken }: Pick<PaymentPlatform, "credential" | "taken">,
  fixture: string,
): CallCheck {
  return check("test-button", "must", known, credential, (bench) => [{ request: bench.sign(bench.verbatim(fixture)), answer: taken }]);
}

/** Bodies that a parser reads and writes again as other bytes, so that only a proof over the bytes that came holds. */
export function signatureChecks(
  known: Known,
  { credential, sale, taken }: Pick<PaymentPlatform, "credential" | "sale" | "taken">,
): readonly CallCheck[] {
  return [
    check("signature.changed", "must", known, credential, (bench) => {
      const signed = bench.sign(bench.sample(sale));
      return [
        { request: signed.withBody(withLastDigitChanged(signed.text())), answer: NOT_GENUINE, variant: note("conform-call.digit") },
        { request: signed.withBody(`${signed.text()}\n`), answer: NOT_GENUINE, variant: note("conform-call.newline") },
      ];
    }),
    check("signature.bytes", "must", known, credential, (bench) => {
      const request = bench.sample(sale);
      const json = request.json();
      const text = json.ok ? JSON.stringify(json.value, null, 2) : request.text();
      return [
        { request: bench.sign(request.withBody(text)), answer: taken, variant: note("conform-call.spaces") },
        { request: bench.sign(request.withBody(withEscapes(request.text()))), answer: taken, variant: note("conform-call.escapes") },
      ];
    }),
  ];
}

/** Every letter beyond ASCII and every slash as an escape, as PHP writes JSON. */
function withEscapes(json: string): string {
  return json
    .replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/(?<!\\)\//g, "\\/");
}

/** The last digit of the body, wherever it stands: it stays JSON, and says something else. */
function withLastDigitChanged(body: string): string {
  return body.replace(/\d(?=\D*$)/, (digit) => (digit === "9" ? "8" : String(Number(digit) + 1)));
}

/** What is looked at over the whole run. No limit of time of any payment platform is known, so being slow is only unwise. */
export function wholeRunChecks(redirect: Known, slow: Known, tls: Known): readonly AnswersCheck[] {
  return [
    { kind: "no-redirect", id: "redirect", level: "must", certainty: redirect[0], source: redirect[1] },
    { kind: "in-time", id: "slow", level: "should", certainty: slow[0], source: slow[1], limitMs: null, advisedMs: 2_000 },
    {
      kind: "no-error-inside",
      id: "error-inside",
      level: "should",
      certainty: redirect[0],
      source: "only the status counts; nobody acts on the body of a 2xx",
    },
    { kind: "tls", id: "tls", level: "should", certainty: tls[0], source: tls[1] },
  ];
}

export function check(
  id: string,
  level: CallCheck["level"],
  [certainty, source]: Known,
  credential: string | undefined,
  calls: CallCheck["calls"],
): CallCheck {
  return { kind: "calls", id, level, certainty, source, calls, ...(credential === undefined ? {} : { credential }) };
}
