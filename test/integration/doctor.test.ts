/** The check-list over a real store and a real listener: what the operator does next turns it green. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { gatherFacts } from "../../src/app/doctor/gather.ts";
import { examine } from "../../src/app/doctor/index.ts";
import { replayDeliveries } from "../../src/app/replay.ts";
import { readSamples } from "../../src/cli/doctor/samples.ts";
import { systemClock } from "../../src/config/clock.ts";
import { readHomeFacts } from "../../src/store/doctor-home.ts";
import { openStore } from "../../src/store/open.ts";
import { createHome, type Home } from "../support/home.ts";
import { type Listening, setCredential, startListening } from "../support/listening.ts";
import { createWorld, TAG, type World } from "../support/world.ts";

const ZAP_KEY = "0123456789abcdef0123456789abcdef";
const HOTTOK = "Zx8QmK2vLr5TnYb7WcHs9PdJf3GaEu1234567";

let home: Home;
let world: World;
let listening: Listening;
beforeEach(async () => {
  home = await createHome();
  world = await createWorld(home.store);
  listening = await startListening(home.store);
});
afterEach(async () => {
  await listening.stop();
  await home.close();
});

/** What is not green, `level id` with the command. */
async function found(open = () => Promise.resolve(home.store), deep = false): Promise<readonly string[]> {
  const facts = await gatherFacts({ now: systemClock.now(), home: readHomeFacts(home.folder), open, samples: readSamples }, { deep });
  return examine(facts)
    .filter(({ level, id }) => level !== "ok" && id !== "home.listener")
    .map(({ level, id, next }) => [level, id, next?.join(" ")].filter((part) => part !== undefined).join(" "));
}

function sale(productId: number, transaction: string, phone: string | null, hottok = HOTTOK) {
  const body = {
    id: transaction,
    event: "PURCHASE_APPROVED",
    version: "2.0.0",
    creation_date: Date.now(),
    data: {
      product: { id: productId, name: `Produto ${productId}` },
      buyer: { email: `${transaction}@example.com`.toLowerCase(), name: "Ana Teste", ...(phone === null ? {} : { checkout_phone: phone }) },
      purchase: { transaction, status: "APPROVED", price: { value: 10, currency_value: "BRL" }, payment: { type: "PIX" } },
    },
  };
  const headers = [
    ["Content-Type", "application/json"],
    ["X-Hotmart-Hottok", hottok],
  ] as const;
  return listening.send({ path: "/hooks/hotmart", headers, body: JSON.stringify(body) });
}
const processed = (count: number) => vi.waitFor(() => expect(listening.processed).toHaveLength(count));

describe("the check-list", () => {
  test("leads a new home through its first sale, one command after the other", async () => {
    expect(await found()).toEqual(["warn home.setup intg init"]);

    await world.product("curso-x");
    expect(await found()).toEqual(["warn product.linked intg product link curso-x PROVIDER EXTERNAL-ID"]);

    await world.link("curso-x", "1001");
    expect(await found()).toEqual(["fail store.credential intg credential set hotmart", "warn store.calls intg credential show hotmart"]);

    await setCredential(home.store, "hotmart", "hottok", `"${HOTTOK}"`);
    await sale(1001, "HP0900000001", "11999990000");
    await vi.waitFor(() => expect(listening.refusals).toHaveLength(1));
    const [, refused, ...others] = await found();
    expect(refused).toMatch(/^fail store\.refused intg event show ref_/);
    expect(others).toEqual([]);

    await setCredential(home.store, "hotmart", "hottok", HOTTOK);
    await sale(1001, "HP0900000001", "11999990000");
    await processed(1);
    expect((await found()).map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual(["warn store.refused"]);
  });

  test("names what arrives unlinked, and is content once it is linked and replayed", async () => {
    await setCredential(home.store, "hotmart", "hottok", HOTTOK);
    await world.product("curso-x");
    await world.link("curso-x", "1001");
    await world.product("outro");
    await sale(1001, "HP0900000001", "11999990000");
    await sale(2002, "HP0900000002", "11999990000");
    await sale(2002, "HP0900000003", "11999990000");
    await processed(3);

    expect(await found()).toEqual([
      "warn store.unmatched intg product link PRODUCT hotmart 2002",
      "warn product.linked intg product link outro hotmart EXTERNAL-ID",
    ]);

    await world.link("outro", "2002");
    const waiting = await home.store.events.list({ status: "unmatched", limit: 10 });
    await replayDeliveries(
      waiting.map(({ deliveryId }) => deliveryId),
      home.store,
      "America/Sao_Paulo",
      true,
    );
    expect(await found()).toEqual([]);
  });

  test("sees a checkout without phones, a sale that is linked as the wrong kind, and a message that nobody can send", async () => {
    await setCredential(home.store, "hotmart", "hottok", HOTTOK);
    await world.product("curso-x");
    await world.link("curso-x", "1001", { kind: "subscription" });
    await world.rule("*", "purchase.approved", [{ id: "notify", target: "ola" }, TAG("veio")]);
    await world.product("outro");
    await world.link("outro", "1002");
    for (const n of [1, 2, 3]) await sale(n === 1 ? 1001 : 1002, `HP090000000${n}`, null);
    await processed(3);

    expect(await found()).toEqual([
      "fail store.events intg event list --provider hotmart --status quarantined",
      "warn store.buyers intg event list --provider hotmart --where not buyer.phone exists",
      "fail product.kind intg product link curso-x hotmart 1001 --kind one-time",
      "fail rule.targets intg template set ola --text TEXT",
      "fail rule.homeless intg dispatch list --dead --where rule = rul_1",
    ]);
  });

  test("sees a destination that cannot be told, leads that find nobody, and a document that two advertisers have", async () => {
    await world.product("curso-x");
    await world.link("curso-x", "1001");
    await setCredential(home.store, "hotmart", "hottok", HOTTOK);
    await sale(1001, "HP0900000001", "11999990000");
    await processed(1);
    await world.rule("curso-x", "purchase.approved", [TAG("aluno")]);
    await home.store.destinations.add({
      name: "lead",
      kind: "leadlovers",
      settings: {},
      codes: {},
      isEnabled: true,
      disabledBecause: null,
    });
    await setCredential(home.store, "grupozap", "key", ZAP_KEY);
    for (const slug of ["lua", "sol"]) {
      await home.store.advertisers.add({ slug, document: "56921485000100", url: null, sendLeadEmail: false, closed: false });
    }
    const lead = { leadOrigin: "VivaReal", originLeadId: "L1", clientListingId: "AP9", name: "Ana Teste", email: "ana@example.com" };
    const basic = Buffer.from(`vivareal:${ZAP_KEY}`).toString("base64");
    const headers = [
      ["Content-Type", "application/json"],
      ["Authorization", `Basic ${basic}`],
    ] as const;
    await listening.send({ path: "/grupozap/lead", headers, body: JSON.stringify(lead) });
    await processed(2);

    expect(await found()).toEqual([
      "warn store.listings intg listing add AP9 --advertiser SLUG",
      "warn store.documents intg advertiser edit sol --document CPF-OR-CNPJ",
      "fail destination.secrets intg destination edit lead --secret token",
      "warn destination.codes intg destination map lead tag:aluno CODE",
    ]);

    await home.store.advertisers.addListing({ code: "AP9", advertiser: "sol" });
    expect((await found())[0]).toBe("warn store.listings intg replay --unmatched --provider grupozap --apply");
  });
});

describe("a home that is not well", () => {
  test("says that the key is lost, and judges the rest without it", async () => {
    await setCredential(home.store, "hotmart", "hottok", HOTTOK);
    await sale(1001, "HP0900000001", "11999990000");
    await processed(1);
    rmSync(join(home.folder, "key"));
    const again = await openStore(home.folder, {});

    const lines = await found(() => Promise.resolve(again));
    await again.close();
    expect(lines).toContain("fail home.key intg help security");
    expect(lines).toContain("unknown store.credential");
    expect(lines.some((line) => line.startsWith("warn store.unmatched"))).toBe(true);
  });

  test("says that its database is no database, instead of failing itself", async () => {
    await listening.stop();
    await home.store.close();
    const path = join(home.folder, "intg.db");
    writeFileSync(path, readFileSync(path).fill(0x2a, 0, 4096));

    expect(await found(() => openStore(home.folder, {}))).toEqual(["fail home.database intg help home"]);
    rmSync(home.folder, { recursive: true });
    home = await createHome();
  });

  test("finds what refers to nothing, when every page is read", async () => {
    home.damage("PRAGMA foreign_keys = OFF; INSERT INTO listings VALUES ('AP1', 'nobody');");

    expect(await found(undefined, false)).toEqual(["warn home.setup intg init"]);
    expect(await found(undefined, true)).toEqual(["warn home.setup intg init", "fail home.integrity intg help home"]);
  });
});
