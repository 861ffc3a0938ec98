import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands/index.ts";
import { PROVIDERS } from "../../src/providers/index.ts";
import { openStore } from "../../src/store/open.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { type Listening, startListening } from "../support/listening.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";
import { type CliHome, cliHome } from "../support/run-cli.ts";

const SECRETS = {
  HOTTOK: "fake-hottok-0123456789abcdef",
  KEY: "fake-key-of-no-known-look",
  TOKEN: "0123456789ABCDEF0123456789ABCDEF",
};
/** No word of Portuguese, no code, nothing that people write into their shop here. */
const ENGLISH = [
  ...["the", "with", "and", "of", "to", "is", "it", "its", "are", "was", "were", "this", "that", "which", "what", "when", "where", "from"],
  ...["not", "nothing", "every", "has", "have", "been", "be", "will", "would", "could", "should", "cannot", "must", "does", "did", "but"],
  ...["into", "than", "or", "by", "an", "your", "you", "only", "never", "none", "yes", "there", "then", "until", "since", "while"],
  ...["missing", "wrong", "found", "known", "list", "string", "number", "object", "array", "answer", "failure", "page", "line"],
];
const WORD = new RegExp(`(?<![\\p{L}\\d])(?:${ENGLISH.join("|")})(?![\\p{L}\\d])`, "iu");

let home: CliHome;
let receiver: Receiver;
let files: Readonly<Record<"RULES" | "BAD" | "BROKEN" | "CALLS" | "CSV", string>>;
let ids: Readonly<Record<"EVENTS" | "REFUSALS" | "DISPATCHES" | "CONTACT", readonly string[]>>;

async function idsOf(...line: readonly string[]): Promise<readonly string[]> {
  return (JSON.parse(await home.ok([...line, "--json"])) as { readonly id: string }[]).map(({ id }) => id);
}

/** Calls that a listener takes, repeats, does not know, and refuses. */
async function callIn(listening: Listening): Promise<void> {
  const sale = (event: string, transaction: string, product = "1001") =>
    JSON.stringify(saleEvent(event, { transaction, product, email: "ana@example.com" }, 1));
  const post = (body: string, token: string | null = SECRETS.HOTTOK) =>
    listening.send({
      path: "/hooks/hotmart",
      headers: [["Content-Type", "application/json"], ...(token === null ? [] : [["X-HOTMART-HOTTOK", token] as const])],
      body,
    });
  for (const [event, transaction] of [
    ["PURCHASE_BILLET_PRINTED", "HP2"],
    ["PURCHASE_APPROVED", "HP1"],
    ["PURCHASE_APPROVED", "HP1"],
    ["PURCHASE_PROTEST", "HP1"],
    ["PURCHASE_REFUNDED", "HP1"],
    ["SOMETHING_NEW", "HP3"],
  ] as const) {
    await post(sale(event, transaction));
  }
  await post(sale("PURCHASE_APPROVED", "HP4", "9999"));
  await post('{"broken": ');
  await post(sale("PURCHASE_APPROVED", "HP5"), "not-the-hottok");
  await post(sale("PURCHASE_APPROVED", "HP5"), null);
}

beforeAll(async () => {
  home = cliHome();
  receiver = await startReceiver();
  receiver.answer((_, response) => void response.writeHead(422).end("não"));
  const secrets = PROVIDERS.filter(({ id }) => id !== "hotmart").map(({ id, secrets: fields }) =>
    `credential set ${id} ${fields.map(({ name }) => `--secret ${name}=env:KEY`).join(" ")}`.split(" "),
  );
  const lines = [
    ["product", "add", "Curso X", "--slug", "curso-x", "--price", "197"],
    ["product", "add", "Vazio", "--slug", "vazio"],
    ["product", "link", "curso-x", "hotmart", "1001", "--release-on-boleto"],
    ["credential", "set", "hotmart", "--secret", "hottok=env:HOTTOK"],
    ["credential", "set", "hotmart", "--secret", "hottok=env:KEY", "--add"],
    ...secrets,
    ["destination", "add", "crm", "--kind", "webhook", "--url", receiver.url, "--allow-private"],
    ["destination", "add", "lovers", "--kind", "leadlovers", "--secret", "token=env:TOKEN"],
    ["rule", "add", "*", "--on", "purchase.approved", "--add-tag", "aluno", "--add-to", "vendas/ola", "--forward", "crm"],
    ["rule", "add", "curso-x", "--on", "purchase.approved", "--when", "buyer.email = outra@example.com", "--add-tag", "vip"],
    ["preset", "on", "boleto", "--product", "curso-x"],
    ["advertiser", "add", "sol", "--document", "56.921.485/0001-00", "--url", "https://crm.example.com/sol"],
    ["listing", "add", "AP0042", "--advertiser", "sol"],
  ];
  for (const line of lines) await home.ok(line, { env: SECRETS });
  const store = await openStore(home.path, {});
  const listening = await startListening(store);
  await callIn(listening);
  await listening.service.drain();
  await receiver.callsWhen(1);
  await listening.stop();
  await store.close();
  await home.ok(["contact", "export", "ana@example.com"]);
  const file = (name: string, text: string) => {
    writeFileSync(join(home.path, "..", name), text);
    return join(home.path, "..", name);
  };
  files = {
    RULES: file(
      "rules.yaml",
      `rules:
  - { product: "*", on: purchase.approved, do: [tag.add outra, notify ola@10m] }
tests:
  - name: compra
    given: [{ provider: hotmart, event: purchase, product: curso-x }]
    expect: { do: [tag.add nunca], not: [tag.add outra], tags: [nunca], sequences: [a/b], access: { curso-x: blocked }, status: unmatched }
`,
    ),
    BAD: file("bad.yaml", 'extra: 1\nrules:\n  - { product: "", on: 3, do: 7 }\ntests: []\n'),
    BROKEN: file("broken.yaml", "rules: [\n"),
    CALLS: file("calls.http", "POST /hooks/hotmart\nnada\n\n{}"),
    CSV: file("table.csv", "CODE,ADVERTISER\n,sol\nAP1,ninguem\n"),
  };
  ids = {
    EVENTS: await idsOf("event", "list", "--limit", "100"),
    REFUSALS: await idsOf("event", "list", "--refused"),
    DISPATCHES: await idsOf("dispatch", "list", "--limit", "100"),
    CONTACT: ["ana@example.com"],
  };
});

afterAll(async () => {
  await receiver.close();
  home.remove();
});

/** What to run of each command, well and wrong. A word in capitals is a file or every id of its kind. */
const SCREENS: Readonly<Record<string, readonly string[]>> = {
  init: ["", "hotmart --yes", "nenhuma"],
  "product add": ["", "X --slug curso-x", "X --price abc"],
  "product list": [""],
  "product show": ["curso-x", "vazio", "nenhum"],
  "product edit": ["curso-x --price abc"],
  "product remove": ["curso-x"],
  "product link": ["vazio hotmart 1001", "vazio hotmart 77 --kind x", "vazio nenhuma 1"],
  "product unlink": ["vazio hotmart 1"],
  "credential set": [
    "hotmart",
    "pagseguro",
    "hotmart --secret x=env:HOTTOK",
    "hotmart --secret hottok=file:/nada --store b",
    "payt --api x",
  ],
  "credential list": [""],
  "credential show": PROVIDERS.flatMap(({ id }) => [id, `${id} --store outra`]),
  "credential check": ["monetizze", "payt", "grupozap"],
  "credential remove": ["hotmart --store outra --yes"],
  "rule add": ["curso-x --on purchase.aproved --add-tag x", "curso-x --on purchase.approved --when amout>1 --add-tag x", "curso-x"],
  "rule list": [""],
  "rule remove": ["rul_x"],
  "rule test": ["RULES", "BAD", "BROKEN", "/nada.yaml", "RULES --since 365d"],
  "destination add": ["x --kind webhook", "x --kind nada", "x --kind webhook --set a=1", "x --kind members", "x --kind whatsapp"],
  "destination list": [""],
  "destination show": ["crm", "lovers", "nenhum"],
  "destination edit": ["crm", "crm --set a=1"],
  "destination test": ["crm"],
  "destination map": ["lovers", "lovers tag:aluno abc", "crm tag:x 3"],
  "destination lookup": ["lovers", "crm", "lovers nada"],
  "destination remove": ["crm", "nenhum"],
  "template set": ["x --text {{nada}}", "x"],
  "template list": [""],
  "template show": ["boleto-1", "nenhum"],
  "template remove": ["boleto-1"],
  "preset list": [""],
  "preset on": ["nada"],
  "preset off": ["pix --product curso-x"],
  capabilities: ["", ...PROVIDERS.map(({ id }) => `--provider ${id}`)],
  "advertiser add": ["x --document 123 --url https://x.example.com"],
  "advertiser list": [""],
  "advertiser edit": ["sol --url ftp://a"],
  "advertiser remove": ["sol"],
  "advertiser import": ["CSV"],
  "listing add": ["AP0042 --advertiser nenhum"],
  "listing list": [""],
  "listing import": ["CSV"],
  doctor: ["--verbose", "--list", "--only nada"],
  listen: ["--port abc"],
  expect: ["--within 0s --trigger purchase.approved", "--within 0s --since 365d --count 9 --where amount>1", "--trigger nada"],
  simulate: [
    ...PROVIDERS.flatMap(({ id }) => [`${id} --list`, `${id} --sender`, `${id} --scenario`]),
    ...PROVIDERS.map(({ id, family }) => `${id} ${family === "leads" ? "lead" : "purchase"}`),
    ...["hotmart boleto --product curso-x", "hotmart nada", "hotmart --scenario nada", "hotmart --scenario BAD"],
    ...["hotmart --scenario boleto-paid-late", "hotmart --scenario boleto-expired --chaos", "grupozap --scenario leads"],
    "hotmart purchase --to http://127.0.0.1:9/x",
  ],
  replay: ["latest", "--all", "--file CALLS", "--file BAD", "", "--all --to http://127.0.0.1:9/x --yes"],
  reconcile: ["hotmart", "eduzz"],
  conform: ["grupozap http://127.0.0.1:9/ --yes", ...PROVIDERS.map(({ id }) => `${id} --list`)],
  rebuild: ["--yes"],
  "event list": ["", "--refused", "--status nada", "--where amount"],
  "event show": ["EVENTS", "REFUSALS", "evt_nada"],
  "event tail": ["--interval abc"],
  explain: ["EVENTS", "evt_nada"],
  "contact list": [""],
  "contact show": ["CONTACT", "nenhum"],
  "contact erase": ["CONTACT --dry-run", "CONTACT"],
  "dispatch list": [""],
  "dispatch show": ["DISPATCHES", "dsp_nada"],
  "dispatch retry": ["--dead"],
  "dispatch drop": ["DISPATCHES"],
  "dispatch run": ["--for 1s"],
  "access list": [""],
  "access explain": ["CONTACT curso-x", "CONTACT vazio"],
  report: [""],
  apply: ["BAD", "BROKEN"],
  purge: ["--keep calls=0s --dry-run", "--show"],
  "audit list": [""],
};

/** What they print is a file, a script or help; all of it is looked at elsewhere. */
const OTHERS: ReadonlySet<string> = new Set(["completion", "dump", "export-zap-csv", "contact export", "event capture", "help"]);

function linesOf(path: string): readonly (readonly string[])[] {
  return (SCREENS[path] ?? []).flatMap((line) => {
    const words = [...path.split(" "), ...line.split(" ").filter((word) => word !== "")];
    const many = words.find((word): word is keyof typeof ids => word in ids);
    const each = many === undefined ? [undefined] : ids[many];
    return each.map((id) => words.map((word) => (word === many ? (id ?? word) : (files[word as keyof typeof files] ?? word))));
  });
}

/** A line without what is no language: quoted words, addresses, commands, flags, codes and names made of several parts. */
function proseOf(line: string): string {
  return line
    .replace(/`[^`]*`|"[^"]*"|'[^']*'|<[^>]*>|\[INTG_\w+\]/g, " ")
    .replace(/https?:\/\/\S+/g, " ")
    .replace(/(?:→ )?\bintg [a-z][^\n;]*/g, " ")
    .replace(/(?<!\S)-{1,2}[\w-]+/g, " ")
    .replace(/[\w*@]+(?:[-._/:=][\w*@-]+)+/g, " ");
}

describe("screens in Portuguese", () => {
  test("every command is looked at", () => {
    expect(COMMANDS.map(({ path }) => path).filter((path) => SCREENS[path] === undefined && !OTHERS.has(path))).toEqual([]);
    expect([ids.EVENTS.length, ids.REFUSALS.length, ids.DISPATCHES.length].every((count) => count > 1)).toBe(true);
  });

  test.each(Object.keys(SCREENS))(
    "intg %s says no English word",
    async (path) => {
      for (const line of linesOf(path)) {
        const { stdout, stderr } = await home.run(["--lang", "pt-BR", "--no-input", ...line], { env: SECRETS });
        const said = `${stdout}${stderr}`.split("\n");

        expect(said.join("").trim(), line.join(" ")).not.toBe("");
        expect(
          said.filter((text) => WORD.test(proseOf(text))),
          line.join(" "),
        ).toEqual([]);
      }
    },
    60_000,
  );

  test("the looking finds the English of most commands", async () => {
    const seen: string[] = [];
    for (const path of Object.keys(SCREENS)) {
      const { stdout, stderr } = await home.run(["--no-input", ...(linesOf(path).at(-1) ?? [])], { env: SECRETS });
      if (`${stdout}${stderr}`.split("\n").some((text) => WORD.test(proseOf(text)))) seen.push(path);
    }

    expect(seen.length).toBeGreaterThan(50);
  });
});
