import { beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/app/ports.ts";
import { Secret } from "../../src/core/secret.ts";
import { fingerprintOf } from "../../src/shared/fingerprint.ts";
import { openScratchStore } from "../../src/store/open.ts";
import { type ApplyWishes, applyText, ENV, faultsOf, planLines } from "../support/config-files.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { createWorld } from "../support/world.ts";

let store: Store;
beforeEach(async () => {
  store = await openScratchStore();
});

const apply = (text: string, wishes?: ApplyWishes) => applyText(store, text, wishes);

describe("secrets in a file", () => {
  const HOTMART = "stores: [{ provider: hotmart, secrets: { hottok: env:HOTTOK } }]";
  const values = async () => (await store.credentials.load("hotmart", "default")).get("hottok")?.map((value) => value.reveal());

  test("are kept, and shown by their fingerprints only", async () => {
    const plan = await apply(HOTMART);

    expect(planLines(plan)).toEqual([`+ hotmart/default: hottok  > ${fingerprintOf(new Secret(ENV.HOTTOK))}`]);
    expect(await values()).toEqual([ENV.HOTTOK]);
    expect(JSON.stringify(plan)).not.toContain(ENV.HOTTOK);
  });

  test("stay where they are not named, are kept, or --keep-secrets is given", async () => {
    await apply(HOTMART);

    expect((await apply("stores: [{ provider: hotmart }]", { prune: true })).changes).toEqual([]);
    expect((await apply("stores: [{ provider: hotmart, secrets: { hottok: keep } }]")).changes).toEqual([]);
    expect((await apply(HOTMART.replace("HOTTOK", "NOT_SET"), { keepsSecrets: true })).changes).toEqual([]);
    expect(await values()).toEqual([ENV.HOTTOK]);
  });

  test("of a rotation are several, the newest first", async () => {
    await apply(HOTMART);

    const plan = await apply("stores: [{ provider: hotmart, secrets: { hottok: [env:OTHER, env:HOTTOK] } }]");
    expect(planLines(plan)[0]).toMatch(/^~ hotmart\/default: hottok [0-9a-f]{8} > [0-9a-f]{8}, [0-9a-f]{8}$/);
    expect(await values()).toEqual([ENV.OTHER, ENV.HOTTOK]);

    await apply("stores: [{ provider: hotmart, secrets: { hottok: env:OTHER } }]");
    expect(await values()).toEqual([ENV.OTHER]);
  });

  test("that a store cannot do without are missed", async () => {
    expect((await apply("stores: [{ provider: hotmart }]")).warnings).toEqual([
      { subject: "hotmart/default", problem: { code: "config-file.no-credential", params: { secret: "hottok" } } },
    ]);
    expect((await apply(HOTMART)).warnings).toEqual([]);
    expect((await apply("stores: [{ provider: hotmart, description: x }]")).warnings).toEqual([]);
  });

  test("go with their store, and only then", async () => {
    await apply(HOTMART);

    expect((await apply("stores: []", { prune: true })).changes).toMatchObject([
      { name: "hotmart/default", what: "remove", with: { secrets: 1 } },
    ]);
    expect([await store.accounts.list(), await store.credentials.list()]).toEqual([[], []]);
  });

  test.each([
    ["env:NOT_SET", "1:50  the variable NOT_SET is not set; --keep-secrets leaves secrets as they are"],
    ["env:BLANK", "1:50  env:BLANK is empty"],
    ["file:nowhere.txt", "1:50  cannot read nowhere.txt: there is no such file or folder"],
    ["file:/dev/zero", "1:50  /dev/zero is larger than 64 KiB"],
    ["an-invented-secret", "1:50  stores[0].secrets.hottok has to look like env:HOTTOK, file:secrets/hottok.txt, keep"],
  ])("that cannot be had are a fault where they stand: %s", async (written, fault) => {
    const text = HOTMART.replace("env:HOTTOK", written);

    expect(await faultsOf(store, text, { env: { BLANK: " " } })).toEqual([fault]);
    expect(await store.credentials.list()).toEqual([]);
  });
});

describe("destinations in a file", () => {
  const CRM = 'destinations: [{ name: crm, kind: webhook, settings: { url: "https://crm.example.com/a" }, secrets: { secret: env:CRM } }]';

  test("are registered with settings, secrets and codes, and changed", async () => {
    await apply(CRM);

    const plan = await apply(
      CRM.replace("kind: webhook,", "kind: webhook, enabled: false, allow-private: true,").replace("/a", "/b?key=abc"),
    );

    const shown = `https://crm.example.com/b?key=*** (${fingerprintOf(new Secret("https://crm.example.com/b?key=abc"))})`;
    expect(planLines(plan)).toEqual([`~ crm: enabled yes > no; allow-private no > yes; url https://crm.example.com/a > ${shown}`]);
    expect(await store.destinations.find("crm")).toMatchObject({
      isEnabled: false,
      settings: { url: "https://crm.example.com/b?key=abc", "allow-private": "yes" },
    });
  });

  test("without what they cannot do without are refused while they are switched on", async () => {
    const bare = "destinations: [{ name: crm, kind: webhook }]";

    expect(await faultsOf(store, bare)).toEqual(["1:16  it cannot send without the setting `url`"]);
    expect(await faultsOf(store, CRM.replace(", secrets: { secret: env:CRM }", ""))).toEqual([
      "1:16  it cannot send without the secret `secret`: say env:VARIABLE or file:PATH, or `enabled: false`",
    ]);
    expect(planLines(await apply(bare.replace("kind:", "enabled: false, kind:")))).toEqual(["+ crm: kind  > webhook; enabled  > no"]);
  });

  test("that a name means already are not turned into another kind", async () => {
    await apply(CRM);

    expect(await faultsOf(store, "destinations: [{ name: crm, kind: members }]")).toEqual([
      "1:35  crm is registered as webhook: give this one another name, or remove that one first",
    ]);
  });

  test("keep codes that are not named, or lose them", async () => {
    const leads = (codes: string) => `destinations: [{ name: ll, kind: leadlovers, secrets: { token: env:CRM }, codes: ${codes} }]`;
    await apply(leads('{ "tag:aluno": "640001", "tag:x": none }'));

    expect((await apply(leads('{ "tag:aluno": "640002" }'))).kept).toEqual([{ kind: "codes", count: 1 }]);
    const plan = await apply(leads('{ "tag:aluno": "640002" }'), { prune: true });
    expect([planLines(plan), plan.removed]).toEqual([["~ ll: code tag:x none > "], 1]);
    expect((await store.destinations.find("ll"))?.codes).toEqual({ "tag:aluno": "640002" });
  });

  test("that go take what waits for them along, which is said", async () => {
    await apply(
      `${CRM}\nrules: [{ product: "*", on: purchase.approved, do: forward crm }]\nproducts: [{ slug: x, links: [{ provider: hotmart, id: "1001" }] }]`,
    );
    const world = await createWorld(store);
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 0));

    const plan = await apply("destinations: []", { prune: true });

    expect(plan.changes).toMatchObject([{ name: "crm", what: "remove", with: { dispatches: 1 } }]);
    expect(await store.dispatches.counts()).toEqual([]);
  });
});

describe("advertisers and listings in a file", () => {
  test("are registered by the thousand in a moment, and a listing goes from one to another", async () => {
    const many = Array.from({ length: 3000 }, (_, at) => `  - { code: AP${at}, advertiser: sol }`).join("\n");
    const two = "advertisers:\n  - { slug: sol, document: 56.921.485/0001-00 }\n  - { slug: lua, document: 529.982.247-25 }\n";

    expect((await apply(`${two}listings:\n${many}\n`)).changes).toHaveLength(3002);
    expect(planLines(await apply("listings: [{ code: AP7, advertiser: lua }]"))).toEqual(["~ AP7: advertiser sol > lua"]);
    expect((await apply("advertisers: [{ slug: lua, document: 529.982.247-25 }]", { prune: true })).changes).toMatchObject([
      { name: "sol", what: "remove", with: { listings: 2999 } },
    ]);
    expect(await store.advertisers.listings({ advertiser: null, after: null, limit: 10 })).toEqual([{ code: "AP7", advertiser: "lua" }]);
  });

  test("of which two have one document are told of", async () => {
    const plan = await apply('advertisers: [{ slug: a, document: "52998224725" }, { slug: b, document: "52998224725" }]');

    expect(plan.warnings).toMatchObject([{ subject: "b", problem: { code: "config-file.document-shared" } }]);
  });
});
