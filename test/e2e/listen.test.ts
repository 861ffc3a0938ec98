import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { Agent } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { DESTINATION_SECRETS } from "../../src/app/ports.ts";
import { InboundRequest } from "../../src/core/http-message.ts";
import { Secret } from "../../src/core/secret.ts";
import { openStore } from "../../src/store/open.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { lookInto } from "./database.ts";
import { openConnection, within } from "./socket.ts";
import {
  cleanUp,
  HOTTOK,
  intg,
  intgOk,
  jsonError,
  post,
  type Running,
  type RunningListener,
  shopHome,
  start,
  startListener,
} from "./support.ts";

afterEach(cleanUp);

const NOW = "2026-11-03T13:22:41.507Z";

/** What Hotmart tells when `buyer` buys. */
const approval = (number: number, buyer = `comprador${number}`) =>
  saleEvent("PURCHASE_APPROVED", { transaction: `HP${number}`, email: `${buyer}@example.com` }, 1, { id: `call-${number}` });

describe("what it prints with --json", () => {
  test("the first line says where it listens, and nothing else is printed before calls come", async () => {
    const home = await shopHome();

    const listener = await startListener(home);

    expect(listener.records()).toEqual([
      {
        type: "listening",
        host: "127.0.0.1",
        port: listener.port,
        url: `http://127.0.0.1:${listener.port}`,
        publicUrl: null,
        home,
        stores: ["hotmart/default"],
      },
    ]);
    expect(listener.port).toBeGreaterThan(0);
  });

  test("secrets of destinations are no accounts that call", async () => {
    const home = await shopHome();
    const store = await openStore(home, {});
    const entry = { provider: DESTINATION_SECRETS, store: "crm", name: "secret", value: new Secret("whsec_not-real"), at: NOW };
    await store.credentials.set(entry, "replace");
    await store.close();

    const listener = await startListener(home);

    expect(listener.records()[0]).toMatchObject({ type: "listening", stores: ["hotmart/default"] });
  });

  test("one line per event, in the canonical shape, the buyer masked", async () => {
    const listener = await startListener(await shopHome());

    const answer = await listener.post(approval(1, "ana"));
    const [event] = await listener.eventsWhen(1);

    expect(answer).toMatchObject({ status: 200, body: "" });
    const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(event).toEqual({
      type: "event",
      id: expect.stringMatching(/^evt_[0-9a-z]{20}$/),
      deliveryId: String(event?.id).replace("evt_", "dlv_"),
      provider: "hotmart",
      store: "default",
      format: "hotmart/2.0.0",
      trigger: "purchase.approved",
      also: [],
      nativeEvent: "PURCHASE_APPROVED",
      nativeStatus: null,
      nativeId: "call-1",
      occurredAt: "2026-01-02T12:01:00.000Z",
      zoneAssumed: false,
      receivedAt: instant,
      isTest: false,
      status: "processed",
      reason: null,
      product: { externalId: "1001", name: "Produto de teste", slug: "curso-x", kind: "one-time", offer: "ab12cd34", plan: null },
      transaction: { id: "HP1", parentId: null, subscriptionId: null, recurrence: null },
      buyer: { name: expect.not.stringContaining("Teste"), email: "a***@example.com", phone: null, phoneRaw: null, document: null },
      amount: { minor: 19700, currency: "BRL" },
      amountPaid: { minor: 19700, currency: "BRL" },
      payment: { method: "credit_card", installments: 1, boletoUrl: null, boletoBarcode: null, pixCode: null, expiresAt: null },
      tracking: {},
      accessUntil: null,
      shipment: null,
      isPartialRefund: false,
      lead: null,
      notes: [],
      contactId: expect.any(String),
    });
  });

  test("a repeat, an unlinked product and an unknown event are answered 200 and told apart", async () => {
    const listener = await startListener(await shopHome());
    const calls = [
      approval(1),
      approval(1),
      saleEvent("PURCHASE_APPROVED", { transaction: "HP9", product: "777" }, 1),
      { id: "call-x", creation_date: 1767366003412, event: "PURCHASE_TELEPORTED", version: "2.0.0", data: {} },
    ];

    const statuses: number[] = [];
    for (const call of calls) statuses.push((await listener.post(call)).status);
    const events = await listener.eventsWhen(4);

    expect(statuses).toEqual([200, 200, 200, 200]);
    expect(events.map(({ trigger, status }) => `${trigger} ${status}`)).toEqual([
      "purchase.approved processed",
      "purchase.approved duplicate",
      "purchase.approved unmatched",
      "unknown processed",
    ]);
  });

  test("its pages say that it lives, is ready, and what it counted", async () => {
    const listener = await startListener(await shopHome());
    await listener.post(approval(1));
    await listener.eventsWhen(1);

    expect(await listener.get("/healthz")).toMatchObject({ status: 200, body: "ok\n" });
    const ready = await listener.get("/readyz");
    expect({ status: ready.status, page: JSON.parse(ready.body) }).toEqual({
      status: 200,
      page: { ready: true, writable: true, pending: 0, moving: true },
    });
    expect((await listener.get("/metrics")).body).toContain('intg_calls_total{provider="hotmart",status="200"} 1\n');
  });
});

describe("SIGTERM", () => {
  test("under load: every call that was answered is stored and processed, and it exits 0", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    const load = callWithoutPause(listener, 8);
    await listener.eventsWhen(30);

    listener.kill("SIGTERM");
    const exit = await within(5_000, listener.exited);

    expect(exit).toEqual({ code: 0, signal: null });
    const answered = await load.stopped();
    const kept = lookInto(home);
    expect(kept).toMatchObject({ integrity: "ok", queued: 0, deliveries: kept.processed });
    expect(kept.processed).toBeGreaterThanOrEqual(answered);
    expect(answered).toBeGreaterThanOrEqual(30);
    expect(listener.events()).toHaveLength(kept.processed);
  });

  test("a call whose body is still coming is answered, stored and processed", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    const [head, tail] = halves(approval(1));
    const caller = await openConnection(listener.port);
    caller.write(head);
    await listener.get("/healthz");

    listener.kill("SIGTERM");
    await listener.stderrMatch(/SIGTERM/);
    await refusesConnections(listener.port);
    caller.write(tail);

    expect(await caller.status()).toBe(200);
    expect(await within(5_000, listener.exited)).toEqual({ code: 0, signal: null });
    expect(lookInto(home)).toEqual({ integrity: "ok", deliveries: 1, queued: 0, processed: 1 });
  });

  test("a kept connection that says nothing does not hold it up", async () => {
    const listener = await startListener(await shopHome());
    const agent = new Agent({ keepAlive: true });
    await listener.post(approval(1), { agent });

    listener.kill("SIGTERM");

    expect(await within(5_000, listener.exited)).toEqual({ code: 0, signal: null });
    agent.destroy();
  });

  test("a connection that never said anything does not hold it up", async () => {
    const listener = await startListener(await shopHome());
    const silent = await openConnection(listener.port);
    await listener.get("/healthz");

    listener.kill("SIGTERM");

    expect(await within(5_000, listener.exited)).toEqual({ code: 0, signal: null });
    silent.end();
  });

  test("a call that never gets finished holds it up no longer than a call may take", async () => {
    const listener = await startListener(await shopHome());
    const caller = await openConnection(listener.port);
    caller.write(halves(approval(1))[0]);
    await listener.get("/healthz");

    listener.kill("SIGTERM");

    // 15 seconds are what a call may take, drain or no drain.
    expect(await within(20_000, listener.exited)).toEqual({ code: 0, signal: null });
    caller.end();
  });

  test("a second one leaves at once, whatever is under way", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    const caller = await openConnection(listener.port);
    caller.write(halves(approval(1))[0]);
    await listener.get("/healthz");

    listener.kill("SIGTERM");
    await listener.stderrMatch(/Again to leave at once/);
    await refusesConnections(listener.port);
    listener.kill("SIGTERM");

    expect(await within(2_000, listener.exited)).toEqual({ code: 0, signal: null });
    expect(lookInto(home)).toEqual({ integrity: "ok", deliveries: 0, queued: 0, processed: 0 });
  });

  test("two within a moment are still heard as two", async () => {
    const listener = await startListener(await shopHome());
    const caller = await openConnection(listener.port);
    caller.write(halves(approval(1))[0]);
    await listener.get("/healthz");

    listener.kill("SIGTERM");
    listener.kill("SIGINT");
    listener.kill("SIGINT");

    expect(await within(2_000, listener.exited)).toEqual({ code: 0, signal: null });
  });

  test("the answer to a call under way is the last of its connection", async () => {
    const listener = await startListener(await shopHome());
    const [head, tail] = halves(approval(1));
    const caller = await openConnection(listener.port);
    caller.write(head);
    await listener.get("/healthz");

    listener.kill("SIGTERM");
    await listener.stderrMatch(/SIGTERM/);
    caller.write(tail);

    expect(await within(5_000, caller.closed)).toMatch(/^HTTP\/1\.1 200 .*\r\nConnection: close\r\n/s);
  });

  test("SIGINT is the same", async () => {
    const listener = await startListener(await shopHome());
    await listener.post(approval(1));

    listener.kill("SIGINT");

    expect(await within(5_000, listener.exited)).toEqual({ code: 0, signal: null });
    expect(listener.events()).toHaveLength(1);
  });
});

describe("one listener per home, one per port", () => {
  test("a second listener on the same home is refused, and the first goes on", async () => {
    const home = await shopHome();
    const first = await startListener(home);

    const second = await intg(["--home", home, "listen", "--port", "0", "--json"]);

    expect(second.code).toBe(3);
    expect(jsonError(second)).toMatchObject({ code: "INTG_LISTENER_RUNNING", message: expect.stringContaining(home) });
    expect((await first.post(approval(1))).status).toBe(200);
  });

  test("a second home on the same port is refused with another way out", async () => {
    const first = await startListener(await shopHome());
    const otherHome = await shopHome();
    // Were they processed, standard output would not be empty.
    await leaveOnQueue(otherHome, 3);

    const second = await intg(["--home", otherHome, "listen", "--port", String(first.port), "--json"]);

    expect(second.code).toBe(3);
    expect(jsonError(second)).toMatchObject({
      code: "INTG_PORT_IN_USE",
      message: `Port ${first.port} on 127.0.0.1 is in use.`,
      hint: expect.stringContaining("--port 0"),
    });
  });
});

describe("after kill -9", () => {
  test("a new listener starts at once and every acknowledged call is processed, once", async () => {
    const home = await shopHome();
    const first = await startListener(home);
    const load = callWithoutPause(first, 16);
    await first.eventsWhen(20);
    first.kill("SIGKILL");
    await first.exited;
    const answered = await load.stopped();

    const second = await within(5_000, startListener(home));
    await second.post(approval(1_000_000));
    second.kill("SIGTERM");
    expect((await second.exited).code).toBe(0);

    const kept = lookInto(home);
    expect(kept).toMatchObject({ integrity: "ok", queued: 0, deliveries: kept.processed });
    expect(kept.processed).toBeGreaterThan(answered);
    const reported = [
      ...first.stdout().matchAll(/"deliveryId":"(dlv_\w+)"/g),
      ...second.stdout().matchAll(/"deliveryId":"(dlv_\w+)"/g),
    ].map(([, id]) => id);
    expect(new Set(reported).size).toBe(reported.length);
  });

  test("what was left on the queue is processed after the first line, in the order it came", async () => {
    const home = await shopHome();
    await leaveOnQueue(home, 50);

    const listener = await startListener(home);
    const events = await listener.eventsWhen(50);

    expect(listener.records()[0]?.type).toBe("listening");
    expect(events.map(({ nativeId }) => nativeId)).toEqual(Array.from({ length: 50 }, (_, index) => `call-${index}`));
    expect(lookInto(home)).toEqual({ integrity: "ok", deliveries: 50, queued: 0, processed: 50 });
  });
});

describe("when its output goes nowhere", () => {
  test("a reader that went away does not end it", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    listener.child.stdout?.destroy();
    listener.child.stderr?.destroy();

    const statuses: number[] = [];
    for (let call = 0; call < 5; call += 1) statuses.push((await listener.post(approval(call))).status);
    const forged = await listener.post(approval(9), { hottok: "wrong" });
    listener.kill("SIGTERM");

    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect(forged.status).toBe(401);
    expect(await within(5_000, listener.exited)).toEqual({ code: 0, signal: null });
    expect(lookInto(home)).toEqual({ integrity: "ok", deliveries: 5, queued: 0, processed: 5 });
  });

  test("a full disk under its output does not end it", async () => {
    const home = await shopHome();
    const port = await freePort();
    const full = openSync("/dev/full", "w");
    const listener = startOn(home, port, full);
    closeSync(full);
    await answers(port);

    const statuses: number[] = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await post(port, approval(call))).status);
    listener.kill("SIGTERM");

    expect(statuses).toEqual([200, 200, 200]);
    expect(await within(5_000, listener.exited)).toEqual({ code: 0, signal: null });
    expect(listener.stderr()).not.toContain("    at ");
    expect(lookInto(home)).toEqual({ integrity: "ok", deliveries: 3, queued: 0, processed: 3 });
  });
});

test("a reader that is stuck costs bounded memory, and is told how much it missed", async () => {
  const home = await shopHome();
  const listener = await startListener(home);
  listener.child.stdout?.pause();
  const body = Buffer.from(JSON.stringify(approval(1)).replace("ab12cd34", "x".repeat(50_000)));

  const calls = Math.ceil((3 * 1024 * 1024) / body.length);
  for (let call = 0; call < calls; call += 1) await listener.post(body);
  await idle(listener);
  listener.child.stdout?.resume();
  const records = await listener.recordsWhen((all) => all.some(({ type }) => type === "dropped"), "the count of dropped lines");

  const dropped = Number(records.find(({ type }) => type === "dropped")?.count);
  expect(dropped).toBeGreaterThan(0);
  expect(listener.events().length + dropped).toBe(calls);
  listener.kill("SIGTERM");
  expect(await within(5_000, listener.exited)).toEqual({ code: 0, signal: null });
});

test("a reader that is stuck does not hold up its end", async () => {
  const listener = await startListener(await shopHome());
  listener.child.stdout?.pause();
  // More than a pipe holds.
  for (let call = 0; call < 400; call += 1)
    await listener.post(approval(call), { hottok: "wrong", path: `/hooks/hotmart/${"x".repeat(400)}` });

  listener.kill("SIGTERM");

  const exit = new Promise((resolve) => listener.child.once("exit", (code, signal) => resolve({ code, signal })));
  expect(await within(5_000, exit)).toEqual({ code: 0, signal: null });
  listener.child.stdout?.resume();
});

describe("beside a running listener", () => {
  test("simulate --to reaches it, and to nowhere exits 6", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    const send = (port: number) => intg(["--home", home, "--json", "simulate", "hotmart", "purchase", "--to", `http://127.0.0.1:${port}`]);

    const sent = await send(listener.port);
    expect({ code: sent.code, status: (JSON.parse(sent.stdout) as { status: number }).status }).toEqual({ code: 0, status: 200 });
    expect((await listener.eventsWhen(1))[0]).toMatchObject({
      trigger: "purchase.approved",
      status: "processed",
      product: { slug: "curso-x" },
    });

    const lost = await send(await freePort());
    expect(lost.code).toBe(6);
    expect(lost.stdout).toBe("");
    expect(lost.stderr).toContain('"code":"INTG_CALL_FAILED"');
    expect(lost.stderr).toContain("ECONNREFUSED");
  });

  test("simulate --to reaches every store of every provider", async () => {
    const home = await shopHome();
    const setKey = (...store: string[]) =>
      intgOk(["--home", home, "credential", "set", "grupozap", "--secret", "key=stdin", ...store], { input: "INTG-DEMO-KEY-0002\n" });
    await setKey("--store", "crm2");
    await setKey();
    await intgOk(["--home", home, "credential", "set", "hotmart", "--store", "loja-2", "--secret", "hottok=stdin"], { input: "second\n" });
    const listener = await startListener(home);
    const url = `http://127.0.0.1:${listener.port}`;

    for (const call of [
      ["hotmart", "purchase", "--store", "loja-2"],
      ["grupozap", "lead", "--store", "crm2"],
      ["grupozap", "lead"],
    ]) {
      await intgOk(["--home", home, "--json", "simulate", ...call, "--to", url]);
    }
    const events = await listener.eventsWhen(3);

    expect(events.map(({ provider, store }) => `${provider}/${store}`)).toEqual(["hotmart/loja-2", "grupozap/crm2", "grupozap/default"]);
  });

  test("a long dry run disturbs nothing", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    const dryRun = intg(["--home", home, "--json", "simulate", "hotmart", "purchase", "--count", "1500", "--seed", "1"]);

    const answers: { status: number; ms: number }[] = [];
    for (let isOver = false; !isOver; ) {
      const startedAt = performance.now();
      const { status } = await listener.post(approval(answers.length));
      answers.push({ status, ms: performance.now() - startedAt });
      isOver = await Promise.race([dryRun.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, 20, false))]);
    }

    expect((await dryRun).code).toBe(0);
    expect(answers.length).toBeGreaterThan(10);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(2_000);
    await listener.eventsWhen(answers.length);
    expect(lookInto(home)).toMatchObject({ queued: 0, deliveries: answers.length });
  });

  test("a credential that is set takes effect with the next call", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    const set = (value: string, ...more: string[]) =>
      intgOk(["--home", home, "credential", "set", "hotmart", "--secret", "hottok=stdin", ...more], { input: `${value}\n` });
    const statusWith = async (hottok: string | null, call: number) => (await listener.post(approval(call), { hottok })).status;

    expect([await statusWith("second-hottok", 1), await statusWith(null, 2), await statusWith(HOTTOK, 3)]).toEqual([401, 401, 200]);
    await set("second-hottok", "--add");
    expect([await statusWith("second-hottok", 4), await statusWith(HOTTOK, 5)]).toEqual([200, 200]);
    await set("third-hottok");
    expect([await statusWith("third-hottok", 6), await statusWith("second-hottok", 7), await statusWith(HOTTOK, 8)]).toEqual([
      200, 401, 401,
    ]);
  });

  test("a rule and a link that are made take effect with the next call", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    await listener.post(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", product: "2002" }, 1));

    await intgOk(["--home", home, "product", "link", "curso-x", "hotmart", "2002"]);
    await listener.post(saleEvent("PURCHASE_APPROVED", { transaction: "HP2", product: "2002" }, 1));

    const events = await listener.eventsWhen(2);
    expect(events.map(({ status }) => status)).toEqual(["unmatched", "processed"]);
  });
});

test("no secret is printed or stored, wherever a call carries it", async () => {
  const home = await shopHome();
  const listener = await startListener(home);
  const wrong = "wrong-hottok-that-is-somebodys";
  const form = `callback_type=1&hottok=${HOTTOK}&transaction=HPF1&status=approved&prod=1001&email=ana%40example.com&name=Ana`;
  const answers = [
    await listener.post(approval(1)),
    await listener.post({ ...approval(2), hottok: HOTTOK }, { hottok: null }),
    await listener.post(Buffer.from(form), { hottok: null, headers: { "Content-Type": "application/x-www-form-urlencoded" } }),
    await listener.post(approval(3)),
    await listener.post(approval(4), { headers: { Authorization: `Bearer ${HOTTOK}`, Cookie: `hottok=${HOTTOK}` } }),
    await listener.post({ ...approval(5), hottok: wrong }, { hottok: wrong }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 401]);
  await listener.eventsWhen(5);
  const whileRunning = bytesOf(home);
  listener.kill("SIGTERM");
  await listener.exited;

  const everything = [
    whileRunning,
    bytesOf(home),
    listener.stdout(),
    listener.stderr(),
    ...answers.map((answer) => JSON.stringify(answer)),
  ];
  const shown = ["event", "list", "--json", "--show-pii"];
  everything.push(await intgOk(["--home", home, ...shown]), await intgOk(["--home", home, "credential", "list", "--json"]));
  for (const secret of [HOTTOK, wrong]) {
    for (const text of everything) expect(text.includes(secret)).toBe(false);
  }
});

test("a secret that somebody put into the URL of the panel is not stored", async () => {
  const home = await shopHome();
  const listener = await startListener(home);

  const answer = await listener.post(approval(1), { path: `/hooks/hotmart?hottok=${HOTTOK}` });
  await listener.eventsWhen(1);

  expect(answer.status).toBe(200);
  expect(listener.stdout() + listener.stderr()).not.toContain(HOTTOK);
  expect(bytesOf(home).includes(HOTTOK)).toBe(false);
});

/** Callers that call without pause, each call a sale of its own, until the listener is gone. */
function callWithoutPause(listener: RunningListener, connections: number): { stopped(): Promise<number> } {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let made = 0;
  let answered = 0;
  const callers = Array.from({ length: connections }, async () => {
    for (;;) {
      made += 1;
      const answer = await listener.post(approval(made), { agent }).catch(() => undefined);
      if (answer === undefined) return;
      if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
      answered += 1;
    }
  });
  return {
    stopped: async () => {
      await Promise.all(callers);
      agent.destroy();
      return answered;
    },
  };
}

/** The bytes of a call, cut in the middle of its body. */
function halves(body: object): readonly [string, string] {
  const text = JSON.stringify(body);
  const head = `POST /hooks/hotmart HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Hotmart-Hottok: ${HOTTOK}\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n`;
  return [head + text.slice(0, 100), text.slice(100)];
}

/** Resolves when everything that was taken is processed. */
async function idle(listener: RunningListener): Promise<void> {
  await eventually(async () => {
    const { pending } = JSON.parse((await listener.get("/readyz")).body) as { pending: number };
    if (pending > 0) throw new Error("still busy");
  });
}

/** Stores deliveries as a listener does that dies before it has processed them. */
async function leaveOnQueue(home: string, count: number): Promise<void> {
  const store = await openStore(home, {});
  await store.deliveries.append(
    Array.from({ length: count }, (_, index) => ({
      id: `dlv_${String(index).padStart(20, "0")}`,
      provider: "hotmart",
      store: "default",
      receivedAt: "2026-11-03T12:00:00.000Z",
      origin: "http" as const,
      request: new InboundRequest({
        method: "POST",
        target: "/hooks/hotmart",
        headers: [["Content-Type", "application/json"]],
        body: new TextEncoder().encode(JSON.stringify(approval(index))),
      }),
    })),
  );
  await store.close();
}

function bytesOf(home: string): string {
  return readdirSync(home)
    .map((file) => readFileSync(join(home, file), "latin1"))
    .join("\n");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** A listener whose standard output is not ours to read. */
function startOn(home: string, port: number, stdoutTo: number): Running {
  return start(["--home", home, "listen", "--port", String(port), "--json"], { stdoutTo });
}

/** Resolves when somebody answers at `port`. */
async function answers(port: number): Promise<void> {
  await within(
    10_000,
    eventually(async () => (await openConnection(port)).end()),
  );
}

/** Resolves when nobody takes connections at `port` any more. */
async function refusesConnections(port: number): Promise<void> {
  const refused = async () => {
    const connection = await openConnection(port).catch(() => undefined);
    connection?.end();
    if (connection !== undefined) throw new Error("still taken");
  };
  await within(5_000, eventually(refused));
}

/** Tries again until it does not throw. */
async function eventually(attempt: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
