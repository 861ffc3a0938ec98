import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadConfiguration } from "../../src/app/configuration.ts";
import { watchArrivals } from "../../src/app/expect/arrivals.ts";
import type { Expectation } from "../../src/app/expect/expectation.ts";
import { type WatchOutcome, watchFor } from "../../src/app/expect/watch.ts";
import type { Store } from "../../src/app/ports.ts";
import { processDelivery } from "../../src/app/process.ts";
import { type Delivery, eventIdOf } from "../../src/core/delivery.ts";
import { InboundRequest } from "../../src/core/http-message.ts";
import { openStore } from "../../src/store/open.ts";
import { aCondition, anExpectation, wanted } from "../support/expectation.ts";
import { createHome, type Home } from "../support/home.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { TAG } from "../support/world.ts";

const ZONE = "America/Sao_Paulo";
const START_MS = Date.UTC(2026, 10, 3, 12);
const FORBID_BLOCK: Expectation["forbidden"] = [{ kind: "action", action: wanted("access.block") }];

let home: Home;
/** A second connection to the same home, as `intg expect` has one. */
let reader: Store;

beforeEach(async () => {
  home = await createHome();
  await furnish(home.store);
  reader = await openStore(home.folder, {});
});

afterEach(async () => {
  await reader.close();
  await home.close();
});

/** Sells `curso-x` as hotmart product 1001, and tags who buys. */
async function furnish(store: Store): Promise<void> {
  await store.products.add({ slug: "curso-x", name: "X", description: null, image: null, type: "course", price: null, salesUrl: null });
  await link(store, "1001");
  const actions = [TAG("aluno")];
  await store.rules.add({ id: "rul_1", product: "curso-x", trigger: "purchase.approved", whenText: null, when: null, actions });
}

async function link(store: Store, externalId: string): Promise<void> {
  const switches = { kind: "one-time", releaseOnBoleto: false, blockOnCancel: true } as const;
  await store.products.link({
    product: "curso-x",
    provider: "hotmart",
    store: "default",
    externalId,
    offer: null,
    plan: null,
    ...switches,
  });
}

/** A call that came in `number` seconds after the start. */
function delivery(number: number, body: object): Delivery {
  const request = new InboundRequest({
    method: "POST",
    target: "/hooks/hotmart",
    headers: [["Content-Type", "application/json"]],
    body: Buffer.from(JSON.stringify(body)),
  });
  const receivedAt = new Date(START_MS + number * 1000).toISOString();
  return { id: `dlv_${String(number).padStart(20, "0")}`, provider: "hotmart", store: "default", receivedAt, origin: "http", request };
}

const approval = (number: number, email = "ana@example.com", product = "1001") =>
  delivery(number, saleEvent("PURCHASE_APPROVED", { transaction: `HP${number}`, email, product }, number));
const refund = (number: number, of: number) => delivery(number, saleEvent("PURCHASE_REFUNDED", { transaction: `HP${of}` }, number));
const idOf = (number: number) => eventIdOf(`dlv_${String(number).padStart(20, "0")}`, 0);

async function process(store: Store, ...deliveries: readonly Delivery[]): Promise<void> {
  const options = { configuration: await loadConfiguration(store), zone: ZONE };
  await store.transaction(async (tx) => {
    for (const one of deliveries) {
      await tx.take(one.id);
      await processDelivery(one, tx, options);
    }
  });
}

async function receive(store: Store, ...deliveries: readonly Delivery[]): Promise<void> {
  await store.deliveries.append(deliveries);
  await process(store, ...deliveries);
}

/** Watches while one after the other of these is done, between two looks. Time goes by only in the pauses. */
async function watched(
  expectation: Partial<Expectation>,
  steps: readonly (() => Promise<void>)[],
  find: () => Promise<Store | undefined> = async () => reader,
): Promise<WatchOutcome & { readonly ids: readonly string[] }> {
  const wanting = anExpectation({ withinMs: 2_000, ...expectation });
  const todo = [...steps];
  let nowMs = 0;
  const time = {
    clock: { monotonicMs: () => nowMs },
    pause: async (ms: number) => {
      nowMs += ms;
      await todo.shift()?.();
    },
    isStopped: () => false,
  };
  const outcome = await watchFor(wanting, await watchArrivals(find, wanting.since), time);
  if (outcome === null) throw new Error("nobody stopped it");
  return { ...outcome, ids: outcome.matched.map(({ id }) => id) };
}

describe("what counts", () => {
  test("is what another connection writes after the start, and not what was there", async () => {
    await receive(home.store, approval(1));

    const { ids, came } = await watched({}, [async () => receive(home.store, approval(2))]);

    expect([ids, came]).toEqual([[idOf(2)], 1]);
  });

  test("is with `since` also what was received since", async () => {
    await receive(home.store, approval(1), approval(2), approval(3));

    const { ids, came } = await watched({ since: "2026-11-03T12:00:02.000Z", count: { kind: "at-least", n: 3 } }, [
      async () => receive(home.store, approval(4)),
    ]);

    expect([ids, came]).toEqual([[idOf(2), idOf(3), idOf(4)], 3]);
  });

  test("is a call that was stored before the start and is worked out after it, behind a later one too", async () => {
    const [early, late] = [approval(1), approval(2)];
    await home.store.deliveries.append([early, late]);
    await process(home.store, late);

    const { ids } = await watched({}, [async () => process(home.store, early)]);

    expect(ids).toEqual([idOf(1)]);
  });

  test("is an event that waited for the operator until now, whether it came before the start or after it, and once", async () => {
    await receive(home.store, approval(1, "ana@example.com", "777"));
    const mended = async () => {
      await link(home.store, "777");
      await process(home.store, approval(1, "ana@example.com", "777"), approval(2, "ana@example.com", "777"));
    };

    const { ids, came, misses } = await watched({ count: { kind: "exactly", n: 2 } }, [
      async () => receive(home.store, approval(2, "ana@example.com", "777")),
      mended,
    ]);

    expect([ids, came, misses]).toEqual([[idOf(1), idOf(2)], 2, []]);
  });

  test("is such an event also when many others came since", async () => {
    const waiting = approval(1, "ana@example.com", "777");
    const others = Array.from({ length: 40 }, (_, at) => approval(at + 2, "bia@example.com"));

    const { ids } = await watched({ where: aCondition("buyer.email = ana@example.com") }, [
      async () => receive(home.store, waiting),
      async () => receive(home.store, ...others),
      async () => {
        await link(home.store, "777");
        await process(home.store, waiting);
      },
    ]);

    expect(ids).toEqual([idOf(1)]);
  });

  test("is every one of a burst larger than what is read at a time, once", async () => {
    const burst = Array.from({ length: 1_100 }, (_, at) => approval(at + 1, `comprador${at}@example.com`));

    const { ids, came } = await watched({ count: { kind: "exactly", n: 1_100 } }, [async () => receive(home.store, ...burst)]);

    expect([new Set(ids).size, came]).toEqual([1_100, 1_100]);
  });

  test("is no event that was done with before and is processed again", async () => {
    await receive(home.store, approval(1));

    const { came } = await watched({ count: { kind: "exactly", n: 0 } }, [async () => process(home.store, approval(1))]);

    expect(came).toBe(0);
  });
});

describe("a home that is not there yet", () => {
  test("is waited for, and everything that is in it then is new", async () => {
    const folder = mkdtempSync(join(tmpdir(), "intg-expect-"));
    let late: Store | undefined;

    const outcome = await watched(
      { actions: [wanted("tag.add", "aluno")] },
      [
        async () => undefined,
        async () => {
          late = await openStore(folder, {});
          await furnish(late);
          await receive(late, approval(1));
        },
      ],
      async () => late,
    );

    expect(outcome).toMatchObject({ ids: [idOf(1)], hasStore: true });
    await late?.close();
    rmSync(folder, { recursive: true });
  });

  test("that never comes is told", async () => {
    expect(await watched({}, [], async () => undefined)).toMatchObject({ came: 0, hasStore: false });
  });
});

describe("what was decided", () => {
  test("by a rule and by the product's link is found", async () => {
    const actions = [wanted("tag.add", "aluno"), wanted("access.grant", "curso-x")];

    const { ids } = await watched({ trigger: "purchase.approved", actions }, [async () => receive(home.store, approval(1))]);

    expect(ids).toEqual([idOf(1)]);
  });

  test("and is forbidden ends it, with the event that did it", async () => {
    const { violations, endedEarly } = await watched(
      { trigger: "purchase.approved", forbidden: FORBID_BLOCK, count: { kind: "at-least", n: 2 } },
      [
        async () => receive(home.store, approval(1)),
        async () => receive(home.store, refund(2, 1)),
        async () => receive(home.store, approval(3)),
      ],
    );

    expect([violations.map(({ event }) => event.id), endedEarly]).toEqual([[idOf(2)], true]);
  });

  test("about somebody else does not", async () => {
    const where = aCondition("buyer.email = bia@example.com");

    const { ids, violations } = await watched({ where, forbidden: FORBID_BLOCK, trigger: "purchase.approved" }, [
      async () => receive(home.store, approval(1)),
      async () => receive(home.store, refund(2, 1), approval(3, "bia@example.com")),
    ]);

    expect([ids, violations]).toEqual([[idOf(3)], []]);
  });

  test("shows in the contact's tags, which can be asked for", async () => {
    const { ids } = await watched({ where: aCondition("contact.tags contains aluno") }, [async () => receive(home.store, approval(1))]);

    expect(ids).toEqual([idOf(1)]);
  });
});

test("why the others are not what was expected is told, the nearest first", async () => {
  const expectation = { trigger: "purchase.approved", where: aCondition("buyer.email = ana@example.com") } as const;

  const { misses } = await watched({ ...expectation, count: { kind: "at-least", n: 2 } }, [
    async () => receive(home.store, approval(1), approval(2, "bia@example.com"), refund(3, 1), approval(4, "ana@example.com", "777")),
    async () => receive(home.store, { ...approval(1), id: "dlv_00000000000000000005" }),
  ]);

  expect(misses.map(({ miss: { kind }, example: { status, trigger } }) => `${kind}: ${trigger} ${status}`)).toEqual([
    "status: purchase.approved unmatched",
    "status: purchase.approved duplicate",
    "where: purchase.approved processed",
    "trigger: purchase.refunded processed",
  ]);
});

test("nothing is written by watching", async () => {
  await receive(home.store, approval(1));
  const tables = ["deliveries", "events", "effects", "tags", "queue", "contacts"];
  const before = home.dump(tables);

  await watched({ since: "2026-11-03T12:00:00.000Z", actions: [wanted("tag.add")], forbidden: FORBID_BLOCK }, []);

  expect(home.dump(tables)).toEqual(before);
});
