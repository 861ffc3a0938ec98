import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadConfiguration } from "../../src/app/configuration.ts";
import { type Processed, processDelivery } from "../../src/app/process.ts";
import { rebuild } from "../../src/app/rebuild.ts";
import type { Delivery } from "../../src/core/delivery.ts";
import { type PagSeguroApi, startPagSeguroApi } from "../support/pagseguro-api.ts";
import { EMAIL, notification, TOKEN, transactionXml } from "../support/pagseguro-sale.ts";
import { type Reconciling, reconciling } from "../support/reconciling.ts";
import { createWorld, TAG, type World } from "../support/world.ts";

const SECRETS = { email: EMAIL, token: TOKEN };
const CODES = [1, 2, 3, 4, 5].map((n) => `3C1D9A70-5B2E-4F88-9A61-00000000000${n}`);
const [ONE = "", TWO = "", THREE = "", FOUR = "", FIVE = ""] = CODES;
const DATE = "2026-11-01T15:00:00.000-03:00";

let world: World;
let api: PagSeguroApi;
let side: Reconciling;

beforeEach(async () => {
  api = await startPagSeguroApi(2);
  world = await createWorld();
  await world.product("curso");
  await world.link("curso", "CURSO-1", { provider: "pagseguro", releaseOnBoleto: true });
  await world.rule("curso", "purchase.approved", [TAG("comprador")]);
  side = await reconciling(world, "pagseguro", api.url, SECRETS);
});

afterEach(async () => {
  await side.close();
  await api.close();
  await world.store.close();
});

/** A notification that came, with what PagSeguro answered about it. */
async function came(code: string, status: number, minute = 1): Promise<void> {
  await deliver({
    id: `dlv_came${minute}${code.at(-1)}`.padEnd(24, "0"),
    provider: "pagseguro",
    store: "default",
    receivedAt: `2026-11-03T12:0${minute}:00.000Z`,
    origin: "http",
    request: notification(minute),
    isHint: true,
    answer: { kind: "document", document: transactionXml({ code, status, minute }) },
  });
}

async function deliver(delivery: Delivery): Promise<readonly Processed[]> {
  const options = { configuration: await loadConfiguration(world.store), zone: "America/Sao_Paulo" };
  return world.store.transaction(async (tx) => {
    await tx.addDelivery(delivery);
    if (delivery.answer?.kind === "document") await tx.keepAnswer(delivery, delivery.answer.document);
    return processDelivery(delivery, tx, options);
  });
}

const told = async () =>
  (await side.compare()).comparison.differences.map(
    ({ kind, transaction, isMendable }) => `${kind} ${transaction.at(-1)}${isMendable ? "" : " stays"}`,
  );
const events = () => world.store.events.list({ limit: 100 });

describe("the list of PagSeguro's transactions", () => {
  test("is read to its last page, with dates of Brasília, and only what is a sale counts", async () => {
    api.sales = [
      { code: ONE, status: 3, date: DATE },
      { code: TWO, status: 3, date: DATE },
      { code: THREE, status: 1, date: DATE },
      { code: FOUR, status: 3, type: 2, date: DATE },
      { code: FIVE, status: 11, date: DATE },
    ];

    expect(await told()).toEqual(["no-event 1", "no-event 2", "no-event 3"]);

    const lists = api.calls.filter(({ path, query }) => path === "/v3/transactions" && query.get("maxPageResults") === "100");
    expect(lists.map(({ query }) => [query.get("page"), query.get("initialDate"), query.get("finalDate")])).toEqual([
      ["1", "2026-10-04T15:00", "2026-11-03T15:00"],
      ["2", "2026-10-04T15:00", "2026-11-03T15:00"],
      ["3", "2026-10-04T15:00", "2026-11-03T15:00"],
    ]);
  });

  test("is asked for thirty days at a time, the most that it takes", async () => {
    const { comparison } = await side.compare({ from: "2026-07-01T00:00:00.000Z", to: "2026-11-03T18:00:00.000Z" });

    expect(comparison.differences).toEqual([]);
    expect(api.calls.filter(({ query }) => query.get("maxPageResults") === "100")).toHaveLength(5);
  });

  test("may hold one sale only, which is no list in XML", async () => {
    api.sales = [{ code: ONE, status: 3, date: DATE }];

    expect(await told()).toEqual(["no-event 1"]);
  });

  test("says what differs, and leaves sales of the newer API alone", async () => {
    await came(ONE, 3);
    await came(TWO, 3, 2);
    await came(THREE, 3, 3);
    await came("CHAR_6C0E9F52-77A1-4C8E-8B15-0D4A51E6B702", 3, 4);
    api.sales = [
      { code: ONE, status: 4, date: DATE },
      { code: TWO, status: 6, date: DATE },
      { code: FOUR, status: 3, date: DATE, amount: "97.00" },
    ];

    expect(await told()).toEqual(["no-event 4", "no-sale 3 stays", "status 2"]);
    expect((await side.compare()).beyond).toBe(1);
  });

  test("says that the token is refused", async () => {
    await side.close();
    side = await reconciling(world, "pagseguro", api.url, { token: "another-invented-token-0000000001" });

    await expect(side.compare()).rejects.toMatchObject({
      code: "INTG_VENDOR_REFUSED",
      problems: [{ code: "api.refused-with" }, { code: "pagseguro.token-of-place" }],
    });
  });
});

describe("a repair", () => {
  test.each([
    [1, 2, ["boleto.issued"], ["provisional"]],
    [3, 1, ["purchase.approved"], ["active"]],
    [4, 1, ["purchase.completed", "purchase.approved"], ["active"]],
    [6, 1, ["purchase.refunded"], []],
    [7, 2, ["purchase.expired"], []],
    [8, 1, ["purchase.chargeback"], []],
  ])(
    "of a sale in status %i asks for it, and reads it as its notification would have been",
    async (status, paymentType, triggers, grants) => {
      api.sales = [{ code: ONE, status, paymentType, date: DATE }];

      expect(await side.repair()).toBe(1);

      const found = await events();
      expect(found.map(({ trigger }) => trigger)).toEqual(triggers);
      expect(found[0]).toMatchObject({
        transaction: { id: ONE },
        buyer: { name: "Conceição Inventada", email: "ana@example.com" },
        amount: { minor: 19700 },
        occurredAt: "2026-11-01T18:00:00.000Z",
      });
      expect(found[0]?.notes[0]).toEqual({ code: "event.repaired", params: { source: "GET /v3/transactions" } });
      expect((await world.grants("ana@example.com", "curso")).map(({ state }) => state)).toEqual(grants);
      expect(await told()).toEqual([]);
      expect(await side.repair()).toBe(0);
    },
  );

  test("and the notification, in either order, act once", async () => {
    api.sales = [{ code: ONE, status: 3, date: DATE }];
    const [prepared] = await side.calls();
    await came(ONE, 3);
    const late = prepared === undefined ? [] : await deliver(prepared);
    api.sales = [{ code: TWO, status: 3, date: DATE }];
    await side.repair();
    await came(TWO, 3, 2);

    expect(late.map(({ event }) => event.status)).toEqual(["duplicate"]);
    expect((await events()).filter(({ status }) => status === "processed").map(({ transaction }) => transaction.id)).toEqual([TWO, ONE]);
    expect(await world.grants("ana@example.com", "curso")).toHaveLength(2);
  });

  test("is kept by a rebuild with what PagSeguro told", async () => {
    api.sales = [{ code: ONE, status: 4, date: DATE }];
    await side.repair();
    const seen = [await events(), await world.grants("ana@example.com", "curso")];

    await rebuild(world.store, "America/Sao_Paulo");

    expect([await events(), await world.grants("ana@example.com", "curso")]).toEqual(seen);
  });

  test("of a sale that PagSeguro does not show is none", async () => {
    api.sales = [{ code: ONE, status: 3, date: DATE }];
    api.answer(({ path }) => (path === "/v3/transactions" ? { status: 200, body: listOf(ONE) } : { status: 404, body: "Not Found" }));

    expect(await side.repair()).toBe(0);
    expect(await events()).toEqual([]);
  });
});

const listOf = (code: string) =>
  `<transactionSearchResult><transactions><transaction><date>${DATE}</date><code>${code}</code><type>1</type><status>3</status>
<grossAmount>197.00</grossAmount></transaction></transactions><currentPage>1</currentPage><totalPages>1</totalPages></transactionSearchResult>`;
