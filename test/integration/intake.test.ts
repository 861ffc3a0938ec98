import { Agent } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Inbox } from "../../src/app/inbox.ts";
import type { Store } from "../../src/app/ports.ts";
import type { Delivery } from "../../src/core/delivery.ts";
import { InboundRequest } from "../../src/core/http-message.ts";
import { openStore } from "../../src/store/open.ts";
import { createHome, type Home } from "../support/home.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { type Call, type Listening, setCredential, startListening } from "../support/listening.ts";

const HOTTOK = "hottokOfTheTestsNotARealOne0000000001";
const KEY = "KEY-OF-THE-TESTS-NOT-A-REAL-ONE";
const JSON_TYPE = ["Content-Type", "application/json"] as const;

let home: Home;
let listening: Listening | undefined;

beforeEach(async () => {
  home = await createHome();
  await setCredential(home.store, "hotmart", "hottok", HOTTOK);
});
afterEach(async () => {
  await listening?.stop();
  listening = undefined;
  await home.close();
});

async function listen(store: Store = home.store): Promise<Listening> {
  listening = await startListening(store);
  return listening;
}

function saleCall(transaction: string, hottok = HOTTOK, path = "/hooks/hotmart"): Call {
  return {
    path,
    headers: [JSON_TYPE, ["X-Hotmart-Hottok", hottok]],
    body: JSON.stringify(saleEvent("PURCHASE_APPROVED", { transaction }, 1)),
  };
}

/** A call as bytes on the wire. */
function wireCall(transaction: string): string {
  const body = JSON.stringify(saleEvent("PURCHASE_APPROVED", { transaction }, 1));
  const head = `POST /hooks/hotmart HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Hotmart-Hottok: ${HOTTOK}`;
  return `${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

async function storedTransactions(): Promise<readonly string[]> {
  const page = await home.store.deliveries.page(null, 1000);
  return page
    .map(({ request }) => (JSON.parse(request.text()) as { data: { purchase: { transaction: string } } }).data.purchase.transaction)
    .sort();
}

describe("what is stored", () => {
  test("the body as it came, byte for byte, with its headers and where it was sent, without the query that somebody put into the URL", async () => {
    const { send } = await listen();
    const body = ` {"id": "x", "event":"PURCHASE_APPROVED",\n"version":"2.0.0", "data": {"buyer":{"name":"Zoë \\u00e3"}} } \n`;
    await send({
      path: "/hooks/hotmart?origem=1",
      headers: [JSON_TYPE, ["X-Hotmart-Hottok", HOTTOK], ["X-Twice", "a"], ["X-Twice", "b"]],
      body,
    });
    const [stored] = await home.store.deliveries.page(null, 9);

    expect(stored?.request.text()).toBe(body);
    expect(stored).toMatchObject({ provider: "hotmart", store: "default", origin: "http" });
    expect([stored?.request.method, stored?.request.target]).toEqual(["POST", "/hooks/hotmart"]);
    expect(stored?.request.headerValues("x-twice")).toEqual(["a", "b"]);
  });

  test("bytes that are no UTF-8 stay as they are", async () => {
    const { send } = await listen();
    const body = Buffer.concat([Buffer.from(`transaction=HP1&status=approved&prod=1001&name=Jo`), Buffer.from([0xe3]), Buffer.from(`o`)]);
    const answer = await send({
      headers: [
        ["Content-Type", "application/x-www-form-urlencoded"],
        ["X-Hotmart-Hottok", HOTTOK],
      ],
      body,
    });
    const [stored] = await home.store.deliveries.page(null, 9);

    expect(answer.status).toBe(200);
    expect(Buffer.from(stored?.request.body ?? []).equals(body)).toBe(true);
  });

  test("no secret, in no form and in no file of the home: not of the header, of JSON, of a form, of Basic, and not the kept ones", async () => {
    await setCredential(home.store, "grupozap", "key", KEY);
    const { send, service } = await listen();
    const pair = Buffer.from(`vivareal:${KEY}`).toString("base64");
    const calls: readonly Call[] = [
      saleCall("HP1"),
      {
        ...saleCall("HP2"),
        headers: [JSON_TYPE, ["X-Hotmart-Hottok", HOTTOK], ["Authorization", `Basic ${pair}`], ["Cookie", `session=${HOTTOK}`]],
      },
      { headers: [JSON_TYPE], body: JSON.stringify({ prod: "1001", transaction: "HP3", status: "approved", hottok: HOTTOK }) },
      {
        headers: [["Content-Type", "application/x-www-form-urlencoded"]],
        body: `hottok=${HOTTOK}&transaction=HP4&status=approved&prod=1001`,
      },
      {
        path: "/grupozap/lead",
        headers: [JSON_TYPE, ["Authorization", `Basic ${pair}`]],
        body: JSON.stringify({ originLeadId: "l1", clientListingId: "AP-1" }),
      },
    ];
    for (const call of calls) expect((await send(call)).status).toBe(200);
    await service.drain();
    const bytes = home.bytes();

    expect(await home.store.deliveries.count()).toBe(calls.length);
    expect(bytes.includes("PURCHASE_APPROVED")).toBe(true);
    for (const secret of [HOTTOK, KEY, pair, Buffer.from(HOTTOK).toString("base64")]) expect(bytes.includes(secret), secret).toBe(false);
  });

  test("nothing of a call that was refused", async () => {
    const { send } = await listen();
    const answer = await send({ ...saleCall("HP1", "wrong-and-never-stored"), body: JSON.stringify({ id: "wrong-body-never-stored" }) });

    expect(answer.status).toBe(401);
    expect(await home.store.deliveries.count()).toBe(0);
    expect(home.bytes().includes("never-stored")).toBe(false);
  });
});

describe("a call is safe before it is answered", () => {
  test("another connection to the file sees it as soon as the answer is there", async () => {
    const { send } = await listen();
    await send(saleCall("HP1"));

    expect(home.dump(["deliveries"]).deliveries).toHaveLength(1);
  });

  test("no answer comes while the commit runs", async () => {
    let commit: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    const append: Store["deliveries"]["append"] = async (batch) => {
      await held;
      await home.store.deliveries.append(batch);
    };
    const { send } = await listen({ ...home.store, deliveries: { ...home.store.deliveries, append } });
    let answered = false;
    const answer = send(saleCall("HP1")).then(({ status }) => {
      answered = true;
      return status;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(answered).toBe(false);
    commit();
    expect(await answer).toBe(200);
    expect(await home.store.deliveries.count()).toBe(1);
  });

  test("hundreds of calls at once are each stored once, in fewer commits than calls", async () => {
    const commits: number[] = [];
    const append: Store["deliveries"]["append"] = async (batch) => {
      commits.push(batch.length);
      await home.store.deliveries.append(batch);
    };
    const { send } = await listen({ ...home.store, deliveries: { ...home.store.deliveries, append } });
    const agent = new Agent({ keepAlive: true, maxSockets: 50 });
    const transactions = Array.from({ length: 300 }, (_, index) => `HP${1000 + index}`);

    const answers = await Promise.all(transactions.map((transaction) => send({ ...saleCall(transaction), agent })));
    agent.destroy();

    expect(answers.map(({ status }) => status)).toEqual(transactions.map(() => 200));
    expect(await storedTransactions()).toEqual(transactions);
    expect(commits.reduce((sum, size) => sum + size, 0)).toBe(300);
    expect(commits.length).toBeLessThan(300);
  });

  test("what arrives in one turn of the loop, or while a commit runs, goes into one commit; a lone call waits for nobody", async () => {
    const turns: (() => void)[] = [];
    const batches: (readonly string[])[] = [];
    const deliveries = {
      ...home.store.deliveries,
      append: async (batch: readonly Delivery[]) => void batches.push(batch.map(({ id }) => id)),
    };
    const handed: string[] = [];
    const inbox = new Inbox(deliveries, (batch) => handed.push(...batch.map(({ id }) => id)), {
      endOfTurn: (work) => turns.push(work),
      sleep: async () => undefined,
    });
    const accepted = ["a", "b", "c"].map((id) => inbox.accept(deliveryOf(id)));

    expect([turns.length, inbox.waiting]).toEqual([1, 3]);
    turns.shift()?.();
    accepted.push(inbox.accept(deliveryOf("d")));
    turns.shift()?.();
    await Promise.all(accepted);

    expect(batches).toEqual([["a", "b", "c"], ["d"]]);
    expect(handed).toEqual(["a", "b", "c", "d"]);
    expect(inbox.waiting).toBe(0);
  });

  test("the limits count what the running commit has not made safe yet", async () => {
    const turns: (() => void)[] = [];
    let commit: () => void = () => undefined;
    const append = () =>
      new Promise<void>((done) => {
        commit = done;
      });
    const inbox = new Inbox(
      { ...home.store.deliveries, append },
      () => undefined,
      { endOfTurn: (work) => turns.push(work), sleep: async () => undefined },
      { waiting: 2, waitingBytes: 1000 },
    );
    const accepted = [inbox.accept(deliveryOf("a")), inbox.accept(deliveryOf("b"))];
    turns.shift()?.();

    expect(inbox.waiting).toBe(2);
    await expect(inbox.accept(deliveryOf("c"))).rejects.toMatchObject({ code: "INTG_STORE_BUSY" });
    commit();
    await Promise.all(accepted);
    expect(inbox.waiting).toBe(0);
  });

  test("calls of a commit that fails are each told so, and none is handed on", async () => {
    const turns: (() => void)[] = [];
    const handed: string[] = [];
    const deliveries = { ...home.store.deliveries, append: async () => Promise.reject(new Error("disk")) };
    const inbox = new Inbox(deliveries, (batch) => handed.push(...batch.map(({ id }) => id)), {
      endOfTurn: (work) => turns.push(work),
      sleep: async () => undefined,
    });
    const accepted = ["a", "b"].map((id) => inbox.accept(deliveryOf(id)));
    turns.shift()?.();

    expect((await Promise.allSettled(accepted)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(handed).toEqual([]);
  });
});

function deliveryOf(id: string): Delivery {
  const request = new InboundRequest({ method: "POST", target: "/hooks/hotmart", headers: [], body: new Uint8Array(10) });
  return { id, provider: "hotmart", store: "default", receivedAt: "2026-11-03T12:00:00.000Z", origin: "http", request };
}

describe("credentials", () => {
  test("set while it runs take effect with the next call, and so does taking them away", async () => {
    const { send } = await listen();
    const statusOf = async (hottok: string) => (await send(saleCall("HP1", hottok, "/hooks/hotmart/loja-b"))).status;

    expect(await statusOf("new-one")).toBe(401);
    await setCredential(home.store, "hotmart", "hottok", "new-one", "replace", "loja-b");
    expect(await statusOf("new-one")).toBe(200);
    await home.store.credentials.remove("hotmart", "loja-b", null);
    expect(await statusOf("new-one")).toBe(401);
  });

  test("set by another process take effect too", async () => {
    const { send } = await listen();
    expect((await send(saleCall("HP1", "rotated"))).status).toBe(401);

    const other = await openStore(home.folder, {});
    await setCredential(other, "hotmart", "hottok", "rotated");
    await other.close();

    expect((await send(saleCall("HP1", "rotated"))).status).toBe(200);
    expect((await send(saleCall("HP1", HOTTOK))).status).toBe(401);
  });

  test("both values are accepted during a rotation, the old one no longer once it is retired", async () => {
    const { send } = await listen();
    const statuses = async () => [(await send(saleCall("HP1", HOTTOK))).status, (await send(saleCall("HP1", "next"))).status];
    await setCredential(home.store, "hotmart", "hottok", "next", "add");

    expect(await statuses()).toEqual([200, 200]);
    await home.store.credentials.retire("hotmart", "default", "hottok");
    expect(await statuses()).toEqual([401, 200]);
  });

  test("of one store say nothing about another of the same provider", async () => {
    await setCredential(home.store, "hotmart", "hottok", "of-loja-b", "replace", "loja-b");
    const { send, service } = await listen();
    const answers = [
      await send(saleCall("HP1")),
      await send(saleCall("HP1", "of-loja-b", "/hooks/hotmart/loja-b")),
      await send(saleCall("HP2", HOTTOK, "/hooks/hotmart/loja-b")),
      await send(saleCall("HP2", "of-loja-b")),
    ];
    await service.drain();

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 401, 401]);
    const events = await home.store.events.list({ limit: 9 });
    expect(events.map(({ store, status, transaction }) => [store, status, transaction.id])).toEqual([
      ["loja-b", "unmatched", "HP1"],
      ["default", "unmatched", "HP1"],
    ]);
  });
});

describe("processing behind the answers", () => {
  test("a drain processes everything that was stored, in the order it came", async () => {
    const { send, service, processed } = await listen();
    for (let index = 0; index < 100; index += 1) await send(saleCall(`HP${1000 + index}`));
    await service.drain();

    expect(processed.map(({ event }) => event.transaction.id)).toEqual(Array.from({ length: 100 }, (_, index) => `HP${1000 + index}`));
    expect(await home.store.deliveries.pendingCount()).toBe(0);
  });

  test("what was stored and not processed before a stop is processed after the next start, once", async () => {
    const first = await listen();
    await first.service.stop();
    await first.send(saleCall("HP1"));
    await first.stop();
    expect(await home.store.deliveries.pendingCount()).toBe(1);

    const second = await listen();
    await second.service.drain();

    expect(second.processed.map(({ event }) => event.transaction.id)).toEqual(["HP1"]);
    expect((await home.store.events.list({ limit: 9 })).map(({ status }) => status)).toEqual(["unmatched"]);
  });

  test("a call that another process stored is processed as well", async () => {
    const { service, processed } = await listen();
    const other = await openStore(home.folder, {});
    await other.deliveries.append([{ ...deliveryOf("dlv_00000000000000000009"), request: requestOf("HP9") }]);
    await other.close();
    await service.drain();

    expect(processed.map(({ event }) => event.transaction.id)).toEqual(["HP9"]);
  });

  test("a call that breaks the processing is kept as failed, and its neighbours are processed", async () => {
    for (const transaction of ["HP1", "HP2", "HP3"]) {
      await home.store.deliveries.append([
        { ...deliveryOf(`dlv_0000000000000000000${transaction.at(-1)}`), request: requestOf(transaction) },
      ]);
    }
    const transaction: Store["transaction"] = (work, options) =>
      home.store.transaction(
        (tx) =>
          work({
            ...tx,
            savePurchase: async (purchase) => {
              if (purchase.transaction === "HP2") throw new TypeError("a bug of ours");
              await tx.savePurchase(purchase);
            },
          }),
        options,
      );
    const { service } = await listen({ ...home.store, transaction });
    await service.drain();
    const events = await home.store.events.list({ limit: 9 });

    expect(events.map(({ status, reason }) => [status, reason?.code])).toEqual([
      ["unmatched", "match.unlinked"],
      ["failed", "event.failed"],
      ["unmatched", "match.unlinked"],
    ]);
    expect(await home.store.deliveries.pendingCount()).toBe(0);
  });
});

function requestOf(transaction: string): InboundRequest {
  const body = new TextEncoder().encode(JSON.stringify(saleEvent("PURCHASE_APPROVED", { transaction }, 1)));
  return new InboundRequest({ method: "POST", target: "/hooks/hotmart", headers: [JSON_TYPE], body });
}

describe("connections", () => {
  test("are kept open: two calls on one, and a third sent without waiting", async () => {
    const { open } = await listen();
    const wire = await open();
    wire.socket.write(wireCall("HP1"));
    await wire.until(/200 OK/);
    wire.socket.write(wireCall("HP2") + wireCall("HP3"));
    await wire.until(/(?:200 OK[\s\S]*){3}/);
    wire.socket.destroy();

    expect(await storedTransactions()).toEqual(["HP1", "HP2", "HP3"]);
  });

  test("that rest are closed at once when the listener closes, and new ones are refused", async () => {
    const { open, listener, port } = await listen();
    const wire = await open();
    wire.socket.write(wireCall("HP1"));
    await wire.until(/200 OK/);
    await listener.close();
    await wire.closed;

    await expect(open()).rejects.toMatchObject({ code: "ECONNREFUSED", port });
  });

  test("with a call under way are answered first", async () => {
    const { open, listener } = await listen();
    const wire = await open();
    const call = wireCall("HP1").replace("Content-Type", "Connection: close\r\nContent-Type");
    wire.socket.write(call.slice(0, -20));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closing = listener.close();
    wire.socket.write(call.slice(-20));
    await closing;
    await wire.closed;

    expect(wire.received()).toMatch(/^HTTP\/1\.1 200 /);
    expect(await storedTransactions()).toEqual(["HP1"]);
  });

  test("kept open with a call under way are closed when it is answered, not when they have idled long enough", async () => {
    const { open, listener } = await listen();
    const wire = await open();
    const call = wireCall("HP1");
    wire.socket.write(call.slice(0, -20));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closing = listener.close().then(() => "closed");
    wire.socket.write(call.slice(-20));
    const first = await Promise.race([closing, new Promise((resolve) => setTimeout(() => resolve("still open"), 3000))]);

    expect(first).toBe("closed");
    await wire.closed;
    expect(wire.received()).toMatch(/^HTTP\/1\.1 200 /);
    expect(await storedTransactions()).toEqual(["HP1"]);
  });
});
