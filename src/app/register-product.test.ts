import { expect, test } from "vitest";
import type { Product } from "../core/product.ts";
import { openScratchStore } from "../store/open.ts";
import { describeProduct, listProducts } from "./describe-product.ts";
import { linkProduct } from "./link-product.ts";
import { editProduct, registerProduct } from "./register-product.ts";

const COURSE: Product = {
  slug: "curso-x",
  name: "Curso X",
  description: null,
  image: null,
  type: "course",
  price: { minor: 19700, currency: "BRL" },
  salesUrl: null,
};

test("a registered product is listed with the number of its links and rules", async () => {
  const store = await openScratchStore();
  await registerProduct(store, COURSE);

  const listed = await listProducts(store);

  expect(listed).toStrictEqual([{ ...COURSE, links: 0, rules: 0 }]);
});

test("a slug is registered once", async () => {
  const store = await openScratchStore();
  await registerProduct(store, COURSE);

  const again = registerProduct(store, { ...COURSE, name: "Another" });

  await expect(again).rejects.toMatchObject({ code: "INTG_PRODUCT_EXISTS", params: { slug: "curso-x" }, exitCode: 3 });
  expect(await store.products.find("curso-x")).toStrictEqual(COURSE);
});

test("an edit changes the named fields, clears what is null and leaves the others", async () => {
  const store = await openScratchStore();
  await registerProduct(store, COURSE);

  const edited = await editProduct(store, "curso-x", { name: "Curso Y", price: null });

  expect(edited).toStrictEqual({ ...COURSE, name: "Curso Y", price: null });
  expect(await store.products.find("curso-x")).toStrictEqual(edited);
});

test("a product that is not registered is neither edited nor described", async () => {
  const store = await openScratchStore();

  await expect(editProduct(store, "nope", { name: "X" })).rejects.toMatchObject({
    code: "INTG_PRODUCT_NOT_FOUND",
    params: { slug: "nope" },
  });
  await expect(describeProduct(store, "nope")).rejects.toMatchObject({ code: "INTG_PRODUCT_NOT_FOUND" });
});

test("a description holds the product's own links and rules, and the rules of every product apart", async () => {
  const store = await openScratchStore();
  await registerProduct(store, COURSE);
  await registerProduct(store, { ...COURSE, slug: "other" });
  const link = {
    provider: "hotmart",
    store: "default",
    offer: null,
    plan: null,
    kind: "one-time",
    releaseOnBoleto: false,
    blockOnCancel: true,
  } as const;
  await linkProduct(store, { ...link, product: "curso-x", externalId: "1" });
  await linkProduct(store, { ...link, product: "other", externalId: "2" });
  const rule = { trigger: "purchase.approved", whenText: null, when: null, actions: [{ id: "tag.add", target: "a" }] } as const;
  await store.rules.add({ ...rule, id: "rul_1", product: "curso-x" });
  await store.rules.add({ ...rule, id: "rul_2", product: "other" });
  await store.rules.add({ ...rule, id: "rul_3", product: "*" });

  const described = await describeProduct(store, "curso-x");

  expect(described.links.map((found) => found.externalId)).toStrictEqual(["1"]);
  expect(described.rules.map((found) => found.id)).toStrictEqual(["rul_1"]);
  expect(described.sharedRules.map((found) => found.id)).toStrictEqual(["rul_3"]);
});
