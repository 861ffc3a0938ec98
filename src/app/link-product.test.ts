import { beforeEach, describe, expect, test } from "vitest";
import type { Link } from "../core/product.ts";
import { Secret } from "../core/secret.ts";
import { openScratchStore } from "../store/open.ts";
import { completeLink, linkProduct, unlinkProduct } from "./link-product.ts";
import type { Store } from "./ports.ts";
import { registerProduct } from "./register-product.ts";

const LINK: Link = {
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

let store: Store;

beforeEach(async () => {
  store = await openScratchStore();
  for (const slug of ["curso-x", "clube"]) {
    await registerProduct(store, { slug, name: slug, description: null, image: null, type: "course", price: null, salesUrl: null });
  }
});

describe("what is not said of a link", () => {
  const { kind: _, releaseOnBoleto: __, blockOnCancel: ___, ...key } = LINK;

  test.each([
    ["course", "one-time"],
    ["class", "one-time"],
    ["package", "one-time"],
    ["plan", "subscription"],
  ] as const)("follows from the type of the product: a %s is sold as %s", async (type, kind) => {
    await registerProduct(store, { slug: "novo", name: "Novo", description: null, image: null, type, price: null, salesUrl: null });

    const link = await completeLink(store, { ...key, product: "novo" }, {});

    expect(link).toStrictEqual({ ...LINK, product: "novo", kind });
  });

  test("stays as it is linked already; of another link nothing is taken", async () => {
    await linkProduct(store, { ...LINK, kind: "subscription", releaseOnBoleto: true, blockOnCancel: false });

    expect(await completeLink(store, key, { blockOnCancel: true })).toStrictEqual({ ...LINK, kind: "subscription", releaseOnBoleto: true });
    expect(await completeLink(store, { ...key, plan: "anual" }, {})).toStrictEqual({ ...LINK, plan: "anual" });
  });
});

describe("linking", () => {
  test("says which secret the store still needs", async () => {
    expect(await linkProduct(store, LINK)).toStrictEqual({ missingSecret: "hottok" });
  });

  test("needs no secret once one that verifies is kept, at this store and not at another", async () => {
    const secret = { provider: "hotmart", name: "hottok", value: new Secret("made-up"), at: "2026-11-03T00:00:00.000Z" };
    await store.credentials.set({ ...secret, store: "default" }, "replace");

    expect(await linkProduct(store, LINK)).toStrictEqual({ missingSecret: null });
    expect(await linkProduct(store, { ...LINK, store: "loja-2" })).toStrictEqual({ missingSecret: "hottok" });
  });

  test("the same id to the same product again changes its switches", async () => {
    await linkProduct(store, LINK);
    await linkProduct(store, { ...LINK, kind: "subscription", releaseOnBoleto: true, blockOnCancel: false });

    expect(await store.products.links()).toStrictEqual([{ ...LINK, kind: "subscription", releaseOnBoleto: true, blockOnCancel: false }]);
  });

  test("one id never releases two products", async () => {
    await linkProduct(store, LINK);

    const second = linkProduct(store, { ...LINK, product: "clube" });

    await expect(second).rejects.toMatchObject({
      code: "INTG_LINK_TAKEN",
      params: { takenBy: "curso-x", externalId: "1234567" },
      exitCode: 3,
    });
  });

  test("names the link that is in the way as unlinking takes it", async () => {
    const narrow = { ...LINK, store: "loja-2", offer: "abc", plan: "anual" };
    await linkProduct(store, narrow);

    const second = linkProduct(store, { ...narrow, product: "clube" });

    await expect(second).rejects.toMatchObject({ params: { flags: " --store loja-2 --offer abc --plan anual" } });
  });

  test.each([
    ["offer", { offer: "abc" }],
    ["plan", { plan: "anual" }],
    ["store", { store: "loja-2" }],
  ])("another %s is another link", async (_, difference) => {
    await linkProduct(store, LINK);
    await linkProduct(store, { ...LINK, product: "clube", ...difference });

    expect((await store.products.links()).map((link) => link.product)).toStrictEqual(["clube", "curso-x"]);
  });

  test("an unknown provider is refused with the one that was meant", async () => {
    const linking = linkProduct(store, { ...LINK, provider: "hotmar" });

    await expect(linking).rejects.toMatchObject({
      code: "INTG_UNKNOWN_PROVIDER",
      params: { given: "hotmar", suggestion: "hotmart" },
      exitCode: 2,
    });
  });

  test("a provider of leads has no products", async () => {
    const linking = linkProduct(store, { ...LINK, provider: "grupozap" });

    await expect(linking).rejects.toMatchObject({ code: "INTG_PROVIDER_HAS_NO_PRODUCTS", params: { title: "Grupo ZAP" }, exitCode: 2 });
  });

  test("an unknown product is refused", async () => {
    await expect(linkProduct(store, { ...LINK, product: "nope" })).rejects.toMatchObject({ code: "INTG_PRODUCT_NOT_FOUND" });
  });
});

describe("unlinking", () => {
  test("takes the link away", async () => {
    await linkProduct(store, LINK);

    await unlinkProduct(store, LINK);

    expect(await store.products.links()).toStrictEqual([]);
  });

  test("needs the offer that the link was made with", async () => {
    await linkProduct(store, { ...LINK, offer: "abc" });

    await expect(unlinkProduct(store, LINK)).rejects.toMatchObject({ code: "INTG_LINK_NOT_FOUND", exitCode: 3 });
    expect(await store.products.links()).toHaveLength(1);
  });
});
