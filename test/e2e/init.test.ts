import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTerminal, type Terminal } from "../support/terminal.ts";
import { BIN, cleanUp, intgOk, tempFolder } from "./support.ts";

const HOTTOK = "hottok-Zq81-never-to-be-seen";
/** Looks like another secret of Hotmart. */
const ODD = "0b1a3c6e-1111-4222-8333-0123456789ab";

let home: string;
let open: Terminal[];

beforeEach(() => {
  home = join(tempFolder(), "home");
  open = [];
});

afterEach(async () => {
  for (const one of open) one.close();
  await cleanUp();
});

/** `intg init` as a person runs it. */
function wizard(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Terminal {
  const one = openTerminal(process.execPath, [BIN, "--home", home, "init", ...args], {
    env: { PATH: process.env.PATH ?? "", TMPDIR: tmpdir(), HOME: "/nonexistent", LANG: "C", ...env },
  });
  open.push(one);
  return one;
}

/** Waits for a question and answers it. */
async function answer(one: Terminal, question: string, text = ""): Promise<void> {
  await one.until(`? ${question}`);
  one.type(`${text}\r`);
}

const rows = (screen: string) => screen.split("\n");

describe("the whole way to Hotmart", () => {
  test("in English: one question at a time, wrong answers asked again, and at the end it is proved", async () => {
    const one = wizard();

    const first = await one.until("? Which platform calls you?");
    expect(rows(first).slice(0, 6)).toEqual([
      "Nothing is written before your last answer. Ctrl-C leaves everything as it is.",
      "",
      "Platform",
      "  Sales come from a payment platform, leads from a portal. One at a time; run",
      "  intg init again for the next.",
      "? Which platform calls you?",
    ]);
    one.press("enter");
    await one.until("✓ Which platform calls you? Hotmart");
    await answer(one, "Name of the store:", "Loja 1");
    await one.until("lower-case letters, digits, dots");
    one.press("ctrl-u", "enter");
    await answer(one, "A note on it:", "conta principal");
    await answer(one, "Address of this computer on the internet:", "hooks.example.com");
    await one.until("is not an http or https URL");
    one.press("ctrl-u");
    one.type("https://hooks.example.com\r");

    const secrets = await one.until("? Which values do you bring?");
    expect(secrets).toContain("❯◉ Hottok         proves that a call is Hotmart's");
    one.press("enter");
    const led = await one.until("? Hottok:");
    expect(led).toContain('  1  Open "Ferramentas" > "Webhook (API e notificações)"');
    expect(led).toContain("     https://hooks.example.com/hooks/hotmart");
    one.press("enter");
    await one.until("It is empty.");
    one.type(`${ODD}\r`);
    await one.until("? Keep it?");
    one.press("enter");
    await one.until("✓ Keep it? Enter it again");
    await answer(one, "Hottok:", HOTTOK);

    await answer(one, "Name of the product:", "Curso X");
    await answer(one, "What is it?");
    await answer(one, "A note on the product:");
    await answer(one, "Price in reais:", "abc");
    await one.until("`abc` is not an amount.");
    one.press("ctrl-u");
    one.type("197,00\r");
    await answer(one, "Page where it is sold:");
    await answer(one, "How is it sold?");
    await answer(one, "Id of the product at Hotmart:", "1234567");
    await answer(one, "Only one offer of it?");
    await answer(one, "Give access when the boleto is issued?", "y");
    await answer(one, "Take access back after a cancellation?");

    await one.until("? What do you want to happen?");
    one.press("space", "down", "down", "down", "space", "enter");
    await answer(one, "Change tags after the purchase · tags to add:", "aluno, cliente");
    await answer(one, "Change tags after the purchase · tags to take away:", "aluno");
    await one.until("it would undo --add-tag aluno");
    one.press("ctrl-u", "enter");
    await answer(one, "Remind of the boleto · funnel/sequence:", "cobranca");
    await one.until("needs a funnel and a sequence");
    one.type("/boleto\r");

    const review = await one.until("? Write this?");
    expect(existsSync(home)).toBe(false);
    expect(review).toContain('  product  curso-x  "Curso X", Course, BRL 197.00');
    expect(review).toContain("  link     1234567  Once, released by the boleto, blocked by a cancellation");
    one.press("enter");

    expect(await one.exited).toEqual({ code: 0, signal: undefined });
    const history = one.history();
    for (const part of [
      "✓ Hotmart is set up as store default.",
      "  https://hooks.example.com/hooks/hotmart",
      "  1  Keep intg listen running",
      "  ✓ Hotmart credential accepted",
      "  ✓ curso-x ← 1234567",
      "  tag     aluno    off → on",
      "  intg listen --public-url https://hooks.example.com",
    ])
      expect(history).toContain(part);
    expect(one.sent()).not.toContain(HOTTOK);
    expect(one.sent()).not.toContain(ODD);
    expect(one.broken()).toEqual([]);
    expect(JSON.parse(await intgOk(["--home", home, "rule", "list", "--json"]))).toMatchObject([
      { trigger: "purchase.approved", actions: [{ target: "aluno" }, { target: "cliente" }] },
      { trigger: "boleto.issued", actions: [{ target: "cobranca/boleto" }] },
    ]);
  });

  test("in Portuguese, by the locale, with a few answers as flags", async () => {
    const one = wizard(["hotmart", "--store", "escola", "--description", "", "--product", "Curso Y", "--type", "course"], {
      LANG: "pt_BR.UTF-8",
    });

    await answer(one, "Endereço deste computador na internet:");
    await one.until("? Quais valores você tem em mãos?");
    one.press("enter");
    const led = await one.until("? Hottok: [não aparece enquanto você digita]");
    expect(led).toContain("     https://<seu endereço>/hooks/hotmart/escola");
    one.type(`${HOTTOK}\r`);
    await answer(one, "Uma anotação sobre o produto:");
    await answer(one, "Preço em reais:", "1.197,00");
    await answer(one, "Página de venda:");
    await answer(one, "Como ele é vendido?");
    await answer(one, "Id do produto (Hotmart):", "7654321");
    await answer(one, "Só uma oferta dele?");
    await answer(one, "Liberar o acesso na emissão do boleto? (s/N)", "s");
    await answer(one, "Bloquear o acesso após um cancelamento? (S/n)", "talvez");
    await one.until("Responda s ou n.");
    one.press("ctrl-u", "enter");
    await one.until("? O que você quer que aconteça?");
    expect(one.screen()).toContain("espaço marca");
    one.press("enter");
    const review = await one.until("? Gravar isto? (S/n)");
    expect(review).toContain('  produto   curso-y  "Curso Y", Curso, R$ 1.197,00');
    one.press("enter");

    expect(await one.exited).toEqual({ code: 0, signal: undefined });
    expect(one.history()).toContain("✓ Hotmart configurado como loja escola.");
    expect(one.history()).toContain("O que falta fazer: Hotmart");
    expect(one.sent()).not.toContain(HOTTOK);
    expect(one.broken()).toEqual([]);
  });
});

describe("leaving it", () => {
  const stages: readonly (readonly [string, (one: Terminal) => Promise<void>])[] = [
    ["at the first question", async (one) => void (await one.until("? Which platform calls you?"))],
    [
      "at the secret",
      async (one) => {
        one.press("enter");
        await answer(one, "Name of the store:");
        await answer(one, "A note on it:");
        await answer(one, "Address of this computer on the internet:");
        await answer(one, "Which values do you bring?");
        await one.until("? Hottok:");
        one.type("half-of-a-sec");
      },
    ],
  ];

  test.each(stages)("%s leaves no home, and ends with 130", async (_, walk) => {
    const one = wizard();
    await one.until("? Which platform calls you?");

    await walk(one);
    one.press("ctrl-c");

    expect(await one.exited).toEqual({ code: 130, signal: undefined });
    expect(existsSync(home)).toBe(false);
    expect(one.history()).toContain("Cancelled; nothing was changed.");
  });

  const FLAGS = ["hotmart", "--secret", "hottok=env:HOTTOK", "--product", "Curso X", "--external-id", "1"];

  test.each([
    ["at the check-list", "? What do you want to happen?", "ctrl-c"],
    ["before it is written", "? Write this?", "ctrl-c"],
    ["by saying no", "? Write this?", "no"],
  ])("%s leaves no home either", async (_, question, how) => {
    const one = wizard(
      [...FLAGS, ...["--store", "a", "--description", "", "--public-url", "", "--type", "course", "--product-description", ""]].concat(
        ...["--price", "", "--sales-url", "", "--kind", "one-time", "--offer", "", "--no-release-on-boleto", "--block-on-cancel"],
      ),
      { HOTTOK },
    );
    await one.until("? What do you want to happen?");
    if (question.includes("Write")) one.press("enter");
    await one.until(question);

    if (how === "no") one.type("n\r");
    else one.press("ctrl-c");

    expect(await one.exited).toEqual({ code: 130, signal: undefined });
    expect(existsSync(home)).toBe(false);
  });

  test("is not needed where flags and --yes say everything: nothing is asked on a terminal either", async () => {
    const one = wizard([...FLAGS, "--yes"], { HOTTOK });

    expect(await one.exited).toEqual({ code: 0, signal: undefined });
    expect(one.history()).not.toContain("?");
    expect(one.history()).toContain("✓ curso-x ← 1");
    expect(one.sent()).not.toContain(HOTTOK);
  });
});
