import { beforeEach, expect, test } from "vitest";
import { Secret } from "../../core/secret.ts";
import { openScratchStore } from "../../store/open.ts";
import type { Clock, Store } from "../ports.ts";
import { describeDestination, listDestinations, waitingFor } from "./describe.ts";
import { mapObject, readCode, readObject, unusedObject } from "./map.ts";
import { requireDestination, requireKind } from "./registered.ts";
import { removeDestination, usesOf } from "./remove.ts";

const CLOCK: Clock = { now: () => "2026-11-03T13:22:41.507Z", monotonicMs: () => 0 };
const LEADLOVERS = requireKind("leadlovers");
const WEBHOOK = requireKind("webhook");

let store: Store;

beforeEach(async () => {
  store = await openScratchStore();
  const rest = { codes: {}, isEnabled: true, disabledBecause: null };
  await store.destinations.add({ name: "lovers", kind: "leadlovers", settings: { "per-minute": "30" }, ...rest });
  await store.destinations.add({ name: "crm", kind: "webhook", settings: { url: "https://crm.example.com/hook?key=made-up" }, ...rest });
  const token = { provider: "destination", store: "lovers", name: "token", value: new Secret("made-up-token"), at: CLOCK.now() };
  await store.credentials.set(token, "replace");
  const product = { description: null, image: null, type: "course", price: null, salesUrl: null } as const;
  await store.products.add({ slug: "curso-x", name: "Curso X", ...product });
  const rule = { product: "curso-x", trigger: "purchase.approved", whenText: null, when: null } as const;
  await store.rules.add({
    id: "rul_1",
    ...rule,
    actions: [
      { id: "tag.add", target: "aluno" },
      { id: "tag.add", target: "640009" },
      { id: "sequence.add", target: "vendas/boas-vindas" },
      { id: "access.grant", target: null },
      { id: "forward", target: "crm" },
    ],
  });
  await store.rules.add({
    id: "rul_2",
    ...rule,
    product: "*",
    actions: [
      { id: "tag.remove", target: "aluno" },
      { id: "funnel.remove", target: "vendas" },
    ],
  });
});

test("a list tells where each goes, and how it is", async () => {
  await store.destinations.update({ name: "lovers", kind: "leadlovers", settings: {}, isEnabled: false, disabledBecause: null });

  expect(await listDestinations(store)).toStrictEqual([
    { name: "crm", kind: "webhook", where: "crm.example.com", state: "enabled", queued: 0, dead: 0 },
    { name: "lovers", kind: "leadlovers", where: "llapi.leadlovers.com", state: "disabled", queued: 0, dead: 0 },
  ]);
});

test("a kind of another version is listed, and may be removed", async () => {
  await store.destinations.add({ name: "old", kind: "pigeon", settings: {}, codes: {}, isEnabled: true, disabledBecause: null });

  expect((await listDestinations(store)).find(({ name }) => name === "old")).toMatchObject({ kind: "pigeon", where: null });
  expect(await usesOf(store, "old")).toMatchObject({ waiting: 0 });
});

test("a description has settings with defaults marked, and secrets by fingerprint only", async () => {
  const description = await describeDestination(store, CLOCK, "lovers");

  expect(description.settings.slice(0, 3)).toStrictEqual([
    { name: "base-url", value: "https://llapi.leadlovers.com/webapi", isDefault: true },
    { name: "insert-method", value: "post", isDefault: true },
    { name: "per-minute", value: "30", isDefault: false },
  ]);
  // printf made-up-token | sha256sum | cut -c1-8
  expect(description.secrets[0]).toMatchObject({ name: "token", values: [{ fingerprint: "b28d90dd", createdAt: CLOCK.now() }] });
  expect(description).toMatchObject({
    health: { circuit: "closed", opensAgainAt: null, sentToday: 0 },
    isEnabled: true,
    allowsPrivate: false,
  });
  expect(JSON.stringify([description, await describeDestination(store, CLOCK, "crm")])).not.toContain("made-up");
});

test("names that rules use and that have no code are told, until they are mapped or not to be told", async () => {
  const unmapped = async () =>
    (await describeDestination(store, CLOCK, "lovers")).unmapped.map(({ kind, name, rules }) => [kind, name, rules]);
  expect(await unmapped()).toStrictEqual([
    ["tag", "aluno", ["rul_1", "rul_2"]],
    ["sequence", "vendas/boas-vindas", ["rul_1"]],
    ["funnel", "vendas", ["rul_2"]],
  ]);

  await store.destinations.setCode("lovers", "tag:aluno", "640001");
  await store.destinations.setCode("lovers", "sequence:vendas/boas-vindas", "none");

  expect(await unmapped()).toStrictEqual([["funnel", "vendas", ["rul_2"]]]);
  expect((await describeDestination(store, CLOCK, "crm")).unmapped).toStrictEqual([]);
});

test("what waits is counted by state, for one destination", () => {
  const counts = [
    { destination: "crm", state: "queued", count: 3 },
    { destination: "crm", state: "dead", count: 2 },
    { destination: "crm", state: "sent", count: 90 },
    { destination: "other", state: "queued", count: 7 },
    { destination: null, state: "dead", count: 5 },
  ] as const;

  expect(waitingFor(counts, "crm")).toStrictEqual({ queued: 3, sending: 0, dead: 2 });
});

test.each([
  ["tag:aluno", { kind: "tag", name: "aluno" }],
  [" TAG: Aluno VIP ", { kind: "tag", name: "Aluno VIP" }],
  ["sequence: vendas / boas-vindas", { kind: "sequence", name: "vendas/boas-vindas" }],
  ["funnel:vendas", { kind: "funnel", name: "vendas" }],
  ["tag:a:b", { kind: "tag", name: "a:b" }],
])("%s names something that leadlovers can be told of", (text, object) => {
  expect(readObject(LEADLOVERS, text)).toStrictEqual({ ok: true, value: object });
});

test.each([
  ["aluno", "destination.bad-object"],
  ["bag:aluno", "destination.bad-object"],
  ["product:curso-x", "destination.bad-object"],
  ["tag:", "destination.no-name"],
  ["tag:a\u0000b", "destination.no-name"],
  ["sequence:vendas", "destination.bad-sequence"],
  ["sequence:a/b/c", "destination.bad-sequence"],
])("%j names nothing of the kind (%s)", (text, code) => {
  expect(readObject(LEADLOVERS, text)).toMatchObject({ ok: false, error: { code } });
});

test("a code is read by the kind, or is none", () => {
  const tag = { kind: "tag", name: "aluno" } as const;

  expect(readCode(LEADLOVERS, tag, " 640001 ")).toStrictEqual({ ok: true, value: "640001" });
  expect(readCode(LEADLOVERS, tag, "None")).toStrictEqual({ ok: true, value: "none" });
  expect(readCode(LEADLOVERS, tag, "aluno").ok).toBe(false);
  expect(readCode(WEBHOOK, { kind: "template", name: "x" }, "y")).toMatchObject({ ok: false, error: { code: "destination.no-codes" } });
});

test("a code is kept and taken away, and it is told whether there was one", async () => {
  const object = { kind: "tag", name: "aluno" } as const;
  const map = async (code: string | null) => mapObject(store, await requireDestination(store, "lovers"), object, code);

  expect([await map("640001"), await map("640002"), await map(null), await map(null)]).toStrictEqual([false, true, true, false]);
  expect((await store.destinations.find("lovers"))?.codes).toStrictEqual({});
});

test("what no rule acts on is told with what was probably meant", async () => {
  expect(await unusedObject(store, LEADLOVERS, { kind: "tag", name: "aluno" })).toBeNull();
  expect(await unusedObject(store, LEADLOVERS, { kind: "tag", name: "alunos" })).toStrictEqual({ suggestion: "tag:aluno" });
  expect(await unusedObject(store, LEADLOVERS, { kind: "funnel", name: "xyz" })).toStrictEqual({ suggestion: null });
});

test("removing tells who still needs it, and forgets its secrets", async () => {
  await store.templates.save({ name: "oi", destination: "crm", text: "Oi" });

  expect(await usesOf(store, "crm")).toStrictEqual({ name: "crm", waiting: 0, rules: ["rul_1"], templates: ["oi"] });
  expect(await removeDestination(store, CLOCK, "lovers")).toBe(0);
  expect(await store.destinations.find("lovers")).toBeUndefined();
  expect(await store.credentials.list("destination")).toStrictEqual([]);
  await expect(usesOf(store, "lovers")).rejects.toMatchObject({ code: "INTG_DESTINATION_NOT_FOUND" });
});
