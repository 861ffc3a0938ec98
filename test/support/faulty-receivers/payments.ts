import { createHash, createHmac } from "node:crypto";
import type { Call, Receive, Reply } from "./receive.ts";

/** Secrets that all of these receivers know, by the names of the command line. */
export const SECRETS = {
  hotmart: { hottok: "hottokOfTheTestsNotARealOne0000000001" },
  eduzz: { secret: "edzwgd_signingKeyOfTheTests", "origin-key": "originSecretOfTheTests" },
  monetizze: { key: "fa15efa15efa15efa15efa15efa15e01" },
  payt: { key: "0badc0de0badc0de0badc0de0badc0d1" },
  pagseguro: { token: "tokenOfTheTestsNotARealSecret0001", email: "loja@example.com" },
} as const;

export type PaymentProvider = keyof typeof SECRETS;

/** One known fault of receivers of sales, and checks that find it. */
export interface FaultyPayment {
  readonly provider: PaymentProvider;
  readonly name: string;
  readonly receive: Receive;
  readonly failed: readonly string[];
  readonly warned?: readonly string[];
}

type Body = Readonly<Record<string, unknown>>;

const OK = { status: 200 };
const UNAUTHORISED = { status: 401 };

/** Refuses what is not authorised, then what cannot be read, then what the fault refuses. */
function receiver(
  authorise: (call: Call) => boolean,
  read: (body: string) => Body,
  refuse: (body: Body) => Reply | null = () => null,
): Receive {
  return (call) => {
    if (!authorise(call)) return UNAUTHORISED;
    let body: Body;
    try {
      body = read(call.body);
    } catch {
      return { status: 400 };
    }
    return refuse(body) ?? OK;
  };
}

const json = (body: string) => JSON.parse(body) as Body;
/** A form too, where it is one. */
const either = (body: string): Body => {
  if (body.startsWith("{")) return json(body);
  if (!body.includes("=")) throw new Error("no form");
  return Object.fromEntries(new URLSearchParams(body));
};
const at = (body: Body, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((value, step) => (value as Body | undefined)?.[step], body);

const inHotmartPlaces = ({ headers, body }: Call) =>
  headers["x-hotmart-hottok"] === SECRETS.hotmart.hottok ||
  (headers["x-hotmart-hottok"] === undefined && safely(body).hottok === SECRETS.hotmart.hottok);
const hotmart = (refuse?: (body: Body) => Reply | null) => receiver(inHotmartPlaces, either, refuse);

function safely(body: string): Body {
  try {
    return either(body);
  } catch {
    return {};
  }
}

const hmac = (body: string) => createHmac("sha256", SECRETS.eduzz.secret).update(body).digest("hex");
const isEduzz = ({ headers, body }: Call) => {
  if (body === "" || headers["x-signature"] === hmac(body)) return true;
  return [...originsIn(body)].includes(SECRETS.eduzz["origin-key"]);
};
const eduzz = (refuse?: (body: Body) => Reply | null) => receiver(isEduzz, eduzzBody, refuse);

/** Whatever the format: these receivers are not about reading it. */
function eduzzBody(body: string): Body {
  if (body === "" || body.startsWith("--")) return {};
  return either(body);
}

function* originsIn(body: string): Iterable<string | undefined> {
  yield /"(?:origin_secret|edz_cli_origin_secret)":"([^"]+)"/.exec(body)?.[1];
  const fields = new URLSearchParams(body);
  for (const name of ["origin_secret", "edz_cli_origin_secret", "fields[edz_cli_origin_secret]"]) yield fields.get(name) ?? undefined;
  yield /name="edz_cli_origin_secret"\r\n\r\n([^\r]+)/.exec(body)?.[1];
}

const isPagBank = ({ headers, body }: Call, hashed: (body: string) => string = (text) => text) =>
  body.startsWith("notification") ||
  headers["x-authenticity-token"] ===
    createHash("sha256")
      .update(`${SECRETS.pagseguro.token}-${hashed(body)}`)
      .digest("hex");

export const FIT_PAYMENTS: Readonly<Record<"hotmart" | "eduzz" | "monetizze" | "payt" | "pagseguro", Receive>> = {
  hotmart: hotmart(),
  eduzz: eduzz(),
  monetizze: receiver(({ body }) => safely(body).chave_unica === SECRETS.monetizze.key, either),
  payt: receiver(({ body }) => safely(body).integration_key === SECRETS.payt.key, either),
  pagseguro: receiver(isPagBank, either),
};

export const FAULTY_PAYMENTS: readonly FaultyPayment[] = [
  {
    provider: "hotmart",
    name: "a signature expected that Hotmart does not send",
    receive: receiver(({ headers }) => headers["x-hotmart-hmac-sha256"] !== undefined, either),
    failed: ["credential.right"],
  },
  {
    provider: "hotmart",
    name: "no comparison where no hottok comes",
    receive: receiver(
      ({ headers }) => headers["x-hotmart-hottok"] === undefined || headers["x-hotmart-hottok"] === SECRETS.hotmart.hottok,
      either,
    ),
    failed: ["credential.missing"],
    warned: ["format.1.0.0-credential"],
  },
  {
    provider: "hotmart",
    name: "only the beginning of the hottok compared",
    receive: receiver(({ headers }) => String(headers["x-hotmart-hottok"]).startsWith(SECRETS.hotmart.hottok.slice(0, -2)), either),
    failed: ["credential.wrong"],
    warned: ["format.1.0.0-form", "format.1.0.0-json"],
  },
  {
    provider: "hotmart",
    name: "404 for an event that it does not know",
    receive: hotmart(({ event }) => (event === "PURCHASE_GIFTED" ? { status: 404 } : null)),
    failed: ["event.unknown"],
  },
  {
    provider: "hotmart",
    name: "400 for a product that it does not know",
    receive: hotmart((body) => (/^9\d{8}$/.test(String(at(body, "data", "product", "id"))) ? { status: 400 } : null)),
    failed: ["product.unmapped"],
  },
  {
    provider: "hotmart",
    name: "500 for a body that is no JSON",
    receive: (call) => {
      const reply = FIT_PAYMENTS.hotmart(call) as Reply;
      return reply.status === 400 ? { status: 500 } : reply;
    },
    failed: [],
    warned: ["body.broken"],
  },
  {
    provider: "hotmart",
    name: "the second of two same calls refused",
    receive: onceOnly(hotmart()),
    failed: ["duplicate"],
  },
  {
    provider: "hotmart",
    name: "every body checked for a purchase",
    receive: hotmart((body) => (body.event === undefined || at(body, "data", "purchase") !== undefined ? null : { status: 422 })),
    failed: ["credential.in-both", "events", "fields.missing"],
  },
  {
    provider: "hotmart",
    name: "only JSON read, so that forms arrive empty",
    receive: receiver(inHotmartPlaces, json),
    failed: [],
    warned: ["format.1.0.0-form"],
  },
  {
    provider: "eduzz",
    name: "the signature computed over the object, written again",
    receive: receiver(
      (call) => originsMatch(call) || call.body === "" || call.headers["x-signature"] === hmac(JSON.stringify(safely(call.body))),
      eduzzBody,
    ),
    failed: ["signature.changed", "signature.bytes"],
  },
  {
    provider: "eduzz",
    name: "201 for what is new",
    receive: (call) => {
      const reply = (FIT_PAYMENTS.eduzz(call) as Reply).status;
      return { status: reply === 200 ? 201 : reply };
    },
    failed: ["legacy.test-button", "delivery.create", "delivery.remove", "delivery.unmapped", "delivery.duplicate"],
    warned: ["delivery.formats"],
  },
  {
    provider: "eduzz",
    name: "the test's word for an API key let through",
    receive: (call) => (safely(call.body).api_key === "testWebhook" ? OK : FIT_PAYMENTS.eduzz(call)),
    failed: ["legacy.test-word"],
  },
  {
    provider: "eduzz",
    name: "nsid taken for a proof",
    receive: (call) => (safely(call.body).nsid === undefined ? FIT_PAYMENTS.eduzz(call) : OK),
    failed: ["delivery.credential"],
  },
  {
    provider: "eduzz",
    name: "an empty POST refused",
    receive: (call) => (call.body === "" ? { status: 400 } : FIT_PAYMENTS.eduzz(call)),
    failed: [],
    warned: ["address-check"],
  },
  {
    provider: "monetizze",
    name: "an abandoned checkout, which has no sale, that fails inside",
    receive: (call) => {
      const reply = FIT_PAYMENTS.monetizze(call) as Reply;
      const code = safely(call.body)["tipoEvento[codigo]"];
      return reply.status === 200 && code === "7" ? { status: 500 } : reply;
    },
    failed: ["events"],
  },
  {
    provider: "monetizze",
    name: "only JSON read, so that forms arrive empty",
    receive: (call) => (call.body.startsWith("{") ? FIT_PAYMENTS.monetizze(call) : UNAUTHORISED),
    failed: ["credential.right"],
  },
  {
    provider: "monetizze",
    name: "204, which is not 200",
    receive: (call) => ((FIT_PAYMENTS.monetizze(call) as Reply).status === 200 ? { status: 204 } : UNAUTHORISED),
    failed: ["events", "fields.missing", "duplicate", "event.unknown", "product.unmapped", "test-button"],
    warned: ["format.json", "format.legacy", "format.mislabelled"],
  },
  {
    provider: "payt",
    name: "the flat type refused",
    receive: (call) => ("customer.name" in safely(call.body) && call.body.startsWith("{") ? { status: 422 } : FIT_PAYMENTS.payt(call)),
    failed: [],
    warned: ["format.v1-flat"],
  },
  {
    provider: "payt",
    name: "4xx for a test call",
    receive: (call) => (safely(call.body).test === true ? { status: 400 } : FIT_PAYMENTS.payt(call)),
    failed: ["test-button", "test.practice-sale"],
  },
  {
    provider: "pagseguro",
    name: "the hash computed over the object, written again",
    receive: receiver((call) => isPagBank(call, (body) => JSON.stringify(safely(body))), either),
    failed: ["signature.changed", "signature.bytes"],
  },
  {
    provider: "pagseguro",
    name: "forms refused on the address of JSON",
    receive: (call) => (call.body.startsWith("{") ? FIT_PAYMENTS.pagseguro(call) : { status: 415 }),
    failed: ["classic.notification"],
  },
  {
    provider: "pagseguro",
    name: "open to everybody",
    receive: receiver(() => true, either),
    failed: ["credential.wrong", "signature.changed"],
  },
];

/** With a row for each call that may not be there twice. */
function onceOnly(receive: Receive): Receive {
  const seen = new Set<string>();
  return (call) => {
    const reply = receive(call) as Reply;
    if (reply.status !== 200) return reply;
    if (seen.has(call.body)) return { status: 500 };
    seen.add(call.body);
    return reply;
  };
}

function originsMatch({ body }: Call): boolean {
  return [...originsIn(body)].includes(SECRETS.eduzz["origin-key"]);
}
