import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Call, type Listening, setCredential, startListening } from "../support/listening.ts";
import { EMAIL, TOKEN } from "../support/pagseguro-sale.ts";
import { startVendorApi, type VendorApi, type VendorCall } from "../support/vendor-api.ts";
import { createWorld, type World } from "../support/world.ts";

const FIRST = generateKeyPairSync("ec", { namedCurve: "P-256" });
const SECOND = generateKeyPairSync("ec", { namedCurve: "P-256" });
const STRANGER = generateKeyPairSync("ec", { namedCurve: "P-256" });

let world: World;
let vendor: VendorApi;
let listening: Listening;

beforeEach(async () => {
  world = await createWorld();
  vendor = await startVendorApi(() => keyOf(FIRST.publicKey));
  await world.product("curso");
  await world.link("curso", "CURSO-042", { provider: "pagseguro" });
  await world.link("curso", "PLAN_1", { provider: "pagseguro", kind: "subscription" });
  await setCredential(world.store, "pagseguro", "email", EMAIL);
  await setCredential(world.store, "pagseguro", "token", TOKEN);
  await world.store.accounts.save({ provider: "pagseguro", name: "default", description: null, actOnTests: false, api: vendor.url });
  listening = await startListening(world.store);
});

afterEach(async () => {
  await listening.stop();
  await vendor.close();
});

const keyOf = (key: KeyObject) => ({
  status: 200,
  body: JSON.stringify({ public_key: key.export({ format: "der", type: "spki" }).toString("base64") }),
});

/** A recurring event as PagBank signs it. */
function renewal(key: KeyObject, occurrence: number): Call {
  const body = JSON.stringify({
    env: "production",
    event: "subscription.recurrence",
    date: `2026-0${occurrence}-06T13:05:00Z`,
    resource: {
      id: "SUBS_1D7C4B8A-0F3E-4C55-9E22-77AA10B3C904",
      status: "ACTIVE",
      plan: { id: "PLAN_1", name: "Clube" },
      customer: { name: "Ana Inventada", email: "ana@example.com" },
      amount: { value: 2990, currency: "BRL" },
      billing_cycle: { occurrence, total: 12 },
    },
  });
  const signature = sign("sha256", Buffer.from(body), key).toString("base64");
  return {
    path: "/hooks/pagseguro",
    headers: [
      ["Content-Type", "application/json"],
      ["x-payload-signature", signature],
    ],
    body,
  };
}

/** An order as the sandbox sends it: without any proof. */
function unsignedOrder(status: string): Call {
  return { path: "/hooks/pagseguro", headers: [["Content-Type", "application/json"]], body: order(status) };
}

function order(status: string): string {
  return JSON.stringify({
    id: "ORDE_0B6B1B7E-3A54-4D0C-9F11-5A2C7D9E4401",
    customer: { name: "Ana Inventada", email: "ana@example.com" },
    items: [{ reference_id: "CURSO-042", name: "Curso", quantity: 1, unit_amount: 19700 }],
    charges: [
      {
        id: "CHAR_6C0E9F52-77A1-4C8E-8B15-0D4A51E6B702",
        status,
        created_at: "2026-01-02T10:00:00.000-03:00",
        paid_at: "2026-01-02T10:01:00.000-03:00",
        amount: { value: 19700, currency: "BRL", summary: { total: 19700, paid: 19700, refunded: 0 } },
        payment_method: { type: "PIX" },
      },
    ],
  });
}

const keyCalls = () => vendor.calls.filter(({ path }) => path === "/public-keys");

/** The newest event, once it is no longer waited for. */
async function settledEvent() {
  for (;;) {
    const [event] = await world.store.events.list({ limit: 1 });
    if (event !== undefined && event.status !== "pending") return event;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe("a call that is signed with the vendor's own key", () => {
  test("is accepted after the key was asked for once, and the key is kept for the next", async () => {
    const answers = [await listening.send(renewal(FIRST.privateKey, 2)), await listening.send(renewal(FIRST.privateKey, 3))];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(keyCalls().map(({ query, headers }) => [query.get("type"), headers.authorization])).toEqual([["webhook", `Bearer ${TOKEN}`]]);
    expect(await settledEvent()).toMatchObject({ trigger: "purchase.approved", also: ["subscription.renewed"], status: "processed" });
  });

  test("is accepted when the vendor has changed its key since", async () => {
    const { body } = keyOf(SECOND.publicKey);
    await setCredential(world.store, "pagseguro", "webhook-key", (JSON.parse(body) as { public_key: string }).public_key);

    expect((await listening.send(renewal(FIRST.privateKey, 2))).status).toBe(200);
    expect(keyCalls().length).toBe(1);
  });

  test("is refused when no key of the vendor fits, and a storm of such calls asks once", async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map((occurrence) => listening.send(renewal(STRANGER.privateKey, occurrence))));

    expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(5).fill([401, ""]));
    expect(keyCalls().length).toBe(1);
    expect(listening.outcomes.map(({ notes }) => notes[0]?.code)).toEqual(Array(5).fill("rejected.credential.key-unknown"));
    expect(await world.store.deliveries.count()).toBe(0);
  });

  test.each([
    ["is down", { status: 503 }],
    ["does not know the token", { status: 401, body: "Unauthorized" }],
    ["answers with a key of another kind", { status: 200, body: JSON.stringify({ public_key: "AAAA" }) }],
  ])("is asked to come again when the vendor %s, for then nobody can tell", async (_, reply) => {
    vendor.answer(() => reply);

    const answer = await listening.send(renewal(FIRST.privateKey, 2));

    expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "5"]);
    expect(await world.store.deliveries.count()).toBe(0);
  });
});

test("a vendor that was silent a moment ago is not asked at once again, and its calls are still asked to come again", async () => {
  vendor.answer(() => ({ status: 503 }));
  const answers = [await listening.send(renewal(FIRST.privateKey, 2)), await listening.send(renewal(FIRST.privateKey, 3))];

  expect(answers.map(({ status }) => status)).toEqual([503, 503]);
  expect(keyCalls().length).toBe(1);
  expect((await listening.service.readiness()).ready).toBe(true);
});

test("a forged signature makes us ask for the key, and the key that was kept stays good", async () => {
  const { body } = keyOf(SECOND.publicKey);
  await setCredential(world.store, "pagseguro", "webhook-key", (JSON.parse(body) as { public_key: string }).public_key);

  const statuses = [];
  for (const key of [STRANGER, SECOND, FIRST]) statuses.push((await listening.send(renewal(key.privateKey, 2))).status);

  expect(statuses).toEqual([401, 200, 200]);
});

describe("a charge that comes alone", () => {
  const charge = JSON.parse(order("PAID")).charges[0] as object;
  const signed = (body: string): Call => ({
    path: "/hooks/pagseguro",
    headers: [
      ["Content-Type", "application/json"],
      ["x-authenticity-token", createHash("sha256").update(`${TOKEN}-${body}`).digest("hex")],
    ],
    body,
  });

  test("and that nobody can complete does not stand in the way of its order", async () => {
    vendor.answer(() => ({ status: 401, body: "Unauthorized" }));
    await listening.send(signed(JSON.stringify(charge)));
    while (!(await settledEvent()).notes.some(({ code }) => code === "lookup.misconfigured")) await new Promise(setImmediate);
    await listening.send(signed(order("PAID")));
    await listening.service.drain();

    expect(await world.grants("ana@example.com", "curso")).toMatchObject([{ state: "active" }]);
  });

  test("is completed by its order, and then the order's own call is its duplicate", async () => {
    vendor.answer(({ path, query }) =>
      path === "/orders" && query.has("charge_id") ? { status: 200, body: order("PAID") } : { status: 404 },
    );
    await listening.send(signed(JSON.stringify(charge)));
    while ((await world.grants("ana@example.com", "curso")).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await listening.send(signed(order("PAID")));
    await listening.service.drain();

    expect(await world.grants("ana@example.com", "curso")).toMatchObject([{ state: "active" }]);
    expect((await world.store.events.list({ limit: 10 })).map(({ status }) => status).sort()).toEqual(["duplicate", "processed"]);
  });
});

describe("an order without any proof", () => {
  test("is only a hint: what counts is what PagBank says about it", async () => {
    vendor.answer((call) => (isOrder(call) ? { status: 200, body: order("DECLINED") } : { status: 404 }));

    const answer = await listening.send(unsignedOrder("PAID"));

    expect(answer.status).toBe(200);
    expect(await settledEvent()).toMatchObject({ trigger: "purchase.refused", status: "processed" });
    expect(await world.grants("ana@example.com", "curso")).toEqual([]);
  });

  test("gives access when PagBank says that it was paid", async () => {
    vendor.answer((call) => (isOrder(call) ? { status: 200, body: order("PAID") } : { status: 404 }));

    await listening.send(unsignedOrder("WAITING"));

    expect(await settledEvent()).toMatchObject({ trigger: "purchase.approved" });
    expect(await world.grants("ana@example.com", "curso")).toMatchObject([{ state: "active" }]);
  });

  test("is refused where there is no token to ask with", async () => {
    await setCredential(world.store, "pagseguro", "email", EMAIL, "replace", "sem-token");

    expect((await listening.send({ ...unsignedOrder("PAID"), path: "/hooks/pagseguro/sem-token" })).status).toBe(401);
  });

  test("with a wrong proof is refused, and nobody is asked", async () => {
    const call = unsignedOrder("PAID");

    const answer = await listening.send({ ...call, headers: [...(call.headers ?? []), ["x-authenticity-token", "0".repeat(64)]] });

    expect(answer.status).toBe(401);
    expect(vendor.calls).toEqual([]);
  });
});

test.each([
  [
    "an authorisation of an application",
    "notificationCode=4B7F1C-0A22E63B41D9-8C5570F2AA13-9D06E7&notificationType=applicationAuthorization",
  ],
  ["a type that nobody knows", "notificationCode=4B7F1C-0A22E63B41D9-8C5570F2AA13-9D06E7&notificationType=somethingNew"],
  ["the format of before 2011", "TransacaoID=1&StatusTransacao=Aprovado"],
])("%s is answered 200 and kept, gives nothing, and nobody is asked about it", async (_, body) => {
  const answer = await listening.send({
    path: "/hooks/pagseguro",
    headers: [["Content-Type", "application/x-www-form-urlencoded; charset=ISO-8859-1"]],
    body,
  });

  expect(answer.status).toBe(200);
  expect(await settledEvent()).toMatchObject({ trigger: "unknown", status: "processed", contactId: null });
  expect(vendor.calls).toEqual([]);
  expect(await world.store.lookups.waiting()).toBe(0);
});

function isOrder({ path, headers }: VendorCall): boolean {
  return path.startsWith("/orders/ORDE_") && headers.authorization === `Bearer ${TOKEN}`;
}
