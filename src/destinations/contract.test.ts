import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DESTINATION_SAMPLES, sampleAccount, sampleSecret } from "../../test/support/destination-samples.ts";
import { aLead } from "../../test/support/events.ts";
import { anIntent } from "../../test/support/intents.ts";
import { unreadableFacts } from "../core/event.ts";
import { isHttpUrl } from "../core/http-url.ts";
import { ACTION_IDS, type ActionId } from "../core/rule.ts";
import type { CodeField, Destination, DestinationAccount, Intent, OutboundRequest } from "./contract.ts";
import { DESTINATIONS } from "./index.ts";

const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** What an action is about, and by which codes the destination may know that. */
const TARGETS: Readonly<Record<ActionId, readonly [target: string, value: string | null, object: CodeField["object"] | null]>> = {
  "tag.add": ["aluno", "on", "tag"],
  "tag.remove": ["aluno", null, "tag"],
  "sequence.add": ["pos-venda", "boas-vindas", "sequence"],
  "funnel.remove": ["carrinho", null, "funnel"],
  "access.grant": ["curso-x", "granted", "product"],
  "access.block": ["curso-x", null, "product"],
  notify: ["lembrete-boleto", null, "template"],
  forward: ["crm", null, null],
};

const NOBODY = { name: null, email: null, phone: null, document: null };
const BARE_EVENT = { ...unreadableFacts("hotmart"), occurredAt: null, productSlug: null, contactId: null };

function fewest(action: ActionId): Intent {
  const [target, value] = TARGETS[action];
  return anIntent({ action, target, value, code: null, person: NOBODY, product: null, text: null }, BARE_EVENT);
}

function full(action: ActionId, code: string | null): Intent {
  const [target, value] = TARGETS[action];
  const text = action === "notify" ? "Oi Maria, seu boleto vence amanhã" : null;
  return anIntent({ action, target, value, code, text }, { lead: aLead, tracking: { src: "ig" }, also: ["subscription.started"] });
}

const INTENTS = Object.fromEntries(ACTION_IDS.map((action) => [action, full(action, null)])) as Readonly<Record<ActionId, Intent>>;

const CASES = DESTINATIONS.flatMap((kind) =>
  (DESTINATION_SAMPLES[kind.id] ?? []).map((sample) => ({
    title: `${kind.id} ${sample.title}`,
    kind,
    sample,
    account: sampleAccount(kind, sample),
  })),
);

/** Every request that a sample can give: of its actions, its probe, its queries, and what asks about a doubt. */
function requestsOf({ kind, sample, account }: (typeof CASES)[number]): readonly OutboundRequest[] {
  const intents = kind.actions.map((action) => full(action, codeOf(sample.codes, action)));
  const built = intents.map((intent) => {
    const request = kind.buildRequest([intent], account);
    if (!request.ok) throw new Error(`${kind.id} does not send ${intent.action} with all fields: ${request.error.code}`);
    return request.value;
  });
  const probe = kind.probe(account);
  const asked = intents.filter((intent) => kind.doubt(intent) === "ask").flatMap((intent) => kind.confirm?.request(intent, account) ?? []);
  const queries = kind.queries.map((query) =>
    query.request(
      account,
      query.takes.map(() => "1"),
      1,
    ),
  );
  return [...built, ...(probe === null ? [] : [probe]), ...asked, ...queries];
}

function codeOf(codes: (typeof CASES)[number]["sample"]["codes"], action: ActionId): string | null {
  const [, , object] = TARGETS[action];
  return object === null ? null : (codes[object] ?? null);
}

test("the kinds are these, each once, with a sample each, and each action is some kind's", () => {
  expect(DESTINATIONS.map(({ id }) => id)).toEqual(["webhook", "leadlovers", "whatsapp", "members"]);
  expect(Object.keys(DESTINATION_SAMPLES).sort()).toEqual(DESTINATIONS.map(({ id }) => id).sort());
  expect(ACTION_IDS.filter((action) => !DESTINATIONS.some(({ actions }) => actions.includes(action)))).toEqual([]);
});

describe.each(DESTINATIONS)("$id describes itself", (kind) => {
  test("by names of one look, none of them twice", () => {
    const names = [kind.settings, kind.secrets, kind.queries].map((list) => list.map(({ name }) => name));

    expect([kind.id, ...names.flat()].filter((name) => !KEBAB.test(name))).toEqual([]);
    for (const list of [...names, kind.codes.map(({ object }) => object), kind.actions]) expect(new Set(list).size).toBe(list.length);
    expect(kind.title.trim()).not.toBe("");
    expect(kind.actions.length).toBeGreaterThan(0);
  });

  test("with defaults and examples that it reads itself, as they are", () => {
    for (const { name, fallback, read } of kind.settings) {
      if (fallback !== undefined) expect(read(fallback), name).toEqual({ ok: true, value: fallback });
    }
    for (const { object, example, read } of kind.codes) expect(read(example), object).toEqual({ ok: true, value: example });
  });

  test("what it read once it reads again as the same, and no text makes it throw", () => {
    const readers = [...kind.settings, ...kind.codes];
    fc.assert(
      fc.property(junkText, (text) => {
        for (const { read } of readers) {
          const once = read(text);
          if (once.ok) expect(read(once.value)).toEqual(once);
          else expect(once.error.code).toMatch(/\S/);
        }
        for (const { asCode } of kind.codes) expect(asCode?.(text)).not.toBe("");
      }),
    );
  });

  test("a remark on a secret never repeats it", () => {
    fc.assert(
      fc.property(junkText, (text) => {
        fc.pre(text.trim().length > 3);
        // Only what is filled in can be the secret: the code is ours, and may happen to hold a short text.
        const said = kind.secrets.flatMap(({ check }) => check(text).flatMap(({ params }) => Object.values(params)));
        for (const value of said) expect(String(value)).not.toContain(text.trim());
      }),
    );
  });

  test("a secret that it makes is one that it likes, and differs with what it is made of", () => {
    for (const { generate, check } of kind.secrets) {
      if (generate === undefined) continue;
      const made = generate(new Uint8Array(32).fill(7));
      expect(check(made)).toEqual([]);
      expect(generate(new Uint8Array(32).fill(7))).toBe(made);
      expect(generate(new Uint8Array(32).fill(8))).not.toBe(made);
    }
  });

  test("where the operator finds each secret is said", () => {
    expect(kind.secrets.filter(({ whereToFind }) => whereToFind.trim() === "")).toEqual([]);
  });

  test("a doubt that is to be asked about can be", () => {
    const doubts = kind.actions.flatMap((action) => [kind.doubt(fewest(action)), kind.doubt(full(action, null))]);

    expect(doubts.every((doubt) => ["repeat", "ask", "never"].includes(doubt))).toBe(true);
    expect(doubts.includes("ask")).toBe(kind.confirm !== undefined);
  });
});

describe.each(CASES)("$title", (sample) => {
  const { kind, account } = sample;

  test("is set up well, at a pace that sends", () => {
    const { concurrency, spacingMs, burst, perDay } = kind.policy(account.settings);

    expect(kind.problem?.(account) ?? null).toBeNull();
    expect([concurrency, burst, perDay ?? 1].every((number) => Number.isInteger(number) && number >= 1)).toBe(true);
    expect(Number.isInteger(spacingMs) && spacingMs >= 0).toBe(true);
  });

  test("sends each of its actions with all fields, and with the fewest or says why not", () => {
    expect(requestsOf(sample).length).toBeGreaterThanOrEqual(kind.actions.length);
    for (const action of kind.actions) {
      const request = kind.buildRequest([fewest(action)], account);
      if (request.ok) expectSound(request.value);
      else expect(request.error.code, action).toMatch(/^[a-z-]+(\.[a-z-]+)+$/);
    }
  });

  test("refuses every other action", () => {
    const others = ACTION_IDS.filter((action) => !kind.actions.includes(action));

    expect(others.filter((action) => kind.buildRequest([full(action, codeOf(sample.sample.codes, action))], account).ok)).toEqual([]);
  });

  test("gives requests that any client can send", () => {
    for (const request of requestsOf(sample)) expectSound(request);
  });

  test("gives the same request again, and leaves what it was given as it was", () => {
    const frozen: DestinationAccount = { ...account, name: account.name };
    for (const action of kind.actions) {
      const intent = deepFrozen(full(action, codeOf(sample.sample.codes, action)));
      const again = deepFrozen(full(action, codeOf(sample.sample.codes, action)));

      expect(kind.buildRequest(Object.freeze([intent] as const), Object.freeze(frozen))).toEqual(kind.buildRequest([again], account));
    }
    expect([...account.settings]).toEqual([...sampleAccount(kind, sample.sample).settings]);
  });

  test("shows a secret at its own place and nowhere else", () => {
    for (const request of requestsOf(sample)) {
      for (const { name } of kind.secrets) {
        const place = sample.sample.places[name] ?? null;
        expect(seenAt(request, sampleSecret(name)), `${request.method} ${name}`).toEqual(place === null ? [] : [place]);
      }
    }
    expect(Object.keys(sample.sample.places).sort()).toEqual(kind.secrets.map(({ name }) => name).sort());
  });

  test("tells no secret and nothing of the buyer in what it says", () => {
    const notes = [
      ...kind.actions.map((action) => kind.buildRequest([fewest(action)], account)),
      ...ACTION_IDS.map((action) => kind.buildRequest([full(action, "no code of this kind !")], account)),
      ...kind.actions.map((action) => kind.buildRequest([full(action, null)], { ...account, secrets: new Map(), settings: new Map() })),
    ].flatMap((result) => (result.ok ? [] : [JSON.stringify(result.error)]));
    const answered = STATUSES.flatMap((status) => JUNK.map((body) => JSON.stringify(verdictOf(kind, status, body, account))));
    const hushed = [...kind.secrets.map(({ name }) => sampleSecret(name)), "Maria", "maria@example.com", "31900000001", "52998224725"];

    expect([...notes, ...answered].filter((said) => hushed.some((word) => said.includes(word)))).toEqual([]);
  });

  test("whoever the buyer is, builds a request or says why not", () => {
    const field = fc.option(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\ud800", "..", "a@b\r\nx: y", '"', "+5531900000001")));
    fc.assert(
      fc.property(fc.record({ name: field, email: field, phone: field, document: field }), fc.option(fc.string()), (person, text) => {
        for (const action of kind.actions) {
          const intent = { ...full(action, codeOf(sample.sample.codes, action)), person, text: action === "notify" ? text : null };
          const request = kind.buildRequest([intent], account);
          if (request.ok) expectSound(request.value);
        }
      }),
    );
  });
});

/** Statuses that may come, each with bodies that mean nothing. */
const STATUSES = Array.from({ length: 500 }, (_, index) => 100 + index);
const JUNK = ["", "<!doctype html><title>Maria</title>", "{}", "[]", "null", '"ok"', '{"a":', "\u0000\ufffd"].map((text) =>
  new TextEncoder().encode(text),
);

function verdictOf(kind: Destination, status: number, body: Uint8Array, account?: DestinationAccount) {
  return kind.readResponse({ status, headers: [["content-type", "text/html"]], body }, INTENTS[kind.actions[0] ?? "forward"], account);
}

describe.each(DESTINATIONS)("$id reads any answer", (kind) => {
  test("of every status with a body that means nothing", () => {
    expect(STATUSES.flatMap((status) => JUNK.flatMap((body) => misread(kind, status, body)))).toEqual([]);
  });

  test("of random bytes and of random JSON", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.jsonValue().map((value) => new TextEncoder().encode(JSON.stringify(value))),
    );
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), bytes, (status, body) => {
        expect(misread(kind, status, body)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("to what it asks itself: whether an attempt worked, whether all is well, what there is", () => {
    const account = CASES.find((sample) => sample.kind === kind)?.account;
    expect(account).toBeDefined();
    const responses = STATUSES.flatMap((status) => JUNK.map((body) => ({ status, headers: [], body })));
    const answers = responses.flatMap((response) => [
      ...kind.actions.map((action) => kind.confirm?.read(response, INTENTS[action]) ?? null),
      kind.readProbe?.(response) ?? null,
      ...kind.queries.map(({ read }) => read(response)),
    ]);

    expect(answers.filter((answer) => !["boolean", "object"].includes(typeof answer))).toEqual([]);
    expect(responses.filter((response) => response.status > 299 && kind.confirm?.read(response, INTENTS["sequence.add"]) === true)).toEqual(
      [],
    );
  });
});

/**
 * What is wrong with how an answer is read. A failure is never taken for success; what says yes in its status and nothing in
 * its body is neither repeated nor given up.
 */
function misread(kind: Destination, status: number, body: Uint8Array): readonly string[] {
  const isYes = status >= 200 && status <= 299;
  const allowed = isYes ? ["delivered", "uncertain"] : ["retry", "refused", "uncertain", ...(status === 410 ? ["gone"] : [])];
  return kind.actions.flatMap((action) => {
    const verdict = kind.readResponse({ status, headers: [], body }, INTENTS[action]);
    const isTold = verdict.kind === "delivered" || /^[a-z-]+(\.[a-z-]+)+$/.test(verdict.reason.code);
    return allowed.includes(verdict.kind) && isTold ? [] : [`${action} ${status} ${new TextDecoder().decode(body)}: ${verdict.kind}`];
  });
}

const junkText = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.webUrl(),
  fc.nat().map(String),
  fc.constantFrom("{{", "{{name}}", "__proto__", " "),
);

/** Absolute URL, headers as RFC 9110 has them and none that the client itself writes, a type for every body and no body for none. */
function expectSound({ method, url, headers, body }: OutboundRequest): void {
  const names = headers.map(([name]) => name.toLowerCase());

  expect(isHttpUrl(url), "the address is absolute").toBe(true);
  expect(
    headers.filter(([name, value]) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\x20-\x7e]*$/.test(value) || value.trim() !== value),
  ).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => ["host", "connection", "content-length", "transfer-encoding"].includes(name))).toEqual([]);
  expect(names.includes("content-type")).toBe(body.length > 0);
  if (method === "GET") expect(body.length).toBe(0);
}

/** Places where a secret is to be read, in any of the ways in which it may be written. */
function seenAt({ url, headers, body }: OutboundRequest, secret: string): readonly string[] {
  const shapes = [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64"), Buffer.from(secret).toString("hex")];
  const holds = (text: string) => shapes.some((shape) => text.includes(shape));
  const { origin, pathname, searchParams, hash } = new URL(url);
  return [
    ...headers.flatMap(([name, value]) => (holds(value) ? [`header:${name.toLowerCase()}`] : [])),
    ...[...searchParams].flatMap(([name, value]) => (holds(value) || holds(name) ? [`query:${name}`] : [])),
    ...(holds(origin + pathname + hash) ? ["path"] : []),
    ...(holds(new TextDecoder().decode(body)) ? ["body"] : []),
  ];
}

function deepFrozen<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const child of Object.values(value)) deepFrozen(child);
  return Object.freeze(value);
}
