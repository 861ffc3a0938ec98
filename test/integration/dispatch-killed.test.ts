import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/app/ports.ts";
import { openStore } from "../../src/store/open.ts";
import { type Answer, answers, IN_SEQUENCE, LEADLOVERS_YES, NEVER, NOWHERE, WHATSAPP_YES } from "../support/fake-sender.ts";
import { createHome, type Home } from "../support/home.ts";
import { atSecond } from "../support/virtual-clock.ts";
import { INSERT, MESSAGE, VirtualWorld, type Worker, withTurn } from "../support/virtual-world.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

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

/** Steps between which a worker may be killed. */
const STEPS = ["claimed and not begun", "under way", "answered and not written down", "written down"] as const;
type Step = (typeof STEPS)[number];

/** Lets a worker work until it comes to `step`, and kills it there. */
async function killAt(step: Step, answer: Answer): Promise<void> {
  let worker: Worker | undefined;
  const store = withTurn(home.store, (turn) => async (done, ...rest) => {
    const claimed = await turn(done, ...rest);
    if (step === "claimed and not begun" && claimed.length > 0) worker?.kill();
    if (step === "written down" && done.length > 0) worker?.kill();
    return claimed;
  });
  world.sender.answer = () => {
    if (step === "under way") return NEVER;
    if (step === "answered and not written down") worker?.kill();
    return answer;
  };
  worker = world.worker({ store });
  await world.clock.advance(10);
  worker.kill();
}

describe("a worker that is killed", () => {
  test.each([
    ["claimed and not begun", ["60: sale"]],
    ["under way", ["0: sale", "60: sale"]],
    ["answered and not written down", ["0: sale", "60: sale"]],
    ["written down", ["0: sale"]],
  ] as const)("leaves a webhook that is called again at most once, with the same id (%s)", async (step, story) => {
    await world.webhook("crm");
    await world.queue("sale");
    await killAt(step, answers(200));
    world.sender.answer = () => answers(200);
    world.worker({ store: other, pollSeconds: 10 });

    await world.clock.advance(HOUR);

    expect(world.sender.story).toEqual(story);
    expect(new Set(world.sender.requests.map(({ id }) => id)).size).toBe(1);
    expect(await world.states()).toEqual({ sale: "sent" });
  });

  test.each([
    ["claimed and not begun", [], "dead dispatch.uncertain"],
    ["under way", ["0: reminder"], "dead dispatch.uncertain"],
    ["answered and not written down", ["0: reminder"], "dead dispatch.uncertain"],
    ["written down", ["0: reminder"], "sent"],
  ] as const)("leaves a message that is not sent again unless the operator says so (%s)", async (step, story, state) => {
    await world.whatsapp();
    await world.queue("reminder", MESSAGE);
    await killAt(step, WHATSAPP_YES);
    world.sender.answer = () => WHATSAPP_YES;
    world.worker({ store: other, pollSeconds: 10 });

    await world.clock.advance(HOUR);

    expect(world.sender.story).toEqual(story);
    expect(await world.states()).toEqual({ reminder: state });
  });

  test.each([
    ["claimed and not begun", NOWHERE, ["60: GET /LeadLocation", "60: POST /Lead"]],
    ["under way", NOWHERE, ["0: POST /Lead", "60: GET /LeadLocation", "60: POST /Lead"]],
    ["under way", IN_SEQUENCE, ["0: POST /Lead", "60: GET /LeadLocation"]],
    ["answered and not written down", IN_SEQUENCE, ["0: POST /Lead", "60: GET /LeadLocation"]],
    ["written down", IN_SEQUENCE, ["0: POST /Lead"]],
  ] as const)("leaves an insert about which leadlovers is asked first (%s)", async (step, place, story) => {
    await world.leadlovers();
    await world.queue("insert", INSERT);
    await killAt(step, LEADLOVERS_YES);
    world.sender.answer = ({ what }) => (what.startsWith("GET") ? place : LEADLOVERS_YES);
    world.worker({ store: other, pollSeconds: 10 });

    await world.clock.advance(HOUR);

    expect(world.sender.story).toEqual(story.map((line) => `${line} ana@example.com`));
    expect(await world.states()).toEqual({ insert: "sent" });
  });

  test("again and again uses up the attempts, so that nothing is called for ever", async () => {
    await world.webhook("crm");
    await world.queue("sale");
    for (let killed = 0; killed < 15; killed += 1) {
      await killAt("under way", answers(200));
      await world.clock.advance(MINUTE);
    }
    world.sender.answer = () => answers(200);
    world.worker({ pollSeconds: 10 });

    await world.clock.advance(HOUR);

    expect(world.sender.requests).toHaveLength(10);
    expect(await world.find("sale")).toMatchObject({ state: "dead", attempts: 10, reason: { code: "dispatch.gave-up" } });
  });

  test("holds up nobody else's dispatches", async () => {
    await world.webhook("crm");
    await world.queue("sale");
    await world.queue("other", { who: "rui", dueAt: atSecond(12) });
    await killAt("under way", answers(200));
    world.sender.answer = () => answers(200);
    world.worker({ store: other });

    await world.clock.advance(2 * MINUTE);

    expect(world.sender.story).toEqual(["0: sale", "12: other", "60: sale"]);
  });
});

describe("an outcome that comes when the lease is over", () => {
  /** The first request takes longer than its lease; another worker begins the second at 60 s. */
  async function late(first: number, second: number): Promise<void> {
    await world.webhook("crm");
    await world.queue("sale");
    world.sender.answer = (request) => answers(request.second === 0 ? first : second, { seconds: request.second === 0 ? 65 : 20 });
    world.worker({ sleepsDeep: true });
    await world.clock.advance(30);
    world.worker({ store: other, pollSeconds: 10 });
    await world.clock.advance(31);
    expect(world.sender.story).toEqual(["0: sale", "60: sale"]);
  }

  test("is only remembered when it failed: the other worker's counts", async () => {
    await late(400, 200);
    await world.clock.advance(5);
    expect(await world.states()).toEqual({ sale: "sending" });

    await world.clock.advance(HOUR);

    expect(world.sender.requests).toHaveLength(2);
    expect(await world.find("sale")).toMatchObject({ state: "sent", endedAt: atSecond(80) });
    expect((await world.attempts("sale")).map(({ number, status }) => [number, status])).toEqual([
      [1, 400],
      [2, 200],
    ]);
  });

  test("counts when it was confirmed, and what the other worker hears then changes nothing", async () => {
    await late(200, 500);
    await world.clock.advance(5);
    expect(await world.states()).toEqual({ sale: "sent" });

    await world.clock.advance(HOUR);

    expect(world.sender.requests).toHaveLength(2);
    expect(await world.states()).toEqual({ sale: "sent" });
  });

  test("counts when it was confirmed although it was given up meanwhile, and no retry sends it twice", async () => {
    await world.whatsapp();
    await world.queue("reminder", MESSAGE);
    world.sender.answer = () => ({ ...WHATSAPP_YES, seconds: 100 });
    world.worker({ sleepsDeep: true });
    await world.clock.advance(30);
    world.worker({ store: other, pollSeconds: 10 });
    await world.clock.advance(MINUTE);
    expect(await world.states()).toEqual({ reminder: "dead dispatch.uncertain" });

    await world.clock.advance(MINUTE);
    const again = await world.store.dispatches.retry([world.id("reminder")], world.clock.now());
    await world.clock.advance(HOUR);

    expect(again).toBe(0);
    expect(await world.states()).toEqual({ reminder: "sent" });
    expect(world.sender.requests).toHaveLength(1);
  });

  test("counts when it was confirmed although the operator asked for a retry once the lease was over", async () => {
    await world.leadlovers();
    await world.queue("insert", INSERT);
    world.sender.answer = () => ({ ...LEADLOVERS_YES, seconds: 100 });
    world.worker({ sleepsDeep: true });
    await world.clock.advance(61);

    await world.store.dispatches.retry([world.id("insert")], world.clock.now());
    // Nobody knows yet whether it worked, so it is asked about first.
    expect(await world.find("insert")).toMatchObject({ state: "queued", attempts: 0, isUncertain: true });
    await world.clock.advance(MINUTE);
    world.worker({ store: other });
    await world.clock.advance(HOUR);

    expect(world.sender.story).toEqual(["0: POST /Lead ana@example.com"]);
    expect(await world.states()).toEqual({ insert: "sent" });
  });

  test("counts when it was confirmed although the operator dropped it once the lease was over", async () => {
    await world.webhook("crm");
    await world.queue("sale");
    world.sender.answer = () => answers(200, { seconds: 100 });
    world.worker();
    await world.clock.advance(30);
    await world.enable("crm", false);
    expect(await world.store.dispatches.drop([world.id("sale")], world.clock.now())).toBe(0);

    await world.clock.advance(31);
    expect(await world.store.dispatches.drop([world.id("sale")], world.clock.now())).toBe(1);
    await world.clock.advance(MINUTE);

    expect(await world.states()).toEqual({ sale: "sent" });
  });
});
