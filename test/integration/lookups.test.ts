import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CredentialCache } from "../../src/app/credential-cache.ts";
import { explainEvent } from "../../src/app/explain-event.ts";
import { Lookups } from "../../src/app/lookups.ts";
import type { Clock } from "../../src/app/ports.ts";
import { Processor, type ProcessorOptions } from "../../src/app/processor.ts";
import { rebuild } from "../../src/app/rebuild.ts";
import { replayDeliveries } from "../../src/app/replay.ts";
import type { CanonicalEvent } from "../../src/core/event.ts";
import { createHttpClient } from "../../src/dispatch/client.ts";
import { callOf, type Listening, setCredential, startListening } from "../support/listening.ts";
import { EMAIL, errorXml, notification, TOKEN, transactionXml } from "../support/pagseguro-sale.ts";
import { startVendorApi, type VendorApi } from "../support/vendor-api.ts";
import { createWorld, type World } from "../support/world.ts";

const ZONE = "America/Sao_Paulo";
const REASONS = ["lookup.misconfigured"];
const START = Date.parse("2026-11-03T12:00:00.000Z");
const PAID = transactionXml({ code: "T-1", status: 3 });

let world: World;
let vendor: VendorApi;
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  world = await createWorld();
  vendor = await startVendorApi(() => ({ status: 200, body: PAID }));
  closing = [vendor.close];
  await world.product("curso");
  await world.link("curso", "CURSO-1", { provider: "pagseguro" });
  await setCredential(world.store, "pagseguro", "email", EMAIL);
  await setCredential(world.store, "pagseguro", "token", TOKEN);
  await world.store.accounts.save({ provider: "pagseguro", name: "default", description: null, actOnTests: false, api: vendor.url });
});

afterEach(async () => {
  for (const close of closing.reverse()) await close();
});

async function listening(): Promise<Listening> {
  const listener = await startListening(world.store);
  closing.push(() => listener.stop());
  return listener;
}

/** Newest first. */
const events = () => world.store.events.list({ limit: 100 });

/** Waits for the store to come to a state; fails by the test's own time-out when it never does. */
async function until(isSo: (found: readonly CanonicalEvent[]) => boolean): Promise<readonly CanonicalEvent[]> {
  for (;;) {
    const found = await events();
    if (isSo(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const settled = (found: readonly CanonicalEvent[]) => found.length > 0 && found.every(({ status }) => status !== "pending");

describe("a classic notification", () => {
  test("is answered 200 at once, asked about, and becomes the event that PagSeguro tells", async () => {
    const { send } = await listening();

    const answer = await send(callOf(notification(1)));
    const [event] = await until(settled);

    expect(answer.status).toBe(200);
    expect(event).toMatchObject({
      trigger: "purchase.approved",
      status: "processed",
      transaction: { id: "T-1" },
      amount: { minor: 19700 },
    });
    expect(event?.buyer.name).toBe("Conceição Inventada");
    expect(await world.grants("ana@example.com", "curso")).toEqual([{ transaction: "T-1", state: "active", until: null }]);
  });

  test("is asked about with the store's own credentials, by its code, and the vendor's address gets nothing else", async () => {
    const { send } = await listening();
    await send(callOf(notification(7)));
    await until(settled);

    expect(vendor.calls.map(({ path, query }) => [path, query.get("email"), query.get("token")])).toEqual([
      ["/v3/transactions/notifications/4B7F1C-0A22E63B41D9-8C5570F2AA13-000007", EMAIL, TOKEN],
    ]);
  });

  test("is refused, and nobody asks, where the store has no credentials", async () => {
    const { send } = await listening();

    const answer = await send(callOf(notification(1), "/hooks/pagseguro/outra-loja"));

    expect(answer.status).toBe(401);
    expect(await events()).toEqual([]);
    expect(vendor.calls).toEqual([]);
  });

  test("claims nothing before the answer: a forged code cannot stand in the way of a real sale", async () => {
    vendor.answer(() => ({ status: 400, body: errorXml(13001) }));
    const { service } = await listening();
    await service.take("pagseguro", "default", notification(1));
    const [forged] = await until((found) => found.length === 1);

    expect(forged).toMatchObject({ status: "pending", trigger: "unknown", contactId: null, reason: { code: "lookup.waiting" } });
    expect(await world.store.contacts.list({ after: null, limit: 10, tag: null })).toEqual([]);
  });

  test("that reads available without paid having been seen is both, once, however often it is told", async () => {
    vendor.answer(() => ({ status: 200, body: transactionXml({ code: "T-1", status: 4, minute: 9 }) }));
    const { send } = await listening();
    await send(callOf(notification(1)));
    await until((found) => settled(found) && found.length === 2);
    await send(callOf(notification(2)));

    const all = await until((found) => settled(found) && found.length === 4);

    expect(all.map(({ trigger, status }) => [trigger, status])).toEqual([
      ["purchase.completed", "duplicate"],
      ["purchase.approved", "duplicate"],
      ["purchase.completed", "processed"],
      ["purchase.approved", "processed"],
    ]);
    expect(await world.grants("ana@example.com", "curso")).toEqual([{ transaction: "T-1", state: "active", until: null }]);
  });

  test("whose answer came stays answered: a rebuild makes the same state without asking", async () => {
    const { send, stop } = await listening();
    await send(callOf(notification(1)));
    await until(settled);
    await stop();

    expect(await rebuild(world.store, ZONE)).toBe(1);

    expect(vendor.calls.length).toBe(1);
    expect(await world.grants("ana@example.com", "curso")).toEqual([{ transaction: "T-1", state: "active", until: null }]);
  });
});

const PROCESSING: ProcessorOptions = {
  zone: ZONE,
  batchSize: () => 10,
  remembered: 10,
  onProcessed: () => undefined,
  onStorageError: (error) => {
    throw error;
  },
  breathe: async () => undefined,
  sleep: async () => undefined,
};

/** Asks on a clock that only moves when the test says so, and processes what was answered as the listener does. */
async function onVirtualClock() {
  let ms = START;
  const clock: Clock = { now: () => new Date(ms).toISOString(), monotonicMs: () => ms };
  const http = createHttpClient(clock);
  closing.push(() => http.close());
  const newLookups = () => {
    const credentials = new CredentialCache(world.store);
    return new Lookups({
      store: world.store,
      credentials,
      http: async () => http,
      clock,
      onSettled: () => undefined,
      onStorageError: (error) => {
        throw error;
      },
    });
  };
  const ask = async (lookups = newLookups()) => {
    lookups.poll();
    await lookups.stop();
    await new Processor(world.store, PROCESSING).drain();
    return (await events())[0];
  };
  return {
    ask,
    newLookups,
    wait: (seconds: number) => {
      ms += seconds * 1000;
    },
    arrive: async (number: number) => {
      const delivery = { id: `dlv_${String(number).padStart(20, "0")}`, provider: "pagseguro", store: "default", origin: "http" as const };
      await world.deliver({ ...delivery, receivedAt: clock.now(), request: notification(number), isHint: true });
      return delivery.id;
    },
    clock,
  };
}

describe("a vendor that gives no answer", () => {
  test("is asked again after each wait of the schedule, and the question is given up after the last", async () => {
    vendor.answer(() => ({ status: 503 }));
    const { ask, wait, arrive } = await onVirtualClock();
    await arrive(1);
    await ask();

    for (const [times, seconds] of [5, 30, 120, 600, 1800, 3600, 3 * 3600, 6 * 3600].entries()) {
      wait(seconds - 1);
      expect(await ask()).toMatchObject({ status: "pending" });
      expect(vendor.calls.length).toBe(times + 1);
      wait(1);
      await ask();
      expect(vendor.calls.length).toBe(times + 2);
    }

    expect((await events())[0]).toMatchObject({ status: "quarantined", reason: { code: "lookup.later", params: { reason: 503 } } });
    expect(await world.store.lookups.waiting()).toBe(0);
  });

  test("and then gives one is believed then", async () => {
    vendor.answer(() => ({ status: 500 }));
    const { ask, wait, arrive } = await onVirtualClock();
    await arrive(1);
    expect(await ask()).toMatchObject({ status: "pending" });

    vendor.answer(() => ({ status: 200, body: PAID }));
    wait(4);
    expect(await ask()).toMatchObject({ status: "pending" });
    wait(1);
    expect(await ask()).toMatchObject({ status: "processed", trigger: "purchase.approved" });
  });

  test("that does not know the code at first is asked again, and five times over ten minutes is enough", async () => {
    vendor.answer(() => ({ status: 404, body: "Not Found" }));
    const { ask, wait, arrive } = await onVirtualClock();
    await arrive(1);
    const found = [await ask()];
    for (const seconds of [5, 30, 120, 600]) {
      wait(seconds);
      found.push(await ask());
    }

    expect(found.map((event) => event?.status)).toEqual(["pending", "pending", "pending", "pending", "quarantined"]);
    expect(found.at(-1)?.reason?.code).toBe("lookup.not-here");
  });

  test("that calls the code invalid is asked once more, for it may have been too early", async () => {
    vendor.answer(() => ({ status: 400, body: errorXml(13001) }));
    const { ask, wait, arrive } = await onVirtualClock();
    await arrive(1);
    expect((await ask())?.status).toBe("pending");
    wait(5);

    expect(await ask()).toMatchObject({ status: "quarantined", reason: { code: "lookup.unknown" } });
  });
});

test.each([
  ["401 in plain text", { status: 401, body: "Unauthorized" }],
  ["403", { status: 403, body: "Forbidden" }],
  ["an error document about the token", { status: 400, body: errorXml(10002) }],
])("credentials that the vendor answers with %s wait for the operator, who sets them, and are asked with again", async (_, refusal) => {
  vendor.answer(() => refusal);
  const { ask, arrive, clock } = await onVirtualClock();
  await arrive(1);
  expect(await ask()).toMatchObject({ status: "quarantined", reason: { code: "lookup.misconfigured" } });

  vendor.answer(() => ({ status: 200, body: PAID }));
  expect(await world.store.lookups.wake("pagseguro", "outra-loja", clock.now(), REASONS)).toBe(0);
  expect(await world.store.lookups.wake("pagseguro", "default", clock.now(), REASONS)).toBe(1);

  expect(await ask()).toMatchObject({ status: "processed", trigger: "purchase.approved" });
});

test("a question that was given up is asked again when the event is replayed, and not by looking", async () => {
  vendor.answer(() => ({ status: 401, body: "Unauthorized" }));
  const { ask, arrive } = await onVirtualClock();
  const id = await arrive(1);
  await ask();
  await replayDeliveries([id], world.store, ZONE, false);
  expect(await world.store.lookups.waiting()).toBe(0);

  const [replayed] = await replayDeliveries([id], world.store, ZONE, true);

  expect(replayed?.event).toMatchObject({ status: "pending", reason: { code: "lookup.waiting" } });
  expect(await world.store.lookups.waiting()).toBe(1);
});

test("a question in hand when the process ends comes back when its minute is over, and nobody asks it meanwhile", async () => {
  const { ask, wait, arrive, clock } = await onVirtualClock();
  await arrive(1);
  const lease = new Date(Date.parse(clock.now()) + 60_000).toISOString();
  expect((await world.store.lookups.claimDue(clock.now(), lease, 4)).length).toBe(1);

  wait(59);
  expect(await ask()).toMatchObject({ status: "pending" });
  expect(vendor.calls).toEqual([]);
  wait(1);
  expect(await ask()).toMatchObject({ status: "processed" });
});

test("new codes are asked about before those that failed already, so that forged ones hold up nobody", async () => {
  vendor.answer(() => ({ status: 404 }));
  const { ask, wait, arrive, clock } = await onVirtualClock();
  for (let forged = 1; forged <= 4; forged += 1) await arrive(forged);
  await ask();
  wait(600);
  const real = await arrive(7);
  expect(vendor.calls.length).toBe(4);

  const [first] = await world.store.lookups.claimDue(clock.now(), clock.now(), 1);

  expect(first?.delivery.id).toBe(real);
});

test("the story of an event that waits tells how often the vendor was asked, what came of it, and when it is asked again", async () => {
  vendor.answer(() => ({ status: 503 }));
  const { ask, wait, arrive } = await onVirtualClock();
  await arrive(1);
  await ask();
  wait(5);
  const event = await ask();
  if (event === undefined) throw new Error("no event");

  const { question } = await explainEvent(world.store, { event, decisions: [] });

  expect(question).toEqual({
    attempts: 2,
    nextAt: "2026-11-03T12:00:35.000Z",
    reason: { code: "lookup.later", params: { title: "PagSeguro", reason: 503 } },
  });
});

test("a repeat of a code that is being asked about asks nothing more, and a repeat after the answer asks again", async () => {
  const { ask, arrive, clock } = await onVirtualClock();
  await arrive(1);
  for (const id of ["A", "B"]) {
    const delivery = { id: `dlv_0000000000000000000${id}`, provider: "pagseguro", store: "default", origin: "http" as const };
    await world.deliver({ ...delivery, receivedAt: clock.now(), request: notification(1), isHint: true });
  }
  expect(await world.store.lookups.waiting()).toBe(1);
  expect((await events()).map(({ status }) => status)).toEqual(["duplicate", "duplicate", "pending"]);

  await ask();
  expect(vendor.calls.length).toBe(1);
  await arrive(2);
  await ask();
  expect(vendor.calls.length).toBe(2);
});

test("a question that was due for long is not held up by any number of new ones", async () => {
  vendor.answer(() => ({ status: 503 }));
  const { ask, wait, arrive, clock } = await onVirtualClock();
  const real = await arrive(1);
  await ask();
  wait(600);
  for (let forged = 2; forged <= 9; forged += 1) await arrive(forged);

  const claimed = await world.store.lookups.claimDue(clock.now(), "2026-11-04T00:00:00.000Z", 4);

  expect(claimed.map(({ delivery }) => delivery.id)).toContain(real);
});

test("credentials that are set while the old ones are being refused are asked with all the same", async () => {
  const { ask, arrive, clock } = await onVirtualClock();
  const id = await arrive(1);
  const lease = new Date(Date.parse(clock.now()) + 60_000).toISOString();
  await world.store.lookups.claimDue(clock.now(), lease, 1);

  await world.store.lookups.wake("pagseguro", "default", clock.now(), REASONS);
  await world.store.lookups.park(id, lease, { code: "lookup.misconfigured", params: {} });

  expect(await ask()).toMatchObject({ status: "processed", trigger: "purchase.approved" });
});

test("new credentials do not ask again about what the vendor says does not exist", async () => {
  vendor.answer(() => ({ status: 400, body: errorXml(13001) }));
  const { ask, wait, arrive, clock } = await onVirtualClock();
  await arrive(1);
  await ask();
  wait(5);
  await ask();

  expect(await world.store.lookups.wake("pagseguro", "default", clock.now(), REASONS)).toBe(0);
  expect(await world.store.lookups.wake("pagseguro", "default", clock.now(), [...REASONS, "lookup.unknown"])).toBe(1);
});
