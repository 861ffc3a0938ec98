import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../src/app/ports.ts";
import type { TestFailure } from "../../src/app/rule-tests/model.ts";
import type { PresentSetup } from "../../src/app/rule-tests/read-file.ts";
import { runTests } from "../../src/app/rule-tests/run-tests.ts";
import { bringAlong, furnish } from "../../src/app/rule-tests/world.ts";
import { presentSetup, readRuleTestFile } from "../../src/cli/rule-test/read-file.ts";
import { IntgError } from "../../src/core/errors.ts";
import { EVENT_STATUSES } from "../../src/core/event.ts";
import { TRIGGERS } from "../../src/core/triggers.ts";
import { en } from "../../src/messages/en/index.ts";
import { createTexts } from "../../src/messages/text.ts";
import { packageRoot } from "../../src/shared/package-root.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { countingIds } from "../support/home.ts";
import { createWorld, TAG } from "../support/world.ts";

const TEXTS = createTexts(en);
const RULES = join(packageRoot(), "fixtures", "rules");
const NOTHING: PresentSetup = { products: [], links: [], rules: [] };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "intg-rules-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

let written = 0;
function fileOf(yaml: string): string {
  written += 1;
  const path = join(folder, `rules${written}.yaml`);
  writeFileSync(path, yaml);
  return path;
}

/** Failures by test, each line as it is shown. */
async function runFile(path: string, home: Store | null = null): Promise<Readonly<Record<string, readonly string[]>>> {
  const { proposal, shop, tests } = await readRuleTestFile(path, "tests", await presentSetup(home), TEXTS);
  const store = await openScratchStore();
  try {
    await furnish(store, shop, proposal.rules);
    if (home !== null) await bringAlong(home, store, { leads: true });
    const options = { ids: countingIds(), zone: "America/Sao_Paulo", monotonicMs: () => 0 };
    const outcomes = await runTests(tests, proposal.rules, store, options);
    return Object.fromEntries(outcomes.map(({ name, failures }) => [name, failures.flatMap(linesOf)]));
  } finally {
    await store.close();
  }
}

function linesOf({ what, why }: TestFailure): readonly string[] {
  return [TEXTS.ofNote(what), ...why.map(({ rule, reason }) => `  ${rule === null ? "" : `${rule}: `}${TEXTS.ofNote(reason)}`)];
}

/** One test on rules for `curso-x`; the given and expected are YAML. */
function oneTest(rules: readonly string[], given: readonly string[], expected: string): string {
  const list = (lines: readonly string[], indent: string) => lines.map((line) => `${indent}- ${line}\n`).join("");
  return `rules:\n${list(rules, "  ")}${rules.length === 0 ? "  []\n" : ""}tests:\n  - name: it\n    given:\n${list(given, "      ")}    expect: ${expected}\n`;
}

async function failuresOf(rules: readonly string[], given: readonly string[], expected: string): Promise<readonly string[]> {
  return (await runFile(fileOf(oneTest(rules, given, expected)))).it ?? [];
}

describe("the file that ships as an example", () => {
  test("passes where there is no home", async () => {
    const outcomes = await runFile(join(RULES, "shop.yaml"));

    expect(Object.keys(outcomes).length).toBeGreaterThanOrEqual(9);
    expect(Object.values(outcomes).flat()).toEqual([]);
  });

  test("comes out the same in any order of its tests: none leaves anything behind", async () => {
    const path = join(RULES, "shop.yaml");
    const { proposal, shop, tests } = await readRuleTestFile(path, "tests", NOTHING, TEXTS);
    const store = await openScratchStore();
    await furnish(store, shop, proposal.rules);
    const options = { ids: countingIds(), zone: "America/Sao_Paulo", monotonicMs: () => 0 };

    const outcomes = await runTests([...tests, ...tests.toReversed()], proposal.rules, store, options);

    expect(outcomes.length).toBe(tests.length * 2);
    expect(outcomes.flatMap(({ failures }) => failures)).toEqual([]);
    await store.close();
  });
});

describe("a failure", () => {
  const BOLETO_RULE = "{ product: curso-x, on: boleto.issued, when: amount >= 100, do: tag.add alto }";

  test("tells of each rule that could have done it why it did not", async () => {
    const rules = [
      BOLETO_RULE,
      "{ product: curso-y, on: boleto.issued, do: tag.add alto }",
      "{ product: '*', on: pix.issued, do: [tag.add outra, tag.add alto] }",
      "{ product: '*', on: boleto.issued, do: tag.add boleto }",
    ];
    const given = ["{ provider: hotmart, event: boleto, product: curso-x, set: { data.purchase.price.value: 50 } }"];

    const failures = await failuresOf(rules, given, "{ do: tag.add alto }");

    const file = `rules${written}.yaml`;
    expect(failures).toEqual([
      "expected tag.add alto; it was not done",
      `  ${file}:2: condition not met: amount >= 100 (amount is 50.00)`,
      `  ${file}:3: is for product curso-y, this is curso-x`,
      `  ${file}:4: waits for pix.issued, this is boleto.issued`,
      "done was: tag.add boleto",
    ]);
  });

  test("says that no rule does such a thing, and that nothing was done", async () => {
    const failures = await failuresOf([BOLETO_RULE], ["{ provider: hotmart, event: cart }"], "{ do: [tag.add zzz] }");

    expect(failures).toEqual(["expected tag.add zzz; it was not done", "  no rule does that", "nothing was done"]);
  });

  test("names the rule behind what was not to be done", async () => {
    const rules = ["{ product: curso-x, on: purchase.approved, do: [tag.add a, notify obrigado@10m] }"];
    const given = ["{ provider: hotmart, event: purchase }"];

    const failures = await failuresOf(rules, given, "{ not: notify, only: [tag.add a, access.grant] }");

    expect(failures).toEqual(["expected no notify obrigado@10m; it was done", `  rules${written}.yaml:2: fired on purchase.approved`]);
  });

  test("tells how the buyer stands, and what put him so", async () => {
    const rules = ["{ product: curso-x, on: purchase.approved, do: [tag.add a, tag.add b, sequence.add vendas/x] }"];
    const given = ["{ provider: hotmart, event: purchase, sale: A }", "{ provider: hotmart, event: refund, sale: A }"];

    const failures = await failuresOf(rules, given, "{ tags: [b, c], sequences: [], access: { curso-x: active }, status: duplicate }");

    const rule = `rules${written}.yaml:2`;
    expect(failures).toEqual([
      "expected the call to be duplicate; it is processed",
      "expected the tags b, c; they are a, b",
      `  ${rule}: a, on purchase.approved`,
      "expected the sequences -; they are vendas/x",
      `  ${rule}: vendas/x, on purchase.approved`,
      "expected access to curso-x to be active; it is blocked",
      "  link: blocked, on purchase.refunded",
    ]);
  });

  test("says what an event waits for that no rule was asked about", async () => {
    const given = ["{ provider: hotmart, event: purchase, set: { data.product.id: 5 } }"];

    const failures = await failuresOf(["{ product: curso-x, on: purchase.approved, do: tag.add a }"], given, "{ do: tag.add a }");

    expect(failures.slice(0, 2)).toEqual(["expected tag.add a; it was not done", "the event is unmatched, so no rule was asked"]);
    expect(failures[2]).toMatch(/^ {2}hotmart product 5 .* is not linked$/);
  });

  test("says so when a file holds what no provider sends", async () => {
    writeFileSync(join(folder, "junk.http"), "POST /hooks/hotmart HTTP/1.1\nContent-Type: application/json\n\n{oops\n");

    const failures = await failuresOf([], ["{ provider: hotmart, file: junk.http }"], "{ only: [] }");

    expect(failures).toEqual(["the call of event 1 is not one that its provider sends", "  the body is not JSON"]);
  });
});

describe("what is given", () => {
  const GRANT_ALL = "{ product: '*', on: purchase.approved, do: tag.add comprou }";

  test.each([
    ["one of the provider's own words", "hotmart", "PURCHASE_APPROVED"],
    ["a trigger", "eduzz", "purchase.approved"],
    ["a short word", "monetizze", "purchase"],
    ["a call that the vendor has to be asked about", "pagseguro", "purchase"],
    ["a call of any provider", "payt", "purchase"],
  ])("may be %s (%s %s), of an invented product where nothing is registered", async (_what, provider, event) => {
    const given = [`{ provider: ${provider}, event: ${event} }`];

    expect(await failuresOf([GRANT_ALL], given, "{ only: [tag.add comprou, access.grant], access: { sample: active } }")).toEqual([]);
  });

  test("of one sale is one sale and one subscription, and of none a sale of its own", async () => {
    const events = (sale: string) => [
      `{ provider: hotmart, event: purchase, product: curso-x, ${sale} }`,
      `{ provider: hotmart, event: refund, product: curso-x, ${sale} }`,
    ];
    const subscription = (end: string) => [
      "{ provider: hotmart, event: subscription, product: clube, sale: S }",
      `{ provider: hotmart, event: SUBSCRIPTION_CANCELLATION, product: clube, sale: ${end}, after: 9d }`,
    ];
    const atOnce = "{ product: clube, on: subscription.canceled, do: access.block }";

    expect(await failuresOf([], events("sale: A"), "{ access: { curso-x: blocked } }")).toEqual([]);
    expect(await failuresOf([], events("store: default"), "{ access: { curso-x: active } }")).toEqual([]);
    expect(await failuresOf([atOnce], subscription("S"), "{ access: { clube: ended } }")).toEqual([]);
    expect(await failuresOf([atOnce], subscription("T"), "{ access: { clube: active } }")).toEqual([]);
  });

  test("may be about products of which nothing is registered, each with an id of its own", async () => {
    const rules = [
      "{ product: curso-y, on: purchase.refunded, do: tag.add y }",
      "{ product: curso-x, on: purchase.refunded, do: tag.add x }",
    ];
    const given = [
      "{ provider: hotmart, event: purchase, product: curso-x, sale: A }",
      "{ provider: hotmart, event: subscription, product: curso-x }",
      "{ provider: hotmart, event: purchase, product: curso-y, sale: B }",
      "{ provider: hotmart, event: refund, sale: B }",
    ];

    expect(await failuresOf(rules, given, "{ tags: [y], access: { curso-x: active, curso-y: blocked } }")).toEqual([]);
    const unnamed = oneTest(rules, ["{ provider: hotmart, event: purchase }"], "{ access: { curso-z: none } }");
    expect(await faultsOf(fileOf(unnamed))).toEqual([
      "7:9 say which product: curso-y, curso-x",
      "8:34 product `curso-z` is not registered, nor among the file's `products`. Did you mean `curso-y`?",
    ]);
  });

  test("is one buyer's, unless another is named", async () => {
    const first = "{ provider: hotmart, event: purchase, product: curso-x }";
    const second = "{ provider: payt, event: boleto, product: curso-x }";
    const other = "{ provider: payt, event: boleto, product: curso-x, email: bia@example.com }";

    expect(await failuresOf([GRANT_ALL], [first, second], "{ tags: [comprou] }")).toEqual([]);
    expect(await failuresOf([GRANT_ALL], [first, other], "{ tags: [], access: { curso-x: none } }")).toEqual([]);
  });

  test("keeps text text where the vendor's body tells text from numbers", async () => {
    const when = "transaction.id = '0012'";
    const rules = [`{ product: "*", on: purchase.approved, when: "${when}", do: tag.add a }`];
    const given = [`{ provider: hotmart, event: purchase, set: { data.purchase.transaction: "0012" } }`];

    expect(await failuresOf(rules, given, "{ do: tag.add a }")).toEqual([]);
  });
});

describe("a home", () => {
  let home: Store;
  beforeAll(async () => {
    const world = await createWorld();
    home = world.store;
    await world.product("curso-x");
    await world.link("curso-x", "1001");
    await world.product("curso-y");
    await world.link("curso-y", "1002");
    // What the vendor's test button sells.
    await world.link("curso-y", "0", { kind: "subscription" });
    await world.rule("curso-x", "purchase.approved", [TAG("da-casa")]);
    await world.rule("*", "purchase.refunded", [TAG("devolveu")]);
    await home.accounts.save({ provider: "hotmart", name: "default", description: null, actOnTests: true, api: "production" });
    await home.advertisers.importMany([{ slug: "casa", document: "11144477735", url: null, sendLeadEmail: false, closed: false }]);
  });
  afterAll(() => home.close());

  const bought = (product: string) => `given: [{ provider: hotmart, event: purchase, product: ${product} }]`;

  test("gives its rules to a file that has none", async () => {
    const yaml = `tests:\n  - name: it\n    ${bought("curso-x")}\n    expect: { tags: [da-casa], access: { curso-x: active, curso-y: none } }\n`;

    expect(await runFile(fileOf(yaml), home)).toEqual({ it: [] });
  });

  test("lends its rules to a file that changes them, and stands back behind a complete set", async () => {
    const tests = (tags: string) => `tests:\n  - name: it\n    ${bought("curso-x")}\n    expect: { tags: ${tags} }\n`;
    const add = "add:\n  - { product: '*', on: purchase.approved, do: tag.add nova }\n";
    const removed = "  - { product: curso-x, on: purchase.approved, do: tag.add da-casa }\n";

    expect(await runFile(fileOf(add + tests("[da-casa, nova]")), home)).toEqual({ it: [] });
    expect(await runFile(fileOf(`${add}remove: [rul_1]\n${tests("[nova]")}`), home)).toEqual({ it: [] });
    expect(await runFile(fileOf(`${add}remove:\n${removed}${tests("[nova]")}`), home)).toEqual({ it: [] });
    expect(await runFile(fileOf(add.replace("add:", "rules:") + tests("[nova]")), home)).toEqual({ it: [] });
    expect(await runFile(fileOf(`rules: []\n${tests("[]")}`), home)).toEqual({ it: [] });
  });

  test("is what leads and test calls are judged by", async () => {
    const file = (name: string) => join(packageRoot(), "fixtures", name);
    const yaml = `add:
  - { product: "*", on: purchase.approved, do: tag.add acts }
tests:
  - name: lead
    given: [{ provider: grupozap, file: ${file("grupozap/lead.received.2025.http")} }]
    expect: { status: unmatched }
  - name: test call
    given: [{ provider: hotmart, file: ${file("hotmart/purchase.approved.2.0.0.test-button.http")} }]
    expect: { tags: [acts] }
`;

    expect(await runFile(fileOf(yaml), home)).toEqual({ lead: [], "test call": [] });
  });

  test("is not touched", async () => {
    const counts = async () => [await home.deliveries.count(), (await home.rules.list()).length, (await home.products.list()).length];
    const before = await counts();

    await runFile(join(RULES, "shop.yaml"), null);
    await runFile(
      fileOf(
        `add: [{ product: "*", on: purchase.approved, do: tag.add n }]\ntests:\n  - ${bought("curso-x")}\n    expect: { do: tag.add n }\n`,
      ),
      home,
    );

    expect(await counts()).toEqual(before);
    expect(before).toEqual([0, 2, 2]);
  });
});

/** `line:column code` of every fault, or of what stands in its place in the message. */
async function faultsOf(path: string, present: PresentSetup = NOTHING): Promise<readonly string[]> {
  try {
    await readRuleTestFile(path, "tests", present, TEXTS);
    return [];
  } catch (error) {
    if (!(error instanceof IntgError) || error.code !== "INTG_YAML_INVALID") throw error;
    return error.problems.map(({ params }) => `${params.line}:${params.column} ${params.problem}`);
  }
}

describe("faults", () => {
  test("of rules and products are all found, each at its place", async () => {
    const path = fileOf(
      `${readFileSync(join(RULES, "invalid", "rules.yaml"), "utf8")}tests:\n  - given: [{ provider: grupozap, event: lead }]\n    expect: { only: [] }\n`,
    );

    expect(await faultsOf(path)).toEqual([
      "3:9 `purchase.aproved` is no trigger. Did you mean `purchase.approved`?",
      "4:11 `amout >= 100` goes wrong at column 1: `amout` is not a field. Did you mean `amount`?",
      "5:10 `tag.ad` is no action. Did you mean `tag.add`?",
      "5:24 `vendas` needs a funnel and a sequence: funnel/sequence",
      "5:45 `access.grant` stands alone: `now` has no place after it",
      "5:63 `notify` needs to know what: notify <template[@delay]>",
      "5:71 `x@1y` is not template or template@delay (30s, 15m, 24h, 3d)",
      "6:14 product `curso-y` is not registered, nor among the file's `products`. Did you mean `curso-x`?",
      "8:11 `payment.method = pix and` goes wrong at column 25: it ends too early.",
      "9:21 `tag.remove a` would undo `tag.add a` of the same rule",
      `11:5 this rule is written already, see rules${written}.yaml:10`,
      "12:25 `zzzzz` is no trigger (all: intg help triggers)",
      "12:36 `zzzzz` is no action; there are tag.add, tag.remove, sequence.add, funnel.remove, access.grant, access.block, notify, forward",
      "13:9 `rules` is the complete set, so `remove` cannot stand beside it",
      "17:21 `hotmrt` is no provider that would do. Did you mean `hotmart`?",
      "18:21 `grupozap` is no provider that would do; there are hotmart, monetizze, eduzz, pagseguro, payt",
      "21:38 `3` releases curso-x already",
    ]);
  });

  test("of a change are what it finds nothing of", async () => {
    const path = fileOf(
      `${readFileSync(join(RULES, "invalid", "change.yaml"), "utf8")}tests:\n  - given: [{ provider: grupozap, event: lead }]\n    expect: { only: [] }\n`,
    );

    expect(await faultsOf(path)).toEqual(["4:5 there is no rule rul_nobody", "5:5 no present rule says this"]);
  });

  test("of tests are all found, each at its place", async () => {
    expect(await faultsOf(join(RULES, "invalid", "tests.yaml"))).toEqual([
      "10:37 hotmart has no event `bolet`. Did you mean `boleto`?",
      "11:37 hotmart has no event `zzzzz` (all: intg simulate hotmart --list)",
      "12:21 `hotmartt` is no provider that would do. Did you mean `hotmart`?",
      "13:21 `zzzzz` is no provider that would do; there are hotmart, monetizze, eduzz, pagseguro, payt, grupozap",
      "14:36 cannot read a call from nowhere.http: there is no such file or folder",
      "14:57 a call of a file is as it stands there, so `email` cannot stand beside `file`",
      "14:80 a call of a file is as it stands there, so `sale` cannot stand beside `file`",
      expect.stringMatching(/^15:36 cannot read a call from tests\.yaml: \S/),
      "16:9 say which product: curso-x, curso-y",
      "17:54 product `clube` is not linked to hotmart (store default)",
      "18:54 product `curso-z` is not registered, nor among the file's `products`. Did you mean `curso-x`?",
      "18:70 `3y` is no duration: 90s, 30m, 12h, 3d, 1w",
      "19:9 say what happens: `event`, or a `file` with the call",
      "24:19 `tag.ad` is no action. Did you mean `tag.add`?",
      expect.stringMatching(/^24:33 `blok` is no action/),
      "24:39 `access.block` stands alone: `x` has no place after it",
      "24:75 product `curso-q` is not registered, nor among the file's `products`. Did you mean `curso-x`?",
    ]);
  });

  test("against the schema come first", async () => {
    const faults = await faultsOf(join(RULES, "invalid", "form.yaml"));

    expect(faults.map((fault) => fault.split(" ")[0])).toEqual([
      "2:29",
      "2:36",
      "3:5",
      "3:40",
      "5:13",
      "5:55",
      "7:12",
      "8:13",
      "9:54",
      "10:34",
      "10:50",
      "10:62",
    ]);
    expect(faults).toContain("2:29 rules[0].on has to be a text");
    expect(faults).toContain("3:5 rules[1] needs `on`");
    expect(faults).toContain("3:40 rules[1] has no `then`. Did you mean `when`?");
    expect(faults).toContain("10:34 tests[1].expect.access.curso-x is none of: active, provisional, ended, blocked, none");
  });

  test("a file without tests is told what else can be done with it", async () => {
    expect(await faultsOf(fileOf("rules: []\n"))).toEqual(["1:1 it has no `tests`; to try its rules on stored calls give --since"]);
    await expect(readRuleTestFile(join(RULES, "invalid", "tests.yaml"), "back-test", NOTHING, TEXTS)).rejects.toMatchObject({
      problems: [{ params: { problem: "it has no `rules`, `add` or `remove` to try" } }],
    });
  });
});

describe("a rule of the file", () => {
  test("that says what a present one says keeps its id; one that is new is called by its line", async () => {
    const world = await createWorld();
    await world.product("curso-x");
    await world.rule("curso-x", "purchase.approved", [TAG("a"), TAG("b")], "amount > 5");
    await world.rule("curso-x", "purchase.refunded", [TAG("c")]);
    const present = await presentSetup(world.store);
    const path = fileOf(
      `rules:
  - { product: curso-x, on: purchase.approved, when: amount > 5, do: [tag.add b, tag.add a] }
  - { product: curso-x, on: purchase.approved, do: tag.add d }
  - [{ product: curso-x, on: purchase.refused, do: tag.add e }, 1]
`.replace(/ {2}- \[(.*), 1\]/, "  - $1"),
    );

    const { proposal } = await readRuleTestFile(path, "back-test", present, TEXTS);

    const name = `rules${written}.yaml`;
    expect(proposal.rules.map(({ id }) => id)).toEqual(["rul_1", `${name}:3`, `${name}:4`]);
    expect(proposal.added.map(({ id }) => id)).toEqual([`${name}:3`, `${name}:4`]);
    expect(proposal.removed.map(({ id }) => id)).toEqual(["rul_2"]);
    await world.store.close();
  });

  test("has a name of its own also where two stand in one line", async () => {
    const rule = (tag: string) => `{ product: "*", on: purchase.approved, do: tag.add ${tag} }`;

    const { proposal } = await readRuleTestFile(fileOf(`rules: [${rule("a")}, ${rule("b")}, ${rule("c")}]\n`), "back-test", NOTHING, TEXTS);

    const name = `rules${written}.yaml`;
    expect(proposal.rules.map(({ id }) => id)).toEqual([`${name}:1`, `${name}:1#2`, `${name}:1#3`]);
  });
});

describe("the schema", () => {
  interface Part {
    readonly description?: string;
    readonly properties?: Readonly<Record<string, Part>>;
    readonly $ref?: string;
    readonly enum?: readonly string[];
    readonly then?: { readonly anyOf: readonly Part[] };
    readonly $defs?: Readonly<Record<string, Part>>;
  }
  const schema = JSON.parse(readFileSync(join(packageRoot(), "fixtures", "schemas", "rule-file.json"), "utf8")) as Part;

  test("describes every key", () => {
    const parts = [schema, ...Object.values(schema.$defs ?? {})];
    const keys = parts.flatMap((part) => Object.entries(part.properties ?? {}));

    expect(keys.length).toBeGreaterThan(30);
    expect(keys.filter(([, { description, $ref }]) => description === undefined && $ref === undefined).map(([key]) => key)).toEqual([]);
  });

  test("knows every trigger and every status", () => {
    const { rule, expect: expected } = schema.$defs ?? {};

    expect(rule?.properties?.on?.then?.anyOf[0]?.enum).toEqual(TRIGGERS);
    expect(expected?.properties?.status?.enum).toEqual(EVENT_STATUSES);
  });
});
