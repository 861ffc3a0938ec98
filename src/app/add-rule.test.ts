import { beforeEach, expect, test } from "vitest";
import { openScratchStore } from "../store/open.ts";
import { addRule, type RuleDraft, removeRule } from "./add-rule.ts";
import { linkProduct } from "./link-product.ts";
import type { Ids, Store } from "./ports.ts";
import { registerProduct } from "./register-product.ts";

const DRAFT: RuleDraft = {
  product: "curso-x",
  trigger: "purchase.approved",
  whenText: null,
  when: null,
  actions: [
    { id: "tag.add", target: "cliente" },
    { id: "access.grant", target: null },
  ],
};

let store: Store;
let ids: Ids;

beforeEach(async () => {
  store = await openScratchStore();
  await registerProduct(store, {
    slug: "curso-x",
    name: "Curso X",
    description: null,
    image: null,
    type: "course",
    price: null,
    salesUrl: null,
  });
  let made = 0;
  ids = { next: (prefix) => `${prefix}_${++made}` };
});

async function link(): Promise<void> {
  const rest = { offer: null, plan: null, kind: "one-time", releaseOnBoleto: false, blockOnCancel: true } as const;
  await linkProduct(store, { product: "curso-x", provider: "hotmart", store: "default", externalId: "1", ...rest });
}

test("a rule is kept under a new id", async () => {
  const added = await addRule(store, ids, DRAFT, { force: false });

  expect(added).toStrictEqual({ rule: { id: "rul_1", ...DRAFT }, existed: false });
  expect(await store.rules.list()).toStrictEqual([{ id: "rul_1", ...DRAFT }]);
});

test("a rule that says the same, its actions in any order, is not added twice", async () => {
  await addRule(store, ids, DRAFT, { force: false });

  const again = await addRule(store, ids, { ...DRAFT, actions: DRAFT.actions.toReversed() }, { force: false });

  expect(again).toMatchObject({ existed: true, rule: { id: "rul_1" } });
  expect(await store.rules.list()).toHaveLength(1);
});

test("a rule on another trigger is another rule", async () => {
  await addRule(store, ids, DRAFT, { force: false });
  await addRule(store, ids, { ...DRAFT, trigger: "purchase.completed" }, { force: false });

  expect((await store.rules.list()).map((rule) => rule.id)).toStrictEqual(["rul_1", "rul_2"]);
});

test("a rule without an action is refused", async () => {
  await expect(addRule(store, ids, { ...DRAFT, actions: [] }, { force: true })).rejects.toMatchObject({
    code: "INTG_NO_ACTION",
    exitCode: 2,
  });
});

test("a rule for an unknown product is refused; one for every product is not", async () => {
  await expect(addRule(store, ids, { ...DRAFT, product: "nope" }, { force: true })).rejects.toMatchObject({
    code: "INTG_PRODUCT_NOT_FOUND",
  });

  expect(await addRule(store, ids, { ...DRAFT, product: "*" }, { force: false })).toMatchObject({ existed: false });
});

test("a trigger that the product's providers never send is refused, unless forced", async () => {
  await link();
  const draft = { ...DRAFT, trigger: "lead.received" } as const;

  const adding = addRule(store, ids, draft, { force: false });

  await expect(adding).rejects.toMatchObject({
    code: "INTG_RULE_NEVER_FIRES",
    params: { product: "curso-x", trigger: "lead.received", providers: "hotmart" },
    exitCode: 3,
  });
  expect(await addRule(store, ids, draft, { force: true })).toMatchObject({ existed: false });
});

test("a product without links may have any rule", async () => {
  expect(await addRule(store, ids, { ...DRAFT, trigger: "lead.received" }, { force: false })).toMatchObject({ existed: false });
});

test("a trigger that comes beside another one counts as sent", async () => {
  await link();

  expect(await addRule(store, ids, { ...DRAFT, trigger: "subscription.renewed" }, { force: false })).toMatchObject({ existed: false });
});

test("a rule is removed by its id, once", async () => {
  await addRule(store, ids, DRAFT, { force: false });

  await removeRule(store, "rul_1");

  expect(await store.rules.list()).toStrictEqual([]);
  await expect(removeRule(store, "rul_1")).rejects.toMatchObject({ code: "INTG_RULE_NOT_FOUND", params: { id: "rul_1" } });
});
