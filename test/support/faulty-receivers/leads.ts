import type { Call, Receive, Reply } from "./receive.ts";

/** The key that all of these receivers know. */
export const KEY = "INTG-TEST-KEY-0001";

type Lead = Readonly<Record<string, unknown>>;

/** What a receiver of leads does, step by step; each fault replaces one. */
interface Steps {
  readonly authorise: (call: Call) => Reply | null;
  readonly parse: (body: string) => Lead;
  readonly unreadable: Reply;
  /** Null: the lead is taken. */
  readonly check: (lead: Lead, call: Call) => Reply | null;
  readonly taken: Reply;
}

const OK = { status: 200 };
const UNAUTHORISED = { status: 401 };

function pairOf({ headers }: Call): readonly string[] {
  const [, base64 = ""] = /^basic +([A-Za-z0-9+/=]+)$/i.exec(headers.authorization ?? "") ?? [];
  return Buffer.from(base64, "base64").toString("utf8").split(":");
}

/** Written after the vendor's manual, apart from our own listener. */
const FIT: Steps = {
  authorise: (call) => (pairOf(call)[1] === KEY ? null : UNAUTHORISED),
  parse: (body) => JSON.parse(body) as Lead,
  unreadable: { status: 400 },
  check: (lead) => (lead.leadOrigin !== "MCMV_OLX" && !lead.clientListingId ? { status: 422 } : null),
  taken: OK,
};

function receiver(changes: Partial<Steps> = {}): Receive {
  const steps = { ...FIT, ...changes };
  return (call) => {
    const refusal = steps.authorise(call);
    if (refusal !== null) return refusal;
    let lead: Lead;
    try {
      lead = steps.parse(call.body);
    } catch {
      return steps.unreadable;
    }
    return steps.check(lead, call) ?? steps.taken;
  };
}

export const fitReceiver: Receive = receiver();

/** Adds a reason of its own to refuse a lead. */
function alsoRefusing(refuses: (lead: Lead, call: Call) => boolean, status: number): Receive {
  return receiver({ check: (lead, call) => (refuses(lead, call) ? { status } : FIT.check(lead, call)) });
}

/** One known fault of receivers of leads, and the checks that find it: all of them, and no others. */
export interface FaultyReceiver {
  readonly name: string;
  readonly receive: Receive;
  readonly failed: readonly string[];
  readonly warned?: readonly string[];
}

const NODE_FIELDS = [
  "leadOrigin",
  "timestamp",
  "originLeadId",
  "originListingId",
  "clientListingId",
  "name",
  "email",
  "ddd",
  "phone",
  "message",
];

/** The vendor's sample for Node: ten fields of text, all required, and no other; it splits a header that may not be there. */
const nodeSample = receiver({
  authorise: ({ headers }) => {
    const base64 = (headers.authorization as string).split(" ")[1] as string;
    return Buffer.from(base64, "base64").toString("utf8").split(":")[1] === KEY ? null : UNAUTHORISED;
  },
  check: (lead) => {
    const isRight = NODE_FIELDS.every((name) => typeof lead[name] === "string" && lead[name] !== "");
    return isRight && Object.keys(lead).every((name) => NODE_FIELDS.includes(name)) ? null : { status: 400 };
  },
});

/** The vendor's sample for Go: 400 for a wrong key, and an id that it never reads. */
const goSample = receiver({
  authorise: (call) => (pairOf(call).join(":") === `vivareal:${KEY}` ? null : { status: 400 }),
  taken: { status: 201, body: JSON.stringify({ originLead: null }) },
});

/** The vendor's sample for Python: whatever stands before the base64, and if nothing does. */
const pythonSample = receiver({
  authorise: ({ headers }) => {
    const base64 = (headers.authorization ?? "").replace("Basic ", "");
    return Buffer.from(base64, "base64").toString("utf8") === `vivareal:${KEY}` ? null : UNAUTHORISED;
  },
});

const KNOWN_LISTINGS = ["AP0042", "SL0101"];

export const FAULTY_RECEIVERS: readonly FaultyReceiver[] = [
  {
    name: "the vendor's Node sample",
    receive: nodeSample,
    failed: [
      "lead.current",
      "lead.2023",
      "lead.2017",
      "lead.phone-view",
      "lead.no-email",
      "lead.no-phone",
      "lead.no-message",
      "lead.mcmv",
      "lead.unknown-field",
      "lead.unknown-value",
      "credential.missing",
      "credential.scheme",
    ],
  },
  {
    name: "the vendor's Go sample",
    receive: goSample,
    failed: [],
    warned: ["credential.wrong", "credential.missing", "credential.scheme", "credential.user"],
  },
  { name: "the vendor's Python sample", receive: pythonSample, failed: ["credential.scheme"], warned: ["credential.user"] },
  {
    name: "404 for a listing that it does not know",
    receive: alsoRefusing(({ clientListingId }) => clientListingId !== undefined && !KNOWN_LISTINGS.includes(String(clientListingId)), 404),
    // A listing left out is one that it does not know, too.
    failed: ["listing.missing", "listing.unknown"],
  },
  {
    name: "404 for a path that it does not know",
    receive: alsoRefusing((_lead, { path }) => path !== "/leads", 404),
    failed: [],
    warned: ["path.unknown"],
  },
  {
    name: "404 for a lead without a listing",
    receive: receiver({
      check: ({ clientListingId, leadOrigin }) => (clientListingId || leadOrigin === "MCMV_OLX" ? null : { status: 404 }),
    }),
    failed: ["listing.missing"],
  },
  {
    name: "404 for a wrong key",
    receive: receiver({ authorise: (call) => (FIT.authorise(call) === null ? null : { status: 404 }) }),
    failed: ["credential.wrong", "credential.missing", "credential.scheme"],
  },
  {
    name: "phoneNumber required although it is deprecated",
    receive: alsoRefusing(({ phoneNumber }) => typeof phoneNumber !== "string", 400),
    failed: [
      "lead.2023",
      "lead.phone-view",
      "lead.no-email",
      "lead.no-phone",
      "lead.no-phone-number",
      "lead.no-message",
      "lead.mcmv",
      "lead.no-zone",
      "lead.unknown-field",
      "duplicate",
      "user-agent",
    ],
    warned: ["listing.unknown", "credential.user", "content-type"],
  },
  {
    name: "the whole pair taken for the key",
    receive: receiver({ authorise: ({ headers }) => (headers.authorization === `Basic ${KEY}` ? null : UNAUTHORISED) }),
    failed: ["credential.right"],
  },
  {
    name: "Bearer expected",
    receive: receiver({ authorise: ({ headers }) => (headers.authorization === `Bearer ${KEY}` ? null : UNAUTHORISED) }),
    failed: ["credential.right", "credential.scheme"],
  },
  {
    name: "a User-Agent required that is another company's",
    receive: receiver({ authorise: (call) => (call.headers["user-agent"] === "olx-group-api" ? FIT.authorise(call) : { status: 403 }) }),
    failed: ["user-agent"],
  },
  {
    name: "4xx for a simulation without a listing",
    receive: receiver({ check: ({ clientListingId }) => (clientListingId ? null : { status: 422 }) }),
    failed: ["lead.mcmv"],
  },
  {
    name: "a CNPJ with letters refused",
    receive: alsoRefusing(({ extraData }) => /"sellerDocument":"\d*[A-Z]/.test(JSON.stringify(extraData) ?? ""), 400),
    failed: ["lead.mcmv"],
  },
  {
    name: "temperatures compared without normalisation",
    receive: alsoRefusing(({ temperature }) => temperature !== undefined && !["Baixa", "Média", "Alta"].includes(String(temperature)), 400),
    failed: ["lead.unknown-value"],
  },
  {
    name: "channels checked against a list",
    receive: alsoRefusing(({ extraData }) => /"leadType":"VISITA/.test(JSON.stringify(extraData) ?? ""), 422),
    failed: ["lead.unknown-value"],
  },
  {
    name: "a time without a zone refused",
    receive: alsoRefusing(({ timestamp }) => !/(Z|[+-]\d\d:?\d\d)$/.test(String(timestamp)), 400),
    failed: ["lead.phone-view", "lead.no-zone"],
  },
  { name: "a repeat answered 409", receive: refusingRepeats(), failed: ["duplicate"] },
  { name: "500 for a body that is no JSON", receive: receiver({ unreadable: { status: 500 } }), failed: ["body.broken"] },
  { name: "200 for a body that is no JSON", receive: receiver({ unreadable: OK }), failed: ["body.broken"] },
  { name: "200 for a lead without a listing", receive: receiver({ check: () => null }), failed: ["listing.missing"] },
  {
    name: "200 with an error in the body",
    receive: receiver({ taken: { status: 200, body: JSON.stringify({ success: false, error: "imóvel não encontrado" }) } }),
    failed: [],
    warned: ["error-inside"],
  },
  {
    name: "no comparison where no header comes",
    receive: receiver({ authorise: (call) => (call.headers.authorization === undefined ? null : FIT.authorise(call)) }),
    failed: ["credential.missing"],
  },
  {
    name: "open to everybody, as with a key in the query",
    receive: receiver({ authorise: () => null }),
    failed: ["credential.wrong", "credential.missing", "credential.scheme"],
  },
  {
    name: "a key compared up to its shorter length",
    receive: receiver({ authorise: (call) => (KEY.startsWith(pairOf(call)[1] ?? "-") ? null : UNAUTHORISED) }),
    failed: ["credential.wrong"],
  },
  {
    name: "another user refused",
    receive: receiver({ authorise: (call) => (pairOf(call)[0] === "vivareal" ? FIT.authorise(call) : UNAUTHORISED) }),
    failed: [],
    warned: ["credential.user"],
  },
  {
    name: "only application/json read",
    receive: alsoRefusing((_lead, { headers }) => !/^application\/json\b/.test(headers["content-type"] ?? ""), 415),
    failed: [],
    warned: ["content-type"],
  },
];

function refusingRepeats(): Receive {
  const seen = new Set<unknown>();
  return alsoRefusing(({ originLeadId }) => {
    if (seen.has(originLeadId)) return true;
    seen.add(originLeadId);
    return false;
  }, 409);
}
