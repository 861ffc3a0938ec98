import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { erasePerson, holdBack } from "../../src/app/privacy/erase.ts";
import { findPerson } from "../../src/app/privacy/person.ts";
import { NOTHING_READ, surveyCalls } from "../../src/app/privacy/survey.ts";
import { rebuild } from "../../src/app/rebuild.ts";
import { migrate } from "../../src/store/migrate.ts";
import { createHome, type Home } from "../support/home.ts";
import { destination, FORWARD, outbox, sendDue } from "../support/outbox.ts";
import { cancellation, newRun, openShop, type Run, step } from "../support/stories.ts";
import { createWorld, type World } from "../support/world.ts";

const NOW = "2026-11-10T12:00:00.000Z";
const LEASE = "2026-11-10T12:01:00.000Z";
const ANA: Run = { ...newRun(1), email: "ana.apagada@example.com" };
const BIA: Run = { ...newRun(2), email: "bia.fica@example.com" };
const POLICY = { concurrency: 1, spacingMs: 0, burst: 1, perDay: null, quiet: null };

let home: Home;
let world: World;

beforeEach(async () => {
  home = await createHome();
  world = await createWorld(home.store);
  await openShop(world);
  await destination(world, "webhook", "crm");
  await destination(world, "members", "portal");
  await world.rule("*", "purchase.approved", [FORWARD("crm")]);
});
afterEach(async () => {
  await home.close();
});

async function erase(who: string) {
  const again = () => findPerson(home.store, who);
  const person = await again();
  const survey = await surveyCalls(home.store, person.identifiers, NOTHING_READ);
  return erasePerson(home.store, person, survey, { now: NOW, zone: "America/Sao_Paulo", keep: true, again, audit: {} });
}

describe("what goes outside", () => {
  test("is told: who was sent something of the person, how much and when last; not who only was to be", async () => {
    await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));
    await world.hotmart(step("PURCHASE_APPROVED", 3)(BIA));
    await sendDue(world, NOW);
    await destination(world, "webhook", "later");
    await world.rule("*", "purchase.completed", [FORWARD("later")]);
    await world.hotmart(step("PURCHASE_COMPLETE", 7)(ANA));

    const { told, vendors, rows } = await erase(ANA.email);

    expect(told).toEqual([
      { destination: "crm", actions: 1, lastAt: NOW },
      { destination: "portal", actions: 1, lastAt: NOW },
    ]);
    expect(vendors).toEqual(["hotmart/default"]);
    // Beside these what waits for the later one, and a message that no destination takes.
    expect(rows.dispatches).toBe(4);
    const left = await outbox(world);
    expect(new Set(left.map(({ lane }) => lane))).toEqual(new Set([(await home.store.contacts.find(BIA.email))?.id]));
  });

  test("waits no more once the person is to be erased, and of what is being sent is known how much it is", async () => {
    await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));
    const [claimed] = await home.store.dispatches.turn(
      [],
      [{ destination: "crm", policy: POLICY, atMost: 1, withNext: false }],
      NOW,
      LEASE,
    );
    const person = await findPerson(home.store, ANA.email);

    const sending = await holdBack(home.store, person, NOW);

    expect(sending).toBe(1);
    expect((await outbox(world)).filter(({ state }) => state === "queued")).toEqual([]);
    const contacts = person.contacts.map(({ id }) => id);
    expect(await home.store.privacy.underWay(contacts, NOW)).toBe(1);
    // The worker that sends it was killed: when its lease is over, nobody sends it any more.
    expect(await home.store.privacy.underWay(contacts, LEASE)).toBe(0);
    expect(claimed?.dispatch.destination).toBe("crm");
  });

  test("does not break the worker that is sending at that moment, whatever comes of it", async () => {
    await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));
    const wish = { destination: "crm", policy: POLICY, atMost: 1, withNext: false };
    const [claimed] = await home.store.dispatches.turn([], [wish], NOW, LEASE);
    const { told } = await erase(ANA.email);
    const { id = "" } = claimed?.dispatch ?? {};
    const attempt = { number: 1, at: NOW, ms: 5, status: 500, reason: null, response: "no" };
    const failed = {
      id,
      destination: "crm",
      lease: LEASE,
      state: "queued",
      at: NOW,
      nextAt: LEASE,
      reason: null,
      isUncertain: true,
      attempt,
      health: "failed",
    } as const;

    await home.store.dispatches.turn([{ ...failed, settledAt: null, together: [] }], [wish], NOW, LEASE);

    expect(await outbox(world)).toEqual([]);
    // It may have got there.
    expect(told.map(({ destination: name }) => name)).toEqual(["crm"]);
  });
});

test("an end of somebody else's subscription that names the person ends it all the same, and names nobody any more", async () => {
  await world.hotmart(step("PURCHASE_APPROVED", 1, { transaction: "S1", product: "1003", subscription: "S", recurrence: 1 })(BIA));
  const until = Date.UTC(2026, 1, 2, 12);
  await world.hotmart(cancellation("S", 10, { byOther: true, until })(BIA));
  const other = `other.${BIA.email}`;
  const grants = await world.grants(BIA.email, "clube");
  expect(grants.map((grant) => grant.until)).toEqual([new Date(until).toISOString()]);

  const { calls, rows } = await erase(other);
  await home.store.privacy.scrub([other], { mayRewrite: () => true, rest: async () => undefined });

  expect(calls).toEqual({ erased: 0, purged: 1, masked: 0 });
  expect(rows.contacts).toBe(1);
  expect(home.bytes().includes(other)).toBe(false);
  expect(await world.grants(BIA.email, "clube")).toEqual(grants);
  await rebuild(home.store, "America/Sao_Paulo");
  expect(await world.grants(BIA.email, "clube")).toEqual(grants);
});

/** Rows of people are erased from the first; the others hold what the operator wrote, or how a call came and nothing of what came. */
const PERSONAL_TABLES = [
  ...["attempts", "contacts", "deliveries", "dispatches", "effects", "event_keys", "events", "grants", "lookups", "memberships"],
  ...["purchases", "queue", "repairs", "tags"],
];
const OTHER_TABLES = [
  ...["accounts", "advertisers", "audit", "configuration_version", "credentials", "destination_codes", "destination_health"],
  ...["destinations", "links", "listings", "products", "refusals", "retention", "rules", "templates"],
];

test("every table is one that people are erased from, or one that holds nobody: a new table has to say which", () => {
  const db = new Database(":memory:");
  migrate(db);

  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    .pluck()
    .all();

  expect(tables).toEqual([...PERSONAL_TABLES, ...OTHER_TABLES].sort());
});
