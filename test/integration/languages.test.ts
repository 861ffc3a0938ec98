import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS, groupsOf } from "../../src/cli/commands/index.ts";
import { TOPICS } from "../../src/cli/help-topics.ts";
import { ptBR } from "../../src/messages/pt-BR/index.ts";
import { type CliHome, cliHome } from "../support/run-cli.ts";

const TEXTS: Readonly<Record<string, string>> = ptBR;
const SECRET = { HOTTOK: "an-invented-hottok" };

/** A shop with a sale of 1,297 reais of 10:30 in São Paulo, an advertiser, and something that waits in the outbox. */
let home: CliHome;

beforeAll(async () => {
  home = cliHome();
  const lines = [
    ["product", "add", "Curso X", "--slug", "curso-x", "--price", "1297.00"],
    ["product", "link", "curso-x", "hotmart", "1001", "--release-on-boleto"],
    ["credential", "set", "hotmart", "--secret", "hottok=env:HOTTOK"],
    ["rule", "add", "curso-x", "--on", "purchase.approved", "--add-tag", "aluno", "--add-to", "vendas/boas-vindas"],
    ["destination", "add", "crm", "--kind", "webhook", "--url", "https://crm.example.com/hook", "--yes"],
    ["rule", "add", "curso-x", "--on", "purchase.approved", "--forward", "crm"],
    ["preset", "on", "boleto", "--product", "curso-x"],
    ["advertiser", "add", "sol", "--document", "56.921.485/0001-00", "--url", "https://crm.example.com/sol"],
    ["simulate", "hotmart", "purchase", "--product", "curso-x", "--set", "data.purchase.price.value=1297", "--commit"],
    ["simulate", "hotmart", "subscription.canceled", "--product", "curso-x", "--commit"],
  ];
  for (const line of lines) await home.ok(line, { env: SECRET });
});

afterAll(() => home.remove());

const inPortuguese = (args: readonly string[]) => home.run(["--lang", "pt-BR", ...args]);

describe("the language that is asked for", () => {
  test.each(["pt-BR", "pt", "pt_BR", "PT-br"])("--lang %s is Portuguese, before and after the command", async (name) => {
    expect((await home.run(["--lang", name, "product", "list"])).stdout).toMatch(/^SLUG +NOME/);
    expect((await home.run(["product", "list", `--lang=${name}`])).stdout).toMatch(/^SLUG +NOME/);
  });

  test("the flag counts more than the environment, and ours more than the locale's", async () => {
    const env = { LANG: "pt_BR.UTF-8" };

    expect((await home.run(["product", "list"], { env })).stdout).toMatch(/^SLUG +NOME/);
    expect((await home.run(["--lang", "en", "product", "list"], { env })).stdout).toMatch(/^SLUG +NAME/);
    expect((await home.run(["product", "list"], { env: { ...env, INTG_LANG: "en" } })).stdout).toMatch(/^SLUG +NAME/);
  });

  test("of a language that we do not have is told, and the command runs in English", async () => {
    const result = await home.run(["--lang", "de", "product", "list"]);

    expect(result).toMatchObject({ code: 0, stderr: "warning There are no texts in `de`; English is used. Known: en, pt-BR\n" });
    expect(result.stdout).toMatch(/^SLUG +NAME/);
  });
});

describe("help in Portuguese", () => {
  const paths = [...COMMANDS.map(({ path }) => path), ...groupsOf(COMMANDS)];

  test.each(paths)("intg %s --help has all its texts, in lines that fit a terminal, with the flags of the English one", async (path) => {
    const english = await home.run([...path.split(" "), "--help"]);
    const { code, stdout, stderr } = await inPortuguese([...path.split(" "), "--help"]);
    const key = path.replace(" ", ".");
    const said = stdout.replace(/\s+/g, " ");
    const [table = ""] = stdout.split("\nExemplos:");

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^Uso: intg ${path} `));
    expect(said).toContain((TEXTS[`${key}.description`] ?? TEXTS[`${key}.summary`] ?? "-").replace(/\s+/g, " "));
    expect(stdout).not.toMatch(
      /^(?:Usage|Options|Arguments|Commands|Examples|Exit codes):|\((?:default|choices): |\[(?:options|command)\]/m,
    );
    expect(stdout.match(/^ {2}(?:-\w, )?--[\w-]+.*?(?= {2})/gm)).toEqual(english.stdout.match(/^ {2}(?:-\w, )?--[\w-]+.*?(?= {2})/gm));
    expect(table.split("\n").filter((line) => [...line].length > 80)).toEqual([]);
  });

  test("the program's own help names every command", async () => {
    const { stdout } = await inPortuguese(["--help"]);

    expect(stdout).toMatch(/^Uso: intg \[opções\] \[comando\]$/m);
    for (const { path } of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${path.split(" ")[0]} `, "m"));
  });

  test.each(TOPICS)("the topic %s is told in both languages, and is one document in JSON", async (topic) => {
    const [english, portuguese] = [await home.run(["help", topic]), await inPortuguese(["help", topic])];

    expect([english.code, portuguese.code]).toEqual([0, 0]);
    expect(portuguese.stdout).not.toBe(english.stdout);
  });

  test("a shell is given the same commands and flags, explained in its user's language", async () => {
    const words = (script: string) => [...new Set(script.match(/--[a-z][\w-]*/g))].sort();
    for (const shell of ["bash", "zsh", "fish"]) {
      const [english, portuguese] = [await home.ok(["completion", shell]), (await inPortuguese(["completion", shell])).stdout];
      expect(words(portuguese), shell).toEqual(words(english));
      if (shell === "fish") expect(portuguese, shell).toContain(TEXTS["event.list.summary"]);
    }
  });
});

describe("what is wrong with a line", () => {
  test.each([
    [["product", "add"], "falta o argumento 'name'"],
    [["product", "list", "--prise"], "opção desconhecida '--prise'"],
    [["product", "add", "X", "--prise", "3"], "opção desconhecida '--prise' (você quis dizer --price?)"],
    [["product", "add", "X", "--price"], "falta o valor da opção '--price <amount>'"],
    [["product", "add", "X", "Y"], "argumentos demais para 'add': 1 esperado, 2 informados"],
    [["rule", "add", "curso-x"], "falta a opção obrigatória '--on <trigger>'"],
  ])("%j is told in Portuguese: %s", async (args, detail) => {
    const { code, stderr } = await inPortuguese(args);

    expect(code).toBe(2);
    expect(stderr.split("\n")[0]).toBe(`erro ${detail} [INTG_USAGE]`);
  });
});

describe("figures in Portuguese", () => {
  test("money, dates and yes or no are written as a Brazilian reads them", async () => {
    const product = (await inPortuguese(["product", "show", "curso-x"])).stdout;
    const events = (await inPortuguese(["event", "list"])).stdout;
    const destination = (await inPortuguese(["destination", "show", "crm"])).stdout;

    expect(product).toMatch(/^PREÇO +R\$ 1\.297,00$/m);
    expect(product).toMatch(/^hotmart .* sim +sim$/m);
    expect(events).toMatch(/^(?:\d\d\/\d\d\/\d{4} )?\d\d:\d\d:\d\d ✓ hotmart +purchase\.approved .* R\$ 1\.297,00 /m);
    expect(destination).toMatch(/^secret +[0-9a-f]{8} +\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/m);
    expect((await inPortuguese(["access", "list"])).stdout).toMatch(/ curso-x +ativo +\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d /);
  });

  test("an instant inside a sentence is the reader's, too", async () => {
    const { stdout } = await inPortuguese(["dispatch", "list", "--queued"]);

    expect(stdout).toMatch(/ forward /);
    expect(stdout).not.toMatch(/\d{4}-\d\d-\d\d/);
  });
});

describe("what programs read", () => {
  const LINES = [
    "product list",
    "product show curso-x",
    "credential list",
    "credential show hotmart",
    "rule list",
    "destination list",
    "destination show crm",
    "template list",
    "template show boleto-1",
    "preset list",
    "capabilities",
    "capabilities --provider eduzz",
    "advertiser list",
    "listing list",
    "event list",
    "event list --refused",
    "event show latest",
    "explain latest",
    "contact list --show-pii",
    "access list",
    "dispatch list",
    "replay --all",
    "simulate hotmart --list",
    "simulate hotmart --sender",
    "simulate hotmart --scenario",
    "simulate hotmart --scenario boleto-paid-late --seed 7",
    "conform grupozap --list",
    ...TOPICS.map((topic) => `help ${topic}`),
    // With an error, or an answer that is no.
    "product show nobody",
    "event show evt_nothing",
    "product add",
    "rule add curso-x --on purchase.aproved --add-tag x",
    "rule add curso-x --on purchase.approved --when amout>1 --add-tag x",
  ];

  test.each(LINES)("intg %s --json is the same in both languages, to the byte, with its exit code", async (line) => {
    const args = [...line.split(" "), "--json"];
    const [english, portuguese] = [await home.run(args), await inPortuguese(args)];

    expect(english.stdout + english.stderr).not.toBe("");
    // What waits for a worker is expected now, whenever that is.
    const steady = (text: string) => text.replace(/"expectedAt":"[^"]*"/g, "");
    expect({ ...portuguese, stdout: steady(portuguese.stdout) }).toEqual({ ...english, stdout: steady(english.stdout) });
  });

  test.each(["export-zap-csv", "event show latest --raw --show-pii", "dump", "simulate hotmart purchase --print http --seed 7"])(
    "what intg %s prints is a file, and the same but for its comments and the moment",
    async (line) => {
      const steady = (text: string) => text.replace(/\s*#.*$/gm, "").replace(/\b\d{13}\b/g, "-");
      const [english, portuguese] = [await home.run(line.split(" ")), await inPortuguese(line.split(" "))];

      expect(english.code).toBe(0);
      expect(steady(english.stdout)).not.toBe("");
      expect(steady(portuguese.stdout)).toBe(steady(english.stdout));
    },
  );
});
