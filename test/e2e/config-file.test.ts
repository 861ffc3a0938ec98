import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { saleEvent } from "../support/hotmart-sale.ts";
import { BIN, cleanUp, HOTTOK, intg, intgHere, intgOk, jsonError, shopHome, startListener, tempFolder } from "./support.ts";

afterEach(cleanUp);

const ENV = { INTG_HOTMART_DEFAULT_HOTTOK: HOTTOK };

/** A file of its own with this text. */
function fileOf(text: string): string {
  const path = join(tempFolder(), "intg.yaml");
  writeFileSync(path, text);
  return path;
}

async function rulesOf(home: string): Promise<readonly { readonly product: string; readonly trigger: string }[]> {
  return JSON.parse(await intgOk(["--home", home, "rule", "list", "--json"]));
}

describe("intg dump", () => {
  test("of a home that is not there gives a file to begin with, and makes no home", async () => {
    const home = join(tempFolder(), "home");

    const text = await intgOk(["--home", home, "dump"]);

    expect(text).toMatch(/^# yaml-language-server: \$schema=\S+\/fixtures\/schemas\/config\.json\n/);
    expect(text).toContain("\nproducts: []\n#  - slug: curso-x\n");
    expect(existsSync(home)).toBe(false);
    const checked = await intgHere(["--home", home, "apply", fileOf(text), "--check"]);
    expect([checked.code, checked.stdout, existsSync(home)]).toEqual([0, "", false]);
  });

  test("speaks Portuguese around words that stay", async () => {
    const text = await intgOk(["--lang", "pt-BR", "--home", join(tempFolder(), "home"), "dump"]);

    expect(text).toContain("# O que você vende");
    expect(text).toContain("\nadvertisers: []\n");
  });

  test("moves a home to another, whose listener accepts the same calls; only the variables have to be set", async () => {
    const home = await shopHome();
    const other = join(tempFolder(), "other");
    const text = await intgOk(["--home", home, "dump"]);
    expect(text).not.toContain(HOTTOK);

    const missing = await intgHere(["--home", other, "--json", "apply", "-"], { input: text });
    expect([missing.code, jsonError(missing).code, existsSync(other)]).toEqual([4, "INTG_YAML_INVALID", false]);
    expect(missing.stderr).toMatch(/stdin:\d+:\d+ {2}the variable INTG_HOTMART_DEFAULT_HOTTOK is not set/);

    await intgOk(["--home", other, "apply", "-"], { input: text, env: ENV });
    expect(await intgOk(["--home", other, "dump"])).toBe(text);
    const listener = await startListener(other);
    expect((await listener.post(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 0))).status).toBe(200);
    const [event] = await listener.eventsWhen(1);
    expect(event).toMatchObject({ product: { slug: "curso-x" } });
  });

  test("-o is whole or not at all: what stood there stays when the disk is full, and nothing lies beside it", async () => {
    const home = await shopHome();
    const folder = tempFolder();
    const file = join(folder, "intg.yaml");
    await intgOk(["--home", home, "dump", "-o", file]);
    const before = readFileSync(file, "utf8");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const many = Array.from({ length: 3000 }, (_, at) => `  - { code: AP${at}, advertiser: sol }\n`);
    const listings = `advertisers: [{ slug: sol, document: 56.921.485/0001-00 }]\nlistings:\n${many.join("")}`;
    await intgOk(["--home", home, "--quiet", "apply", "-"], { input: listings });

    // A limit on what may be written is a full disk that every machine has; SQLite needs half of this for its own files.
    const failed = await intg(["--home", home, "dump", "-o", file], { prefix: ["prlimit", "--fsize=65536"] });

    expect(failed.code).toBe(7);
    expect(failed.stderr).toContain("INTG_OUTPUT_UNWRITABLE");
    expect([readFileSync(file, "utf8"), readdirSync(folder)]).toEqual([before, ["intg.yaml"]]);
  });

  test("to a full device fails, and to a reader that leaves does not", async () => {
    const home = await shopHome();
    const full = openSync("/dev/full", "w");
    const failed = await intg(["--home", home, "dump"], { stdoutTo: full });
    closeSync(full);

    expect([failed.code, failed.stderr.includes("INTG_OUTPUT_UNWRITABLE")]).toEqual([7, true]);
    const left = spawnSync("sh", ["-c", `"${process.execPath}" "${BIN}" --home "${home}" dump | true; echo done`], { encoding: "utf8" });
    expect([left.stdout, left.stderr]).toEqual(["done\n", ""]);
  });

  test("writes only the sections that are asked for, which then leave the others alone", async () => {
    const home = await shopHome();

    const text = await intgOk(["--home", home, "dump", "--section", "templates", "--section", "rules"]);
    const wrong = await intgHere(["--home", home, "--json", "dump", "--section", "rule"]);

    expect(text.match(/^\w+:/gm)).toEqual(["rules:", "templates:"]);
    expect([wrong.code, jsonError(wrong).code]).toEqual([2, "INTG_BAD_VALUE"]);
    const document = JSON.parse(await intgOk(["--home", home, "dump", "--section", "rules", "--json"]));
    expect(document.rules).toHaveLength(2);
    expect((await intgHere(["--home", home, "apply", fileOf(JSON.stringify(document)), "--check", "--prune"])).code).toBe(0);
  });
});

describe("intg apply FILE", () => {
  const RULES = "rules: [{ product: curso-x, on: purchase.approved, do: [tag.add comprou, sequence.add vendas/boas-vindas] }]\n";

  test("shows, checks and does; the second time there is nothing to do", async () => {
    const home = await shopHome();
    const file = fileOf(`${RULES}templates: [{ name: oi, text: "Oi!" }]\n`);
    const apply = (...flags: readonly string[]) => intgHere(["--home", home, "apply", file, ...flags]);

    const dry = await apply("--dry-run");
    const check = await apply("--check", "--json");
    expect(dry).toMatchObject({ code: 0, stdout: "templates\n  + oi  text Oi!\n" });
    expect(dry.stderr).toBe(
      "Would add 1, change 0 and remove 0.\nNot in the file, and left as they are: 1 rule. --prune would remove them.\n",
    );
    expect([check.code, JSON.parse(check.stdout)]).toMatchObject([8, { dryRun: true, changed: true, kept: { rules: 1 } }]);
    expect(await intgOk(["--home", home, "template", "list", "--json"])).toBe("[]\n");

    const done = await apply();
    expect(done).toMatchObject({ code: 0, stdout: dry.stdout });
    expect(done.stderr).toContain("Added 1, changed 0 and removed 0.");
    const again = await apply("--check");
    expect([again.code, again.stdout, again.stderr.split("\n")[0]]).toEqual([
      0,
      "",
      "Nothing to change: the configuration is as the file has it.",
    ]);
  });

  test("removes nothing without a yes", async () => {
    const home = await shopHome();
    const prune = ["--home", home, "apply", fileOf(RULES), "--prune"];

    const refused = await intgHere(prune);
    expect(refused).toMatchObject({ code: 2, stdout: "rules\n  - curso-x on purchase.refunded\n" });
    expect(refused.stderr).toContain("Remove 1 thing that the file does not list needs a yes");
    expect(await rulesOf(home)).toHaveLength(2);

    expect((await intgHere([...prune, "--yes"])).code).toBe(0);
    expect(await rulesOf(home)).toMatchObject([{ trigger: "purchase.approved" }]);
    expect((await intgHere(prune)).code).toBe(0);
  });

  test("reads secrets beside the file, and shows none", async () => {
    const home = join(tempFolder(), "home");
    const file = fileOf("stores: [{ provider: hotmart, secrets: { hottok: file:secrets/hottok.txt } }]\n");
    mkdirSync(join(file, "..", "secrets"));
    writeFileSync(join(file, "..", "secrets", "hottok.txt"), `${HOTTOK}\n`);

    const done = await intgHere(["--home", home, "--verbose", "--json", "apply", file]);

    expect(done.code).toBe(0);
    expect(done.stdout + done.stderr).not.toContain(HOTTOK);
    const sent = await intgHere(["--home", home, "--json", "simulate", "hotmart", "purchase", "--commit"]);
    expect(sent.code).toBe(0);
  });

  test("is not taken in another encoding, which would leave holes in names", async () => {
    const file = fileOf("");
    writeFileSync(file, Buffer.from("products: [{ slug: ingles, name: Ingl\xeas }]\n", "latin1"));

    const failed = await intgHere(["--home", join(tempFolder(), "home"), "apply", file]);

    expect([failed.code, failed.stderr.split("\n")[0]]).toEqual([4, `  ${file}:1:1  it is not UTF-8`]);
  });

  test("is noticed by a listener that runs, from the next call on", async () => {
    const home = await shopHome();
    const listener = await startListener(home);
    await listener.post(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", product: "2002" }, 0));
    expect(await listener.eventsWhen(1)).toMatchObject([{ status: "unmatched" }]);

    const applied = await intg([
      "--home",
      home,
      "apply",
      fileOf('products: [{ slug: curso-y, links: [{ provider: hotmart, id: "2002" }] }]\n'),
    ]);
    expect(applied.code).toBe(0);
    await listener.post(saleEvent("PURCHASE_APPROVED", { transaction: "HP2", product: "2002" }, 1));

    expect((await listener.eventsWhen(2))[1]).toMatchObject({ status: "processed", product: { slug: "curso-y" } });
  });

  test("of two at once both succeed, and the home is as one file has it", async () => {
    const home = await shopHome();
    const product = (name: string) =>
      fileOf(`products: [{ slug: curso-z, name: ${name} }]\nrules: [{ product: curso-z, on: purchase.approved, do: tag.add z }]\n`);
    const files = ["Um", "Dois", "Um", "Dois"].map(product);

    const ends = await Promise.all(files.map((file) => intg(["--home", home, "--json", "apply", file])));

    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect((await rulesOf(home)).filter(({ product: slug }) => slug === "curso-z")).toHaveLength(1);
  });
});
