import type { Database } from "better-sqlite3";
import { beforeEach, describe, expect, it } from "vitest";
import type { Advertiser, AdvertiserStore } from "../app/ports.ts";
import { createAdvertiserStore } from "./advertisers.ts";
import { versionReader } from "./configuration.ts";
import { openDatabase } from "./connection.ts";
import { migrate } from "./migrate.ts";

const casa: Advertiser = { slug: "casa", document: "11222333000181", url: null, sendLeadEmail: false, closed: false };
const lar: Advertiser = {
  slug: "lar",
  document: "52998224725",
  url: "https://example.com/grupozap/lead/lar",
  sendLeadEmail: true,
  closed: true,
};

let db: Database;
let store: AdvertiserStore;

beforeEach(() => {
  db = openDatabase(":memory:");
  migrate(db);
  store = createAdvertiserStore(db);
});

describe("advertisers", () => {
  it("come back as they went in, by slug, by document and counted", async () => {
    await store.add(lar);
    await store.add(casa);

    expect(await store.find("lar")).toEqual(lar);
    expect(await store.findByDocument("11222333000181")).toEqual(casa);
    expect(await store.find("absent")).toBeUndefined();
    expect(await store.findByDocument("00000000000000")).toBeUndefined();
    expect(await store.count()).toBe(2);
  });

  it("are not found by a document that two of them have", async () => {
    await store.add(casa);
    await store.add({ ...lar, document: casa.document });

    expect(await store.findByDocument(casa.document)).toBeUndefined();
  });

  it("have a slug of their own", async () => {
    await store.add(casa);
    await store.add(lar);

    await expect(store.add({ ...lar, slug: "casa" })).rejects.toMatchObject({
      code: "INTG_ADVERTISER_EXISTS",
      params: { slug: "casa" },
    });
    await expect(store.update("lar", { ...lar, slug: "casa" })).rejects.toMatchObject({ code: "INTG_ADVERTISER_EXISTS" });
    expect(await store.find("casa")).toEqual(casa);
  });

  it("keep their listings when they are renamed", async () => {
    await store.add(casa);
    await store.addListing({ code: "AP-1", advertiser: "casa" });

    await store.update("casa", { ...casa, slug: "casa-nova", closed: true });

    expect(await store.find("casa-nova")).toEqual({ ...casa, slug: "casa-nova", closed: true });
    expect(await store.listings({ advertiser: null, after: null, limit: 10 })).toEqual([{ code: "AP-1", advertiser: "casa-nova" }]);
    await expect(store.update("casa", casa)).rejects.toMatchObject({
      code: "INTG_ADVERTISER_NOT_FOUND",
      params: { slug: "casa" },
    });
  });

  it("take their listings with them when they go", async () => {
    await store.add(casa);
    await store.addListing({ code: "AP-1", advertiser: "casa" });

    expect(await store.remove("casa")).toBe(true);
    expect(await store.remove("casa")).toBe(false);
    expect(await store.listings({ advertiser: null, after: null, limit: 10 })).toEqual([]);
  });

  it("are listed in pages", async () => {
    await store.importMany(["d", "b", "a", "c"].map((slug) => ({ ...casa, slug })));

    const first = await store.list({ after: null, limit: 3 });
    const second = await store.list({ after: "c", limit: 3 });

    expect(first.map((advertiser) => advertiser.slug)).toEqual(["a", "b", "c"]);
    expect(second.map((advertiser) => advertiser.slug)).toEqual(["d"]);
  });
});

describe("an import of advertisers", () => {
  it("adds and replaces", async () => {
    await store.add(casa);

    await store.importMany([{ ...casa, sendLeadEmail: true }, lar]);

    expect(await store.list({ after: null, limit: 10 })).toEqual([{ ...casa, sendLeadEmail: true }, lar]);
  });

  it("keeps all or none", async () => {
    const broken = { ...lar, document: null as unknown as string };

    await expect(store.importMany([casa, broken])).rejects.toThrow("NOT NULL");

    expect(await store.count()).toBe(0);
    expect(versionReader(db)()).toBe(0);
  });
});

describe("listings", () => {
  beforeEach(async () => {
    await store.importMany([casa, lar]);
  });

  it("belong to one advertiser", async () => {
    expect(await store.addListing({ code: "AP-1", advertiser: "casa" })).toBeNull();
    expect(await store.addListing({ code: "AP-1", advertiser: "casa" })).toBeNull();
    expect(await store.addListing({ code: "AP-1", advertiser: "lar" })).toEqual({ takenBy: "casa" });
  });

  it("need an advertiser", async () => {
    await expect(store.addListing({ code: "AP-1", advertiser: "absent" })).rejects.toMatchObject({
      code: "INTG_ADVERTISER_NOT_FOUND",
      params: { slug: "absent" },
    });
  });

  it("are listed in pages, of one advertiser or of all", async () => {
    await store.importListings([
      { code: "AP-2", advertiser: "lar" },
      { code: "AP-3", advertiser: "casa" },
      { code: "AP-1", advertiser: "casa" },
    ]);

    const codes = async (advertiser: string | null, after: string | null, limit: number) =>
      (await store.listings({ advertiser, after, limit })).map((listing) => listing.code);

    expect(await codes(null, null, 2)).toEqual(["AP-1", "AP-2"]);
    expect(await codes(null, "AP-2", 2)).toEqual(["AP-3"]);
    expect(await codes("casa", null, 1)).toEqual(["AP-1"]);
    expect(await codes("casa", "AP-1", 10)).toEqual(["AP-3"]);
  });

  it("are imported all or none, and never taken from another advertiser", async () => {
    await store.addListing({ code: "AP-1", advertiser: "casa" });
    const before = versionReader(db)();

    const taken = store.importListings([
      { code: "AP-2", advertiser: "lar" },
      { code: "AP-1", advertiser: "lar" },
    ]);
    const unknown = store.importListings([
      { code: "AP-3", advertiser: "lar" },
      { code: "AP-4", advertiser: "absent" },
    ]);

    await expect(taken).rejects.toMatchObject({ code: "INTG_LISTING_TAKEN", params: { code: "AP-1", takenBy: "casa" } });
    await expect(unknown).rejects.toMatchObject({ code: "INTG_ADVERTISER_NOT_FOUND" });
    expect(await store.listings({ advertiser: null, after: null, limit: 10 })).toEqual([{ code: "AP-1", advertiser: "casa" }]);
    expect(versionReader(db)()).toBe(before);
  });
});

describe("the configuration's version", () => {
  it("counts what changes and nothing else", async () => {
    const seen: number[] = [];
    const versionAfter = async (work: Promise<unknown>) => {
      await work.catch(() => undefined);
      seen.push(versionReader(db)());
    };

    await versionAfter(store.importMany([casa, lar]));
    await versionAfter(store.importMany([lar, casa]));
    await versionAfter(store.importMany([]));
    await versionAfter(store.update("casa", casa));
    await versionAfter(store.update("casa", { ...casa, closed: true }));
    await versionAfter(store.addListing({ code: "AP-1", advertiser: "casa" }));
    await versionAfter(store.addListing({ code: "AP-1", advertiser: "lar" }));
    await versionAfter(store.importListings([{ code: "AP-1", advertiser: "casa" }]));
    await versionAfter(store.remove("absent"));
    await versionAfter(store.remove("casa"));

    expect(seen).toEqual([1, 1, 1, 1, 2, 3, 3, 3, 3, 4]);
  });
});
