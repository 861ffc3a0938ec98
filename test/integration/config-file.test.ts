import { beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/app/ports.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { type ApplyWishes, applyText, faultsOf, planLines, TEXTS } from "../support/config-files.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { createWorld, TAG } from "../support/world.ts";

let store: Store;
beforeEach(async () => {
  store = await openScratchStore();
});

const apply = (text: string, wishes?: ApplyWishes) => applyText(store, text, wishes);

const SHOP = `
products:
  - { slug: curso-x, name: Curso X, price: 197.00, links: [{ provider: hotmart, id: "1001" }] }
rules:
  - { product: curso-x, on: purchase.approved, do: tag.add aluno }
  - { product: "*", on: lead.received, do: [tag.add lead] }
`;

describe("applying a file", () => {
  test("registers what it lists, and changes nothing the second time", async () => {
    expect(planLines(await apply(SHOP))).toEqual([
      "+ curso-x: name  > Curso X; price  > 197.00; link hotmart 1001  > one-time",
      "+ curso-x on purchase.approved: do  > tag.add aluno",
      "+ * on lead.received: do  > tag.add lead",
    ]);
    const version = await store.configurationVersion();

    expect((await apply(SHOP)).changes).toEqual([]);
    expect(await store.configurationVersion()).toBe(version);
  });

  test("makes what it lists as it says: what is left out goes back to its default", async () => {
    await apply(SHOP);

    const plan = await apply("products: [{ slug: curso-x, type: plan, links: [{ provider: hotmart, id: '1001' }] }]");

    expect(planLines(plan)).toEqual([
      "~ curso-x: name Curso X > curso-x; type course > plan; price 197.00 > ; link hotmart 1001 one-time > subscription",
    ]);
    expect(await store.products.find("curso-x")).toMatchObject({ name: "curso-x", type: "plan", price: null });
    expect(await store.rules.list()).toHaveLength(2);
  });

  test("keeps and counts what it does not list, and removes it where it is told to", async () => {
    await apply(SHOP);
    const less = "products: []\nrules: []\n";

    expect((await apply(less)).kept).toEqual([
      { kind: "products", count: 1 },
      { kind: "rules", count: 2 },
    ]);
    expect(await store.products.list()).toHaveLength(1);

    const plan = await apply(less, { prune: true });
    expect(planLines(plan)).toEqual(["- curso-x", "- curso-x on purchase.approved", "- * on lead.received"]);
    expect(plan.changes[0]?.with).toEqual({ links: 1, rules: 1 });
    expect([await store.products.list(), await store.products.links(), await store.rules.list()]).toEqual([[], [], []]);
  });

  test("never touches a section that is absent, also where the rest goes", async () => {
    await apply(SHOP);

    expect((await apply("templates: []\n", { prune: true })).changes).toEqual([]);
    expect(await store.rules.list()).toHaveLength(2);
  });

  test("removes a product whose events and access stay", async () => {
    const world = await createWorld(store);
    await apply(SHOP);
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 0));

    await apply("products: []", { prune: true });

    expect(await world.tags("ana@example.com")).toEqual(["aluno"]);
    expect(await world.grants("ana@example.com", "curso-x")).toMatchObject([{ transaction: "HP1", state: "active" }]);
  });

  test("moves an id from one product to another, which without --prune is a fault", async () => {
    await apply(SHOP);
    const moved = `products:
  - { slug: curso-x, name: Curso X, price: 197.00 }
  - { slug: curso-y, links: [{ provider: hotmart, id: "1001" }] }
`;

    expect(await faultsOf(store, moved)).toEqual([
      "3:55  `1001` releases curso-x already, and one id cannot release two products; --prune removes what the file no longer lists",
    ]);
    expect(planLines(await apply(moved, { prune: true }))).toEqual([
      "~ curso-x: link hotmart 1001 one-time > ",
      "+ curso-y: link hotmart 1001  > one-time",
    ]);
    expect(await store.products.links()).toMatchObject([{ product: "curso-y", externalId: "1001" }]);
  });

  test("is all or nothing: what cannot be written takes everything back", async () => {
    const failing = { ...store.products, link: () => Promise.reject(new Error("the disk is full")) };
    const whole = store;
    store = { ...whole, configuring: (work) => whole.configuring((parts) => work({ ...parts, products: failing })) };

    await expect(apply(SHOP)).rejects.toThrow("the disk is full");

    expect([await whole.products.list(), await whole.rules.list()]).toEqual([[], []]);
  });

  test("does nothing when it would no longer do what somebody said yes to", async () => {
    await apply(SHOP);
    const agreed = await apply("rules: []", { prune: true, isDry: true });
    await store.rules.add({ id: "rul_other", product: "*", trigger: "purchase.refunded", whenText: null, when: null, actions: [TAG("x")] });

    await expect(apply("rules: []", { prune: true, agreed })).rejects.toMatchObject({ code: "INTG_CONFIGURATION_CHANGED" });

    expect(await store.rules.list()).toHaveLength(3);
  });

  test("of two at once the later one finds the other's work done", async () => {
    const [first, second] = await Promise.all([apply(SHOP), apply(SHOP)]);

    expect([first.changes.length, second.changes.length].sort()).toEqual([0, 3]);
    expect(await store.rules.list()).toHaveLength(2);
  });

  test("reads the parts in whatever order they stand, with anchors and comments", async () => {
    const plan = await apply(`
listings: [{ code: AP1, advertiser: sol }]
rules: [{ product: curso-x, on: &on purchase.approved, do: [notify oi] }, { product: "*", on: *on, do: [forward crm] }]
templates: [{ name: oi, destination: crm, text: Oi! }]
advertisers: [{ slug: sol, document: 56.921.485/0001-00 }]
products: [{ slug: curso-x }] # last, although rules name it
destinations: [{ name: crm, kind: webhook, settings: { url: "https://crm.example.com/" }, secrets: { secret: env:CRM } }]
`);

    expect(plan.changes).toHaveLength(7);
    expect(plan.warnings).toEqual([]);
  });
});

describe("rules in a file", () => {
  const ONE = "rules: [{ product: '*', on: purchase.approved, do: [tag.add a, tag.add b] }]";

  test("are known by what they say, in whatever order they and their actions stand", async () => {
    await apply(SHOP.replace("tag.add aluno", "[tag.add aluno, tag.add x]"));
    const ids = (await store.rules.list()).map(({ id }) => id);

    const plan = await apply(
      'rules:\n  - { on: lead.received, product: "*", do: tag.add lead }\n  - { product: curso-x, on: purchase.approved, do: [tag.add x, tag.add aluno] }\n',
      { prune: true },
    );

    expect(plan.changes).toEqual([]);
    expect((await store.rules.list()).map(({ id }) => id)).toEqual(ids);
  });

  test("that are rewritten stay beside the old ones, or take their place and id", async () => {
    await apply(ONE);
    const [{ id } = { id: "" }] = await store.rules.list();
    const rewritten = ONE.replace("tag.add b", "notify oi");

    expect(planLines(await apply(rewritten, { isDry: true }))).toEqual(["+ * on purchase.approved: do  > tag.add a, notify oi"]);
    expect(planLines(await apply(rewritten, { prune: true }))).toEqual([
      "~ * on purchase.approved: do tag.add a, tag.add b > tag.add a, notify oi",
    ]);
    expect((await store.rules.list()).map((rule) => rule.id)).toEqual([id]);
  });

  test("with an id of their own are that rule whatever they say, also without --prune", async () => {
    await apply("rules: [{ id: welcome, product: '*', on: purchase.approved, do: tag.add a }]");

    const plan = await apply("rules: [{ id: welcome, product: '*', on: purchase.completed, when: amount > 10, do: tag.add b }]");

    expect(planLines(plan)).toEqual([
      "~ * on purchase.completed: on purchase.approved > purchase.completed; when  > amount > 10; do tag.add a > tag.add b",
    ]);
    expect(await store.rules.list()).toMatchObject([{ id: "welcome", trigger: "purchase.completed" }]);
  });

  test("that say the same get the name they are given, and the id a listed rule has can be used", async () => {
    await apply(ONE);
    const [{ id } = { id: "" }] = await store.rules.list();

    expect(planLines(await apply(ONE.replace("product:", "id: welcome, product:")))).toEqual(["~ * on purchase.approved: id  > welcome"]);
    await store.rules.replace("welcome", { ...(await store.rules.list())[0], id } as never);
    expect(planLines(await apply(ONE.replace("product:", `id: ${id}, product:`).replace("tag.add b", "tag.add c")))).toEqual([
      "~ * on purchase.approved: do tag.add a, tag.add b > tag.add a, tag.add c",
    ]);
  });

  test("that could never fire, or send what is not there, are told of and kept: they may be written first", async () => {
    const plan = await apply(`
products: [{ slug: curso-x, links: [{ provider: monetizze, id: "1" }] }]
rules:
  - { product: curso-x, on: access.first, do: [notify oi@1d, forward crm] }
`);

    expect(plan.warnings.map(({ subject, problem }) => `${subject}: ${TEXTS.ofNote(problem)}`)).toEqual([
      "curso-x on access.first: no provider that is linked ever sends access.first (monetizze)",
      "curso-x on access.first: there is no template oi to send",
      "curso-x on access.first: there is no destination crm to forward to",
    ]);
    expect(await store.rules.list()).toHaveLength(1);
    expect((await apply("rules: [{ product: curso-x, on: access.first, do: [notify oi@1d, forward crm] }]")).warnings).toEqual([]);
  });

  test("whose template goes are told of, also where the file does not speak of rules", async () => {
    await apply("templates: [{ name: oi, text: Oi! }]\nrules: [{ product: '*', on: purchase.approved, do: notify oi@2h }]");

    const plan = await apply("templates: []", { prune: true });

    expect(plan.warnings).toEqual([
      { subject: "* on purchase.approved", problem: { code: "config-file.no-template", params: { name: "oi" } } },
    ]);
  });
});
