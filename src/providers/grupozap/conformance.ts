import type { InboundRequest } from "../../core/http-message.ts";
import type { JsonObject } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import { randomHex, randomText } from "../../core/random.ts";
import { editJson } from "../body-edit.ts";
import type { Certainty } from "../certainty.ts";
import {
  type AnswerRule,
  type CallCheck,
  type ConformanceBench,
  type ConformanceCall,
  type ConformanceCheck,
  TAKEN,
} from "../conformance.ts";
import { basicParameter, decodePair } from "./basic.ts";

const SEED_README = "README of olxbr/crm-lead-integration, 26 March 2020";
const SECURITY_PAGE = "developers.grupozap.com/webhooks/security.html";
const PORTAL = "the vendor's present portal as public code of 2025 and 2026 quotes it";

/** Any 4xx; but 404, by which the vendor takes the integration for gone and deletes it. */
const REFUSED: AnswerRule = { "404": "failed", "4xx": "passed" };
/** As the vendor recommends. */
const UNAUTHORISED: AnswerRule = { "401": "passed", "404": "failed", "4xx": "warned" };
const AUTHORISED: AnswerRule = { "401": "failed", "403": "failed", "404": "failed", "2xx": "passed", "4xx": "passed" };
/** What is not 2xx is sent again and then parked; what is 404 ends the integration. */
const NOT_GONE: AnswerRule = { "2xx": "passed", "404": "failed", "4xx": "warned", "5xx": "warned" };
const ANYTHING_BUT_GONE: AnswerRule = { "404": "failed", "2xx": "passed", "3xx": "passed", "4xx": "passed", "5xx": "passed" };

/**
 * An agent that one public receiver insists on, although it belongs to another company of the group. All calls but those of
 * `user-agent` carry it, so that only that check finds such a receiver.
 */
const AGENT = "olx-group-api";

type Edit = (lead: JsonObject) => JsonObject;

export const CONFORMANCE: readonly ConformanceCheck[] = [
  {
    ...calls("credential.right", "must", "official", SECURITY_PAGE, (bench) => [taken(plainLead(bench), bench, AUTHORISED)]),
    isGate: true,
  },

  leads("lead.current", "public-code", PORTAL, "lead.received.2025", [[null, (lead) => lead]]),
  leads("lead.2023", "official", "developers.grupozap.com/webhooks/integration_leads.html", "lead.received.2023", [[null, (lead) => lead]]),
  leads("lead.2017", "official", SEED_README, "lead.received.2017", [[null, (lead) => lead]]),
  leads("lead.phone-view", "public-code", PORTAL, "lead.received.2025.phone-view", [[null, withoutEmail]]),
  plainLeads("lead.no-email", "public-code", "receivers that treat it as optional, and phone leads", lackingEach("email")),
  plainLeads("lead.no-phone", "official", "README of olxbr/crm-lead-integration, 2017 to 2019: optional", [
    [note("conform-call.absent"), (lead) => without(lead, "ddd", "phone")],
    [note("conform-call.null"), (lead) => ({ ...lead, ddd: null, phone: null, phoneNumber: null })],
  ]),
  plainLeads("lead.no-phone-number", "official", `${SEED_README}: deprecated`, [[null, (lead) => lead]]),
  plainLeads("lead.no-message", "public-code", PORTAL, lackingEach("message")),
  leads("lead.mcmv", "public-code", PORTAL, "lead.received.2025.mcmv", [[null, (lead) => lead]]),
  plainLeads("lead.no-zone", "official", `${SEED_README}: ISO_LOCAL_DATE_TIME`, [
    [null, (lead) => ({ ...lead, timestamp: String(lead.timestamp).replace(/Z$/, "") })],
  ]),
  plainLeads("lead.unknown-field", "official", "the fields that were added in 2018, 2023 and 2025", [
    [note("conform-call.top-level"), (lead) => ({ ...lead, campoNovo: "valor" })],
    [note("conform-call.nested"), (lead) => ({ ...lead, extraData: { campoNovo: { a: 1 } } })],
  ]),
  leads("lead.unknown-value", "public-code", PORTAL, "lead.received.2025", [
    [note("conform-call.field", { field: "extraData.leadType" }), (lead) => ({ ...lead, extraData: { leadType: "VISITA_VIRTUAL" } })],
    [note("conform-call.field", { field: "temperature" }), (lead) => ({ ...lead, temperature: "Morna" })],
    // The accent as a mark of its own, which is the same word in other bytes.
    [note("conform-call.field", { field: "temperature (NFD)" }), (lead) => ({ ...lead, temperature: "Média".normalize("NFD") })],
    [note("conform-call.field", { field: "leadOrigin" }), (lead) => ({ ...lead, leadOrigin: "Portal Novo" })],
  ]),

  calls("duplicate", "must", "official", `${SEED_README}: three re-sends, and later ones on request`, (bench) => {
    const call = taken(plainLead(bench), bench);
    return [call, { ...call, variant: note("conform-call.again") }];
  }),
  calls("listing.missing", "must", "official", SEED_README, (bench) => [
    {
      ...taken(
        plainLead(bench, (lead) => without(lead, "clientListingId")),
        bench,
        REFUSED,
      ),
      variant: note("conform-call.absent"),
    },
    {
      ...taken(
        plainLead(bench, (lead) => ({ ...lead, clientListingId: "" })),
        bench,
        REFUSED,
      ),
      variant: note("conform-call.empty"),
    },
  ]),
  calls("listing.unknown", "must", "official", `${SEED_README}: "Integração Inexistente"`, (bench) => {
    const nobodys = `INTG-${randomText(bench.random, "ABCDEFGHJKLMNPQRSTUVWXYZ", 8)}`;
    return [
      taken(
        plainLead(bench, (lead) => ({ ...lead, clientListingId: nobodys })),
        bench,
        NOT_GONE,
      ),
    ];
  }),
  calls("path.unknown", "should", "official", `${SEED_README}: "Integração Inexistente"`, (bench) => [
    { ...taken(plainLead(bench), bench, ANYTHING_BUT_GONE), below: `intg-${randomHex(bench.random, 8)}` },
  ]),

  calls("credential.wrong", "must", "official", SECURITY_PAGE, (bench) => [
    { ...stranger(bench, "stranger"), variant: note("conform-call.stranger") },
    { ...stranger(bench, "altered"), variant: note("conform-call.altered") },
    { ...stranger(bench, "cut"), variant: note("conform-call.cut") },
  ]),
  calls("credential.missing", "must", "official", SECURITY_PAGE, (bench) => [{ request: plainLead(bench), answer: UNAUTHORISED }]),
  calls("credential.scheme", "must", "official", `${SECURITY_PAGE}; the vendor's Python sample takes a header without scheme`, (bench) => {
    const { base64, key } = proofOf(bench);
    return [
      withHeader(bench, `Bearer ${key}`, note("conform-call.bearer")),
      withHeader(bench, key, note("conform-call.bare-key")),
      withHeader(bench, base64, note("conform-call.no-scheme")),
      withHeader(bench, "Basic", note("conform-call.no-value")),
      withHeader(bench, "Basic ???", note("conform-call.not-base64")),
      withHeader(bench, `Basic ${Buffer.from("vivareal").toString("base64")}`, note("conform-call.no-colon")),
    ];
  }),
  calls("credential.user", "should", "official", "the vendor's Node sample and security page compare the key only", (bench) => {
    const { key } = proofOf(bench);
    const header = `Basic ${Buffer.from(`grupoolx:${key}`).toString("base64")}`;
    return [{ request: plainLead(bench).withHeader("Authorization", header), answer: TAKEN }];
  }),

  calls("body.broken", "must", "official", "the samples of the vendor's README before March 2020 are no JSON", (bench) => {
    const text = bench.sign(plainLead(bench)).text();
    return [
      broken(bench, text.slice(0, text.length >> 1), note("conform-call.half")),
      broken(bench, text.replace(/\}$/, ",}"), note("conform-call.comma")),
      broken(bench, "", note("conform-call.empty")),
    ];
  }),
  calls("user-agent", "must", "public-code", "no document names one; a receiver asks for one of another company", (bench) => [
    { ...taken(plainLead(bench).withoutHeader("User-Agent"), bench), variant: note("conform-call.absent") },
    { ...taken(plainLead(bench).withHeader("User-Agent", "intg-conform"), bench), variant: note("conform-call.other") },
  ]),
  calls("content-type", "should", "guess", "the vendor's text says only that the body is JSON", (bench) => [
    typed(bench, "application/json; charset=utf-8"),
    typed(bench, "text/plain"),
    { ...taken(plainLead(bench).withoutHeader("Content-Type"), bench), variant: note("conform-call.absent") },
  ]),

  { kind: "no-redirect", id: "redirect", level: "must", certainty: "official", source: `${SEED_README}: 3xx is a failure` },
  {
    kind: "in-time",
    id: "slow",
    level: "must",
    certainty: "official",
    source: `${SEED_README}: 5 s; 15 s in July 2020, the present limit is not known`,
    limitMs: 5_000,
    advisedMs: 2_000,
  },
  { kind: "no-error-inside", id: "error-inside", level: "should", certainty: "official", source: `${SEED_README}: the body is ignored` },
  { kind: "tls", id: "tls", level: "should", certainty: "official", source: "every example of the vendor since October 2018" },
  { kind: "unseen", id: "lead.id", level: "must", certainty: "official", source: "the vendor's Go sample reads originLead" },
  { kind: "unseen", id: "lead.advertiser", level: "must", certainty: "official", source: `${SECURITY_PAGE}: one key per integrator` },
];

type Variants = readonly (readonly [name: Note | null, edit: Edit])[];

/** A check of one kind of lead, each variant of which has to be taken. */
function leads(id: string, certainty: Certainty, source: string, fixture: string, variants: Variants): CallCheck {
  return takenLeads(id, certainty, source, variants, (bench, edit) => editJson(withAgent(bench.sample(fixture)), edit));
}

/** The same of the lead that most receivers take, so that only what the variants change is found. */
function plainLeads(id: string, certainty: Certainty, source: string, variants: Variants): CallCheck {
  return takenLeads(id, certainty, source, variants, plainLead);
}

function takenLeads(
  id: string,
  certainty: Certainty,
  source: string,
  variants: Variants,
  lead: (bench: ConformanceBench, edit: Edit) => InboundRequest,
): CallCheck {
  return calls(id, "must", certainty, source, (bench) =>
    variants.map(([variant, edit]) => ({ ...taken(lead(bench, edit), bench), ...(variant === null ? {} : { variant }) })),
  );
}

function calls(
  id: string,
  level: CallCheck["level"],
  certainty: Certainty,
  source: string,
  make: (bench: ConformanceBench) => readonly ConformanceCall[],
): CallCheck {
  return { kind: "calls", credential: "key", id, level, certainty, source, calls: make };
}

/**
 * The lead that most receivers take: the seed's contract without the deprecated field, which the vendor's own Node sample
 * refuses. What is about something else than the body is tried with it.
 */
function plainLead(bench: ConformanceBench, edit: Edit = (lead) => lead): InboundRequest {
  return editJson(withAgent(bench.sample("lead.received.2017")), (lead) => edit(without(lead, "phoneNumber")));
}

function withAgent(request: InboundRequest): InboundRequest {
  return request.withHeader("User-Agent", AGENT);
}

function taken(request: InboundRequest, bench: ConformanceBench, answer: AnswerRule = TAKEN): ConformanceCall {
  return { request: bench.sign(request), answer };
}

function stranger(bench: ConformanceBench, how: "stranger" | "altered" | "cut"): ConformanceCall {
  return { request: bench.signWrong(plainLead(bench), how), answer: UNAUTHORISED };
}

function withHeader(bench: ConformanceBench, value: string, variant: Note): ConformanceCall {
  return { request: plainLead(bench).withHeader("Authorization", value), answer: UNAUTHORISED, variant };
}

function broken(bench: ConformanceBench, body: string, variant: Note): ConformanceCall {
  return { request: bench.sign(plainLead(bench)).withBody(body), answer: REFUSED, variant };
}

function typed(bench: ConformanceBench, type: string): ConformanceCall {
  return { ...taken(plainLead(bench).withHeader("Content-Type", type), bench), variant: note("conform-call.value", { value: type }) };
}

/** What the vendor's header is made of. */
function proofOf(bench: ConformanceBench): { readonly base64: string; readonly key: string } {
  const base64 = basicParameter(bench.sign(plainLead(bench)).header("authorization") ?? "") ?? "";
  return { base64, key: decodePair(base64)?.key ?? "" };
}

function lackingEach(field: string): readonly (readonly [Note, Edit])[] {
  return [
    [note("conform-call.absent"), (lead) => without(lead, field)],
    [note("conform-call.null"), (lead) => ({ ...lead, [field]: null })],
    [note("conform-call.empty"), (lead) => ({ ...lead, [field]: "" })],
  ];
}

/** The bench gives everybody an e-mail; who only looks at a number leaves none. */
function withoutEmail(lead: JsonObject): JsonObject {
  return { ...lead, email: null };
}

function without(lead: JsonObject, ...fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(lead).filter(([name]) => !fields.includes(name)));
}
