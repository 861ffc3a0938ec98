import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cleanUp, type Finished, intgHere, intgOk, jsonError, type ProcessOptions, tempFolder } from "./support.ts";

let folder: string;

beforeEach(() => {
  folder = tempFolder();
});

afterEach(cleanUp);

function options(more: ProcessOptions = {}): ProcessOptions {
  return { cwd: folder, ...more, env: { INTG_HOME: join(folder, "home"), ...more.env } };
}

function run(args: readonly string[], more: ProcessOptions = {}): Promise<Finished> {
  return intgHere(args, options(more));
}

function ok(args: readonly string[], more: ProcessOptions = {}): Promise<string> {
  return intgOk(args, options(more));
}

async function json(args: readonly string[], more: ProcessOptions = {}): Promise<unknown> {
  return JSON.parse(await ok([...args, "--json"], more));
}

describe("a template", () => {
  test("is kept under its name, shown with its fields and a preview, listed and removed", async () => {
    const set = await run(["template", "set", "oi", "--text", "Oi, {{primeiro_nome|amiga}}! Vence em {{vencimento}}."]);
    await ok(["rule", "add", "*", "--on", "boleto.issued", "--notify", "oi@24h"]);

    const shown = await ok(["template", "show", "oi"]);
    const described = await json(["template", "show", "oi"]);
    const listed = await json(["template", "list"]);

    expect({ code: set.code, stdout: set.stdout }).toEqual({ code: 0, stdout: "oi\n" });
    expect(shown).toMatch(/^ {2}Oi, Ana! Vence em \d\d\/\d\d\/\d{4}\.$/m);
    expect(shown).toMatch(/^NOT SENT WITHOUT +vencimento$/m);
    expect(described).toMatchObject({
      name: "oi",
      destination: null,
      text: "Oi, {{primeiro_nome|amiga}}! Vence em {{vencimento}}.",
      fields: [
        { field: "primeiro_nome", fallback: "amiga" },
        { field: "vencimento", fallback: null },
      ],
      rules: [{ trigger: "boleto.issued" }],
    });
    expect(listed).toEqual([{ name: "oi", destination: null, text: "Oi, {{primeiro_nome|amiga}}! Vence em {{vencimento}}.", rules: 1 }]);
  });

  test("comes from a file, or from standard input, without the line end an editor leaves", async () => {
    writeFileSync(join(folder, "oi.txt"), "Olá!\r\n\r\nAté já.\r\n");

    await ok(["template", "set", "arquivo", "--file", "oi.txt"]);
    await ok(["template", "set", "entrada", "--file", "-"], { input: "Olá, {{nome}}!\n" });

    expect(await json(["template", "list"])).toMatchObject([
      { name: "arquivo", text: "Olá!\n\nAté já." },
      { name: "entrada", text: "Olá, {{nome}}!" },
    ]);
  });

  test("a field that does not exist is pointed at, with the one that was probably meant", async () => {
    writeFileSync(join(folder, "oi.txt"), "Olá!\nSeu e-mail é {{emial}}.\n");

    const oneLine = await run(["template", "set", "oi", "--text", "É {{nmoe}}!"]);
    const second = await run(["template", "set", "oi", "--file", "oi.txt"]);

    expect(oneLine.code).toBe(2);
    expect(oneLine.stderr).toContain(`  É {{nmoe}}!\n  ${" ".repeat(4)}^\n`);
    expect(oneLine.stderr).toContain("`nmoe` at column 5 is not a field; did you mean `nome`?");
    expect(second.stderr).toContain(`  Seu e-mail é {{emial}}.\n  ${" ".repeat(15)}^\n`);
    expect(second.stderr).toContain("line 2: `emial` at column 16 is not a field; did you mean `email`?");
    expect(await json(["template", "list"])).toEqual([]);
  });

  test.each([
    [["oi"], 2, "INTG_MISSING_VALUE"],
    [["oi", "--text", "a", "--file", "b"], 2, "INTG_BAD_VALUE"],
    [["oi", "--text", " \n "], 2, "INTG_BAD_TEMPLATE"],
    [["oi@2h", "--text", "Oi"], 2, "INTG_BAD_TEMPLATE"],
    [["oi@", "--text", "Oi"], 2, "INTG_BAD_TEMPLATE"],
    [["oi", "--text", "{{nome"], 2, "INTG_BAD_TEMPLATE"],
    [["oi", "--file", "nowhere.txt"], 4, "INTG_FILE_UNREADABLE"],
    [["oi", "--text", "Oi", "--to", "zap"], 3, "INTG_DESTINATION_NOT_FOUND"],
  ])("set %j ends with %i", async (args, code, error) => {
    const finished = await run(["template", "set", ...args, "--json"]);

    expect([finished.code, jsonError(finished).code]).toEqual([code, error]);
  });

  test("text that is no UTF-8 is refused", async () => {
    const latin1 = await run(["template", "set", "oi", "--file", "-", "--json"], { input: Buffer.from("Ol\xe1", "latin1") });

    expect(jsonError(latin1)).toMatchObject({ code: "INTG_BAD_TEMPLATE", message: expect.stringContaining("UTF-8") });
  });

  test("that a rule sends is removed only with --yes", async () => {
    await ok(["template", "set", "oi", "--text", "Oi!"]);
    await ok(["rule", "add", "*", "--on", "cart.abandoned", "--notify", "oi"]);

    const refused = await run(["template", "remove", "oi", "--json"]);
    const removed = await json(["template", "remove", "oi", "--yes"]);
    const gone = await run(["template", "show", "oi", "--json"]);

    expect([refused.code, jsonError(refused).code]).toEqual([3, "INTG_TEMPLATE_IN_USE"]);
    expect(removed).toMatchObject({ removed: "oi", rules: [expect.stringMatching(/^rul_/)] });
    expect(jsonError(gone).code).toBe("INTG_TEMPLATE_NOT_FOUND");
  });

  test("is warned of while nothing sends messages", async () => {
    const { stderr } = await run(["template", "set", "oi", "--text", "Oi!"]);

    expect(stderr).toContain("No destination is registered that sends messages yet");
  });
});

describe("a rule", () => {
  test("that sends what is not registered yet is added, and the command that registers it is named", async () => {
    const args = ["rule", "add", "*", "--on", "cart.abandoned", "--notify", "carrinho 1@5m", "--forward", "crm"];
    const { code, stderr } = await run(args);

    expect(code).toBe(0);
    expect(stderr).toContain("intg template set 'carrinho 1' --text '...'");
    expect(stderr).toContain("intg destination add crm --kind KIND");
  });

  test("whose template is there is not warned of", async () => {
    await ok(["template", "set", "carrinho", "--text", "Oi!"]);

    const { stderr } = await run(["rule", "add", "*", "--on", "cart.abandoned", "--notify", "carrinho@5m"]);

    expect(stderr).not.toContain("warning");
  });
});

describe("a preset", () => {
  test("is on with one command, and stays as it is with the second", async () => {
    const first = await run(["preset", "on", "cart"]);
    const again = await run(["preset", "on", "cart"]);
    const rules = await json(["rule", "list"]);

    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^carrinho-1 +5m +- +added$/m);
    expect(first.stderr).toMatch(/Preset cart is on for \*: rul_/);
    expect(again.stdout).toMatch(/^carrinho-3 +24h +- +kept$/m);
    expect(again.stderr).toMatch(/was on for \* already/);
    expect(rules).toMatchObject([
      {
        product: "*",
        trigger: "cart.abandoned",
        actions: [
          { id: "notify", target: "carrinho-1@5m" },
          { id: "notify", target: "carrinho-2@1h" },
          { id: "notify", target: "carrinho-3@24h" },
        ],
      },
    ]);
  });

  test("is told of in JSON, with its rules, texts and products", async () => {
    await ok(["product", "add", "Curso X", "--slug", "curso-x"]);
    const made = await json(["preset", "on", "boleto-expired", "--product", "curso-x"]);
    const listed = (await json(["preset", "list"])) as readonly { readonly preset: string; readonly products: readonly string[] }[];

    expect(made).toMatchObject({
      preset: "boleto-expired",
      product: "curso-x",
      rules: [{ trigger: "purchase.expired", when: "payment.method = boleto", existed: false }],
      templates: [{ name: "boleto-vencido-1", destination: null, what: "added" }, {}, {}],
    });
    expect(listed.filter(({ products }) => products.length > 0)).toMatchObject([{ preset: "boleto-expired", products: ["curso-x"] }]);
    expect(listed).toHaveLength(8);
  });

  test("is off with one command; its texts stay", async () => {
    await ok(["preset", "on", "welcome"]);

    const off = await json(["preset", "off", "welcome"]);
    const again = await run(["preset", "off", "welcome"]);

    expect(off).toMatchObject({
      preset: "welcome",
      product: "*",
      removed: [expect.stringMatching(/^rul_/), expect.stringMatching(/^rul_/)],
    });
    expect(await json(["rule", "list"])).toEqual([]);
    expect(await json(["template", "list"])).toMatchObject([{ name: "boas-vindas", rules: 0 }]);
    expect([again.code, again.stdout]).toEqual([0, ""]);
    expect(again.stderr).toContain("Preset welcome is not on for *.");
  });

  test("that is on for another product says for which", async () => {
    await ok(["product", "add", "Curso X", "--slug", "curso-x"]);
    await ok(["preset", "on", "pix", "--product", "curso-x"]);

    const { stderr } = await run(["preset", "off", "pix"]);

    expect(stderr).toContain("It is on for curso-x");
  });

  test("that does not exist ends with 2 and the one that was probably meant", async () => {
    const finished = await run(["preset", "on", "welcom", "--json"]);

    expect(finished.code).toBe(2);
    expect(jsonError(finished)).toMatchObject({ code: "INTG_UNKNOWN_PRESET", hint: "Did you mean `welcome`?" });
  });
});
