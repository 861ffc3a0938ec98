import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openScratchStore } from "../../src/store/open.ts";
import { answers, inTurn, noAnswer, WHATSAPP_YES } from "../support/fake-sender.ts";
import { atSecond } from "../support/virtual-clock.ts";
import { MESSAGE, VirtualWorld } from "../support/virtual-world.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

let world: VirtualWorld;

beforeEach(async () => {
  world = new VirtualWorld(await openScratchStore());
});
afterEach(() => world.close());

describe("a destination that always answers 503", () => {
  /** Seconds from attempt to attempt by hand: 5 s, 30 s, 2 m, 10 m, 1 h, 3 h, 6 h, 12 h, 24 h, times 0.8, 1 and 1.1996. */
  const GAPS = {
    0: [4, 24, 96, 480, 2880, 8640, 17_280, 34_560, 69_120],
    0.5: [5, 30, 120, 600, 3600, 10_800, 21_600, 43_200, 86_400],
    0.999: [5.998, 35.988, 143.952, 719.76, 4318.56, 12_955.68, 25_911.36, 51_822.72, 103_645.44],
  };

  test.each([0, 0.5, 0.999] as const)("is tried ten times over two days, then given up (random %f)", async (random) => {
    await world.webhook("crm");
    await world.queue("sale");
    world.sender.answer = () => answers(503);
    world.worker({ random: () => random });

    await world.clock.advance(80 * HOUR);

    const seconds = world.sender.requests.map(({ second }) => second);
    const gaps = seconds.slice(1).map((second, at) => Math.round((second - (seconds[at] ?? 0)) * 1000) / 1000);
    expect(seconds[0]).toBe(0);
    expect(gaps).toEqual(GAPS[random]);
    expect(new Set(world.sender.requests.map(({ id }) => id)).size).toBe(1);
    expect(await world.states()).toEqual({ sale: "dead answer.later" });
    expect((await world.attempts("sale")).map(({ number, status }) => [number, status])).toEqual(
      Array.from({ length: 10 }, (_, at) => [at + 1, 503]),
    );
  });

  test("has the wait counted from its answer, not from the request", async () => {
    await world.webhook("crm");
    await world.queue("sale");
    world.sender.answer = inTurn(answers(503, { seconds: 9 }), answers(200));
    world.worker();

    await world.clock.advance(MINUTE);

    expect(world.sender.story).toEqual(["0: sale", "14: sale"]);
  });
});

describe("Retry-After", () => {
  test.each([
    ["is waited for when it asks for more than the schedule", "8", 8, 30],
    ["makes no wait shorter", "2", 5, 30],
    ["is cut at twice the wait that was due", "3600", 10, 60],
    ["may be a date", "Tue, 03 Nov 2026 12:00:07 GMT", 7, 30],
    ["in the past asks for nothing", "Tue, 03 Nov 2026 11:00:00 GMT", 5, 30],
    ["that nobody understands asks for nothing", "soon", 5, 30],
  ])("%s (%s)", async (_, value, first, second) => {
    await world.webhook("crm");
    await world.queue("sale");
    world.sender.answer = () => answers(429, { headers: [["Retry-After", value]] });
    world.worker();

    await world.clock.advance(2 * MINUTE);

    expect(world.sender.story).toEqual(["0: sale", `${first}: sale`, `${first + second}: sale`]);
  });
});

describe("a status", () => {
  test.each([
    [400, "answer.refused"],
    [401, "answer.no-entry"],
    [403, "answer.no-entry"],
    [404, "answer.not-found"],
    [422, "answer.refused"],
    [301, "answer.redirect"],
    [307, "answer.redirect"],
    [501, "answer.refused"],
  ])("%i goes to the dead letters at once", async (status, reason) => {
    await world.webhook("crm");
    await world.queue("sale");
    world.sender.answer = () => answers(status, { body: "no" });
    world.worker();

    await world.clock.advance(60 * HOUR);

    expect(world.sender.story).toEqual(["0: sale"]);
    expect(await world.states()).toEqual({ sale: `dead ${reason}` });
    expect(await world.attempts("sale")).toMatchObject([{ number: 1, status, response: "no", reason: { code: reason } }]);
  });

  test.each([408, 425, 429, 500, 502, 503, 504])("%i is tried again, and what worked then keeps its story", async (status) => {
    await world.webhook("crm");
    await world.queue("sale");
    world.sender.answer = inTurn(answers(status), answers(204));
    world.worker();

    await world.clock.advance(HOUR);

    expect(world.sender.story).toEqual(["0: sale", "5: sale"]);
    expect(await world.find("sale")).toMatchObject({ state: "sent", attempts: 2, reason: null, endedAt: atSecond(5) });
    expect((await world.attempts("sale")).map((attempt) => attempt.status)).toEqual([status, 204]);
  });
});

describe("410", () => {
  const many = Array.from({ length: 40 }, (_, at) => `sale-${at}`);

  beforeEach(async () => {
    await world.webhook("crm");
    await world.webhook("other");
    await world.queueAll(many.map((label) => [label, { who: label }]));
  });

  test("disables the destination: what is not under way waits, and so does what got the 410", async () => {
    await world.queue("elsewhere", { destination: "other", dueAt: atSecond(60) });
    world.sender.answer = ({ host }) => (host === "crm.example.com" ? answers(410, { seconds: 1 }) : answers(200));
    world.worker();

    await world.clock.advance(HOUR);

    // Sixteen were under way when the first one was told.
    expect(world.sender.requests.filter(({ host }) => host === "crm.example.com")).toHaveLength(16);
    expect(await world.store.destinations.find("crm")).toMatchObject({
      isEnabled: false,
      disabledBecause: { code: "answer.gone", params: {} },
    });
    expect(Object.values(await world.states(...many)).toSorted()).toEqual([
      ...Array.from({ length: 24 }, () => "queued"),
      ...Array.from({ length: 16 }, () => "queued answer.gone"),
    ]);
    expect(await world.states("elsewhere")).toEqual({ elsewhere: "sent" });
  });

  test("is over once the operator enables it again, and everything is sent", async () => {
    world.sender.answer = ({ second }) => (second < MINUTE ? answers(410) : answers(200));
    world.worker({ pollSeconds: 1 });
    await world.clock.advance(2 * MINUTE);

    await world.enable("crm", true);
    await world.clock.advance(2 * MINUTE);

    expect(new Set(Object.values(await world.states()))).toEqual(new Set(["sent"]));
    expect(new Set(world.sender.requests.filter(({ second }) => second > MINUTE).map(({ what }) => what)).size).toBe(40);
  });

  test("about an address that the operator has corrected meanwhile changes nothing", async () => {
    world.sender.answer = ({ host }) => (host === "crm.example.com" ? answers(410, { seconds: 5 }) : answers(200));
    world.worker({ pollSeconds: 1 });
    await world.clock.advance(1);

    await world.enable("crm", true, { url: "https://new.example.com/hook" });
    await world.clock.advance(MINUTE);

    expect(await world.store.destinations.find("crm")).toMatchObject({
      isEnabled: true,
      disabledBecause: null,
      settings: { url: "https://new.example.com/hook" },
    });
    expect(new Set(Object.values(await world.states()))).toEqual(new Set(["sent"]));
  });
});

describe("a destination that is down for an hour", () => {
  const many = Array.from({ length: 300 }, (_, at) => `sale-${at}`);

  test.each([
    ["answers 503", answers(503)],
    ["does not answer in time", noAnswer(true, 10)],
    ["has no name", noAnswer(false)],
  ])("and %s loses nothing, and the circuit saves most attempts", async (_, down) => {
    await world.webhook("crm");
    await world.queueAll(many.map((label) => [label, { who: label }]));
    world.sender.answer = ({ second }) => (second < HOUR ? down : answers(200));
    world.worker({ pollSeconds: 1 });

    await world.clock.advance(2 * HOUR);

    expect(new Set(Object.values(await world.states()))).toEqual(new Set(["sent"]));
    const wasted = world.sender.requests.filter(({ second }) => second < HOUR).length;
    // Sixteen under way and sixteen at hand when it opens; after that one in at least 30 s.
    expect(wasted).toBeGreaterThanOrEqual(32);
    expect(wasted).toBeLessThanOrEqual(32 + 120);
    expect(world.sender.requests.length - wasted).toBe(300);
  });
});

test("a destination that answers slowly is never called more than its concurrency at once, and nothing goes twice", async () => {
  const many = Array.from({ length: 100 }, (_, at) => `sale-${at}`);
  await world.webhook("crm");
  await world.queueAll(many.map((label) => [label, { who: label }]));
  world.sender.answer = () => answers(200, { seconds: 9 });
  world.worker();

  await world.clock.advance(2 * MINUTE);

  expect(Math.max(...world.sender.requests.map(({ underWay }) => underWay))).toBe(16);
  expect(world.sender.requests).toHaveLength(100);
  expect(new Set(Object.values(await world.states()))).toEqual(new Set(["sent"]));
});

test("a token that was revoked opens the circuit before the whole queue is burnt", async () => {
  const many = Array.from({ length: 1000 }, (_, at) => `sale-${at}`);
  await world.webhook("crm");
  await world.queueAll(many.map((label) => [label, { who: label }]));
  let isRevoked = true;
  world.sender.answer = () => answers(isRevoked ? 401 : 200);
  world.worker({ pollSeconds: 1 });

  await world.clock.advance(10 * MINUTE);

  const dead = await world.store.dispatches.list({ states: ["dead"], limit: 1000 });
  // Sixteen under way and sixteen at hand, then one in 30 s.
  expect(dead.length).toBeLessThanOrEqual(32 + 20);
  isRevoked = false;
  await world.store.dispatches.retry(
    dead.map(({ id }) => id),
    world.clock.now(),
  );
  await world.clock.advance(2 * MINUTE);
  expect(new Set(Object.values(await world.states()))).toEqual(new Set(["sent"]));
});

describe("a message that is three days late", () => {
  test.each([
    [72 * HOUR, "sent"],
    [72 * HOUR + 1, "dead dispatch.too-late"],
  ])("is not sent by itself (%i s)", async (late, state) => {
    await world.whatsapp();
    await world.queue("reminder", MESSAGE);
    world.sender.answer = () => WHATSAPP_YES;
    await world.clock.advance(late);
    world.worker();

    await world.clock.advance(HOUR);

    expect(await world.states()).toEqual({ reminder: state });
    expect(world.sender.requests).toHaveLength(state === "sent" ? 1 : 0);
  });

  test("goes when the operator says so", async () => {
    await world.whatsapp();
    await world.queue("reminder", MESSAGE);
    world.sender.answer = () => WHATSAPP_YES;
    await world.clock.advance(100 * HOUR);
    world.worker({ pollSeconds: 1 });
    await world.clock.advance(MINUTE);
    expect(await world.states()).toEqual({ reminder: "dead dispatch.too-late" });

    await world.store.dispatches.retry([world.id("reminder")], world.clock.now());
    await world.clock.advance(MINUTE);

    expect(await world.states()).toEqual({ reminder: "sent" });
  });

  test("is a matter of messages only: what a destination is to know is told however late", async () => {
    await world.webhook("crm");
    await world.queue("sale");
    await world.clock.advance(100 * HOUR);
    world.worker();

    await world.clock.advance(HOUR);

    expect(await world.states()).toEqual({ sale: "sent" });
  });
});
