import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/app/ports.ts";
import { IntgError } from "../../src/core/errors.ts";
import { openStore } from "../../src/store/open.ts";
import { answers, WHATSAPP_YES } from "../support/fake-sender.ts";
import { createHome, type Home } from "../support/home.ts";
import { atSecond } from "../support/virtual-clock.ts";
import { MESSAGE, VirtualWorld, type Worker, withTurn } from "../support/virtual-world.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let home: Home;
let other: Store;
let world: VirtualWorld;

beforeEach(async () => {
  home = await createHome();
  other = await openStore(home.folder, {});
  world = new VirtualWorld(home.store);
});
afterEach(async () => {
  await world.close();
  await other.close();
  await home.close();
});

function twoWorkers(pollSeconds = 1): readonly [Worker, Worker] {
  return [world.worker({ pollSeconds }), world.worker({ pollSeconds, store: other })];
}

function labels(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `d${at}`);
}

const BUSY = () => new IntgError("INTG_STORE_BUSY", { path: "intg.db" });

describe("two workers on one home", () => {
  test("send each dispatch once, and both of them work", async () => {
    await world.webhook("crm", { concurrency: "4" });
    await world.queueAll(labels(200).map((label, at) => [label, { who: `buyer-${at % 50}` }]));
    let answered = 0;
    world.sender.answer = () => {
      answered += 1;
      return answers(200, { seconds: 0.3 + (answered % 5) / 10 });
    };
    const workers = twoWorkers();

    await world.clock.advance(5 * MINUTE);

    expect(new Set(Object.values(await world.states()))).toEqual(new Set(["sent"]));
    expect(world.sender.requests).toHaveLength(200);
    expect(workers.map(({ outcomes }) => outcomes.length).reduce((sum, count) => sum + count)).toBe(200);
  });

  test("keep to one concurrency between them, whoever comes first", async () => {
    await world.webhook("crm", { concurrency: "4" });
    await world.queueAll(labels(4).map((label) => [label, { who: label }]));
    const late = Array.from({ length: 20 }, (_, at) => `late-${at}`);
    await world.queueAll(late.map((label) => [label, { who: label, dueAt: atSecond(0.5) }]));
    world.sender.answer = () => answers(200, { seconds: 7 });
    world.worker({ sleepsDeep: true });
    await world.clock.advance(0.1);
    world.worker({ store: other, pollSeconds: 1 });

    await world.clock.advance(5 * MINUTE);

    expect(Math.max(...world.sender.requests.map(({ underWay }) => underWay))).toBe(4);
    expect(new Set(Object.values(await world.states()))).toEqual(new Set(["sent"]));
  });

  test("keep the order of one person", async () => {
    await world.webhook("crm", { concurrency: "4" });
    await world.queueAll(labels(20).map((label) => [label, {}]));
    let answered = 0;
    world.sender.answer = () => {
      answered += 1;
      return answers(answered % 3 === 0 ? 503 : 200, { seconds: 0.4 });
    };
    twoWorkers();

    await world.clock.advance(10 * MINUTE);

    const first = [...new Set(world.sender.requests.map(({ what }) => what))];
    expect(first).toEqual(labels(20));
    expect(Math.max(...world.sender.requests.map(({ underWay }) => underWay))).toBe(1);
  });

  test("leave 20 s between two messages of one number", async () => {
    await world.whatsapp();
    await world.queueAll(labels(9).map((label) => [label, { ...MESSAGE, who: label }]));
    world.sender.answer = () => ({ ...WHATSAPP_YES, seconds: 3 });
    twoWorkers();

    await world.clock.advance(10 * MINUTE);

    const seconds = world.sender.requests.map(({ second }) => second);
    expect(seconds).toHaveLength(9);
    expect(Math.min(...seconds.slice(1).map((second, at) => second - (seconds[at] ?? 0)))).toBeGreaterThanOrEqual(20);
    expect(seconds[8]).toBeLessThan(8 * 22);
  });

  test("send no more in a day of UTC than its quota, and go on at midnight", async () => {
    await world.whatsapp({ "per-day": "3" });
    await world.queueAll(labels(7).map((label) => [label, { ...MESSAGE, who: label }]));
    world.sender.answer = () => WHATSAPP_YES;
    twoWorkers(5 * MINUTE);

    await world.clock.advance(2 * DAY);

    // It is noon at the start.
    const days = world.sender.requests.map(({ second }) => Math.floor((second + DAY / 2) / DAY));
    expect(days).toEqual([0, 0, 0, 1, 1, 1, 2]);
    expect(world.sender.requests[3]?.second).toBe(DAY / 2);
  });

  test("share one circuit: what one of them finds out the other knows", async () => {
    await world.webhook("crm", { concurrency: "4" });
    await world.queueAll(labels(200).map((label) => [label, { who: label }]));
    world.sender.answer = () => answers(503, { seconds: 0.3 });
    twoWorkers();

    await world.clock.advance(29);

    expect(world.sender.requests.length).toBeLessThanOrEqual(10 + 8);
  });
});

describe("a storage that is busy for a while", () => {
  /** Turns that fail before they did anything, by their number. */
  function failing(isBusy: (turn: number) => boolean): Store {
    let turns = 0;
    return withTurn(home.store, (turn) => async (...args) => {
      turns += 1;
      if (isBusy(turns)) throw BUSY();
      return turn(...args);
    });
  }

  test("when something is to be claimed is asked again", async () => {
    await world.webhook("crm");
    await world.queue("sale");
    const worker = world.worker({ store: failing((turn) => turn <= 3) });

    await world.clock.advance(10);

    expect(world.sender.story).toEqual(["0.75: sale"]);
    expect(await world.states()).toEqual({ sale: "sent" });
    expect(worker.storageErrors).toHaveLength(3);
  });

  test("when an answer is to be written down loses no answer", async () => {
    await world.whatsapp();
    await world.queueAll([
      ["first", { ...MESSAGE, who: "ana" }],
      ["second", { ...MESSAGE, who: "rui" }],
    ]);
    world.sender.answer = () => WHATSAPP_YES;
    world.worker({ store: failing((turn) => turn >= 2 && turn <= 9) });

    await world.clock.advance(MINUTE);

    expect(world.sender.story).toEqual(["0: first", "20: second"]);
    expect(await world.states()).toEqual({ first: "sent", second: "sent" });
  });

  test("when the event is to be read has the dispatch tried again, and no attempt is counted", async () => {
    await world.webhook("crm");
    await world.queue("sale");
    let asked = 0;
    const events = {
      ...home.store.events,
      get: async (id: string) => {
        asked += 1;
        if (asked <= 2) throw BUSY();
        return home.store.events.get(id);
      },
    };
    world.worker({ store: { ...home.store, events } });

    await world.clock.advance(10);

    expect(world.sender.story).toEqual(["0.5: sale"]);
    expect(await world.find("sale")).toMatchObject({ state: "sent", attempts: 1 });
  });

  test("for longer than a worker that is to end can wait leaves what it did in doubt, not lost", async () => {
    await world.webhook("crm");
    await world.queue("sale");
    const worker = world.worker({ store: failing((turn) => turn >= 2) });
    await world.clock.advance(1);
    let isOver = false;
    void worker.dispatcher.stop().then(() => {
      isOver = true;
    });
    await world.clock.advance(10);
    expect(isOver).toBe(true);

    world.worker({ store: other, pollSeconds: 10 });
    await world.clock.advance(2 * MINUTE);

    expect(world.sender.story).toEqual(["0: sale", "60: sale"]);
    expect(await world.states()).toEqual({ sale: "sent" });
  });
});

describe("a worker that is told to end", () => {
  const stopped = (worker: Worker) => {
    const stop = { isOver: false };
    void worker.dispatcher.stop().then(() => {
      stop.isOver = true;
    });
    return stop;
  };

  test("waits for what is under way, begins nothing more, and gives back what it had claimed as if it had not", async () => {
    await world.webhook("crm", { concurrency: "2" });
    await world.queueAll(labels(6).map((label) => [label, { who: label }]));
    world.sender.answer = () => answers(200, { seconds: 5 });
    const worker = world.worker();
    await world.clock.advance(1);
    expect(Object.values(await world.states())).toEqual(["sending", "sending", "sending", "sending", "queued", "queued"]);

    const stop = stopped(worker);
    await world.clock.advance(3);
    expect(stop.isOver).toBe(false);
    await world.clock.advance(2);

    expect(stop.isOver).toBe(true);
    expect(world.sender.requests).toHaveLength(2);
    expect(Object.values(await world.states())).toEqual(["sent", "sent", "queued", "queued", "queued", "queued"]);
    expect(await world.find("d2")).toMatchObject({ attempts: 0, isUncertain: false });
  });

  test("while it claims gives back what it is given then", async () => {
    await world.webhook("crm");
    await world.queue("sale");
    const slow = withTurn(home.store, (turn) => async (...args) => {
      const claimed = await turn(...args);
      await new Promise<void>((resolve) => void world.clock.later(1000, resolve));
      return claimed;
    });
    const worker = world.worker({ store: slow });
    await world.clock.advance(0.5);
    expect(await world.states()).toEqual({ sale: "sending" });

    const stop = stopped(worker);
    await world.clock.advance(10);

    expect(stop.isOver).toBe(true);
    expect(world.sender.requests).toEqual([]);
    expect(await world.find("sale")).toMatchObject({ state: "queued", attempts: 0, isUncertain: false });
  });
});

test("a dispatch that makes us stumble goes to the dead letters and holds up nobody", async () => {
  await world.webhook("crm");
  await world.queue("sale");
  await world.queue("next");
  world.sender.answer = ({ what }) => {
    if (what === "sale") throw new TypeError("a bug of ours");
    return answers(200);
  };
  world.worker();

  await world.clock.advance(MINUTE);

  expect(await world.find("sale")).toMatchObject({
    state: "dead",
    attempts: 0,
    reason: { code: "dispatch.failed", params: { detail: "TypeError" } },
  });
  expect(await world.states("next")).toEqual({ next: "sent" });
});
