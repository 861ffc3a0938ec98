import type { Store } from "../../src/app/ports.ts";
import type { Rule } from "../../src/core/rule.ts";
import type { Trigger } from "../../src/core/triggers.ts";
import { HOTTOK, ONE_TIME_ID, SUBSCRIPTION_ID } from "./bodies.ts";
import type { Product } from "./product.ts";

const PRODUCTS = [
  { slug: "one-time", externalId: ONE_TIME_ID, kind: "one-time" },
  { slug: "subscription", externalId: SUBSCRIPTION_ID, kind: "subscription" },
] as const;

const TRIGGERS: readonly Trigger[] = ["purchase.approved", "purchase.refunded", "boleto.issued", "payment.late", "cart.abandoned"];
const CONDITIONS: readonly (string | null)[] = [
  null,
  "amount >= 10",
  "payment.method = credit_card and amount > 1000",
  'buyer.email ends-with "@example.com"',
  "transaction.recurrence > 6 or payment.installments > 12",
];

/** Makes a home with an account, two linked products and this many rules. */
export async function makeHome(product: Product, home: string, rules: number): Promise<void> {
  const store = await product.open.openStore(home, process.env);
  try {
    await configure(product, store, rules);
  } finally {
    await store.close();
  }
}

async function configure(product: Product, store: Store, rules: number): Promise<void> {
  const at = product.clock.systemClock.now();
  const ids = product.ids.createIds(product.clock.systemClock);
  const account = { provider: "hotmart", store: "default" };
  await store.accounts.save({ provider: "hotmart", name: "default", description: null, actOnTests: false, api: "production" });
  await store.credentials.set({ ...account, name: "hottok", value: new product.secret.Secret(HOTTOK), at }, "replace");
  for (const { slug, externalId, kind } of PRODUCTS) {
    await store.products.add({ slug, name: slug, description: null, image: null, type: "course", price: null, salesUrl: null });
    await store.products.link({
      ...account,
      product: slug,
      externalId: String(externalId),
      offer: null,
      plan: null,
      kind,
      releaseOnBoleto: false,
      blockOnCancel: true,
    });
  }
  for (let n = 0; n < rules; n += 1) await store.rules.add(ruleNumber(n, product, ids.next("rul")));
}

/** Of every five rules on a trigger one has no condition, two have one that holds, and two have one that does not. */
function ruleNumber(n: number, { conditionParse }: Product, id: string): Rule {
  const whenText = CONDITIONS[Math.floor(n / TRIGGERS.length) % CONDITIONS.length] ?? null;
  const parsed = whenText === null ? null : conditionParse.parseCondition(whenText);
  if (parsed?.ok === false) throw new Error(`bench rule: ${whenText}: ${parsed.error.code}`);
  return {
    id,
    product: n % 2 === 0 ? "*" : (PRODUCTS[n % PRODUCTS.length]?.slug ?? "*"),
    trigger: TRIGGERS[n % TRIGGERS.length] ?? "purchase.approved",
    whenText,
    when: parsed?.value ?? null,
    actions: [n % 3 === 0 ? { id: "sequence.add", target: `funnel-${n}/welcome` } : { id: "tag.add", target: `tag-${n}` }],
  };
}
