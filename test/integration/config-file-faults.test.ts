import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/app/ports.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { applyText, faultsOf } from "../support/config-files.ts";

let store: Store;
beforeEach(async () => {
  store = await openScratchStore();
});

describe("what is wrong with a file", () => {
  test("is told at once, of the schema and beyond it, each with its place, and nothing is written", async () => {
    const faults = await faultsOf(
      store,
      `stores:
  - { provider: hotmart, colour: red, secrets: { hotok: env:HOTTOK } }
  - { provider: hotmart, name: Loja }
  - { provider: hotmart, name: dois, secrets: { hotok: env:HOTTOK } }
  - { provider: monetizze, api: sandbox }
products:
  - { slug: curso-x, price: 1.000 }
  - { slug: curso-y, sales-url: example.com, links: [{ provider: hotmart, id: "1" }, { provider: grupozap, id: "1" }] }
  - { slug: curso-z, links: [{ provider: hotmart, id: "1" }] }
  - { slug: curso-x }
  - { slug: curso-v, links: [{ provider: hotmart, id: "1" }] }
rules:
  - { product: curso-x, on: purchase.aproved, do: tag.ad aluno }
  - { product: curso-z, on: purchase.approved, when: amuont > 1, do: [tag.add a, tag.remove a] }
  - { product: curso-w, on: purchase.approved, do: access.grant }
  - { product: curso-y, on: purchase.approved, do: access.grant }
templates:
  - { name: oi@2h, text: "Oi {{nmoe}}" }
  - { name: oi, destination: crn, text: Oi }
destinations:
  - { name: crm, kind: webhook, settings: { url: ftp://x, uri: y }, secrets: { secret: env:NOT_SET } }
advertisers:
  - { slug: sol, document: "123" }
listings:
  - { code: AP1, advertiser: lua }
nonsense: 1
`,
    );

    expect(faults).toEqual([
      "2:26  stores[0] has no `colour`",
      "3:32  stores[1].name has to look like default, loja-2",
      "4:56  hotmart/dois has no secret `hotok`. Did you mean `hottok`?",
      "5:33  monetizze is never asked about a call, so it has no `api`",
      "7:29  `1.000` is not an amount; write 197.00 or 197,00",
      expect.stringMatching(/^8:98 {2}products\[1\]\.links\[1\]\.provider is none of: .*hotmart/),
      "10:5  curso-x is listed already",
      "11:55  `1` releases curso-z already, and one id cannot release two products",
      "13:29  `purchase.aproved` is no trigger. Did you mean `purchase.approved`?",
      expect.stringMatching(/^13:51 {2}`tag\.ad` is no action/),
      expect.stringMatching(/^14:54 {2}`amuont > 1` goes wrong at column 1/),
      "14:82  `tag.remove a` would undo `tag.add a` of the same rule",
      "15:16  product `curso-w` is not registered, nor among the file's `products`. Did you mean `curso-y`?",
      "18:13  `oi@2h` holds a delay, which belongs into the rule: --notify oi@2h",
      expect.stringMatching(/^18:26 {2}.*nmoe.*nome/),
      "19:30  destination `crn` is not registered, nor in the file. Did you mean `crm`?",
      expect.stringMatching(/^21:50 /),
      expect.stringMatching(/^21:64 /),
      "21:88  the variable NOT_SET is not set; --keep-secrets leaves secrets as they are",
      "23:28  it is no CPF or CNPJ: it has neither 11 nor 14 characters",
      expect.stringMatching(/^25:30 {2}advertiser `lua` is not registered/),
      "26:1  the file has no `nonsense`",
    ]);
    expect([await store.accounts.list(), await store.products.list(), await store.rules.list()]).toEqual([[], [], []]);
  });

  test.each([
    ["", "1:1  it has no section; write one to begin with: intg dump -o FILE"],
    ["# only this\n", "1:1  it has no section; write one to begin with: intg dump -o FILE"],
    ["just text", "1:1  the file has to be a mapping (key: value)"],
    ["{}", "1:1  the file has to have 1 entry or more"],
    ["rules:\n", "1:7  rules has to be a list"],
    ["products: []\nproducts: []\n", "2:1  not YAML: this key stands here twice"],
    ["products: [\n", /^2:1 {2}not YAML/],
    ["products: []\n---\nrules: []\n", /not YAML: .*multiple documents/],
    ["products: [{ slug: a, links: &l [{ provider: hotmart, id: '1' }] }, { slug: b, links: *l }]", /^1:\d+ {2}`1` releases a already/],
    [
      "rules:\n  - { product: '*', on: purchase.approved, do: tag.add a }\n  - { product: '*', on: purchase.approved, do: [tag.add a] }\n",
      /^3:5 {2}this rule is written already, see stdin:2/,
    ],
    ["rules: [{ id: link, product: '*', on: purchase.approved, do: tag.add a }]", /^1:15 {2}an id is/],
    ["advertisers: [{ slug: a, document: 52998224725 }]", "1:36  advertisers[0].document has to be a text"],
  ])("is told of %j", async (text, fault) => {
    expect(await faultsOf(store, text)).toEqual([typeof fault === "string" ? fault : expect.stringMatching(fault)]);
  });

  test("is not told of what only refers to an entry that has a fault of its own", async () => {
    const faults = await faultsOf(
      store,
      `products: [{ slug: curso-x, colour: red }]
destinations: [{ name: crm, kind: webhok }]
advertisers: [{ slug: sol, document: 1 }]
rules: [{ product: curso-x, on: purchase.approved, do: access.grant }]
templates: [{ name: oi, destination: crm, text: Oi }]
listings: [{ code: A, advertiser: sol }]
`,
    );

    expect(faults.map((fault) => fault.split("  ")[0])).toEqual(["1:29", "2:35", "3:38"]);
  });
});

/** A file with everything, to be spoilt. */
const WHOLE = `stores:
  - { provider: hotmart, description: &d Loja, secrets: { hottok: env:HOTTOK } }
products:
  - slug: curso-x
    price: 197.00
    links:
      - { provider: hotmart, id: "1001", release-on-boleto: true }
rules:
  - product: curso-x
    on: purchase.approved
    when: amount >= 100
    do: [tag.add aluno, notify oi@10m]
templates:
  - name: oi
    text: |
      Oi {{nome|você}}!
destinations:
  - { name: crm, kind: webhook, settings: { url: "https://crm.example.com/", per-minute: 60 }, secrets: { secret: env:CRM } }
  - { name: area, kind: members, enabled: false, codes: { "product:curso-x": "12" } }
advertisers:
  - { slug: sol, document: 56.921.485/0001-00 }
listings:
  - { code: AP1, advertiser: sol }
`;

describe("a file that is spoilt", () => {
  const lines = WHOLE.split("\n");
  const piece = fc.oneof(
    fc.constantFrom(
      "",
      " ",
      "- ",
      "{",
      "}",
      "[",
      "]",
      ":",
      '"',
      "*d",
      "&d",
      "null",
      "~",
      "\t",
      "0",
      "!!set ",
      "<<: ",
      "---\n",
      "__proto__: 1",
    ),
    fc.string({ maxLength: 3 }),
  );
  const spoilt = fc.oneof(
    // Cut where a writer was when it was read.
    fc.nat(WHOLE.length).map((end) => WHOLE.slice(0, end)),
    fc.tuple(fc.nat(WHOLE.length), fc.nat(12), piece).map(([at, gone, put]) => WHOLE.slice(0, at) + put + WHOLE.slice(at + gone)),
    fc.shuffledSubarray(lines, { minLength: 1 }).map((some) => some.join("\n")),
    fc.tuple(fc.nat(lines.length - 1), fc.nat(lines.length - 1)).map(([from, to]) => lines.toSpliced(to, 0, lines[from] ?? "").join("\n")),
  );

  test("is refused with places in it, or taken whole; never is half of it written", async () => {
    await fc.assert(
      fc.asyncProperty(spoilt, async (text) => {
        const before = await store.configurationVersion();

        const faults = await faultsOf(store, text, { prune: true });

        for (const fault of faults) expect(fault).toMatch(/^\d+:\d+ {2}\S/);
        if (faults.length > 0) expect(await store.configurationVersion()).toBe(before);
        else expect((await applyText(store, text, { prune: true })).changes).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
