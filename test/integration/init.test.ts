import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "../../src/cli/run.ts";

const SECRET = "0123456789abcdef0123456789abcdef";
const PAGSEGURO_TOKEN = "intg-made-up-token-0000000001";

let folder: string;
let home: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "intg-init-"));
  home = join(folder, "home");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command in this process, with no terminal. */
async function intg(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const io = { stdin: Readable.from([]), stdout, stderr, env: { SECRET, PAGSEGURO_TOKEN } } as never;
  const code = await run(["--home", home, ...args], io, "0.0.0");
  const text = (stream: PassThrough) => ((stream.read() as Buffer | null) ?? Buffer.from("")).toString("utf8");
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

interface Made {
  readonly url: string;
  readonly product: { readonly slug: string; readonly existed: boolean } | null;
  readonly link: Readonly<Record<string, unknown>> | null;
  readonly secrets: { readonly set: readonly string[]; readonly kept: readonly string[] };
  readonly rules: readonly {
    readonly product: string;
    readonly trigger: string;
    readonly existed: boolean;
    readonly actions: readonly { readonly target: string }[];
  }[];
  readonly panel: readonly { readonly code: string; readonly text: string; readonly url: string | null }[];
  readonly simulated: {
    readonly proven: boolean;
    readonly dryRun: boolean;
    readonly trace: { readonly event: { readonly trigger: string } };
  };
  readonly next: readonly string[];
}

async function made(...args: readonly string[]): Promise<Made> {
  const { code, stdout, stderr } = await intg("init", ...args, "--json");
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Made;
}

describe("with flags for everything, and no terminal", () => {
  const SALE = ["--product", "Curso X", "--price", "197,00", "--external-id", "1001", "--tag-after-purchase", "aluno"];

  test.each([
    ["hotmart", ["--secret", "hottok=env:SECRET", ...SALE, "--funnel-on-late", "cobranca/atraso"], "/hooks/hotmart", "purchase.approved"],
    ["monetizze", ["--secret", "key=env:SECRET", ...SALE, "--plan", "AB123456"], "/hooks/monetizze", "purchase.approved"],
    ["eduzz", ["--secret", "secret=env:SECRET", ...SALE, "--kind", "subscription"], "/hooks/eduzz", "purchase.approved"],
    [
      "pagseguro",
      ["--secret", "token=env:PAGSEGURO_TOKEN", "--secret", "email=loja@example.com", ...SALE],
      "/hooks/pagseguro",
      "purchase.approved",
    ],
    ["payt", ["--secret", "key=env:SECRET", ...SALE, "--store", "loja-2"], "/hooks/payt/loja-2", "purchase.approved"],
    [
      "grupozap",
      [
        "--secret",
        "key=env:SECRET",
        "--advertiser",
        "sol",
        "--document",
        "56.921.485/0001-00",
        "--listing",
        "AP0042",
        "--tag-on-lead",
        "aluno",
      ],
      "/grupozap/lead/sol",
      "lead.received",
    ],
  ])("%s is set up and proved by a simulated call", async (provider, flags, path, trigger) => {
    const { url, rules, simulated, panel, next } = await made(provider, ...flags, "--public-url", "https://hooks.example.com/");

    expect(url).toBe(`https://hooks.example.com${path}`);
    expect(simulated).toMatchObject({ proven: true, dryRun: true, trace: { event: { trigger } } });
    expect(rules.find((rule) => rule.trigger === trigger)?.actions).toEqual([{ id: "tag.add", target: "aluno" }]);
    expect(panel.some((step) => step.url === url)).toBe(true);
    expect(next.slice(0, 2)).toEqual(["intg listen --public-url https://hooks.example.com", "intg doctor"]);
    expect((await intg("credential", "show", provider, "--store", path.endsWith("loja-2") ? "loja-2" : "default")).code).toBe(0);
  });

  test("an address that nobody said is the listener's own, and only a remark", async () => {
    const { url } = await made("hotmart", "--secret", "hottok=env:SECRET", ...SALE);

    expect(url).toBe("http://127.0.0.1:4040/hooks/hotmart");
  });

  test("run again it adds, keeps the secrets, and makes nothing twice", async () => {
    await made("hotmart", "--secret", "hottok=env:SECRET", ...SALE, "--release-on-boleto");

    const again = await made(
      "hotmart",
      "--product",
      "curso-x",
      "--external-id",
      "1001",
      "--tag-after-purchase",
      "aluno",
      "--leave-after-purchase",
      "x",
    );
    const same = await made("hotmart", ...SALE);

    expect(again.secrets).toEqual({ set: [], kept: ["hottok"] });
    expect(again.panel.map(({ code }) => code)).toEqual(["keep-listening", "send-test"]);
    expect([again.product, again.link]).toMatchObject([
      { slug: "curso-x", existed: true },
      { releaseOnBoleto: true, blockOnCancel: true },
    ]);
    expect([again.rules, same.rules].map((rules) => rules.map(({ existed }) => existed))).toEqual([[false], [true]]);
  });

  test("a cancellation of a subscription is also its end", async () => {
    const { rules } = await made(
      ...["hotmart", "--secret", "hottok=env:SECRET", "--product", "Clube", "--type", "plan", "--external-id", "2"],
      ...["--tag-on-cancel", "saiu", "--untag-on-cancel", "aluno"],
    );

    expect(rules.map(({ trigger }) => trigger)).toEqual([
      "purchase.canceled",
      "purchase.refunded",
      "purchase.chargeback",
      "subscription.canceled",
    ]);
  });

  test("in text: what was made, the address, what is left, the proof and what to run next; in both languages", async () => {
    const english = await intg("init", "hotmart", "--secret", "hottok=env:SECRET", ...SALE);
    const portuguese = await intg("init", "hotmart", ...SALE, "--lang", "pt-BR");

    expect([english.code, english.stderr, portuguese.code, portuguese.stderr]).toEqual([0, "", 0, ""]);
    for (const part of [
      "Address for Hotmart\n  http://127.0.0.1:4040/hooks/hotmart\n",
      "Still to do at Hotmart\n  1  Open ",
      "  ✓ curso-x ← 1001\n",
    ])
      expect(english.stdout).toContain(part);
    for (const part of ["R$ 197,00", "O que falta fazer: Hotmart\n  1  Mantenha ", "\nEm seguida\n  intg listen"])
      expect(portuguese.stdout).toContain(part);
    expect(english.stdout.split("\n").filter((line) => [...line].length > 100)).toEqual([]);
    expect(english.stdout).not.toContain(SECRET);
  });
});

describe("where nobody can be asked", () => {
  const HOTTOK = ["--secret", "hottok=env:SECRET"];

  test.each([
    [[], "intg init hotmart"],
    [["hotmart"], "--secret hottok=env:VARIABLE"],
    [["pagseguro", "--secret", "email=loja@example.com"], "--secret token=env:VARIABLE"],
    [["hotmart", ...HOTTOK], "--product NAME"],
    [["hotmart", ...HOTTOK, "--product", "X"], "--external-id ID"],
    [["grupozap", "--secret", "key=env:SECRET"], "--advertiser SLUG"],
    [["grupozap", "--secret", "key=env:SECRET", "--advertiser", "sol"], "--document CPF-or-CNPJ"],
    [["grupozap", "--secret", "key=env:SECRET", "--advertiser", "sol", "--document", "56921485000100", "--store", "b"], "--listing CODE"],
  ])("%j names the flag that is missing, and makes no home", async (args, flag) => {
    const { code, stdout, stderr } = await intg("init", ...args, "--no-input");

    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`Give it with ${flag}`);
    expect(existsSync(home)).toBe(false);
  });

  test.each([
    [["--price", "abc"], "INTG_MONEY_INVALID", 4],
    [["--sales-url", "ftp://x"], "INTG_URL_INVALID", 4],
    [["--public-url", "https://x.example.com/?a=1"], "INTG_BAD_VALUE", 2],
    [["--store", "Loja 1"], "INTG_BAD_VALUE", 2],
    [["--type", "book"], "INTG_BAD_VALUE", 2],
    [["--kind", "weekly"], "INTG_BAD_VALUE", 2],
    [["--api", "nowhere"], "INTG_BAD_VALUE", 2],
    [["--listing", "A1"], "INTG_USAGE", 2],
    [["--tag-on-lead", "x"], "INTG_USAGE", 2],
    [["--send-lead-email"], "INTG_USAGE", 2],
    [["--funnel-on-boleto", "cobranca"], "INTG_BAD_ACTION", 2],
    [["--tag-after-purchase", "x", "--untag-after-purchase", "x"], "INTG_BAD_ACTION", 2],
    [["--secret", "hotok=env:SECRET"], "INTG_UNKNOWN_SECRET", 2],
    [["--secret", "basic=env:NOT_SET"], "INTG_BAD_VALUE", 2],
  ])("%j is refused before anything is written", async (flags, code, exit) => {
    const all = ["hotmart", ...HOTTOK, "--product", "X", "--external-id", "1", ...flags, "--json"];
    const result = await intg("init", ...all);

    expect(result.code).toBe(exit);
    expect(JSON.parse(result.stderr)).toMatchObject({ error: { code } });
    expect(existsSync(home)).toBe(false);
  });

  test("an id that releases another product is refused, and nothing of the rest is written", async () => {
    await made("hotmart", ...HOTTOK, "--product", "X", "--external-id", "1");

    const { code, stderr } = await intg("init", "hotmart", "--product", "Y", "--external-id", "1", "--tag-after-purchase", "y");

    expect([code, stderr.includes("INTG_LINK_TAKEN")]).toEqual([3, true]);
    expect(JSON.parse((await intg("product", "list", "--json")).stdout)).toHaveLength(1);
    expect(JSON.parse((await intg("rule", "list", "--json")).stdout)).toEqual([]);
  });

  test("a secret that stood on the line, or looks odd, is told of and taken; it is shown nowhere", async () => {
    const odd = "0b1a3c6e-1111-4222-8333-0123456789ab";
    writeFileSync(join(folder, "hottok"), `${odd}\n`);

    const { code, stdout, stderr } = await intg(
      ...["init", "hotmart", "--secret", `hottok=file:${join(folder, "hottok")}`, "--secret", `client-id=${odd}`],
      ...["--product", "X", "--external-id", "1"],
    );

    expect(code).toBe(0);
    expect(stderr).toContain("client-id was written on the command line");
    expect(stderr).toContain("hottok: ");
    expect(`${stdout}${stderr}`).not.toContain(odd);
  });
});
