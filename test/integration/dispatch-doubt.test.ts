import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openScratchStore } from "../../src/store/open.ts";
import { answers, FORBIDDEN, IN_SEQUENCE, inTurn, LEADLOVERS_YES, NOWHERE, noAnswer, PAGE, WHATSAPP_YES } from "../support/fake-sender.ts";
import { INSERT, MESSAGE, TAG, VirtualWorld } from "../support/virtual-world.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

let world: VirtualWorld;

beforeEach(async () => {
  world = new VirtualWorld(await openScratchStore());
});
afterEach(() => world.close());

describe("leadlovers", () => {
  beforeEach(() => world.leadlovers());

  test("that says no in a 200 is not asked again", async () => {
    await world.queue("insert", INSERT);
    world.sender.answer = () => answers(200, { body: { StatusCode: 400, Message: "Código da Máquina inválido" } });
    world.worker();

    await world.clock.advance(60 * HOUR);

    expect(world.sender.story).toEqual(["0: POST /Lead ana@example.com"]);
    expect(await world.states()).toEqual({ insert: "dead leadlovers.refused" });
  });

  test.each([
    ["a page", PAGE],
    ["a connection that ends mid-answer", noAnswer(true)],
    ["a gateway that gave up", answers(504)],
  ])("is asked where the lead is before an insert in doubt is repeated, not before 30 s (%s)", async (_, doubtful) => {
    await world.queue("insert", INSERT);
    world.sender.answer = inTurn(doubtful, NOWHERE, LEADLOVERS_YES);
    world.worker();

    await world.clock.advance(HOUR);

    expect(world.sender.story).toEqual([
      "0: POST /Lead ana@example.com",
      "30: GET /LeadLocation ana@example.com",
      "30: POST /Lead ana@example.com",
    ]);
    expect(await world.states()).toEqual({ insert: "sent" });
  });

  test("gets no second insert once it shows the lead", async () => {
    await world.queue("insert", INSERT);
    world.sender.answer = inTurn(noAnswer(true), IN_SEQUENCE);
    world.worker();

    await world.clock.advance(60 * HOUR);

    expect(world.sender.story).toEqual(["0: POST /Lead ana@example.com", "30: GET /LeadLocation ana@example.com"]);
    expect(await world.states()).toEqual({ insert: "sent" });
  });

  test.each([
    ["was not understood", PAGE],
    ["was a fault", answers(500)],
    ["was lost", noAnswer(true)],
    ["could not even be asked for", noAnswer(false)],
  ])("gets no second insert while the answer to that question %s", async (_, unclear) => {
    await world.queue("insert", INSERT);
    world.sender.answer = inTurn(noAnswer(true), unclear, unclear, IN_SEQUENCE);
    world.worker();

    await world.clock.advance(60 * HOUR);

    // 30 s is the wait of the second attempt anyway, 2 m and 10 m those that follow.
    expect(world.sender.story).toEqual([
      "0: POST /Lead ana@example.com",
      "30: GET /LeadLocation ana@example.com",
      "60: GET /LeadLocation ana@example.com",
      "180: GET /LeadLocation ana@example.com",
    ]);
    expect(await world.states()).toEqual({ insert: "sent" });
  });

  test("that nothing reached is told again without a question", async () => {
    await world.queue("insert", INSERT);
    world.sender.answer = inTurn(noAnswer(false), LEADLOVERS_YES);
    world.worker();

    await world.clock.advance(HOUR);

    expect(world.sender.story).toEqual(["0: POST /Lead ana@example.com", "5: POST /Lead ana@example.com"]);
  });

  test("is told a tag again without a question, since a tag can be set twice", async () => {
    await world.queue("tag", TAG);
    world.sender.answer = inTurn(noAnswer(true), PAGE, LEADLOVERS_YES);
    world.worker();

    await world.clock.advance(HOUR);

    expect(world.sender.story).toEqual(["0: POST /Tag ana@example.com", "5: POST /Tag ana@example.com", "35: POST /Tag ana@example.com"]);
    expect(await world.states()).toEqual({ tag: "sent" });
  });
});

describe("whatsapp", () => {
  beforeEach(() => world.whatsapp());

  test.each([
    ["a page", PAGE],
    ["a connection that ends mid-answer", noAnswer(true)],
    ["a gateway that gave up", answers(504)],
  ])("never gets a message twice that may have gone out (%s)", async (_, doubtful) => {
    await world.queue("reminder", MESSAGE);
    world.sender.answer = () => doubtful;
    world.worker();

    await world.clock.advance(60 * HOUR);

    expect(world.sender.story).toEqual(["0: reminder"]);
    expect(await world.states()).toEqual({ reminder: "dead dispatch.uncertain" });
  });

  test("that nothing reached gets it again, its pause kept", async () => {
    await world.queue("reminder", MESSAGE);
    world.sender.answer = inTurn(noAnswer(false), WHATSAPP_YES);
    world.worker();

    await world.clock.advance(HOUR);

    expect(world.sender.story).toEqual(["0: reminder", "20: reminder"]);
    expect(await world.states()).toEqual({ reminder: "sent" });
  });

  test("gets a message in doubt again when the operator says so", async () => {
    await world.queue("reminder", MESSAGE);
    world.sender.answer = inTurn(noAnswer(true), WHATSAPP_YES);
    world.worker({ pollSeconds: 1 });
    await world.clock.advance(MINUTE);

    await world.store.dispatches.retry([world.id("reminder")], world.clock.now());
    await world.clock.advance(MINUTE);

    expect(world.sender.story).toEqual(["0: reminder", "61: reminder"]);
    expect(await world.states()).toEqual({ reminder: "sent" });
  });
});

describe("a webhook", () => {
  beforeEach(() => world.webhook("crm"));

  test.each([
    ["whose name is not found", noAnswer(false)],
    ["that closes mid-answer", noAnswer(true)],
    ["that never answers in time", noAnswer(true, 10)],
  ])("%s is called again with the same webhook-id", async (_, fault) => {
    await world.queue("sale");
    world.sender.answer = inTurn(fault, answers(200));
    world.worker();

    await world.clock.advance(HOUR);

    expect(world.sender.story).toEqual(["0: sale", `${5 + (fault.seconds ?? 0)}: sale`]);
    expect(new Set(world.sender.requests.map(({ id }) => id))).toEqual(new Set([world.id("sale")]));
    expect(await world.attempts("sale")).toMatchObject([
      { number: 1, status: null },
      { number: 2, status: 200 },
    ]);
  });

  test("at a forbidden address is not called at all, and nothing counts as an attempt", async () => {
    await world.queue("sale");
    world.sender.answer = () => FORBIDDEN;
    world.worker();

    await world.clock.advance(60 * HOUR);

    expect(await world.find("sale")).toMatchObject({ state: "dead", attempts: 0, reason: { code: "send.forbidden-address" } });
    expect(await world.attempts("sale")).toEqual([]);
    expect((await world.store.destinations.health("crm")).breaker.minutes).toEqual([]);
  });
});
