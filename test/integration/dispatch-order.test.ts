import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/app/ports.ts";
import { note } from "../../src/core/note.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { answers, LEADLOVERS_YES, NEVER, WHATSAPP_YES } from "../support/fake-sender.ts";
import { createHome, type Home } from "../support/home.ts";
import { atSecond } from "../support/virtual-clock.ts";
import { INSERT, MESSAGE, TAG, VirtualWorld, withTurn } from "../support/virtual-world.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let world: VirtualWorld;

beforeEach(async () => {
  world = new VirtualWorld(await openScratchStore());
});
afterEach(() => world.close());

/** The store with every turn of a worker counted, and of them those that handed nothing out. */
function counting(store: Store) {
  const turns = { all: 0, empty: 0 };
  const counted = withTurn(store, (turn) => async (...args) => {
    const claimed = await turn(...args);
    turns.all += 1;
    if (claimed.length === 0) turns.empty += 1;
    return claimed;
  });
  return { counted, turns };
}

describe("what goes to one destination for one person", () => {
  beforeEach(() => world.webhook("crm"));

  test("goes in order, one after the other, also when one in the middle is delayed; others do not wait for it", async () => {
    for (const label of ["a1", "a2", "a3"]) await world.queue(label);
    for (const label of ["r1", "r2", "r3"]) await world.queue(label, { who: "rui" });
    world.sender.answer = ({ what, second }) => answers(what === "a2" && second < 5 ? 503 : 200);
    world.worker();

    await world.clock.advance(HOUR);

    expect(world.sender.story.filter((line) => line.includes("a"))).toEqual(["0: a1", "0: a2", "5: a2", "5: a3"]);
    expect(world.sender.story.filter((line) => line.includes("r"))).toEqual(["0: r1", "0: r2", "0: r3"]);
  });

  test("goes on behind one that fails for good", async () => {
    for (const label of ["a1", "a2", "a3"]) await world.queue(label);
    world.sender.answer = ({ what }) => answers(what === "a2" ? 404 : 200);
    world.worker();

    await world.clock.advance(HOUR);

    expect(world.sender.story).toEqual(["0: a1", "0: a2", "0: a3"]);
  });

  test("is in the order in which it is due, not in which it was queued", async () => {
    await world.queue("late", { dueAt: atSecond(-10) });
    await world.queue("early", { dueAt: atSecond(-20) });
    world.worker();

    await world.clock.advance(1);

    expect(world.sender.story).toEqual(["0: early", "0: late"]);
  });

  test("does not wait for what is due tomorrow", async () => {
    await world.queue("tomorrow", { dueAt: atSecond(DAY) });
    await world.queue("now");
    world.worker();

    await world.clock.advance(2 * DAY);

    expect(world.sender.story).toEqual(["0: now", `${DAY}: tomorrow`]);
  });

  test("is never under way twice, even if what comes now was due before", async () => {
    await world.queue("later", { dueAt: atSecond(10) });
    world.sender.answer = () => answers(200, { seconds: 5 });
    world.worker({ pollSeconds: 1 });
    await world.clock.advance(12);

    await world.queue("before", { dueAt: atSecond(9) });
    await world.clock.advance(MINUTE);

    expect(world.sender.story).toEqual(["10: later", "15: before"]);
  });

  test("goes on in order when what was under way then fails", async () => {
    await world.queue("later", { dueAt: atSecond(10) });
    world.sender.answer = ({ second }) => answers(second < 15 ? 503 : 200, { seconds: 5 });
    world.worker({ pollSeconds: 1 });
    await world.clock.advance(12);

    await world.queue("before", { dueAt: atSecond(9) });
    await world.clock.advance(HOUR);

    expect(world.sender.story).toEqual(["10: later", "15: before", "20: later"]);
  });

  test("goes on in order when the worker of what was under way is killed", async () => {
    await world.queue("later", { dueAt: atSecond(10) });
    world.sender.answer = () => NEVER;
    const killed = world.worker();
    await world.clock.advance(12);
    await world.queue("before", { dueAt: atSecond(9) });
    world.sender.answer = () => answers(200);
    world.worker({ pollSeconds: 1 });
    await world.clock.advance(5);

    killed.kill();
    await world.clock.advance(HOUR);

    expect(world.sender.story).toEqual(["10: later", "70: before", "70: later"]);
  });
});

describe("what waits behind another", () => {
  beforeEach(async () => {
    await world.webhook("crm");
    await world.queue("first", { product: "curso-x", step: 20, dueAt: atSecond(1) });
    await world.queue("second", { dueAt: atSecond(2) });
    await world.queue("third", { dueAt: atSecond(3) });
    world.sender.answer = ({ what }) => answers(what === "first" ? 503 : 200);
    world.worker({ pollSeconds: 1 });
    // The second attempt of the first has failed, the third is due at 36 s.
    await world.clock.advance(10);
    expect(world.sender.story).toEqual(["1: first", "6: first"]);
  });

  const others = () => world.sender.story.filter((line) => !line.includes("first"));

  test("goes when that one was sent", async () => {
    world.sender.answer = () => answers(200);
    await world.clock.advance(HOUR);

    expect(others()).toEqual(["36: second", "36: third"]);
  });

  test("goes when that one was refused", async () => {
    world.sender.answer = ({ what }) => answers(what === "first" ? 400 : 200);
    await world.clock.advance(HOUR);

    expect(others()).toEqual(["36: second", "36: third"]);
  });

  test("goes when that one was dropped", async () => {
    await world.store.dispatches.drop([world.id("first")], world.clock.now());
    await world.clock.advance(HOUR);

    expect(others()).toEqual(["11: second", "11: third"]);
  });

  test("goes when that one was canceled by an event", async () => {
    const steps = { lane: "ctc_ana", product: "curso-x", below: 50, sale: null, until: atSecond(1) };
    await world.store.transaction((tx) => tx.cancelSteps(steps, world.clock.now(), note("dispatch.overtaken")));
    await world.clock.advance(HOUR);

    expect(others()).toEqual(["11: second", "11: third"]);
  });

  test("goes before that one when the operator puts that one at the end of the line", async () => {
    world.sender.answer = () => answers(200);
    await world.store.dispatches.retry([world.id("first")], world.clock.now());
    await world.clock.advance(HOUR);

    expect(world.sender.story.slice(2)).toEqual(["11: second", "11: third", "11: first"]);
  });

  test("still waits when the operator drops one between them", async () => {
    await world.store.dispatches.drop([world.id("second")], world.clock.now());
    await world.clock.advance(20);
    expect(others()).toEqual([]);

    world.sender.answer = () => answers(200);
    await world.clock.advance(HOUR);

    expect(others()).toEqual(["36: third"]);
  });

  test("is dropped with it when the destination is removed, and comes back by a retry once there is one of that name", async () => {
    expect(await world.store.destinations.remove("crm", world.clock.now())).toBe(3);
    await world.clock.advance(HOUR);
    expect(new Set(Object.values(await world.states()))).toEqual(new Set(["dropped dispatch.destination-removed"]));

    await world.webhook("crm");
    world.sender.answer = () => answers(200);
    await world.store.dispatches.retry([world.id("second"), world.id("third")], world.clock.now());
    await world.clock.advance(HOUR);

    expect(await world.states()).toEqual({ first: "dropped dispatch.destination-removed", second: "sent", third: "sent" });
  });
});

describe("a great many for one person", () => {
  const labels = (count: number) => Array.from({ length: count }, (_, at) => `a${at}`);
  let home: Home;

  beforeEach(async () => {
    home = await createHome();
    world = new VirtualWorld(home.store);
    home.damage(`
      CREATE TABLE looked (times INTEGER NOT NULL);
      INSERT INTO looked VALUES (0);
      CREATE TRIGGER count_looks AFTER UPDATE OF held ON dispatches BEGIN UPDATE looked SET times = times + 1; END;`);
  });
  afterEach(async () => {
    await world.close();
    await home.close();
  });

  const looks = () => Number(JSON.parse(home.dump(["looked"]).looked?.[0] ?? "[0]")[0]);

  test("are each put aside once and let go once, and are sent in order", async () => {
    const count = 1000;
    await world.webhook("crm");
    await world.queueAll(labels(count).map((label) => [label, {}]));
    const { counted, turns } = counting(home.store);
    world.sender.answer = ({ second }) => answers(second < 5 ? 503 : 200);
    world.worker({ store: counted, pollSeconds: 1 });

    await world.clock.advance(MINUTE);

    expect(world.sender.requests.map(({ what }) => what)).toEqual(["a0", ...labels(count)]);
    expect(looks()).toBeLessThanOrEqual(2 * count);
    // One turn for each request, and those that found nothing to do.
    expect(turns.all - turns.empty).toBe(count + 1);
    expect(turns.empty).toBeLessThan(2 * MINUTE);
  });

  test.each(["crm", "whatsapp"] as const)("do not hold up whoever comes behind them (%s)", async (destination) => {
    await world.webhook("crm");
    await world.whatsapp();
    const words = destination === "crm" ? {} : MESSAGE;
    await world.queueAll([
      ...labels(3000).map((label) => [label, words] as const),
      ["behind", { ...words, who: "rui", dueAt: atSecond(0.001) }],
    ]);
    world.sender.answer = ({ what }) => (what === "a0" ? answers(503) : destination === "crm" ? answers(200) : WHATSAPP_YES);
    const { counted, turns } = counting(home.store);
    world.worker({ store: counted });

    await world.clock.advance(30);

    const sent = world.sender.requests.filter(({ what }) => what === "behind");
    expect(sent).toHaveLength(1);
    expect(sent[0]?.second).toBeLessThanOrEqual(destination === "crm" ? 4 : 24);
    expect(turns.all).toBeLessThan(50);
  });
});

describe("leadlovers", () => {
  beforeEach(async () => {
    await world.leadlovers();
    world.sender.answer = () => LEADLOVERS_YES;
  });

  test("is given 15 s to know a lead before it hears more of it; others do not wait", async () => {
    await world.queue("insert", INSERT);
    await world.queue("tag", TAG);
    await world.queue("other", { ...TAG, who: "rui" });
    world.worker();

    await world.clock.advance(MINUTE);

    expect(world.sender.story).toEqual(["0: POST /Lead ana@example.com", "1: POST /Tag rui@example.com", "15: POST /Tag ana@example.com"]);
  });

  test("gets a tag of the same event in the same call, and both are sent with it", async () => {
    await world.queue("insert", INSERT);
    await world.queue("tag", { ...TAG, sameEventAs: "insert" });
    await world.queue("second tag", { ...TAG, target: "comprador", sameEventAs: "insert" });
    world.worker();

    await world.clock.advance(MINUTE);

    expect(world.sender.story).toEqual(["0: POST /Lead ana@example.com", "15: POST /Tag ana@example.com"]);
    expect(world.sender.requests.map(({ body }) => body?.Tag)).toEqual([640001, 640002]);
    expect(await world.states()).toEqual({ insert: "sent", tag: "sent", "second tag": "sent" });
    expect(await world.find("tag")).toMatchObject({ attempts: 1, endedAt: atSecond(0) });
  });

  test("gets a tag of another event in a call of its own", async () => {
    await world.queue("insert", INSERT);
    await world.queue("tag", TAG);
    world.worker();

    await world.clock.advance(MINUTE);

    expect(world.sender.requests.map(({ body }) => body?.Tag)).toEqual([undefined, 640001]);
  });

  test("that was down gets both again together, and the tag was not tried by itself", async () => {
    await world.queue("insert", INSERT);
    await world.queue("tag", { ...TAG, sameEventAs: "insert" });
    world.sender.answer = ({ second }) => (second < 5 ? answers(503) : LEADLOVERS_YES);
    world.worker();

    await world.clock.advance(2);
    expect(await world.find("tag")).toMatchObject({ state: "queued", attempts: 0 });
    await world.clock.advance(MINUTE);

    expect(world.sender.story).toEqual(["0: POST /Lead ana@example.com", "5: POST /Lead ana@example.com"]);
    expect(await world.states()).toEqual({ insert: "sent", tag: "sent" });
  });

  test("that refuses the sequence gets the tag by itself", async () => {
    await world.queue("insert", INSERT);
    await world.queue("tag", { ...TAG, sameEventAs: "insert" });
    world.sender.answer = ({ what }) => (what.startsWith("POST /Lead") ? answers(400) : LEADLOVERS_YES);
    world.worker();

    await world.clock.advance(MINUTE);

    expect(world.sender.story).toEqual(["0: POST /Lead ana@example.com", "1: POST /Tag ana@example.com"]);
    expect(await world.states()).toEqual({ insert: "dead leadlovers.refused", tag: "sent" });
  });

  test("has a joined tag that was dropped meanwhile told as sent, since it was", async () => {
    await world.queue("insert", INSERT);
    await world.queue("tag", { ...TAG, sameEventAs: "insert" });
    world.sender.answer = () => ({ ...LEADLOVERS_YES, seconds: 5 });
    world.worker();
    await world.clock.advance(2);

    await world.store.dispatches.drop([world.id("tag")], world.clock.now());
    await world.clock.advance(MINUTE);

    expect(await world.states()).toEqual({ insert: "sent", tag: "sent" });
  });

  test("is asked about an insert in doubt, and then gets the tag that was in it by itself", async () => {
    await world.queue("insert", INSERT);
    await world.queue("tag", { ...TAG, sameEventAs: "insert" });
    world.sender.answer = ({ what, second }) => {
      if (what.startsWith("GET")) return answers(200, { body: { Items: [{ MachineCode: 700001, SequenceCode: 1500002 }] } });
      return second === 0 ? answers(504) : LEADLOVERS_YES;
    };
    world.worker();

    await world.clock.advance(MINUTE);

    expect(world.sender.story).toEqual([
      "0: POST /Lead ana@example.com",
      "30: GET /LeadLocation ana@example.com",
      "31: POST /Tag ana@example.com",
    ]);
    expect(await world.states()).toEqual({ insert: "sent", tag: "sent" });
  });
});

describe("a worker that is left alone", () => {
  test("begins the next of a paced destination in time, while a slow request is under way", async () => {
    await world.leadlovers();
    for (const who of ["ana", "rui", "eva"]) await world.queue(who, { ...TAG, who });
    world.sender.answer = () => ({ ...LEADLOVERS_YES, seconds: 8 });
    world.worker();

    await world.clock.advance(MINUTE);

    // One a second, two at once.
    expect(world.sender.story).toEqual(["0: POST /Tag ana@example.com", "1: POST /Tag rui@example.com", "8: POST /Tag eva@example.com"]);
  });

  test("begins what becomes due at another destination in time, while a slow request is under way", async () => {
    await world.webhook("crm");
    await world.webhook("other");
    await world.queue("slow");
    await world.queue("planned", { destination: "other", dueAt: atSecond(3) });
    world.sender.answer = ({ what }) => answers(200, { seconds: what === "slow" ? 9 : 0 });
    world.worker();

    await world.clock.advance(MINUTE);

    expect(world.sender.story).toEqual(["0: slow", "3: planned"]);
  });
});
