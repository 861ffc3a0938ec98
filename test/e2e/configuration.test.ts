import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cleanUp, type Finished, HOTTOK, intgHere, intgOk, jsonError, type ProcessOptions, start, tempFolder } from "./support.ts";

let folder: string;

beforeEach(() => {
  folder = tempFolder();
});

afterEach(cleanUp);

/** In the folder, with a process of its own, where a file is named as it lies there. */
function options(args: readonly string[], more: ProcessOptions = {}): ProcessOptions {
  const place = args.some((word) => /^(?!\/).*\.(csv|txt)$|=file:/.test(word)) ? { cwd: folder } : {};
  return { ...place, ...more, env: { INTG_HOME: join(folder, "home"), ...more.env } };
}

function run(args: readonly string[], more: ProcessOptions = {}): Promise<Finished> {
  return intgHere(args, options(args, more));
}

function ok(args: readonly string[], more: ProcessOptions = {}): Promise<string> {
  return intgOk(args, options(args, more));
}

describe("products", () => {
  test("are added under a slug made of the name, which is the only thing on standard output", async () => {
    const { code, stdout, stderr } = await run(["product", "add", "Curso de Inglês", "--price", "1.234,56"]);

    expect({ code, stdout }).toStrictEqual({ code: 0, stdout: "curso-de-ingles\n" });
    expect(stderr).toContain("intg product link curso-de-ingles <provider> <external-id>");
  });

  test("are given back as JSON with everything that was said of them", async () => {
    const flags = ["--slug", "x", "--description", "Bom", "--image", "capa.png", "--type", "package", "--price", "197.00"];
    await ok(["product", "add", "Curso X", ...flags, "--sales-url", "https://example.com/x"]);
    await ok([
      "product",
      "link",
      "x",
      "hotmart",
      "123",
      "--kind",
      "subscription",
      "--plan",
      "anual",
      "--release-on-boleto",
      "--no-block-on-cancel",
    ]);
    const rule = (await ok(["rule", "add", "x", "--on", "boleto.issued", "--when", "amount >= 100", "--add-tag", "boleto"])).trim();

    const product: unknown = JSON.parse(await ok(["product", "show", "x", "--json"]));

    expect(product).toStrictEqual({
      slug: "x",
      name: "Curso X",
      description: "Bom",
      image: "capa.png",
      type: "package",
      price: { minor: 19700, currency: "BRL" },
      salesUrl: "https://example.com/x",
      links: [
        {
          product: "x",
          provider: "hotmart",
          store: "default",
          externalId: "123",
          offer: null,
          plan: "anual",
          kind: "subscription",
          releaseOnBoleto: true,
          blockOnCancel: false,
        },
      ],
      rules: [{ id: rule, product: "x", trigger: "boleto.issued", when: "amount >= 100", actions: [{ id: "tag.add", target: "boleto" }] }],
    });
  });

  test("are edited field by field, and an empty text clears one", async () => {
    await ok(["product", "add", "X", "--description", "Bom", "--price", "10"]);

    await ok(["product", "edit", "x", "--name", "Y", "--description", ""]);

    expect(JSON.parse(await ok(["product", "list", "--json"]))).toMatchObject([
      { slug: "x", name: "Y", description: null, price: { minor: 1000, currency: "BRL" }, links: 0, rules: 0 },
    ]);
  });

  test.each([
    [["product", "add", "Curso X"], 3, "INTG_PRODUCT_EXISTS"],
    [["product", "add", "Y", "--price", "abc"], 4, "INTG_MONEY_INVALID"],
    [["product", "add", "Y", "--price", "-1"], 4, "INTG_MONEY_INVALID"],
    [["product", "add", "Y", "--sales-url", "example.com"], 4, "INTG_URL_INVALID"],
    [["product", "add", "Y", "--type", "cours"], 2, "INTG_BAD_VALUE"],
    [["product", "add", "Y", "--slug", "A B"], 2, "INTG_BAD_VALUE"],
    [["product", "add", "日本"], 2, "INTG_BAD_VALUE"],
    [["product", "add", " "], 2, "INTG_BAD_VALUE"],
    [["product", "edit", "curso-x"], 2, "INTG_USAGE"],
    [["product", "show", "nope"], 3, "INTG_PRODUCT_NOT_FOUND"],
    [["product", "link", "clube", "hotmart", "1"], 3, "INTG_LINK_TAKEN"],
    [["product", "link", "curso-x", "hotmar", "2"], 2, "INTG_UNKNOWN_PROVIDER"],
    [["product", "link", "curso-x", "grupozap", "2"], 2, "INTG_PROVIDER_HAS_NO_PRODUCTS"],
    [["product", "link", "curso-x", "hotmart", "2", "--kind", "once"], 2, "INTG_BAD_VALUE"],
    [["product", "link", "curso-x", "hotmart", "2", "--store", "../x"], 2, "INTG_BAD_VALUE"],
    [["product", "unlink", "curso-x", "hotmart", "9"], 3, "INTG_LINK_NOT_FOUND"],
    [["product", "remove", "curso-x"], 3, "INTG_PRODUCT_IN_USE"],
    [["rule", "add", "curso-x", "--on", "purchase.aproved", "--grant"], 2, "INTG_UNKNOWN_TRIGGER"],
    [["rule", "add", "curso-x", "--on", "purchase.approved"], 2, "INTG_NO_ACTION"],
    [["rule", "add", "curso-x", "--on", "purchase.approved", "--add-to", "funil"], 2, "INTG_BAD_ACTION"],
    [["rule", "add", "curso-x", "--on", "purchase.approved", "--grant", "--block"], 2, "INTG_BAD_ACTION"],
    [["rule", "add", "curso-x", "--on", "purchase.approved", "--add-to", "a/b", "--remove-from", "a"], 2, "INTG_BAD_ACTION"],
    [["rule", "add", "curso-x", "--on", "lead.received", "--add-tag", "x"], 3, "INTG_RULE_NEVER_FIRES"],
    [["rule", "add", "nope", "--on", "purchase.approved", "--grant"], 3, "INTG_PRODUCT_NOT_FOUND"],
    [["rule", "remove", "rul_x"], 3, "INTG_RULE_NOT_FOUND"],
  ])("%j ends with %d and %s", async (args, code, error) => {
    await ok(["product", "add", "Curso X"]);
    await ok(["product", "add", "Clube"]);
    await ok(["product", "link", "curso-x", "hotmart", "1"]);

    const finished = await run([...args, "--json"]);

    expect({ code: finished.code, error: jsonError(finished).code }).toStrictEqual({ code, error });
  });

  test("are removed with their links and rules once somebody says yes", async () => {
    await ok(["product", "add", "X"]);
    await ok(["product", "link", "x", "hotmart", "1"]);
    await ok(["rule", "add", "x", "--on", "purchase.approved", "--grant"]);

    expect(JSON.parse(await ok(["product", "remove", "x", "--yes", "--json"]))).toStrictEqual({ removed: "x", links: 1, rules: 1 });

    expect(await ok(["rule", "list", "--json"])).toBe("[]\n");
  });

  test("cannot act on a terminal by their name", async () => {
    await ok(["product", "add", "Red", "--description", "\u001b[31mred\u202e"]);

    const shown = await ok(["product", "show", "red"]);

    expect(shown).toContain("\\u{1b}[31mred\\u{202e}");
    expect(shown).not.toContain("\u001b");
  });
});

describe("rules", () => {
  test("print their id, and the same rule again prints it again", async () => {
    const args = ["rule", "add", "*", "--on", "purchase.approved", "--add-tag", "cliente", "--notify", "boas-vindas@2h"];

    const first = await ok(args);
    const second = await ok(args);

    expect(first).toMatch(/^rul_[0-9a-z]{20}\n$/);
    expect(second).toBe(first);
  });

  test("are listed with their actions as flags, and for a product with those of every product", async () => {
    await ok(["product", "add", "X"]);
    await ok(["product", "add", "Y"]);
    await ok(["rule", "add", "x", "--on", "purchase.approved", "--add-tag", "dois nomes", "--grant"]);
    await ok(["rule", "add", "y", "--on", "purchase.approved", "--block"]);
    await ok(["rule", "add", "*", "--on", "lead.received", "--forward", "crm"]);

    const lines = (await ok(["rule", "list", "--product", "x"])).trimEnd().split("\n");

    expect(lines.map((line) => line.replace(/^\S+\s+/, "").replace(/ {2,}/g, " | "))).toStrictEqual([
      "PRODUCT | ON | WHEN | ACTIONS",
      'x | purchase.approved | - | --add-tag "dois nomes" --grant',
      "* | lead.received | - | --forward crm",
    ]);
  });

  test("point at what is wrong with a condition", async () => {
    const finished = await run([
      "rule",
      "add",
      "*",
      "--on",
      "purchase.approved",
      "--grant",
      "--when",
      "amount > 10 and payment.metod = pix",
    ]);

    expect(finished.code).toBe(2);
    expect(finished.stdout).toBe("");
    expect(finished.stderr).toContain("  amount > 10 and payment.metod = pix\n                  ^\n");
    expect(finished.stderr).toContain("column 17: `payment.metod` is not a field. Did you mean `payment.method`?");
  });
});

describe("credentials", () => {
  test.each([
    ["a variable", "hottok=env:HOTTOK", { env: { HOTTOK } }],
    ["a file", "hottok=file:hottok.txt", {}],
    ["standard input", "hottok=stdin", { input: `${HOTTOK}\r\n` }],
    ["the command line", `hottok=${HOTTOK}`, {}],
  ])("come from %s and are never printed", async (_, secret, more) => {
    writeFileSync(join(folder, "hottok.txt"), `${HOTTOK}\n`);

    const set = await run(["credential", "set", "hotmart", "--secret", secret], more);
    const listed = await run(["credential", "list", "--json"]);

    expect(set.code).toBe(0);
    expect(set.stderr).toContain("/hooks/hotmart");
    expect(set.stderr.includes("shell's history")).toBe(secret.endsWith(HOTTOK));
    // printf hottok-Zq81-never-to-be-seen | sha256sum | cut -c1-8
    expect(JSON.parse(listed.stdout)).toMatchObject([{ provider: "hotmart", store: "default", name: "hottok", fingerprint: "f6a54527" }]);
    expect(set.stdout + set.stderr + listed.stdout + listed.stderr).not.toContain(HOTTOK);
    expect(readFileSync(join(folder, "home", "intg.db")).includes(HOTTOK)).toBe(false);
  });

  test.each([
    [["set", "hotmart"], 2, "INTG_MISSING_VALUE"],
    [["set", "hotmart", "--secret", "hottok"], 2, "INTG_MISSING_VALUE"],
    [["set", "hotmart", "--secret", "hotok=env:A"], 2, "INTG_UNKNOWN_SECRET"],
    [["set", "hotmart", "--secret", "hottok=env:NOT_SET"], 2, "INTG_BAD_VALUE"],
    [["set", "hotmart", "--secret", "hottok="], 2, "INTG_BAD_VALUE"],
    [["set", "hotmart", "--secret", "hottok=stdin"], 2, "INTG_BAD_VALUE"],
    [["set", "hotmart", "--secret", "hottok=a", "--secret", "hottok=b"], 2, "INTG_BAD_VALUE"],
    [["set", "hotmart", "--secret", "hottok=file:none"], 4, "INTG_FILE_UNREADABLE"],
    [["show", "hotmart"], 3, "INTG_STORE_NOT_FOUND"],
    [["check", "hotmart"], 3, "INTG_CREDENTIAL_MISSING"],
    [["remove", "hotmart", "--yes"], 3, "INTG_STORE_NOT_FOUND"],
  ])("%j ends with %d and %s, and nothing is kept", async (args, code, error) => {
    const finished = await run(["credential", ...args, "--json"]);

    expect({ code: finished.code, error: jsonError(finished).code }).toStrictEqual({ code, error });
    expect(await ok(["credential", "list", "--json"])).toBe("[]\n");
  });

  test("are rotated with --add and --retire", async () => {
    const shown = async () =>
      (JSON.parse(await ok(["credential", "list", "--json"])) as { fingerprint: string }[]).map((credential) => credential.fingerprint);
    await ok(["credential", "set", "hotmart", "--secret", "hottok=stdin"], { input: "first" });
    const [first] = await shown();
    await ok(["credential", "set", "hotmart", "--secret", "hottok=stdin", "--add"], { input: "second" });
    const both = await shown();

    await ok(["credential", "set", "hotmart", "--retire"]);

    expect(both).toHaveLength(2);
    expect(await shown()).toStrictEqual(both.filter((fingerprint) => fingerprint !== first));
  });

  test("are checked for their form: 0 when it looks right, 8 when it does not", async () => {
    await ok(["credential", "set", "hotmart", "--secret", "hottok=stdin"], { input: "made-up" });
    const right = await run(["credential", "check", "hotmart"]);
    await ok(["credential", "set", "hotmart", "--secret", "client-id=stdin"], { input: "12" });
    const wrong = await run(["credential", "check", "hotmart", "--json"]);

    expect(right.code).toBe(0);
    expect(wrong.code).toBe(8);
    expect(JSON.parse(wrong.stdout)).toMatchObject([
      { name: "hottok", looksRight: true, notes: [] },
      { name: "client-id", looksRight: false },
    ]);
  });

  test("are forgotten only when somebody says yes", async () => {
    await ok(["credential", "set", "hotmart", "--store", "loja-2", "--secret", "hottok=stdin"], { input: "a" });

    const refused = await run(["credential", "remove", "hotmart", "--store", "loja-2"]);
    await ok(["credential", "remove", "hotmart", "--store", "loja-2", "--yes"]);

    expect(refused.code).toBe(2);
    expect(await ok(["credential", "list", "--json"])).toBe("[]\n");
  });
});

test("capabilities name every provider, trigger by trigger", async () => {
  const { code, stdout, stderr } = await run(["capabilities"]);

  expect(code).toBe(0);
  expect(stdout).toMatch(/^TRIGGER +hotmart .*grupozap/);
  expect(stdout).toMatch(/^lead\.received +- .*docs$/m);
  expect(stdout).toMatch(/^late payment: funnel, tags +both/m);
  expect(stderr).toContain("docs: the vendor documents it");
});

describe("advertisers and the export", () => {
  async function register(): Promise<void> {
    await ok(["advertiser", "add", "sol", "--document", "56.921.485/0001-00", "--url", "https://crm.com.br/lead"]);
    await ok(["advertiser", "add", "mar", "--document", "529.982.247-25", "--send-lead-email"]);
  }

  test("the file is what Grupo ZAP asks for", async () => {
    await register();

    const { code, stdout } = await run(["export-zap-csv", "--public-url", "https://x.example/"]);

    expect(code).toBe(0);
    expect(stdout).toBe(
      "DOCUMENT,URL,SEND_LEAD_EMAIL\n52998224725,https://x.example/grupozap/lead/mar,true\n56921485000100,https://crm.com.br/lead,false\n",
    );
  });

  test("goes to a file as a whole, closed advertisers left out", async () => {
    await register();
    await ok(["advertiser", "edit", "mar", "--closed"]);

    const { stdout } = await run(["export-zap-csv", "-o", "out.csv", "--json"]);

    expect(JSON.parse(stdout)).toStrictEqual({ file: "out.csv", rows: 1, skippedClosed: 1 });
    expect(readFileSync(join(folder, "out.csv"), "utf8")).toBe(
      "DOCUMENT,URL,SEND_LEAD_EMAIL\n56921485000100,https://crm.com.br/lead,false\n",
    );
    expect(readdirSync(folder).toSorted()).toStrictEqual(["home", "out.csv"]);
  });

  test.each([[[]], [["-o", "out.csv"]]])("with a bad advertiser nothing is written and every one is named (%j)", async (output) => {
    await register();
    await ok(["advertiser", "add", "lua", "--document", "56921485000100"]);
    writeFileSync(join(folder, "out.csv"), "before");

    const { code, stdout, stderr } = await run(["export-zap-csv", ...output]);

    expect({ code, stdout }).toStrictEqual({ code: 4, stdout: "" });
    expect(stderr.split("\n").slice(0, 5)).toStrictEqual([
      "  lua: document **********0100 belongs to several advertisers",
      "  lua: no URL; set one with --url, or give --public-url",
      "  mar: no URL; set one with --url, or give --public-url",
      "  sol: document **********0100 belongs to several advertisers",
      "error 3 advertisers cannot be exported; nothing was written. [INTG_EXPORT_INVALID]",
    ]);
    expect(readFileSync(join(folder, "out.csv"), "utf8")).toBe("before");
    expect(readdirSync(folder).toSorted()).toStrictEqual(["home", "out.csv"]);
  });

  test("a reader that closes the pipe early ends the export quietly", async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `${cnpj(at)},https://crm.example.com/lead/${"x".repeat(60)}${at}`);
    writeFileSync(join(folder, "many.csv"), `DOCUMENT,URL\n${lines.join("\n")}\n`);
    await ok(["advertiser", "import", "many.csv"]);

    const one = start(["export-zap-csv"], options([]));
    one.child.stdout?.once("data", () => one.child.stdout?.destroy());

    expect(await one.exited).toStrictEqual({ code: 0, signal: null });
    expect(one.stderr()).toBe("");
  });

  test("documents are shown by their end unless somebody asks", async () => {
    await register();

    expect(await ok(["advertiser", "list"])).toBe(
      "SLUG  DOCUMENT        URL                      SEND LEAD EMAIL  CLOSED\n" +
        "mar   *******4725     -                        yes              no\n" +
        "sol   **********0100  https://crm.com.br/lead  no               no\n",
    );
    expect(JSON.parse(await ok(["advertiser", "list", "--json", "--show-pii"]))).toMatchObject([
      { document: "52998224725" },
      { document: "56921485000100" },
    ]);
  });

  test("a bad import lists every bad row and changes nothing", async () => {
    writeFileSync(
      join(folder, "bad.csv"),
      "DOCUMENT,URL,SEND_LEAD_EMAIL\n24656485000100,https://a.example/x,false\n56921485000100,a.example,maybe\n",
    );

    const { code, stderr } = await run(["advertiser", "import", "bad.csv"]);

    expect(code).toBe(4);
    expect(stderr.split("\n").slice(0, 4)).toStrictEqual([
      "  bad.csv:2: document **********0100 has wrong check digits",
      "  bad.csv:3: the URL is not an http or https URL",
      "  bad.csv:3: SEND_LEAD_EMAIL is neither true nor false",
      "error bad.csv has 2 bad rows; nothing was imported. [INTG_CSV_INVALID]",
    ]);
    expect(await ok(["advertiser", "list", "--json"])).toBe("[]\n");
  });

  test("listings belong to one advertiser", async () => {
    await register();
    await ok(["listing", "add", "AP1", "--advertiser", "sol"]);
    writeFileSync(join(folder, "imoveis.csv"), "CODE;ADVERTISER\r\nAP2;mar\r\n");
    await ok(["listing", "import", "imoveis.csv"]);

    const taken = await run(["listing", "add", "AP1", "--advertiser", "mar", "--json"]);

    expect({ code: taken.code, error: jsonError(taken).code }).toStrictEqual({ code: 3, error: "INTG_LISTING_TAKEN" });
    expect(JSON.parse(await ok(["listing", "list", "--json"]))).toStrictEqual([
      { code: "AP1", advertiser: "sol" },
      { code: "AP2", advertiser: "mar" },
    ]);
  });

  test.each([
    [["add", "sol", "--document", "52998224725"], 3, "INTG_ADVERTISER_EXISTS"],
    [["add", "lua"], 2, "INTG_USAGE"],
    [["add", "Lua", "--document", "52998224725"], 2, "INTG_BAD_VALUE"],
    [["add", "lua", "--document", "24656485000100"], 4, "INTG_DOCUMENT_INVALID"],
    [["add", "lua", "--document", "52998224725", "--url", "crm.com.br"], 4, "INTG_URL_INVALID"],
    [["edit", "lua", "--open"], 3, "INTG_ADVERTISER_NOT_FOUND"],
    [["edit", "sol"], 2, "INTG_USAGE"],
    [["edit", "sol", "--open", "--closed"], 2, "INTG_USAGE"],
    [["remove", "sol"], 2, "INTG_CONFIRMATION_NEEDED"],
    [["remove", "lua", "--yes"], 3, "INTG_ADVERTISER_NOT_FOUND"],
    [["import", "none.csv"], 4, "INTG_FILE_UNREADABLE"],
  ])("advertiser %j ends with %d and %s", async (args, code, error) => {
    await ok(["advertiser", "add", "sol", "--document", "56921485000100"]);

    const finished = await run(["advertiser", ...args, "--json"]);

    expect({ code: finished.code, error: jsonError(finished).code }).toStrictEqual({ code, error });
  });
});

/** The CNPJ of this number, its check digits made here. */
function cnpj(number: number): string {
  const digit = (text: string) => {
    const sum = [...text].toReversed().reduce((total, sign, at) => total + Number(sign) * (2 + (at % 8)), 0);
    return sum % 11 < 2 ? 0 : 11 - (sum % 11);
  };
  const root = String(number * 7 + 1).padStart(12, "0");
  return `${root}${digit(root)}${digit(`${root}${digit(root)}`)}`;
}
