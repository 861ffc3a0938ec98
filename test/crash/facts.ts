import { seededRandom } from "../../src/core/random.ts";

export const PRODUCT_ID = "1001";
const BUYERS = 24;
const FIRST_MOMENT = Date.UTC(2026, 0, 2, 12);

/** One thing that happened at the shop. The vendor tells us of it in one call, or in several. */
export interface Fact {
  readonly trigger: "purchase.approved" | "purchase.refunded";
  readonly transaction: string;
  readonly email: string;
  /** When it happened; no two facts at the same time. */
  readonly at: number;
}

/** One call that the vendor makes, and repeats until it is answered. */
export interface Call {
  readonly fact: Fact;
  readonly body: Buffer;
}

/** An endless stream of calls that the seed alone decides: sales, refunds of about a third, repeats of about a quarter. */
export function* callStream(seed: number): Generator<Call, never> {
  const random = seededRandom(seed);
  const chance = (share: number) => random() < share;
  const toRefund: Fact[] = [];
  let made = 0;
  let calls = 0;
  const callOf = (fact: Fact): Call => {
    calls += 1;
    return { fact, body: Buffer.from(JSON.stringify(bodyOf(fact, `${seed}-${calls}`))) };
  };
  for (;;) {
    made += 1;
    const email = `comprador${Math.floor(random() * BUYERS)}@example.com`;
    const transaction = `HP${String(seed * 1_000_000 + made).padStart(10, "0")}`;
    const refunded = toRefund.length > 4 ? toRefund.shift() : undefined;
    const fact: Fact =
      refunded === undefined
        ? { trigger: "purchase.approved", transaction, email, at: FIRST_MOMENT + made * 1000 }
        : { ...refunded, trigger: "purchase.refunded", at: FIRST_MOMENT + made * 1000 };
    if (refunded === undefined && chance(0.5)) toRefund.push(fact);
    const call = callOf(fact);
    yield call;
    // The same bytes again, and the same fact under another id: both happen.
    if (chance(0.15)) yield call;
    if (chance(0.1)) yield callOf(fact);
  }
}

function bodyOf({ trigger, transaction, email, at }: Fact, id: string): object {
  return {
    id: `call-${id}`,
    creation_date: at,
    event: trigger === "purchase.approved" ? "PURCHASE_APPROVED" : "PURCHASE_REFUNDED",
    version: "2.0.0",
    data: {
      product: { id: Number(PRODUCT_ID), name: "Curso X" },
      buyer: { email, name: "Comprador Inventado" },
      purchase: {
        transaction,
        order_date: FIRST_MOMENT,
        ...(trigger === "purchase.approved" ? { approved_date: at } : {}),
        price: { value: 197, currency_value: "BRL" },
        full_price: { value: 197, currency_value: "BRL" },
        offer: { code: "ab12cd34" },
        payment: { type: "CREDIT_CARD", installments_number: 1 },
      },
    },
  };
}

/** How buyers stand, one text per thing they have; comparable with what the database holds. */
export interface Standing {
  readonly grants: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
  readonly memberships: ReadonlySet<string>;
}

/**
 * How every buyer must stand after these facts, worked out without any code of intg: a sale gives access until it is
 * refunded; the last thing that happened decides whether a buyer is tagged `comprou`; whoever ever got money back is
 * `devolveu`; whoever ever bought is in the sequence.
 */
export function standingAfter(facts: Iterable<Fact>): Standing {
  const grants = new Map<string, string>();
  const tags = new Set<string>();
  const memberships = new Set<string>();
  const byBuyer = new Map<string, Map<string, Fact>>();
  for (const fact of facts) {
    const last = byBuyer.get(fact.email) ?? new Map<string, Fact>();
    byBuyer.set(fact.email, last);
    const known = last.get(fact.transaction);
    if (known?.trigger !== "purchase.refunded") last.set(fact.transaction, fact);
    const grant = `${fact.email} ${fact.transaction}`;
    if (grants.get(grant) !== "blocked") grants.set(grant, fact.trigger === "purchase.approved" ? "active" : "blocked");
    if (fact.trigger === "purchase.approved") memberships.add(`${fact.email} vendas/boas-vindas`);
    else tags.add(`${fact.email} devolveu`);
  }
  for (const [email, sales] of byBuyer) {
    const latest = [...sales.values()].reduce((one, other) => (other.at > one.at ? other : one));
    if (latest.trigger === "purchase.approved") tags.add(`${email} comprou`);
  }
  return { grants: new Set([...grants].map(([grant, state]) => `${grant} ${state}`)), tags, memberships };
}
