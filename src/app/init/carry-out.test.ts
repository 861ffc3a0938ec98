import { beforeEach, describe, expect, test } from "vitest";
import { steppingClock } from "../../../test/support/home.ts";
import { readFixture, readFixtureDocument } from "../../shared/fixture-files.ts";
import { openScratchStore } from "../../store/open.ts";
import type { Ids, Store } from "../ports.ts";
import { requireProvider } from "../require-provider.ts";
import type { SimulationWorld } from "../simulate.ts";
import { carryOut } from "./carry-out.ts";
import { type ProofSubject, proveSetup } from "./prove.ts";
import type { SetupWishes } from "./wishes.ts";

const HOTMART = requireProvider("hotmart");
const PRODUCT = { slug: "curso-x", name: "Curso X", description: null, image: null, type: "course", price: null, salesUrl: null } as const;
const WISHES: SetupWishes = {
  provider: HOTMART,
  store: "default",
  secrets: new Map([["hottok", "hottok-Zq81"]]),
  selling: { product: { isNew: true, product: PRODUCT }, link: { externalId: "1001", offer: null, plan: null, releaseOnBoleto: true } },
  serving: null,
  answers: [{ flag: "tag-after-purchase", call: { id: "tag.add", target: "aluno" } }],
};

let store: Store;
let world: SimulationWorld;

beforeEach(async () => {
  store = await openScratchStore();
  world = { store, clock: steppingClock(), ids: countingIds(), zone: "America/Sao_Paulo", pause: async () => {} };
});

function countingIds(): Ids {
  let made = 0;
  return {
    next: (prefix) => {
      made += 1;
      return `${prefix}_${String(made).padStart(20, "0")}`;
    },
  };
}

const prove = (wishes: SetupWishes, subject: ProofSubject) =>
  proveSetup(wishes, subject, world, {
    sample: (fixture) => ({
      request: readFixture(wishes.provider.id, fixture).request,
      document: readFixtureDocument(wishes.provider.id, fixture),
    }),
    seed: 7,
  });

describe("carrying a setup out", () => {
  test("registers account, secret, product, link and rules", async () => {
    const done = await carryOut(store, world, { ...WISHES, description: "conta principal" });

    expect(await store.accounts.list()).toEqual([
      { provider: "hotmart", name: "default", description: "conta principal", actOnTests: false, api: "production" },
    ]);
    expect((await store.credentials.list()).map(({ name }) => name)).toEqual(["hottok"]);
    expect(await store.products.list()).toEqual([PRODUCT]);
    expect(await store.products.links()).toEqual([
      {
        product: "curso-x",
        provider: "hotmart",
        store: "default",
        externalId: "1001",
        offer: null,
        plan: null,
        kind: "one-time",
        releaseOnBoleto: true,
        blockOnCancel: true,
      },
    ]);
    expect(done.rules.map(({ rule, existed }) => [rule.trigger, existed])).toEqual([["purchase.approved", false]]);
    expect(JSON.stringify(done)).not.toContain("hottok-Zq81");
  });

  test("adds to what is there, and does nothing twice", async () => {
    await carryOut(store, world, { ...WISHES, description: "conta principal" });
    const again = await carryOut(store, world, {
      ...WISHES,
      secrets: new Map(),
      selling: {
        product: { isNew: false, slug: "curso-x", changes: { type: "class" } },
        link: { externalId: "1002", offer: null, plan: null },
      },
    });

    expect(again.product).toEqual({ product: { ...PRODUCT, type: "class" }, existed: true });
    expect(again.rules.map(({ existed }) => existed)).toEqual([true]);
    expect((await store.products.links()).map(({ externalId }) => externalId)).toEqual(["1001", "1002"]);
    expect((await store.accounts.list()).map(({ description }) => description)).toEqual(["conta principal"]);
    expect((await store.credentials.load("hotmart", "default")).get("hottok")?.[0]?.reveal()).toBe("hottok-Zq81");
  });

  test("keeps nothing at all when one part is refused", async () => {
    await carryOut(store, world, WISHES);
    const version = await store.configurationVersion();
    const other = { ...PRODUCT, slug: "curso-y", name: "Curso Y" };
    const link = { externalId: "1001", offer: null, plan: null };

    const refused = carryOut(store, world, {
      ...WISHES,
      store: "default",
      secrets: new Map([["hottok", "hottok-another"]]),
      selling: { product: { isNew: true, product: other }, link },
    });

    await expect(refused).rejects.toMatchObject({ code: "INTG_LINK_TAKEN" });
    expect(await store.products.list()).toEqual([PRODUCT]);
    expect((await store.credentials.load("hotmart", "default")).get("hottok")?.map((secret) => secret.reveal())).toEqual(["hottok-Zq81"]);
    expect(await store.configurationVersion()).toBe(version);
  });

  test("of an advertiser that has a listing already, another one's is refused whole", async () => {
    const zap = requireProvider("grupozap");
    const serving = (slug: string, document: string) =>
      ({
        ...WISHES,
        provider: zap,
        secrets: new Map([["key", "0123456789ABCDEF0123456789ABCDEF"]]),
        selling: null,
        answers: [],
        serving: {
          advertiser: { isNew: true, advertiser: { slug, document, url: null, sendLeadEmail: false, closed: false } },
          listings: ["AP1"],
        },
      }) as const;
    await carryOut(store, world, serving("sol", "56921485000100"));

    await expect(carryOut(store, world, serving("lua", "11444777000161"))).rejects.toMatchObject({ code: "INTG_LISTING_TAKEN" });
    expect(await store.advertisers.find("lua")).toBeUndefined();
  });
});

describe("the proof", () => {
  test("is a simulated sale that reaches the product and its rules, and leaves nothing", async () => {
    const { link } = await carryOut(store, world, WISHES);
    if (link === null) throw new Error("no link");

    const proof = await prove(WISHES, { kind: "sale", link });

    expect(proof).toMatchObject({ isProven: true, isHint: false, event: { trigger: "purchase.approved" } });
    expect(proof.processed.changes.map(({ kind, target, after }) => [kind, target, after])).toEqual([
      ["access", "curso-x", "active"],
      ["tag", "aluno", "on"],
    ]);
    expect(await store.deliveries.count()).toBe(0);
  });

  test("is a subscription where the product is sold as one", async () => {
    const selling = {
      product: { isNew: true, product: { ...PRODUCT, type: "plan" } },
      link: { externalId: "1001", offer: null, plan: "anual" },
    } as const;
    const { link } = await carryOut(store, world, { ...WISHES, selling });
    if (link === null) throw new Error("no link");

    const { isProven, processed } = await prove(WISHES, { kind: "sale", link });

    expect([isProven, processed.event.product.kind, processed.event.product.plan]).toEqual([true, "subscription", "anual"]);
  });

  test("uses the format that the store's secret proves", async () => {
    const eduzz = { ...WISHES, provider: requireProvider("eduzz"), secrets: new Map([["origin-key", "origin-Zq81"]]) };
    const { link } = await carryOut(store, world, eduzz);
    if (link === null) throw new Error("no link");

    const { isProven, processed } = await prove(eduzz, { kind: "sale", link });

    expect([isProven, processed.event.format]).toEqual([true, "eduzz/legacy"]);
  });

  test("says no where the call does not reach what was set up", async () => {
    const { link } = await carryOut(store, world, WISHES);
    if (link === null) throw new Error("no link");
    await store.products.unlink(link);

    expect(await prove(WISHES, { kind: "sale", link })).toMatchObject({ isProven: false, processed: { event: { status: "unmatched" } } });
  });
});
