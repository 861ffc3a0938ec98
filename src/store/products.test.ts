import type { Database } from "better-sqlite3";
import { beforeEach, describe, expect, it } from "vitest";
import type { ProductStore } from "../app/ports.ts";
import type { Link, Product } from "../core/product.ts";
import { versionReader } from "./configuration.ts";
import { openDatabase } from "./connection.ts";
import { migrate } from "./migrate.ts";
import { createProductStore } from "./products.ts";
import { createRuleStore } from "./rules.ts";

const courseX: Product = {
  slug: "curso-x",
  name: "Curso X",
  description: "Aprenda X",
  image: "x.png",
  type: "course",
  price: { minor: 19700, currency: "BRL" },
  salesUrl: "https://example.com/x",
};
const classY: Product = {
  slug: "turma-y",
  name: "Turma Y",
  description: null,
  image: null,
  type: "class",
  price: null,
  salesUrl: null,
};
const linkX: Link = {
  product: "curso-x",
  provider: "hotmart",
  store: "default",
  externalId: "1234567",
  offer: null,
  plan: null,
  kind: "one-time",
  releaseOnBoleto: false,
  blockOnCancel: true,
};

let db: Database;
let store: ProductStore;

beforeEach(() => {
  db = openDatabase(":memory:");
  migrate(db);
  store = createProductStore(db);
});

describe("products", () => {
  it("come back as they went in, by slug and in order of slug", async () => {
    await store.add(classY);
    await store.add(courseX);

    expect(await store.list()).toEqual([courseX, classY]);
    expect(await store.find("turma-y")).toEqual(classY);
    expect(await store.find("absent")).toBeUndefined();
  });

  it("have a slug of their own", async () => {
    await store.add(courseX);

    await expect(store.add({ ...classY, slug: "curso-x" })).rejects.toMatchObject({
      code: "INTG_PRODUCT_EXISTS",
      params: { slug: "curso-x" },
    });
    expect(await store.find("curso-x")).toEqual(courseX);
  });

  it("are changed in every field", async () => {
    await store.add(courseX);

    await store.update("curso-x", { ...classY, slug: "curso-x" });

    expect(await store.list()).toEqual([{ ...classY, slug: "curso-x" }]);
  });

  it("cannot be renamed to another's slug, nor changed when they do not exist", async () => {
    await store.add(courseX);
    await store.add(classY);

    await expect(store.update("curso-x", { ...courseX, slug: "turma-y" })).rejects.toMatchObject({ code: "INTG_PRODUCT_EXISTS" });
    await expect(store.update("absent", courseX)).rejects.toMatchObject({
      code: "INTG_PRODUCT_NOT_FOUND",
      params: { slug: "absent" },
    });
    expect(await store.list()).toEqual([courseX, classY]);
  });

  it("take links, rules and what is derived along when they are renamed", async () => {
    await store.add(courseX);
    await store.link(linkX);
    const rules = createRuleStore(db);
    await rules.add({ id: "rul_1", product: "curso-x", trigger: "purchase.approved", whenText: null, when: null, actions: [] });
    db.exec(`
      INSERT INTO grants VALUES ('c1', 'curso-x', 'purchase:hotmart:default:HP1', 'active', '2026-11-03T00:00:00.000Z', NULL, 'evt_1', 'link');
      INSERT INTO effects VALUES ('c1', 'access', 'curso-x', 'evt_1', 'link', 'access.grant', 'granted', 's', 50, 't', NULL, NULL, NULL);
      INSERT INTO effects VALUES ('c1', 'tag', 'curso-x', 'evt_1', 'rul_1', 'tag.add', 'on', 's', 50, 't', NULL, NULL, NULL);
      INSERT INTO purchases VALUES ('hotmart', 'default', 'HP1', 'c1', 'curso-x', NULL, NULL, 'approved', NULL, 0, 0);`);

    await store.update("curso-x", { ...courseX, slug: "curso-novo" });

    expect((await store.links()).map((link) => link.product)).toEqual(["curso-novo"]);
    expect((await rules.list()).map((rule) => rule.product)).toEqual(["curso-novo"]);
    expect(db.prepare("SELECT product FROM grants").pluck().all()).toEqual(["curso-novo"]);
    expect(db.prepare("SELECT product FROM purchases").pluck().all()).toEqual(["curso-novo"]);
    expect(db.prepare("SELECT kind, target FROM effects ORDER BY kind").raw().all()).toEqual([
      ["access", "curso-novo"],
      ["tag", "curso-x"],
    ]);
  });

  it("take their links and rules with them when they go; grants stay", async () => {
    await store.add(courseX);
    await store.add(classY);
    await store.link(linkX);
    await store.link({ ...linkX, product: "turma-y", externalId: "7" });
    const rules = createRuleStore(db);
    for (const product of ["curso-x", "turma-y", "*"]) {
      await rules.add({ id: `rul_${product}`, product, trigger: "purchase.approved", whenText: null, when: null, actions: [] });
    }
    db.exec("INSERT INTO grants VALUES ('c1', 'curso-x', 's', 'active', '2026-11-03T00:00:00.000Z', NULL, 'evt_1', 'link')");

    await store.remove("curso-x");

    expect((await store.list()).map((product) => product.slug)).toEqual(["turma-y"]);
    expect((await store.links()).map((link) => link.product)).toEqual(["turma-y"]);
    expect((await rules.list()).map((rule) => rule.product)).toEqual(["turma-y", "*"]);
    expect(db.prepare("SELECT count(*) FROM grants").pluck().get()).toBe(1);
    await expect(store.remove("curso-x")).rejects.toMatchObject({ code: "INTG_PRODUCT_NOT_FOUND" });
  });
});

describe("links", () => {
  beforeEach(async () => {
    await store.add(courseX);
    await store.add(classY);
  });

  it("come back as they went in, with and without offer and plan", async () => {
    const narrow: Link = { ...linkX, offer: "ab12cd34", plan: "anual", kind: "subscription", releaseOnBoleto: true, blockOnCancel: false };

    expect(await store.link(linkX)).toBeNull();
    expect(await store.link(narrow)).toBeNull();

    expect(await store.links()).toEqual([linkX, narrow]);
  });

  it("tell which product has the external id already", async () => {
    await store.link(linkX);

    expect(await store.link({ ...linkX, product: "turma-y" })).toEqual({ takenBy: "curso-x" });
    expect(await store.links()).toEqual([linkX]);
  });

  it.each([
    ["provider", { provider: "eduzz" }],
    ["store", { store: "loja-2" }],
    ["external id", { externalId: "7654321" }],
    ["offer", { offer: "ab12cd34" }],
    ["plan", { plan: "anual" }],
  ])("of two products may differ by %s alone", async (_, difference) => {
    await store.link(linkX);

    expect(await store.link({ ...linkX, ...difference, product: "turma-y" })).toBeNull();
    expect(await store.links()).toHaveLength(2);
  });

  it("change when the same product links the same id again", async () => {
    await store.link(linkX);
    const changed: Link = { ...linkX, kind: "subscription", releaseOnBoleto: true, blockOnCancel: false };

    expect(await store.link(changed)).toBeNull();

    expect(await store.links()).toEqual([changed]);
  });

  it("need a product", async () => {
    await expect(store.link({ ...linkX, product: "absent" })).rejects.toMatchObject({
      code: "INTG_PRODUCT_NOT_FOUND",
      params: { slug: "absent" },
    });
  });

  it("are removed by their whole key", async () => {
    await store.link(linkX);

    expect(await store.unlink({ ...linkX, offer: "ab12cd34" })).toBe(false);
    expect(await store.unlink({ ...linkX, product: "turma-y" })).toBe(false);
    expect(await store.unlink(linkX)).toBe(true);
    expect(await store.links()).toEqual([]);
  });
});

describe("the configuration's version", () => {
  it("counts what changes and nothing else", async () => {
    const seen: number[] = [];
    const versionAfter = async (work: Promise<unknown>) => {
      await work.catch(() => undefined);
      seen.push(versionReader(db)());
    };

    await versionAfter(store.add(courseX));
    await versionAfter(store.add(courseX));
    await versionAfter(store.update("curso-x", courseX));
    await versionAfter(store.update("curso-x", { ...courseX, price: null }));
    await versionAfter(store.add(classY));
    await versionAfter(store.link(linkX));
    await versionAfter(store.link(linkX));
    await versionAfter(store.link({ ...linkX, product: "turma-y" }));
    await versionAfter(store.link({ ...linkX, releaseOnBoleto: true }));
    await versionAfter(store.unlink({ ...linkX, plan: "anual" }));
    await versionAfter(store.unlink(linkX));
    await versionAfter(store.remove("absent"));
    await versionAfter(store.remove("curso-x"));

    expect(seen).toEqual([1, 1, 1, 2, 3, 4, 4, 4, 5, 5, 6, 6, 7]);
  });

  it("is taken back with a change that fails", async () => {
    await store.add(courseX);
    db.exec("CREATE TEMP TRIGGER refuse AFTER DELETE ON products BEGIN SELECT RAISE(ABORT, 'refused'); END");

    await expect(store.remove("curso-x")).rejects.toThrow("refused");

    expect(versionReader(db)()).toBe(1);
    expect(await store.list()).toEqual([courseX]);
  });
});
