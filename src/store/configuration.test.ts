import { beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../app/ports.ts";
import { Secret } from "../core/secret.ts";
import { openScratchStore } from "./open.ts";

const PRODUCT = { slug: "curso-x", name: "Curso X", description: null, image: null, type: "course", price: null, salesUrl: null } as const;
const ACCOUNT = { provider: "hotmart", name: "default", description: null, actOnTests: false, api: "production" } as const;
const RULE = { id: "rul_1", product: "curso-x", trigger: "purchase.approved", whenText: null, when: null, actions: [] } as const;

let store: Store;
beforeEach(async () => {
  store = await openScratchStore();
});

describe("configuring", () => {
  test("keeps everything that was changed, and moves the version", async () => {
    const before = await store.configurationVersion();

    const result = await store.configuring(async (configuration) => {
      await configuration.products.add(PRODUCT);
      await configuration.accounts.save(ACCOUNT);
      return "done";
    });

    expect(result).toBe("done");
    expect(await store.products.list()).toEqual([PRODUCT]);
    expect(await store.accounts.list()).toEqual([ACCOUNT]);
    expect(await store.configurationVersion()).toBeGreaterThan(before);
  });

  test("keeps nothing when it throws half-way, the version neither", async () => {
    const before = await store.configurationVersion();

    const failed = store.configuring(async (configuration) => {
      await configuration.products.add(PRODUCT);
      const entry = {
        provider: "hotmart",
        store: "default",
        name: "hottok",
        value: new Secret("invented"),
        at: "2026-11-03T12:00:00.000Z",
      };
      await configuration.credentials.set(entry, "replace");
      await configuration.products.add(PRODUCT);
    });

    await expect(failed).rejects.toMatchObject({ code: "INTG_PRODUCT_EXISTS" });
    expect(await store.products.list()).toEqual([]);
    expect(await store.credentials.list()).toEqual([]);
    expect(await store.configurationVersion()).toBe(before);
  });

  test("leaves the version alone when nothing was changed", async () => {
    await store.accounts.save(ACCOUNT);
    const before = await store.configurationVersion();

    await store.configuring(async ({ accounts }) => accounts.save(ACCOUNT));

    expect(await store.configurationVersion()).toBe(before);
  });
});

test("a rule is put in the place of another, and keeps its place in the list", async () => {
  await store.rules.add(RULE);
  await store.rules.add({ ...RULE, id: "rul_2", trigger: "purchase.refunded" });

  await store.rules.replace("rul_1", { ...RULE, id: "boas-vindas", actions: [{ id: "access.grant", target: null }] });

  expect((await store.rules.list()).map(({ id, actions }) => [id, actions.length])).toEqual([
    ["boas-vindas", 1],
    ["rul_2", 0],
  ]);
});

test("an account is forgotten, and its secrets stay until they are", async () => {
  await store.accounts.save(ACCOUNT);

  expect(await store.accounts.remove("hotmart", "default")).toBe(true);
  expect(await store.accounts.remove("hotmart", "default")).toBe(false);
  expect(await store.accounts.list()).toEqual([]);
});

test("listings are taken away by their codes; one that is not there is none", async () => {
  await store.advertisers.add({ slug: "sol", document: "56921485000100", url: null, sendLeadEmail: false, closed: false });
  await store.advertisers.importListings(["A", "B", "C"].map((code) => ({ code, advertiser: "sol" })));

  await store.advertisers.removeListings(["A", "C", "Z"]);

  expect(await store.advertisers.listings({ advertiser: null, after: null, limit: 10 })).toEqual([{ code: "B", advertiser: "sol" }]);
  expect(await store.advertisers.findListing("B")).toEqual({ code: "B", advertiser: "sol" });
  expect(await store.advertisers.findListing("A")).toBeUndefined();
});
