import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillReportHome } from "../support/report-shop.ts";
import { cleanUp, intgHere, intgOk, jsonError, tempFolder } from "./support.ts";

const JANUARY = ["--since", "2026-01-01", "--until", "2026-02-01"];

let home: string;

beforeAll(async () => {
  home = join(tempFolder(), "home");
  await fillReportHome(home);
});

afterAll(cleanUp);

const report = (...args: readonly string[]) => intgOk(["--home", home, "report", ...JANUARY, ...args]);

interface Sum {
  readonly count: number;
  readonly money: readonly { readonly minor: number; readonly currency: string }[];
}

interface ReportJson {
  readonly totals: { readonly events: number; readonly approved: Sum };
  readonly products: {
    readonly rows: readonly { readonly product: string | null; readonly externalId: string | null; readonly approved: Sum }[];
  };
}

describe("intg report", () => {
  test("is a table, in the language that is asked for", async () => {
    const [english, portuguese] = [await report(), await report("--lang", "pt-BR")];

    expect(english).toMatch(/^Report {2}2026-01-01 00:00 to 2026-02-01 00:00, days of America\/Sao_Paulo$/m);
    expect(english).toMatch(/^ {2}Approved +BRL 2,758\.00 {2}14 sales$/m);
    expect(english).toMatch(/^ {2}hotmart 777 \(not linked\) +1 +BRL 197\.00/m);
    expect(portuguese).toMatch(/^ {2}Aprovado +R\$ 2\.758,00 {2}14 vendas$/m);
    expect(portuguese).toMatch(/^ {2}hotmart 777 \(sem vínculo\) +1 +R\$ 197,00/m);
  });

  test("is one JSON document, in minor units", async () => {
    const json = JSON.parse(await report("--json")) as ReportJson;

    expect(json).toMatchObject({
      since: "2026-01-01T03:00:00.000Z",
      until: "2026-02-01T03:00:00.000Z",
      zone: "America/Sao_Paulo",
      by: "day",
      filters: { provider: null, store: null, product: null },
      includeTests: false,
    });
    expect(json.totals.approved).toEqual({ count: 14, money: [{ minor: 275_800, currency: "BRL" }], withoutAmount: 0 });
  });

  test("is CSV that says what the JSON says, with nothing in it that a spreadsheet would run", async () => {
    const json = JSON.parse(await report("--json")) as ReportJson;
    const csv = await report("--csv");
    const rows = parse(csv, { columns: true }) as readonly Record<string, string>[];

    const value = (section: string, key1: string, key3: string, measure: string) =>
      Number(rows.find((row) => row.section === section && row.key1 === key1 && row.key3 === key3 && row.measure === measure)?.value);
    expect(value("totals", "", "", "events")).toBe(json.totals.events);
    for (const { product, externalId, approved } of json.products.rows) {
      const [key1, key3] = product === null ? ["hotmart", externalId ?? ""] : [product, ""];
      expect(value("products", key1, key3, "approved.count")).toBe(approved.count);
      expect(value("products", key1, key3, "approved.money")).toBe(approved.money[0]?.minor);
    }
    expect(csv).toContain("origins,src,'=instagram,");
    expect(csv).not.toMatch(/(^|,)"?[=@+]/m);
  });

  test("holds no data of any buyer, whatever form it has", async () => {
    const file = join(tempFolder(), "report.html");
    await report("--html", file);
    const all = [await report("--show-pii"), await report("--json", "--show-pii"), await report("--csv"), readFileSync(file, "utf8")].join(
      "\n",
    );

    expect(all).not.toMatch(/@example\.com|Ana Teste|Nome Inventado|ctc_|buyer\d/);
  });

  test("of a home without events is empty, and makes no fuss", async () => {
    const empty = join(tempFolder(), "home");
    const { code, stdout, stderr } = await intgHere(["--home", empty, "report"]);

    expect([code, stderr]).toEqual([0, "Nothing happened in this time that counts.\n"]);
    expect(stdout).toMatch(/^ {2}Events +0$/m);
  });

  test("of a part in which nothing is does not say that nothing happened", async () => {
    const { stdout, stderr } = await intgHere(["--home", home, "report", ...JANUARY, "--provider", "hotmart", "--section", "leads"]);

    expect(stderr).toBe("None of it was about what was asked for.\n");
    expect(stdout).toMatch(/^ {2}Events +[1-9]/m);
  });

  test.each([
    [["--zone", "Mars/Olympus"], 2, "INTG_BAD_VALUE"],
    [["--since", "yesterday"], 2, "INTG_BAD_VALUE"],
    [["--since", "2026-03-01", "--until", "2026-02-01"], 2, "INTG_BAD_VALUE"],
    [["--section", "weather"], 2, "INTG_BAD_VALUE"],
    [["--by", "year"], 2, "INTG_BAD_VALUE"],
    [["--provider", "hotmarkt"], 2, "INTG_UNKNOWN_PROVIDER"],
    [["--product", "no-such"], 3, "INTG_PRODUCT_NOT_FOUND"],
    [["--csv"], 2, "INTG_USAGE"],
    [["--html", "/nonexistent/folder/report.html"], 7, "INTG_OUTPUT_UNWRITABLE"],
  ])("%j is refused", async (args, code, error) => {
    const done = await intgHere(["--home", home, "--json", "report", ...JANUARY, ...args]);

    expect([done.code, jsonError(done).code]).toEqual([code, error]);
    expect(existsSync("/nonexistent")).toBe(false);
  });
});
