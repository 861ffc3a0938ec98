import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Store } from "../../src/app/ports.ts";
import { runCalls } from "../../src/app/simulate.ts";
import { systemClock } from "../../src/config/clock.ts";
import { createIds } from "../../src/config/ids.ts";
import { InboundRequest } from "../../src/core/http-message.ts";
import { findProvider } from "../../src/providers/index.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { type Call, type Listening, setCredential, startListening } from "../support/listening.ts";

const HOTTOK = "Zx8QmK2vLr5TnYb7WcHs9PdJf3GaEu1234567";
const KEY = "whk_exemplo_0123456789abcdef";
const SALE = JSON.stringify({
  id: "6d1f1a8e-0000-4000-8000-000000000001",
  event: "PURCHASE_APPROVED",
  version: "2.0.0",
  data: {
    product: { id: 1001, name: "Curso X" },
    buyer: { email: "ana@example.com", name: "Ana Teste" },
    purchase: { transaction: "HP0900000001", status: "APPROVED" },
  },
});
const INVOICE = '{"id":"abc","event":"myeduzz.invoice_paid","data":{"id":"70000001","buyer":{"email":"ana@example.com"}}}';

let store: Store;
let listening: Listening;
beforeEach(async () => {
  store = await openScratchStore();
  await setCredential(store, "hotmart", "hottok", HOTTOK);
  await setCredential(store, "eduzz", "secret", "another-key-of-the-account", "replace", "default");
  await setCredential(store, "eduzz", "secret", KEY, "replace", "loja-2");
  listening = await startListening(store);
});
afterEach(async () => {
  await listening.stop();
  await store.close();
});

const hotmart = (call: Partial<Call>): Call => ({
  path: "/hooks/hotmart",
  headers: [["Content-Type", "application/json"]],
  body: SALE,
  ...call,
});
const lookedInto = (count: number) => vi.waitFor(() => expect(listening.refusals).toHaveLength(count));

describe("a refused call", () => {
  test("is answered the same whether a mistake is found or not, and whatever else comes", async () => {
    const answers = [
      await listening.send(hotmart({ path: `/hooks/hotmart?hottok=${HOTTOK}` })),
      await listening.send(hotmart({ headers: [["X-Hotmart-Hottok", "wrong"]] })),
      await listening.send({ path: "/hooks/eduzz", headers: [["x-signature", signatureOf(INVOICE)]], body: INVOICE }),
      ...(await Promise.all(Array.from({ length: 20 }, () => listening.send(hotmart({}))))),
    ];

    const bare = answers.map(({ status, headers: { date, ...headers }, body }) => ({ status, headers, body, hasDate: date !== undefined }));
    expect(new Set(bare.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(bare[0]).toMatchObject({ status: 401, body: "" });
  });

  test("is explained and kept, with no secret and nothing of the buyer's anywhere", async () => {
    await listening.send(hotmart({ path: `/hooks/hotmart?hottok=${HOTTOK}` }));
    await listening.send({ path: "/hooks/eduzz", headers: [["x-signature", signatureOf(INVOICE)]], body: INVOICE });
    await listening.send({ path: "/hooks/eduzz/loja-2", headers: [["x-signature", signatureOf(`${INVOICE}\n`)]], body: INVOICE });
    await lookedInto(3);

    const kept = await store.refusals.list({ limit: 10 });
    expect(kept.map(({ provider, store: name, mistake }) => [provider, name, mistake.code])).toEqual([
      ["eduzz", "loja-2", "mistake.body-newline"],
      ["eduzz", "default", "mistake.other-store"],
      ["hotmart", "default", "mistake.sent-in-query"],
    ]);
    const said = JSON.stringify([kept, listening.refusals, listening.outcomes]);
    for (const unsaid of ["Zx8Qm", "whk_", "another-key", "ana@", "Ana Teste", signatureOf(INVOICE)]) expect(said).not.toContain(unsaid);
  });

  test("whose path holds the secret is shown without it", async () => {
    expect((await listening.send(hotmart({ path: `/hooks/hotmart/${HOTTOK}` }))).status).toBe(401);
    await lookedInto(1);

    const kept = await store.refusals.list({ limit: 10 });
    expect(kept).toMatchObject([{ store: "…", path: "/hooks/hotmart/…", mistake: { code: "mistake.sent-in-path" } }]);
  });

  test("for its body is explained as well", async () => {
    await listening.send(hotmart({ headers: [["X-Hotmart-Hottok", HOTTOK]], body: JSON.stringify(SALE) }));
    await lookedInto(1);

    expect(listening.outcomes.map(({ status }) => status)).toEqual([400]);
    expect(listening.refusals[0]?.refusal.mistake.code).toBe("mistake.body-wrapped");
  });

  test("is none that was taken, nor a path that leads nowhere", async () => {
    await listening.send(hotmart({ headers: [["X-Hotmart-Hottok", HOTTOK]] }));
    await listening.send(hotmart({ path: "/nowhere" }));
    await listening.send(hotmart({ headers: [["X-Hotmart-Hottok", "wrong"]] }));
    await lookedInto(1);

    expect(await store.refusals.list({ limit: 10 })).toHaveLength(1);
    expect(await store.deliveries.count()).toBe(1);
  });
});

describe("many refused calls", () => {
  test("leave genuine ones be, and a few of them are kept", async () => {
    const forged = Array.from({ length: 300 }, () => listening.send(hotmart({ path: `/hooks/hotmart?hottok=${HOTTOK}` })));
    const genuine = Array.from({ length: 20 }, (_, number) =>
      listening.send(hotmart({ headers: [["X-Hotmart-Hottok", HOTTOK]], body: SALE.replace("6d1f1a8e", `6d1f${1000 + number}`) })),
    );

    expect([...new Set((await Promise.all(genuine)).map(({ status }) => status))]).toEqual([200]);
    expect([...new Set((await Promise.all(forged)).map(({ status }) => status))]).toEqual([401]);
    expect(listening.outcomes).toHaveLength(300);
    await listening.service.drain();
    const kept = await store.refusals.list({ limit: 1000 });
    expect(kept.length).toBe(listening.refusals.filter((one) => one?.isKept).length);
    expect(kept.length).toBeLessThanOrEqual(40);
  });
});

describe("a call that is tried out in this process", () => {
  test("and does not verify names its mistake with the error", async () => {
    const eduzz = findProvider("eduzz");
    if (eduzz === undefined) throw new Error("no eduzz");
    const request = new InboundRequest({
      method: "POST",
      target: "/hooks/eduzz",
      headers: [["x-signature", signatureOf(INVOICE).toUpperCase()]],
      body: new TextEncoder().encode(INVOICE),
    });
    const account = { store: "loja-2", credentials: await store.credentials.load("eduzz", "loja-2"), origin: "file" as const };
    const world = { store, clock: systemClock, ids: createIds(systemClock), zone: "America/Sao_Paulo", pause: async () => undefined };

    await expect(runCalls([{ request }], eduzz, account, world, false)).rejects.toMatchObject({
      code: "INTG_VERIFICATION_FAILED",
      problems: [{ code: "mistake.sent-upper-case", params: { place: "x-signature" } }],
    });
  });
});

function signatureOf(body: string): string {
  return createHmac("sha256", KEY).update(body).digest("hex");
}
