import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { showDispatches } from "../../src/app/outbox/queue-view.ts";
import { DISPATCH_STATES } from "../../src/core/dispatch.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { answers, NEVER, WHATSAPP_YES } from "../support/fake-sender.ts";
import { atSecond } from "../support/virtual-clock.ts";
import { MESSAGE, VirtualWorld } from "../support/virtual-world.ts";

const HOUR = 3600;

let world: VirtualWorld;

beforeEach(async () => {
  world = new VirtualWorld(await openScratchStore());
  await world.webhook("crm");
});
afterEach(() => world.close());

/** Why each of these waits, and when it is expected, as a list shows it. */
async function shown(label: string) {
  const all = await showDispatches(world.store, { states: DISPATCH_STATES, limit: 100 }, world.clock.now());
  const found = all.find(({ dispatch }) => dispatch.id === world.id(label));
  return { waitsFor: found?.waitsFor, expectedAt: found?.expectedAt };
}

describe("the operator is told that a dispatch waits", () => {
  test("for the answer, while it is under way", async () => {
    await world.queue("sale");
    world.sender.answer = () => NEVER;
    world.worker();
    await world.clock.advance(10);

    expect((await shown("sale")).waitsFor).toEqual({ code: "dispatch.waits-for-answer", params: { until: atSecond(60) } });
  });

  test("for a worker, when the one that had it was killed", async () => {
    await world.queue("sale");
    world.sender.answer = () => NEVER;
    const worker = world.worker();
    await world.clock.advance(10);

    worker.kill();
    await world.clock.advance(HOUR);

    expect((await shown("sale")).waitsFor).toEqual({ code: "dispatch.waits-worker", params: {} });
  });

  test("for a destination that is not there", async () => {
    await world.queue("sale", { destination: "gone" });

    expect(await shown("sale")).toEqual({
      waitsFor: { code: "dispatch.no-destination", params: { destination: "gone" } },
      expectedAt: null,
    });
  });

  test("for a destination that is disabled", async () => {
    await world.queue("sale");
    await world.enable("crm", false);

    expect(await shown("sale")).toEqual({
      waitsFor: { code: "dispatch.waits-disabled", params: { destination: "crm" } },
      expectedAt: null,
    });
  });

  test("for the circuit", async () => {
    await world.queueAll(Array.from({ length: 40 }, (_, at) => [`sale-${at}`, { who: `buyer-${at}` }]));
    world.sender.answer = () => answers(503);
    world.worker();
    await world.clock.advance(10);

    expect(await shown("sale-39")).toEqual({
      waitsFor: { code: "dispatch.waits-circuit", params: { destination: "crm", until: atSecond(30) } },
      expectedAt: atSecond(30),
    });
  });

  test("for the time when it is meant to go", async () => {
    await world.queue("sale", { dueAt: atSecond(HOUR) });

    expect(await shown("sale")).toEqual({
      waitsFor: { code: "dispatch.waits-due", params: { at: atSecond(HOUR), attempts: 0 } },
      expectedAt: atSecond(HOUR),
    });
  });

  test("for its next attempt", async () => {
    await world.queue("sale");
    world.sender.answer = () => answers(503);
    world.worker();
    await world.clock.advance(6);

    expect(await shown("sale")).toEqual({
      waitsFor: { code: "dispatch.waits-retry", params: { at: atSecond(35), attempts: 2 } },
      expectedAt: atSecond(35),
    });
  });

  test("for one that comes before it", async () => {
    await world.queue("first");
    await world.queue("second");
    await world.queue("third");
    world.sender.answer = () => answers(503);
    world.worker();
    await world.clock.advance(6);

    expect((await shown("second")).waitsFor).toEqual({ code: "dispatch.waits-behind", params: { id: world.id("first") } });
    expect((await shown("third")).waitsFor).toEqual({ code: "dispatch.waits-behind", params: { id: world.id("first") } });
  });

  test("for the pause between two messages", async () => {
    await world.whatsapp();
    await world.queue("first", MESSAGE);
    await world.queue("second", { ...MESSAGE, who: "rui" });
    await world.queue("third", { ...MESSAGE, who: "eva" });
    world.sender.answer = () => WHATSAPP_YES;
    world.worker();
    await world.clock.advance(10);

    const waitsFor = { code: "dispatch.waits-spacing", params: { destination: "whatsapp", until: atSecond(20) } };
    expect(await shown("second")).toEqual({ waitsFor, expectedAt: atSecond(20) });
    expect(await shown("third")).toEqual({ waitsFor, expectedAt: atSecond(40) });
  });

  test("for tomorrow's quota", async () => {
    await world.whatsapp({ "per-day": "1" });
    await world.queue("first", MESSAGE);
    await world.queue("second", { ...MESSAGE, who: "rui" });
    world.sender.answer = () => WHATSAPP_YES;
    world.worker();
    await world.clock.advance(10);

    expect(await shown("second")).toEqual({
      waitsFor: { code: "dispatch.waits-quota", params: { destination: "whatsapp", until: "2026-11-04T00:00:00.000Z" } },
      expectedAt: "2026-11-04T00:00:00.000Z",
    });
  });

  test("for the end of the quiet time", async () => {
    // It is nine in the morning in Sao Paulo.
    await world.whatsapp({ quiet: "08:30-10:00" });
    await world.queue("reminder", MESSAGE);
    world.worker();
    await world.clock.advance(10);

    expect(await shown("reminder")).toEqual({
      waitsFor: { code: "dispatch.waits-quiet", params: { until: "2026-11-03T13:00:00.000Z" } },
      expectedAt: "2026-11-03T13:00:00.000Z",
    });
  });

  test("for somebody to send it", async () => {
    await world.queue("sale");

    expect(await shown("sale")).toEqual({ waitsFor: { code: "dispatch.waits-worker", params: {} }, expectedAt: atSecond(0) });
  });
});

test("what has ended waits for nothing", async () => {
  for (const label of ["sent", "dead", "dropped"]) await world.queue(label, { who: label });
  await world.store.dispatches.drop([world.id("dropped")], world.clock.now());
  world.sender.answer = ({ what }) => answers(what === "sent" ? 200 : 400);
  world.worker();
  await world.clock.advance(1);

  for (const label of ["sent", "dead", "dropped"]) expect(await shown(label)).toEqual({ waitsFor: null, expectedAt: null });
});
