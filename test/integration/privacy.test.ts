import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { erasePerson } from "../../src/app/privacy/erase.ts";
import { exportPerson } from "../../src/app/privacy/export.ts";
import { findPerson } from "../../src/app/privacy/person.ts";
import { NOTHING_READ, surveyCalls } from "../../src/app/privacy/survey.ts";
import { rebuild } from "../../src/app/rebuild.ts";
import type { Delivery } from "../../src/core/delivery.ts";
import { InboundRequest } from "../../src/core/http-message.ts";
import { DERIVED_TABLES } from "../../src/store/processing.ts";
import { createHome, type Home } from "../support/home.ts";
import { newRun, openShop, type Run, standingOf, step } from "../support/stories.ts";
import { createWorld, type World } from "../support/world.ts";

const ZONE = "America/Sao_Paulo";
const NOW = "2026-11-10T12:00:00.000Z";
const ANA: Run = { ...newRun(1), email: "ana.apagada@example.com" };
const BIA: Run = { ...newRun(2), email: "bia.fica@example.com" };
const CPF = "52998224725";
const PHONE = "31900000001";

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

/** A body with further facts about its buyer. */
function withBuyer(body: object, buyer: object): object {
  const { data } = body as { data: { buyer: object } };
  return { ...body, data: { ...data, buyer: { ...data.buyer, ...buyer } } };
}

const person = { document: CPF, checkout_phone: PHONE };

async function erase(who: string, keep = true) {
  const again = () => findPerson(home.store, who);
  const found = await again();
  const survey = await surveyCalls(home.store, found.identifiers, NOTHING_READ);
  const erasure = await erasePerson(home.store, found, survey, { now: NOW, zone: ZONE, keep, again, audit: {} });
  const scrubbed = keep
    ? await home.store.privacy.scrub([...found.identifiers.emails], { mayRewrite: () => true, rest: async () => undefined })
    : null;
  return { ...erasure, scrubbed };
}

/** Files of the home in which a text stands, in whatever case. */
function filesWith(text: string): readonly string[] {
  return readdirSync(home.folder).filter((file) =>
    readFileSync(join(home.folder, file)).toString("latin1").toLowerCase().includes(text.toLowerCase()),
  );
}

async function deliver(id: string, parts: Partial<Delivery>, body: string | Buffer, target = "/hooks/hotmart"): Promise<void> {
  const request = new InboundRequest({ method: "POST", target, headers: [["Content-Type", "application/json"]], body: Buffer.from(body) });
  await world.deliver({
    id,
    provider: "hotmart",
    store: "default",
    receivedAt: "2026-11-04T12:00:00.000Z",
    origin: "http",
    request,
    ...parts,
  });
}

describe("erasing a person", () => {
  test("leaves nothing of the e-mail, document and phone in any file of the home, and nothing in any table", async () => {
    for (const run of [ANA, BIA]) {
      await world.hotmart(step("PURCHASE_BILLET_PRINTED", 0)(run));
      await world.hotmart(withBuyer(step("PURCHASE_APPROVED", 3)(run), run === ANA ? person : {}));
      await world.hotmart(step("PURCHASE_APPROVED", 3)(run));
      await world.hotmart(step("PURCHASE_APPROVED", 4, { transaction: "X", product: "9999" })(run));
    }
    await deliver("dlv_unreadable0000000001", {}, `{"broken": "${ANA.email}"`);
    await deliver("dlv_query000000000000001", {}, "{}", `/hooks/hotmart?email=${encodeURIComponent(ANA.email)}`);
    await rebuild(home.store, ZONE);
    const bia = await standingOf(world, BIA);
    expect(filesWith(ANA.email)).toContain("intg.db");

    const { rows, calls, scrubbed } = await erase(ANA.email.toUpperCase());

    expect(filesWith(ANA.email)).toEqual([]);
    expect(filesWith(encodeURIComponent(ANA.email))).toEqual([]);
    expect(filesWith(CPF)).toEqual([]);
    expect(filesWith(PHONE)).toEqual([]);
    expect(scrubbed?.remains).toBe(0);
    expect(rows).toMatchObject({ contacts: 1, deliveries: 6, events: 6 });
    expect(calls).toEqual({ erased: 6, purged: 0, masked: 0 });
    expect(await world.store.contacts.find(ANA.email)).toBeUndefined();
    expect(await standingOf(world, BIA)).toEqual(bia);
  });

  test("is not undone by a rebuild, which leaves everybody else as they were", async () => {
    for (const run of [ANA, BIA]) await world.hotmart(step("PURCHASE_APPROVED", 3)(run));
    await erase(ANA.email);
    const before = home.dump(DERIVED_TABLES);

    await rebuild(home.store, ZONE);

    expect(home.dump(DERIVED_TABLES)).toEqual(before);
    expect(filesWith(ANA.email)).toEqual([]);
  });

  test("finds the same CPF under another e-mail, and whoever left nothing but the same phone", async () => {
    await world.hotmart(withBuyer(step("PURCHASE_APPROVED", 3)(ANA), person));
    const other: Run = { ...newRun(3), email: "ana.trabalho@example.com" };
    await world.hotmart(withBuyer(step("PURCHASE_APPROVED", 4)(other), { document: "529.982.247-25" }));

    const { rows } = await erase(CPF);

    expect(rows.contacts).toBe(2);
    expect([...filesWith(ANA.email), ...filesWith(other.email)]).toEqual([]);
  });

  test("leaves somebody with another e-mail and the same phone alone, and tells of her", async () => {
    await world.hotmart(withBuyer(step("PURCHASE_APPROVED", 3)(ANA), { checkout_phone: PHONE }));
    await world.hotmart(withBuyer(step("PURCHASE_APPROVED", 3)(BIA), { checkout_phone: PHONE }));
    const bia = await standingOf(world, BIA);

    const { person: found } = await erase(ANA.email);

    expect(found.alike.map(({ email }) => email)).toEqual([BIA.email]);
    expect(await standingOf(world, BIA)).toEqual(bia);
  });

  test("is refused for a phone or a company's number that several people left, each with an e-mail", async () => {
    const company = { document: "11222333000181", checkout_phone: PHONE };
    for (const run of [ANA, BIA]) await world.hotmart(withBuyer(step("PURCHASE_APPROVED", 3)(run), company));

    for (const who of ["11.222.333/0001-81", PHONE])
      await expect(erase(who)).rejects.toMatchObject({ code: "INTG_CONTACT_AMBIGUOUS", params: { n: 2 } });

    for (const { email } of [ANA, BIA]) expect(await home.store.contacts.find(email)).toBeDefined();
  });

  test("takes repeats with it that belong to nobody and name the person in pieces only", async () => {
    const lead = { leadOrigin: "Grupo ZAP", timestamp: "2026-01-02T10:00:00Z", originLeadId: "L1", originListingId: "1", name: "Lia" };
    for (let time = 0; time < 2; time += 1) await world.lead({ ...lead, ddd: "31", phone: "9 7621-8453" });

    const { rows } = await erase("31976218453");

    expect(rows).toMatchObject({ contacts: 1, deliveries: 2, events: 2 });
    expect(filesWith("7621-8453")).toEqual([]);
    expect(filesWith("31976218453")).toEqual([]);
  });

  test("takes repeats with it of somebody whose e-mail has an accent", async () => {
    const body = step("PURCHASE_APPROVED", 3)({ ...ANA, email: "joão.silva@example.com" });
    for (let time = 0; time < 2; time += 1) await world.hotmart(body);

    const { rows } = await erase("joão.silva@example.com");

    expect(rows).toMatchObject({ contacts: 1, deliveries: 2 });
    expect(filesWith(".silva@example.com")).toEqual([]);
  });

  test("takes what waits on the queue with it, and what waits to be sent", async () => {
    await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));
    const body = JSON.stringify(step("PURCHASE_APPROVED", 4, { transaction: "B" })(ANA));
    const request = new InboundRequest({
      method: "POST",
      target: "/hooks/hotmart",
      headers: [["Content-Type", "application/json"]],
      body: Buffer.from(body),
    });
    await home.store.deliveries.append([
      { id: "dlv_waits000000000000001", provider: "hotmart", store: "default", receivedAt: NOW, origin: "http", request },
    ]);

    const { rows } = await erase(ANA.email);

    expect(await home.store.deliveries.pendingCount()).toBe(0);
    expect(rows).toMatchObject({ contacts: 1, deliveries: 2 });
    expect(await home.store.dispatches.list({ limit: 9 })).toEqual([]);
    expect(filesWith(ANA.email)).toEqual([]);
  });

  test("as a dry run tells the same and leaves every table as it was", async () => {
    await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));
    const tables = [...DERIVED_TABLES, "deliveries", "dispatches", "queue", "audit"];
    const before = home.dump(tables);

    const tried = await erase(ANA.email, false);

    expect(home.dump(tables)).toEqual(before);
    expect(tried.audit).toBeNull();
    expect((await erase(ANA.email)).rows).toEqual(tried.rows);
  });

  test("leaves an audit line that knows the person again and holds nothing of her", async () => {
    await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));

    await erase(ANA.email);

    const subjects = await home.store.privacy.fingerprints([`email:${ANA.email}`]);
    const [line, ...others] = await home.store.privacy.audits({ subjects, limit: 9 });
    expect(others).toEqual([]);
    expect(line).toMatchObject({ kind: "erase", at: NOW, counts: { contacts: 1, deliveries: 1, events: 1 } });
    expect(await home.store.privacy.audits({ subjects: await home.store.privacy.fingerprints([`email:${BIA.email}`]), limit: 9 })).toEqual(
      [],
    );
  });
});

describe("erasing somebody who is named in calls about others", () => {
  test("hides the phone beside the e-mail too", async () => {
    await world.hotmart(withBuyer(step("PURCHASE_APPROVED", 3)(ANA), { checkout_phone: PHONE }));
    const body = step("PURCHASE_APPROVED", 4)(BIA) as { data: object };
    const producer = { email: ANA.email, phone: "(31) 9 0000-0001" };
    await world.hotmart({ ...body, data: { ...body.data, producer } });

    const { calls } = await erase(ANA.email);

    expect(calls).toEqual({ erased: 1, purged: 0, masked: 1 });
    expect(filesWith("0000-0001")).toEqual([]);
  });

  test("makes the name unreadable there and leaves what the call means, now and after a rebuild", async () => {
    const body = step("PURCHASE_APPROVED", 3)(BIA) as { data: object };
    await world.hotmart({ ...body, data: { ...body.data, producer: { name: "Ana", email: ANA.email } } });
    const before = home.dump(DERIVED_TABLES);

    const { calls, rows } = await erase(ANA.email);

    expect(calls).toEqual({ erased: 0, purged: 0, masked: 1 });
    expect(rows.deliveries).toBe(0);
    expect(filesWith(ANA.email)).toEqual([]);
    await rebuild(home.store, ZONE);
    expect(home.dump(DERIVED_TABLES)).toEqual(before);
  });

  test("keeps the sale of somebody else for whom the person was only named as the buyer", async () => {
    await world.hotmart(step("PURCHASE_APPROVED", 3)(BIA));
    await world.hotmart(step("PURCHASE_REFUNDED", 8)({ ...BIA, email: ANA.email }));
    expect((await world.grants(BIA.email, "curso")).map(({ state }) => state)).toEqual(["blocked"]);

    const { calls } = await erase(ANA.email);

    expect(calls).toEqual({ erased: 0, purged: 1, masked: 0 });
    expect(filesWith(ANA.email)).toEqual([]);
    expect((await world.grants(BIA.email, "curso")).map(({ state }) => state)).toEqual(["blocked"]);
    await rebuild(home.store, ZONE);
    expect((await world.grants(BIA.email, "curso")).map(({ state }) => state)).toEqual(["blocked"]);
  });
});

describe("exporting a person", () => {
  test("gives everything of her, unmasked, and nothing of anybody else", async () => {
    for (const run of [ANA, BIA]) {
      await world.hotmart(withBuyer(step("PURCHASE_APPROVED", 3)(run), run === ANA ? person : {}));
      await world.hotmart(step("PURCHASE_REFUNDED", 8)(run));
    }
    const again = () => findPerson(home.store, ANA.email);
    const found = await again();
    const survey = await surveyCalls(home.store, found.identifiers, NOTHING_READ);

    const record = await exportPerson(home.store, found, survey, { now: NOW, zone: ZONE, again });

    expect(record.person).toEqual({ emails: [ANA.email], phones: ["+5531900000001"], documents: [CPF] });
    expect(record.contacts.map(({ email, tags, grants }) => [email, tags.map(({ tag }) => tag), grants.map(({ state }) => state)])).toEqual(
      [[ANA.email, ["devolveu"], ["blocked"]]],
    );
    expect(record.calls.map(({ request, events }) => [request?.body.content.includes(ANA.email), events.length])).toEqual([
      [true, 1],
      [true, 1],
    ]);
    expect(JSON.stringify(record)).not.toContain(BIA.email);
    const [line] = await home.store.privacy.audits({ limit: 1 });
    expect(line).toMatchObject({ kind: "export", counts: { contacts: 1, deliveries: 2 } });
  });

  test("gives bytes that are no text as base64", async () => {
    await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));
    const latin = Buffer.concat([Buffer.from(`{"nome": "Jo`), Buffer.of(0xe3), Buffer.from(`o", "email": "${ANA.email}"`)]);
    await deliver("dlv_latin000000000000001", {}, latin);
    const again = () => findPerson(home.store, ANA.email);
    const found = await again();
    const survey = await surveyCalls(home.store, found.identifiers, NOTHING_READ);

    const { calls } = await exportPerson(home.store, found, survey, { now: NOW, zone: ZONE, again });

    const body = calls.find(({ id }) => id === "dlv_latin000000000000001")?.request?.body;
    expect(body).toEqual({ encoding: "base64", content: latin.toString("base64") });
  });
});

test("a call that is told again after the person was erased is a new call", async () => {
  const body = step("PURCHASE_APPROVED", 3)(ANA);
  await world.hotmart(body);
  await erase(ANA.email);

  const [again] = await world.hotmart(body);

  expect(again?.event.status).toBe("processed");
  expect((await world.grants(ANA.email, "curso")).map(({ state }) => state)).toEqual(["active"]);
});

test("a home that earlier versions wrote is written anew where erased rows left something in free space", async () => {
  await world.hotmart(step("PURCHASE_APPROVED", 3)(ANA));
  home.damage(
    `PRAGMA secure_delete = OFF; CREATE TABLE old (text TEXT); INSERT INTO old VALUES ('${ANA.email}' || hex(zeroblob(9000))); DROP TABLE old`,
  );

  const { scrubbed } = await erase(ANA.email);

  expect(scrubbed).toEqual({ isRewritten: true, remains: 0 });
  expect(filesWith(ANA.email)).toEqual([]);
  expect((await home.store.products.list()).length).toBe(4);
});
