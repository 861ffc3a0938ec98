import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { saleEvent } from "../support/hotmart-sale.ts";
import { cleanUp, intg, intgOk, jsonError, shopHome, startListener, tempFolder } from "./support.ts";

afterEach(cleanUp);

const SHOP = fileURLToPath(new URL("../../fixtures/rules/shop.yaml", import.meta.url));

/** A file of its own, made of the one that ships. */
function fileOf(text: string): string {
  const path = join(tempFolder(), "proposed.yaml");
  writeFileSync(path, text);
  return path;
}

interface BackTestDocument {
  readonly changed: boolean;
  readonly calls: number;
  readonly summary: readonly object[];
  readonly differences: readonly { readonly way: string; readonly contact: { readonly email: string } }[];
}

describe("intg rule test FILE", () => {
  test("runs the tests of the file that ships where there is no home, and makes none", async () => {
    const home = join(tempFolder(), "home");

    const done = await intg(["--home", home, "rule", "test", SHOP]);

    expect(done.code).toBe(0);
    expect(done.stdout.split("\n").filter((line) => line.startsWith("✓")).length).toBeGreaterThanOrEqual(9);
    expect(done.stderr).toMatch(/All \d+ passed/);
    expect(() => readdirSync(home)).toThrow("ENOENT");
  });

  test("ends with 8 when a test fails, and says why in lines, in JSON and in JUnit", async () => {
    const failing = fileOf(`rules:
  - { product: curso-x, on: boleto.issued, when: amount >= 100, do: tag.add alto }
tests:
  - name: a small boleto is tagged too
    given: [{ provider: hotmart, event: boleto, set: { data.purchase.price.value: 50 } }]
    expect: { do: tag.add alto }
`);
    const junit = join(tempFolder(), "out.xml");
    const why = "proposed.yaml:2: condition not met: amount >= 100 (amount is 50.00)";

    const lines = await intg(["rule", "test", failing, "--junit", junit]);
    const json = await intg(["rule", "test", failing, "--json"]);

    expect([lines.code, json.code]).toEqual([8, 8]);
    expect(lines.stdout).toMatch(/^✗ 1 {2}a small boleto is tagged too/);
    expect(lines.stdout).toContain(why);
    expect(JSON.parse(json.stdout)).toMatchObject({ suite: "rule test proposed.yaml", passed: false, checks: [{ verdict: "failed" }] });
    expect(readFileSync(junit, "utf8")).toContain('<testsuite name="rule test proposed.yaml" tests="1" failures="1"');
    expect(readFileSync(junit, "utf8")).toContain("amount &gt;= 100");
  });

  test("tells every fault of the file with its place, and ends with 4", async () => {
    const bad = fileOf(
      "rules:\n  - { product: curso-x, on: purchase.aproved, do: tag.ad aluno }\ntests: [{ given: [{ provider: hotmart, event: boleto }], expect: { only: [] } }]\n",
    );

    const failed = await intg(["--json", "rule", "test", bad]);

    expect([failed.code, jsonError(failed).code]).toEqual([4, "INTG_YAML_INVALID"]);
    expect(failed.stderr).toContain("proposed.yaml:2:29  `purchase.aproved` is no trigger. Did you mean `purchase.approved`?");
    expect(failed.stderr).toContain("proposed.yaml:2:51  `tag.ad` is no action");
  });

  test.each([
    [["--check"], "INTG_MISSING_VALUE"],
    [["--product", "x"], "INTG_MISSING_VALUE"],
    [["--since", "30d", "--junit", "x.xml"], "INTG_BAD_VALUE"],
    [["--since", "soon"], "INTG_BAD_VALUE"],
  ])("refuses %j, which do not go together", async (flags, code) => {
    const failed = await intg(["--json", "rule", "test", SHOP, ...flags]);

    expect([failed.code, jsonError(failed).code]).toEqual([2, code]);
  });
});

describe("intg rule test FILE --since", () => {
  const PROPOSED = `add:
  - { product: curso-x, on: purchase.refunded, do: [tag.add pediu-reembolso, notify volte@1d] }
remove:
  - { product: curso-x, on: purchase.approved, do: [tag.add comprou, sequence.add vendas/boas-vindas] }
`;

  test("shows who would gain and lose what, beside a listener that goes on, and changes nothing", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    const buyers = ["ana@example.com", "bia@example.com", "caio@example.com"];
    for (const [at, email] of buyers.entries()) await listener.post(saleEvent("PURCHASE_APPROVED", { transaction: `HP${at}`, email }, at));
    await listener.post(saleEvent("PURCHASE_REFUNDED", { transaction: "HP0", email: "ana@example.com" }, 9));
    await listener.eventsWhen(4);
    const before = await intgOk(["--home", home, "contact", "show", "bia@example.com", "--json"]);
    const proposed = fileOf(PROPOSED);

    const shown = await intg(["--home", home, "rule", "test", proposed, "--since", "1d"]);
    const checked = await intg(["--home", home, "rule", "test", proposed, "--since", "1d", "--json", "--check"]);

    expect([shown.code, checked.code]).toEqual([0, 8]);
    expect(shown.stdout).toMatch(/^tag +comprou +2 +2 +0$/m);
    expect(shown.stdout).toMatch(/^tag +pediu-reembolso +0 +0 +1$/m);
    expect(shown.stdout).toMatch(/^sequence +vendas\/boas-vindas +3 +3 +0$/m);
    expect(shown.stdout).toMatch(/^message +volte@1d +0 +0 +1$/m);
    expect(shown.stdout).toMatch(/^lose +tag +comprou +b\*\*\*@example\.com +evt_\w+ +no longer rul_\w+ on purchase\.approved$/m);
    expect(shown.stdout).toMatch(/^gain +message +volte@1d +a\*\*\*@example\.com +evt_\w+ +proposed\.yaml:2 on purchase\.refunded$/m);
    expect(shown.stderr).toContain("Tried on 4 calls of 3 people");
    expect(shown.stderr).toContain("Template `volte` does not exist yet.");
    const document = JSON.parse(checked.stdout) as BackTestDocument;
    expect(document).toMatchObject({ changed: true, calls: 4, summary: [{ kind: "tag", target: "comprou", now: 2, lose: 2 }, {}, {}, {}] });
    expect(document.differences.map(({ contact }) => contact.email).filter((email) => !email.includes("***"))).toEqual([]);
    expect(await intgOk(["--home", home, "contact", "show", "bia@example.com", "--json"])).toBe(before);
    expect(readdirSync(home).filter((name) => name.startsWith("copy-"))).toEqual([]);
    expect((await listener.post(saleEvent("PURCHASE_APPROVED", { transaction: "HP9" }, 20))).status).toBe(200);
  });

  test("says that there is nothing to try them on, and that the same rules make no difference", async () => {
    const home = await shopHome();
    const nothing = await intg(["--home", home, "rule", "test", fileOf(PROPOSED), "--since", "30d", "--check"]);
    await intgOk(["--home", home, "simulate", "hotmart", "purchase", "--commit"]);
    const rules = JSON.parse(await intgOk(["--home", home, "rule", "list", "--json"])) as readonly {
      readonly id: string;
      readonly product: string;
      readonly trigger: string;
      readonly actions: readonly { readonly id: string; readonly target: string | null }[];
    }[];
    const written = rules.map(({ product, trigger, actions }) => ({
      product,
      on: trigger,
      do: actions.map(({ id, target }) => [id, target].join(" ")),
    }));

    const same = await intg(["--home", home, "rule", "test", fileOf(JSON.stringify({ rules: written })), "--since", "30d", "--check"]);

    expect([nothing.code, nothing.stdout]).toEqual([0, ""]);
    expect(nothing.stderr).toContain("there is nothing to try the rules on");
    expect([same.code, same.stdout]).toEqual([
      0,
      "No difference: with the present and with the proposed rules everybody stands the same.\n",
    ]);
    expect(same.stderr).toContain("Proposed: 0 rules added, 0 removed, 2 kept.");
  });
});
