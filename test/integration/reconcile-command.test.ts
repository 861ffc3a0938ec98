import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOTMART_KEYS, type HotmartApi, type HotmartSale, startHotmartApi } from "../support/hotmart-api.ts";
import { type CliHome, cliHome } from "../support/run-cli.ts";

let home: CliHome;
let api: HotmartApi;

beforeEach(async () => {
  home = cliHome();
  api = await startHotmartApi();
  const secrets = { hottok: "invented-hottok-0000000000000000000001", ...HOTMART_KEYS };
  const env = Object.fromEntries(Object.entries(secrets).map(([name, value]) => [`V_${name.replace("-", "_")}`, value]));
  const flags = Object.keys(secrets).flatMap((name) => ["--secret", `${name}=env:V_${name.replace("-", "_")}`]);
  await home.ok(["credential", "set", "hotmart", ...flags, "--api", api.url], { env });
  await home.ok(["product", "add", "Curso X"]);
  await home.ok(["product", "link", "curso-x", "hotmart", "1001"]);
});

afterEach(async () => {
  await api.close();
  home.remove();
});

const DAY_MS = 86_400_000;

/** A sale of so many days ago. */
function sold(transaction: string, status: string, days: number, more: Partial<HotmartSale> = {}): HotmartSale {
  const orderedAt = Date.now() - days * DAY_MS;
  return { transaction, status, orderedAt, approvedAt: orderedAt + 1000, ...more };
}

const reconcile = (...flags: readonly string[]) => home.run(["reconcile", "hotmart", ...flags]);
const events = async () => JSON.parse(await home.ok(["event", "list", "--json"])) as { transaction: { id: string }; notes: string[] }[];

describe("intg reconcile", () => {
  test("ends with 0 when everything agrees", async () => {
    const { code, stdout, stderr } = await reconcile();

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Hotmart, store default, \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d\n0 sales at 127\.0\.0\.1:\d+, 0 agree here\n$/);
    expect(stderr.trim()).toBe("Everything that was compared agrees.");
  });

  test("shows what differs and what a repair would change, changes nothing, and ends with 8", async () => {
    api.sales = [sold("HP0000000001", "APPROVED", 2), sold("HP0000000002", "REFUNDED", 3)];

    const { code, stdout, stderr } = await reconcile();

    expect(code).toBe(8);
    expect(stdout).toMatch(/✗ No event here \(2\)\n {2}HP0000000002 {2}REFUNDED {2}BRL 197\.00/);
    expect(stdout).toContain("What --repair would change\n2 calls, 2 events");
    expect(stdout).toMatch(/access +curso-x +granted/);
    expect(stderr).toContain("Nothing was changed. Do it: intg reconcile hotmart --repair");
    expect(await events()).toEqual([]);
  });

  test("--repair does it once: ends with 0, and so does the next that finds nothing", async () => {
    api.sales = [sold("HP0000000001", "APPROVED", 2), sold("HP0000000002", "REFUNDED", 3)];

    const first = await reconcile("--repair");
    const after = await events();
    const second = await reconcile("--repair");

    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout).toContain("2 calls, 2 events: 2 came out otherwise");
    expect(after.map(({ transaction, notes }) => [transaction.id, notes[0]])).toEqual([
      ["HP0000000001", "event.repaired"],
      ["HP0000000002", "event.repaired"],
    ]);
    expect(await events()).toEqual(after);
    expect(await home.ok(["access", "list", "--json"])).toContain("HP0000000001");
  });

  test("is marked wherever its event is told", async () => {
    api.sales = [sold("HP0000000001", "APPROVED", 2)];
    await reconcile("--repair");

    expect(await home.ok(["event", "list"])).toContain("purchase.approved (repair)");
    expect(await home.ok(["event", "show", "latest"])).toMatch(
      /\(repair\)[\s\S]*made by a repair of what the vendor's sales history tells/,
    );
    expect(await home.ok(["explain", "latest"])).toContain("(repair)");
  });

  test("ends with 8 after a repair that could not end everything", async () => {
    api.sales = [sold("HP0000000001", "APPROVED", 2)];
    await reconcile("--repair");
    api.sales = [sold("HP0000000001", "APPROVED", 2, { price: 97 }), sold("HP0000000002", "APPROVED", 2)];
    // What came a moment ago is too young to be judged by its status, but an amount does not change with age.
    const { code, stdout, stderr } = await reconcile("--repair");

    expect(code).toBe(8);
    expect(stdout).toMatch(/✗ Another amount \(1\)\n {2}HP0000000001 {2}BRL 97\.00 there, BRL 197\.00 here/);
    expect(stderr).toContain("1 difference remains");
  });

  test("never brings back who was erased here, and takes what the same person bought afterwards", async () => {
    api.sales = [sold("HP0000000001", "APPROVED", 2), sold("HP0000000002", "APPROVED", 2, { email: "lia@example.com" })];
    await reconcile("--repair");
    await home.ok(["contact", "erase", "ana@example.com", "--yes"]);

    const shown = await reconcile();
    const repaired = await reconcile("--repair");

    expect([shown.code, repaired.code]).toEqual([0, 0]);
    expect(shown.stdout).toContain("1 of people who were erased or purged here since: nothing is made of it");
    expect((await events()).map(({ transaction }) => transaction.id)).toEqual(["HP0000000002"]);

    api.sales = [{ ...sold("HP0000000003", "APPROVED", 2), orderedAt: Date.now() }];
    expect(JSON.parse((await reconcile("--json", "--until", "2090-01-01")).stdout)).toMatchObject({ erased: 0, remaining: 1 });
  });

  test("gives the whole as JSON, with the plan and without a buyer", async () => {
    api.sales = [sold("HP0000000001", "APPROVED", 2), sold("HP0000000003", "STARTED", 2)];

    const { code, stdout, stderr } = await reconcile("--json");

    expect(code).toBe(8);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      provider: "hotmart",
      store: "default",
      sales: 2,
      agreeing: 0,
      untold: { STARTED: 1 },
      differences: [
        {
          kind: "no-event",
          transaction: "HP0000000001",
          product: "1001",
          there: { status: "APPROVED", standing: "approved", amount: { minor: 19700, currency: "BRL" } },
          here: null,
          mendable: true,
        },
      ],
      repair: { dryRun: true, calls: 1 },
      remaining: 1,
    });
    expect(stdout).not.toContain("example.com");
  });

  test("gives the differences as CSV, in which nothing is run", async () => {
    api.sales = [sold("=HP1+1", "APPROVED", 2)];

    const { code, stdout } = await reconcile("--csv");

    expect(code).toBe(8);
    expect(stdout.split("\n")).toEqual([
      "kind,transaction,product,product_name,there_status,there_ordered_at,there_amount_minor,there_currency,here_state,here_amount_minor,here_currency,here_event,mendable",
      expect.stringMatching(/^no-event,'=HP1\+1,1001,Produto de teste,APPROVED,20[\d:.TZ-]+,19700,BRL,,,,,yes$/),
      "",
    ]);
  });

  test.each([
    ["eduzz", [], 2, "has lost the names of its filters"],
    ["monetizze", [], 2, "known from public code only"],
    ["payt", [], 2, "No API that lists sales is known"],
    ["grupozap", [], 2, "It sends leads, not sales"],
    ["pagseguro", ["--since", "200d"], 2, "PagSeguro lists nothing older than 180 days"],
    ["pagseguro", [], 3, "INTG_CREDENTIAL_MISSING"],
    ["hotmart", ["--until", "40d"], 2, "a moment after --since"],
    ["hotmart", ["--since", "yesterday"], 2, "INTG_BAD_VALUE"],
    ["hotmart", ["--csv", "--json"], 2, "choose one"],
    ["hotmart", ["--store", "loja-2"], 3, "INTG_CREDENTIAL_MISSING"],
  ])("of %s %j ends with %i and says why", async (provider, flags, code, words) => {
    const result = await home.run(["reconcile", provider, ...flags]);

    expect(result.code).toBe(code);
    expect(result.stdout).toBe("");
    expect(result.stderr).toContain(words);
  });

  test("ends with 6 when Hotmart refuses the credentials, and nothing was changed", async () => {
    api.disturb = ({ path }) => (path.endsWith("/history") ? { status: 403, body: '{"error":"unauthorized_client"}' } : null);

    const { code, stdout, stderr } = await reconcile("--repair");

    expect(code).toBe(6);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/unauthorized_client[\s\S]*INTG_VENDOR_REFUSED[\s\S]*intg credential check hotmart/);
    expect(await events()).toEqual([]);
  });

  test("shows the differences without a hottok, and needs one to repair", async () => {
    await home.ok(["credential", "remove", "hotmart", "--secret", "hottok", "--yes"]);
    api.sales = [sold("HP0000000001", "APPROVED", 2)];

    const shown = await reconcile();
    const repaired = await reconcile("--repair");

    expect(shown).toMatchObject({ code: 8, stdout: expect.stringContaining("HP0000000001") });
    expect(shown.stderr).toContain("No hottok is kept");
    expect(repaired).toMatchObject({ code: 3, stderr: expect.stringContaining("INTG_CREDENTIAL_MISSING") });
  });

  test("speaks Portuguese", async () => {
    api.sales = [sold("HP0000000001", "APPROVED", 2)];

    const { stdout, stderr } = await reconcile("--lang", "pt-BR");

    expect(stdout).toContain("Sem evento aqui (1)");
    expect(stdout).toContain("R$ 197,00");
    expect(stderr).toContain("Nada foi alterado.");
  });
});
