import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type PurgeOptions, planPurge, policyWishes, purge, wishOf } from "../../src/app/privacy/purge.ts";
import { rebuild } from "../../src/app/rebuild.ts";
import { replayDeliveries } from "../../src/app/replay.ts";
import { command as showCommand } from "../../src/cli/commands/event/show.ts";
import { command as replayCommand } from "../../src/cli/commands/replay.ts";
import { Input } from "../../src/cli/input.ts";
import type { RetentionClass } from "../../src/core/retention.ts";
import { commandContext } from "../support/context.ts";
import { createHome, type Home } from "../support/home.ts";
import { destination, FORWARD, outbox, sendDue } from "../support/outbox.ts";
import { newRun, openShop, type Run, step } from "../support/stories.ts";
import { createWorld, type World } from "../support/world.ts";

const ZONE = "America/Sao_Paulo";
/** Calls arrive from noon of 3 November on, a second apart. */
const NOW = "2027-11-03T13:00:00.000Z";
const ANA: Run = { ...newRun(1), email: "ana.antiga@example.com" };
const BIA: Run = { ...newRun(2), email: "bia.nova@example.com" };

let home: Home;
let world: World;

beforeEach(async () => {
  home = await createHome();
  world = await createWorld(home.store);
  await openShop(world);
});
afterEach(async () => {
  await home.close();
});

const OPTIONS: PurgeOptions = { now: NOW, zone: ZONE, rest: async () => undefined, isStopped: () => false, onDone: () => undefined };

function wish(what: RetentionClass, keep: string) {
  const made = wishOf(what, keep, NOW);
  if (made === null) throw new Error(`no age: ${keep}`);
  return made;
}

async function plan(what: RetentionClass, keep: string) {
  const [planned] = await planPurge(home.store, [wish(what, keep)], NOW);
  return planned;
}

describe("purging calls", () => {
  test("takes the bytes of what is old and leaves what was read in it", async () => {
    const [approved] = await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));
    const kept = home.dump(["events", "contacts", "grants", "tags", "purchases"]);
    expect(await plan("calls", "1d")).toMatchObject({ count: 1, oldest: approved?.event.receivedAt, waiting: 0 });

    const { purged } = await purge(home.store, wish("calls", "1d"), OPTIONS);

    expect(purged).toBe(1);
    const call = await home.store.deliveries.find(approved?.event.deliveryId ?? "");
    expect(call?.request.body.length).toBe(0);
    expect(call?.purgedAt).toBe(NOW);
    expect(home.dump(["events", "contacts", "grants", "tags", "purchases"])).toEqual(kept);
    expect(await plan("calls", "1d")).toMatchObject({ count: 0, bytes: 0, waiting: 0 });
  });

  test("loses nothing of what was read when processing it again breaks off", async () => {
    const [approved] = await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));
    const ids = [approved?.event.id ?? ""];
    await purge(home.store, wish("calls", "1d"), OPTIONS);
    home.damage("CREATE TRIGGER broken BEFORE UPDATE ON events WHEN NEW.status = 'processed' BEGIN SELECT RAISE(ABORT, 'no'); END");

    const [failed] = await replayDeliveries(ids, home.store, ZONE, true);
    home.damage("DROP TRIGGER broken");
    const [mended] = await replayDeliveries(ids, home.store, ZONE, true);

    expect(failed?.event).toMatchObject({ status: "failed", trigger: "purchase.approved", buyer: { email: ANA.email } });
    expect(mended?.event).toEqual(approved?.event);
    expect((await world.grants(ANA.email, "curso")).map(({ state }) => state)).toEqual(["active"]);
  });

  test("goes by age alone: what is younger keeps its bytes", async () => {
    await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));

    expect(await plan("calls", "366d")).toMatchObject({ count: 0, oldest: null });
    expect((await purge(home.store, wish("calls", "366d"), OPTIONS)).purged).toBe(0);
  });

  test("leaves a call that is waiting on the queue, and one that could not be read", async () => {
    await world.hotmart({ id: "1", event: "PURCHASE_APPROVED", version: "2.0.0", data: "nothing" });
    expect((await home.store.events.list({ limit: 1 })).map(({ status }) => status)).toEqual(["quarantined"]);
    const [call] = await home.store.deliveries.page(null, 1);
    if (call === undefined) throw new Error("no call");
    await home.store.deliveries.append([{ ...call, id: "dlv_waits000000000000001" }]);

    expect(await plan("calls", "1d")).toMatchObject({ count: 0, waiting: 2 });
    expect((await purge(home.store, wish("calls", "1d"), OPTIONS)).purged).toBe(0);
  });

  test("goes step by step, so that stopping it leaves whole steps and a second time does the rest", async () => {
    // In memory: so many calls, each made durable, take their time.
    const { store, hotmart } = await createWorld();
    for (let n = 0; n < 450; n += 1) await hotmart(step("PURCHASE_APPROVED", 3, { transaction: `T${n}` })(ANA));
    let steps = 0;
    const onDone = () => {
      steps += 1;
    };

    const first = await purge(store, wish("calls", "1d"), { ...OPTIONS, onDone, isStopped: () => steps === 1 });
    const second = await purge(store, wish("calls", "1d"), OPTIONS);

    expect([first.purged, second.purged]).toEqual([200, 250]);
    const lines = await store.privacy.audits({ limit: 9 });
    expect(lines.map(({ kind, counts }) => [kind, counts.calls])).toEqual([
      ["purge", 250],
      ["purge", 200],
    ]);
  });

  test("is said by whoever asks for the bytes: show, replay by id, and sending it again", async () => {
    const [approved] = await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));
    await purge(home.store, wish("calls", "1d"), OPTIONS);
    const id = approved?.event.id ?? "";
    const purged = expect.objectContaining({ code: "INTG_CALL_PURGED", params: expect.objectContaining({ date: "2027-11-03" }) });
    const run = async (
      options: Record<string, unknown>,
      of = showCommand,
      args: ReadonlyMap<string, unknown> = new Map([["event", id]]),
    ) => {
      const { context, stdout, stderr } = commandContext({ store: home.store });
      await of.run({ ...context, options: { ...context.options, showPii: true } }, new Input("event show", args, options));
      return `${stdout()}${stderr()}`;
    };

    expect(await run({})).toContain("The bytes of this call were purged on 2027-11-03");
    await expect(run({ raw: true })).rejects.toEqual(purged);
    const ids = new Map([["ids", [id]]]);
    await expect(run({ to: "http://127.0.0.1:9/hooks/hotmart" }, replayCommand, ids)).rejects.toEqual(purged);
    expect(await run({}, replayCommand, ids)).toContain("1 of these calls has no bytes any more");
  });
});

describe("purging dispatches", () => {
  test("forgets what destinations answered, and remembers that it was sent: nothing goes twice", async () => {
    await destination(world, "webhook", "crm");
    await world.rule("*", "purchase.approved", [FORWARD("crm")]);
    await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));
    await sendDue(world, "2026-11-03T12:00:10.000Z", "queued");
    await sendDue(world, "2026-11-03T12:02:10.000Z");
    const [sent] = (await outbox(world)).filter(({ state }) => state === "sent");
    expect((await home.store.dispatches.attempts(sent?.id ?? "")).length).toBe(1);

    const { purged } = await purge(home.store, wish("dispatches", "1d"), OPTIONS);

    expect(purged).toBe(1);
    expect(await home.store.dispatches.attempts(sent?.id ?? "")).toEqual([]);
    expect((await home.store.dispatches.find(sent?.id ?? ""))?.state).toBe("sent");
  });
});

describe("purging contacts", () => {
  test("erases who was not seen for so long and has no access, and nobody else", async () => {
    await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));
    await world.hotmart(step("PURCHASE_REFUNDED", 8)(ANA));
    await world.hotmart(step("PURCHASE_APPROVED", 3)(BIA));
    const bia = home.dump(["contacts", "grants", "tags"]);
    // Nothing waits to be sent here, and the messages that nobody takes are dead letters.
    expect(await plan("contacts", "30d")).toMatchObject({ count: 1, waiting: 1 });

    const { purged } = await purge(home.store, wish("contacts", "30d"), OPTIONS);

    expect(purged).toBe(1);
    await home.store.privacy.scrub([ANA.email], { mayRewrite: () => true, rest: async () => undefined });
    expect(home.bytes().includes(ANA.email)).toBe(false);
    const after = home.dump(["contacts", "grants", "tags"]);
    for (const table of ["contacts", "grants", "tags"]) expect(bia[table]).toEqual(expect.arrayContaining([...(after[table] ?? [])]));
    expect(after.contacts?.length).toBe(1);
    await rebuild(home.store, ZONE);
    expect(home.dump(["contacts", "grants", "tags"])).toEqual(after);
  });

  test("leaves who has something waiting to be sent", async () => {
    await destination(world, "webhook", "crm");
    await world.rule("*", "purchase.refunded", [FORWARD("crm")]);
    await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));
    await world.hotmart(step("PURCHASE_REFUNDED", 8)(ANA));

    expect(await plan("contacts", "30d")).toMatchObject({ count: 0, waiting: 1 });
  });
});

describe("a policy", () => {
  test("is what a purge without flags goes by, class by class, and is forgotten when a class is kept for ever", async () => {
    await home.store.privacy.keep("contacts", "730d");
    await home.store.privacy.keep("calls", "180d");
    await home.store.privacy.keep("refusals", "1w");
    await home.store.privacy.keep("refusals", null);

    expect((await policyWishes(home.store, NOW)).map(({ what, keep, before }) => [what, keep, before])).toEqual([
      ["calls", "180d", "2027-05-07T13:00:00.000Z"],
      ["contacts", "730d", "2025-11-03T13:00:00.000Z"],
    ]);
  });

  test("reads ages as every other command does, and takes what is older than anything for that", () => {
    expect(wishOf("calls", "six months", NOW)).toBeNull();
    expect(wishOf("calls", "999999w", NOW)?.before).toBe("2000-01-01T00:00:00.000Z");
  });
});
