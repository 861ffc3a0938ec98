import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InboxLimits } from "../../src/app/inbox.ts";
import type { Store } from "../../src/app/ports.ts";
import { IntgError } from "../../src/core/errors.ts";
import { LISTENER_LIMITS, type ListenerLimits } from "../../src/listener/server.ts";
import { REJECTION_CODES, REJECTION_STATUS, type RejectionCode } from "../../src/providers/contract.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { type Call, type Listening, setCredential, startListening } from "../support/listening.ts";

const HOTTOK = "hottokOfTheTestsNotARealOne0000000001";
const KEY = "KEY-OF-THE-TESTS";
const JSON_TYPE = ["Content-Type", "application/json"] as const;
const FORM_TYPE = ["Content-Type", "application/x-www-form-urlencoded"] as const;
const GENUINE = ["X-Hotmart-Hottok", HOTTOK] as const;
const LEAD_CREDENTIAL = ["Authorization", basic("vivareal", KEY)] as const;

let store: Store;
let listening: Listening;

beforeEach(async () => {
  store = await openScratchStore();
  await setCredential(store, "hotmart", "hottok", HOTTOK);
  await setCredential(store, "grupozap", "key", KEY);
});
afterEach(async () => {
  await listening.stop();
  await store.close();
});

async function listen(options: { limits?: Partial<ListenerLimits>; inboxLimits?: InboxLimits; store?: Store } = {}): Promise<Listening> {
  listening = await startListening(options.store ?? store, options);
  return listening;
}

function basic(user: string, key: string): string {
  return `Basic ${Buffer.from(`${user}:${key}`).toString("base64")}`;
}

function sale(transaction = "HP1"): string {
  return JSON.stringify(saleEvent("PURCHASE_APPROVED", { transaction }, 1));
}

function lead(changes: object = {}): string {
  return JSON.stringify({ originLeadId: "lead-1", clientListingId: "AP-1", leadOrigin: "VivaReal", email: "ana@example.com", ...changes });
}

describe("where a call may go", () => {
  const METHODS: readonly (readonly [string, string, string])[] = [
    ["GET", "/hooks/hotmart", "POST"],
    ["PUT", "/hooks/hotmart/loja", "POST"],
    ["DELETE", "/grupozap/lead", "POST"],
    ["HEAD", "/grupozap/lead/acme", "POST"],
    ["OPTIONS", "/hooks/grupozap", "POST"],
    ["POST", "/healthz", "GET"],
    ["POST", "/readyz", "GET"],
    ["DELETE", "/metrics", "GET"],
  ];
  test.each(METHODS)("%s %s is 405, and Allow names %s", async (method, path, allow) => {
    const { send, refused } = await listen();
    const answer = await send({ method, path });

    expect([answer.status, answer.headers.allow, answer.body]).toEqual([405, allow, ""]);
    expect(refused).toEqual([[405, method, path]]);
  });

  const UNKNOWN = [
    "/",
    "/hooks",
    "/hooks/",
    "/hooks/nobody",
    "/hooks/__proto__",
    "/healthz/x",
    "/grupozapp",
    "/constructor",
    "/favicon.ico",
  ];
  test.each(UNKNOWN)("the unknown path %s is 404, whatever the method", async (path) => {
    const { send } = await listen();
    const answers = [await send({ path, headers: [GENUINE, JSON_TYPE], body: sale() }), await send({ method: "GET", path })];

    expect(answers.map((answer) => [answer.status, answer.body])).toEqual([
      [404, ""],
      [404, ""],
    ]);
    expect(await store.deliveries.count()).toBe(0);
  });

  const LEAD_ADDRESSES = [
    "/grupozap/lead",
    "/grupozap/lead/",
    "/grupozap/lead/acme",
    "/grupozap/lead/acme/",
    "/grupozap/lead/imobili%C3%A1ria%20a",
    "/grupozap/lead?x=1",
    "/grupozap/leads",
    "/hooks/grupozap",
    "/hooks/GRUPOZAP",
  ];
  test.each(LEAD_ADDRESSES)("%s takes leads", async (path) => {
    const { send } = await listen();

    expect((await send({ path, headers: [JSON_TYPE, LEAD_CREDENTIAL], body: lead() })).status).toBe(200);
  });
});

describe("how large and how slow a call may be", () => {
  test("a body of the limit is taken, one byte more is 413 by its declared length", async () => {
    const { send, refused } = await listen();
    const body = sale().padEnd(LISTENER_LIMITS.bodyBytes, " ");
    const fits = await send({ headers: [GENUINE, JSON_TYPE], body });
    const over = await send({ headers: [GENUINE, JSON_TYPE], body: `${body} ` });

    expect([fits.status, over.status, over.body]).toEqual([200, 413, ""]);
    expect(LISTENER_LIMITS.bodyBytes).toBe(1_048_576);
    expect(refused).toEqual([[413, "POST", "/hooks/hotmart"]]);
    expect(await store.deliveries.count()).toBe(1);
  });

  test("a declared length over the limit is answered before the body is sent, and the connection closed", async () => {
    const { raw } = await listen({ limits: { bodyBytes: 1000 } });
    const answer = await raw("POST /hooks/hotmart HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n");

    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/\r\nConnection: close\r\n/i);
  });

  test("a body without a declared length is 413 as soon as it passes the limit", async () => {
    const { open } = await listen({ limits: { bodyBytes: 1000 } });
    const wire = await open();
    wire.socket.write(`POST /hooks/hotmart HTTP/1.1\r\nHost: x\r\nX-Hotmart-Hottok: ${HOTTOK}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    wire.socket.write(`258\r\n${"x".repeat(600)}\r\n`);
    wire.socket.write(`258\r\n${"x".repeat(600)}\r\n`);
    await wire.closed;

    expect(wire.received()).toMatch(/^HTTP\/1\.1 413 /);
    expect(await store.deliveries.count()).toBe(0);
  });

  test("headers over 16 KiB are 431", async () => {
    const { raw, refused } = await listen();
    const answer = await raw(`POST /hooks/hotmart HTTP/1.1\r\nHost: x\r\nX-Padding: ${"x".repeat(LISTENER_LIMITS.headerBytes)}\r\n\r\n`);

    expect(LISTENER_LIMITS.headerBytes).toBe(16_384);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toMatch(/\r\n\r\n$/);
    expect(refused.map(([status]) => status)).toEqual([431]);
  });

  test("a body that comes too slowly is 408, and nothing of it is kept", async () => {
    const { open } = await listen({ limits: { headersMs: 100, requestMs: 200 } });
    const wire = await open();
    wire.socket.write(`POST /hooks/hotmart HTTP/1.1\r\nHost: x\r\nX-Hotmart-Hottok: ${HOTTOK}\r\nContent-Length: 900\r\n\r\n{`);
    await wire.closed;

    expect(wire.received()).toMatch(/^HTTP\/1\.1 408 /);
    expect(await store.deliveries.count()).toBe(0);
  });

  test("headers that come too slowly are 408", async () => {
    const { raw } = await listen({ limits: { headersMs: 100, requestMs: 200 } });

    expect(await raw("POST /hooks/hotmart HTTP/1.1\r\nHost: ")).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("what is no HTTP is 400", async () => {
    const { raw } = await listen();

    expect(await raw("hello there\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
  });

  test("a caller that hangs up in the middle of a body leaves nothing, and the next one is served", async () => {
    const { open, send } = await listen();
    const wire = await open();
    wire.socket.write(`POST /hooks/hotmart HTTP/1.1\r\nHost: x\r\nX-Hotmart-Hottok: ${HOTTOK}\r\nContent-Length: 900\r\n\r\n{`);
    wire.socket.destroy();
    await wire.closed;

    expect((await send({ headers: [GENUINE, JSON_TYPE], body: sale() })).status).toBe(200);
    expect(await store.deliveries.count()).toBe(1);
  });
});

/**
 * One genuine-looking call with one fault, for each reason a call is not taken. `credential.key-unknown` is answered after the
 * vendor was asked for its key: see `vendor-keys.test.ts`.
 */
const FAULTS: Readonly<Record<Exclude<RejectionCode, "credential.key-unknown">, Call>> = {
  "credential.not-configured": { path: "/hooks/hotmart/loja-sem-credencial", headers: [JSON_TYPE, GENUINE], body: sale() },
  "credential.absent": { headers: [JSON_TYPE], body: sale() },
  "credential.malformed": { path: "/grupozap/lead", headers: [JSON_TYPE, ["Authorization", `Bearer ${KEY}`]], body: lead() },
  "credential.duplicated": { headers: [JSON_TYPE, GENUINE, ["X-Hotmart-Hottok", "another"]], body: sale() },
  "credential.conflicting": { headers: [FORM_TYPE, GENUINE], body: "transaction=HP1&status=approved&prod=1001&hottok=another" },
  "credential.wrong": { headers: [JSON_TYPE, ["X-Hotmart-Hottok", HOTTOK.toLowerCase()]], body: sale() },
  "credential.is-base64-pair": {
    path: "/hooks/grupozap/colada",
    headers: [JSON_TYPE, ["Authorization", basic("vivareal", KEY)]],
    body: lead(),
  },
  "body.not-json": { headers: [JSON_TYPE, GENUINE], body: "{" },
  "body.not-form": { headers: [FORM_TYPE, GENUINE], body: "<xml/>" },
  "body.not-recognised": { headers: [JSON_TYPE, GENUINE], body: "[]" },
  "lead.no-listing": { path: "/grupozap/lead", headers: [JSON_TYPE, LEAD_CREDENTIAL], body: lead({ clientListingId: null }) },
};

describe("what a call must prove and hold", () => {
  test.each(REJECTION_CODES.filter((code) => code !== "credential.key-unknown"))(
    "%s is answered by its row of the table, bare, and told to the operator only",
    async (code) => {
      await setCredential(store, "grupozap", "key", basic("vivareal", KEY).replace("Basic ", ""), "replace", "colada");
      const { send, outcomes } = await listen();
      const answer = await send(FAULTS[code]);

      expect(answer.status).toBe(REJECTION_STATUS[code]);
      expect(answer.body).toBe("");
      expect(JSON.stringify(answer.headers)).not.toContain(code.split(".")[1]);
      expect(outcomes.map(({ status, notes }) => [status, notes.map((reason) => reason.code)])).toEqual([
        [REJECTION_STATUS[code], [`rejected.${code}`]],
      ]);
      expect(await store.deliveries.count()).toBe(0);
    },
  );

  test("the statuses of the table are 401 for credentials, 400 for bodies, 422 for a lead without listing", () => {
    const statuses = REJECTION_CODES.map((code) => [code.split(".")[0], REJECTION_STATUS[code]].join(" "));

    expect([...new Set(statuses)]).toEqual(["credential 401", "body 400", "lead 422"]);
  });

  test("the credential is asked for before the body is looked at", async () => {
    const { send } = await listen();
    const answers = [
      await send({ headers: [JSON_TYPE], body: "{" }),
      await send({ path: "/grupozap/lead", headers: [JSON_TYPE], body: "" }),
    ];

    expect(answers.map((answer) => answer.status)).toEqual([401, 401]);
  });

  test("a hottok in the query of the address proves nothing", async () => {
    const { send } = await listen();

    expect((await send({ path: `/hooks/hotmart?hottok=${HOTTOK}`, headers: [JSON_TYPE], body: sale() })).status).toBe(401);
  });
});

describe("the advertiser that the operator closed", () => {
  beforeEach(async () => {
    await store.advertisers.add({ slug: "fechada", document: "52998224725", url: null, sendLeadEmail: false, closed: true });
    await store.advertisers.add({ slug: "aberta", document: "11144477735", url: null, sendLeadEmail: false, closed: false });
    await store.advertisers.addListing({ code: "AP-1", advertiser: "fechada" });
  });
  const authentic = [JSON_TYPE, LEAD_CREDENTIAL];

  test("is 404 where the path or the host names it, and nothing is kept", async () => {
    const { send, outcomes } = await listen();
    const byPath = await send({ path: "/grupozap/lead/fechada", headers: authentic, body: lead() });
    const byHost = await send({ path: "/grupozap/lead", headers: [...authentic, ["Host", "fechada.crm.example.com"]], body: lead() });

    expect([byPath.status, byHost.status]).toEqual([404, 404]);
    expect([byPath.body, byHost.body]).toEqual(["", ""]);
    expect(outcomes.map(({ notes }) => notes)).toEqual(
      Array(2).fill([{ code: "lead.advertiser-closed", params: { advertiser: "fechada" } }]),
    );
    expect(await store.deliveries.count()).toBe(0);
  });

  test("is never 404 on the common address, which speaks for every advertiser", async () => {
    const { send } = await listen();

    expect((await send({ path: "/grupozap/lead", headers: authentic, body: lead() })).status).toBe(200);
  });

  test("tells nothing to whoever cannot prove itself", async () => {
    const { send } = await listen();

    expect((await send({ path: "/grupozap/lead/fechada", headers: [JSON_TYPE], body: lead() })).status).toBe(401);
  });

  test("is 404 from the moment it is closed, and taken again from the moment it is opened", async () => {
    const { send } = await listen();
    const statusOf = async (slug: string, id: string) =>
      (await send({ path: `/grupozap/lead/${slug}`, headers: authentic, body: lead({ originLeadId: id }) })).status;
    const aberta = { slug: "aberta", document: "11144477735", url: null, sendLeadEmail: false };

    expect(await statusOf("aberta", "l1")).toBe(200);
    await store.advertisers.update("aberta", { ...aberta, closed: true });
    expect(await statusOf("aberta", "l2")).toBe(404);
    await store.advertisers.update("aberta", { ...aberta, closed: false });
    expect(await statusOf("aberta", "l3")).toBe(200);
  });

  test("an advertiser that nobody registered is 200, for a 404 would delete its integration", async () => {
    const { send } = await listen();

    expect((await send({ path: "/grupozap/lead/ninguem", headers: authentic, body: lead() })).status).toBe(200);
  });
});

describe("when we cannot keep a call", () => {
  test("a full inbox is 503 with a time to come again", async () => {
    const { send, outcomes } = await listen({ inboxLimits: { waiting: 0, waitingBytes: 1_000_000 } });
    const answer = await send({ headers: [JSON_TYPE, GENUINE], body: sale() });

    expect([answer.status, answer.headers["retry-after"], answer.body]).toEqual([503, "5", ""]);
    expect(outcomes.map(({ notes }) => notes.map((reason) => reason.code))).toEqual([["INTG_STORE_BUSY"]]);
  });

  test("an inbox with no room for the body's bytes is 503 too", async () => {
    const { send } = await listen({ inboxLimits: { waiting: 10, waitingBytes: 10 } });

    expect((await send({ headers: [JSON_TYPE, GENUINE], body: sale() })).status).toBe(503);
  });

  test.each(["INTG_STORE_BUSY", "INTG_STORE_FULL", "INTG_STORE_UNWRITABLE", "INTG_STORE_CORRUPT"] as const)(
    "a commit that fails with %s is 503, and the vendor is told no path",
    async (code) => {
      const failing = {
        ...store,
        deliveries: { ...store.deliveries, append: async () => Promise.reject(new IntgError(code, { path: "/home/secret/intg.db" })) },
      };
      const { send } = await listen({ store: failing });
      const answer = await send({ headers: [JSON_TYPE, GENUINE], body: sale() });

      expect([answer.status, answer.headers["retry-after"], answer.body]).toEqual([503, "5", ""]);
      expect(JSON.stringify(answer.headers)).not.toContain("secret");
    },
  );

  test("credentials that cannot be read are 503, never acceptance and never 401", async () => {
    const failing = {
      ...store,
      credentials: {
        ...store.credentials,
        load: async () => Promise.reject(new IntgError("INTG_KEY_UNUSABLE", { path: "key", reason: "no" })),
      },
    };
    const { send } = await listen({ store: failing });

    expect((await send({ headers: [JSON_TYPE, GENUINE], body: sale() })).status).toBe(503);
  });

  test("a database that another process holds for a moment is waited for", async () => {
    let failures = 3;
    const append: Store["deliveries"]["append"] = async (batch) => {
      failures -= 1;
      if (failures >= 0) throw new IntgError("INTG_STORE_BUSY");
      await store.deliveries.append(batch);
    };
    const { send } = await listen({ store: { ...store, deliveries: { ...store.deliveries, append } } });

    expect((await send({ headers: [JSON_TYPE, GENUINE], body: sale() })).status).toBe(200);
    expect(await store.deliveries.count()).toBe(1);
  });

  test("after a commit that failed the next one is stored", async () => {
    let failures = 1;
    const append: Store["deliveries"]["append"] = async (batch) => {
      failures -= 1;
      if (failures >= 0) throw new IntgError("INTG_STORE_FULL");
      await store.deliveries.append(batch);
    };
    const { send } = await listen({ store: { ...store, deliveries: { ...store.deliveries, append } } });
    const answers = [
      await send({ headers: [JSON_TYPE, GENUINE], body: sale() }),
      await send({ headers: [JSON_TYPE, GENUINE], body: sale() }),
    ];

    expect(answers.map((answer) => answer.status)).toEqual([503, 200]);
    expect(await store.deliveries.count()).toBe(1);
  });

  test("a fault of ours is a bare 500, and the listener lives on", async () => {
    let faults = 1;
    const append: Store["deliveries"]["append"] = async (batch) => {
      faults -= 1;
      if (faults >= 0) throw new TypeError("stack with /home/ana/secret");
      await store.deliveries.append(batch);
    };
    const { send, outcomes } = await listen({ store: { ...store, deliveries: { ...store.deliveries, append } } });
    const fault = await send({ headers: [JSON_TYPE, GENUINE], body: sale() });

    expect([fault.status, fault.body]).toEqual([500, ""]);
    expect(outcomes.map(({ status, notes }) => [status, notes])).toEqual([[500, [{ code: "INTG_BUG", params: { detail: "TypeError" } }]]]);
    expect((await send({ headers: [JSON_TYPE, GENUINE], body: sale() })).status).toBe(200);
  });
});

describe("everything authentic and stored is 200", () => {
  const unlinked = saleEvent("PURCHASE_APPROVED", { transaction: "HP2", product: "4711" }, 1);
  const unknown = { id: "u1", creation_date: 1_767_366_003_412, event: "PURCHASE_TELEPORTED", version: "2.0.0", data: {} };
  const testCall = saleEvent("PURCHASE_APPROVED", { transaction: "HP16015479281022", product: "0" }, 1);

  test("a duplicate, an unknown event, an unmatched product, a test call; each with a bare body", async () => {
    const { send, service, processed } = await listen();
    const bodies = [unlinked, unlinked, unknown, testCall].map((body) => JSON.stringify(body));
    const answers = [];
    for (const body of bodies) answers.push(await send({ headers: [JSON_TYPE, GENUINE], body }));
    await service.drain();

    expect(answers.map(({ status, body, headers }) => [status, body, headers["content-length"]])).toEqual(Array(4).fill([200, "", "0"]));
    expect(processed.map(({ event }) => event.status)).toEqual(["unmatched", "duplicate", "processed", "unmatched"]);
    expect(await store.deliveries.count()).toBe(4);
  });

  test("a form of 1.0.0 with the hottok in its body", async () => {
    const { send } = await listen();
    const answer = await send({ headers: [FORM_TYPE], body: `transaction=HP1&status=approved&prod=1001&hottok=${HOTTOK}` });

    expect(answer.status).toBe(200);
  });
});

describe("pages for machines that watch us", () => {
  test("/healthz says ok, and HEAD says it without a body", async () => {
    const { send } = await listen();
    const [get, head] = [await send({ method: "GET", path: "/healthz" }), await send({ method: "HEAD", path: "/healthz" })];

    expect([get.status, get.body]).toEqual([200, "ok\n"]);
    expect([head.status, head.body]).toEqual([200, ""]);
  });

  test("/readyz is 200 while the store can be written, else 503", async () => {
    let writable = true;
    const { send } = await listen({ store: { ...store, health: async () => ({ writable, pending: 0 }) } });
    const ready = await send({ method: "GET", path: "/readyz" });
    writable = false;
    const broken = await send({ method: "GET", path: "/readyz" });

    expect([ready.status, JSON.parse(ready.body)]).toEqual([200, { ready: true, writable: true, pending: 0, moving: true }]);
    expect([broken.status, JSON.parse(broken.body)]).toEqual([503, { ready: false, writable: false, pending: 0, moving: true }]);
  });

  test("/metrics counts calls by answer and events by what became of them", async () => {
    const { send, service } = await listen();
    await send({ headers: [JSON_TYPE, GENUINE], body: sale() });
    await send({ headers: [JSON_TYPE], body: sale() });
    await service.drain();
    const { status, body } = await send({ method: "GET", path: "/metrics?x=1" });

    expect(status).toBe(200);
    expect(body).toContain('\nintg_calls_total{provider="hotmart",status="200"} 1\n');
    expect(body).toContain('\nintg_calls_total{provider="hotmart",status="401"} 1\n');
    expect(body).toContain('\nintg_events_total{provider="hotmart",trigger="purchase.approved",status="unmatched"} 1\n');
    expect(body).toContain("\n# TYPE intg_queue_depth gauge\nintg_queue_depth 0\n");
    expect(body).not.toContain("ana@");
  });
});
