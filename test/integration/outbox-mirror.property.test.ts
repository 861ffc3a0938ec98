/** Destinations that keep tags, funnels and access end with what holds here, whatever happens and in whichever order it is told. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { replayDeliveries } from "../../src/app/replay.ts";
import { isOpen } from "../../src/core/access.ts";
import { destination, sendDue, withoutBuyer } from "../support/outbox.ts";
import { BOLETO, cancellation, newRun, openShop, type Run, type Step, step } from "../support/stories.ts";
import { createWorld, type World } from "../support/world.ts";

/** Everything planned is over by then. */
const IN_THE_END = "2027-06-01T12:00:00.000Z";

/** What the destinations hold, by destination and thing, as far as it was told and not taken away. */
type Held = Map<string, string>;

/** What is done between two calls. */
interface Meanwhile {
  /** What becomes of what is due: sent, or tried so that it works and nobody knows. */
  readonly work: "none" | "sent" | "queued";
  /** Number of the call that is replayed, of those that came by then. */
  readonly replayed: number | null;
}

let world: World;
let runs = 0;
/** When the last call came; the next one comes a second later. */
let now = "2026-11-03T12:00:00.000Z";

beforeAll(async () => {
  world = await createWorld();
  await openShop(world);
  await destination(world, "leadlovers", "crm");
  await destination(world, "members", "portal");
});

const TRANSACTIONS = ["A", "B", "C", "D"] as const;
/** Two charges of a subscription, a product that keeps access, and one that is blocked by a rule. */
const SALES: Readonly<Record<(typeof TRANSACTIONS)[number], { product: string; subscription?: string; recurrence?: number }>> = {
  A: { product: "1003", subscription: "X", recurrence: 1 },
  B: { product: "1003", subscription: "X", recurrence: 2 },
  C: { product: "1004" },
  D: { product: "1002" },
};
const sale = fc.record({
  event: fc.constantFrom(
    "PURCHASE_BILLET_PRINTED",
    "PURCHASE_EXPIRED",
    "PURCHASE_APPROVED",
    "PURCHASE_APPROVED",
    "PURCHASE_COMPLETE",
    "PURCHASE_PROTEST",
    "PURCHASE_REFUNDED",
    "PURCHASE_CHARGEBACK",
    "PURCHASE_CANCELED",
    "PURCHASE_DELAYED",
  ),
  transaction: fc.constantFrom(...TRANSACTIONS),
  minute: fc.nat(4),
  boleto: fc.boolean(),
  anonymous: fc.nat(4).map((number) => number === 0),
});
const facts = fc.uniqueArray(sale, { maxLength: 8, selector: ({ event, transaction }) => `${event} ${transaction}` });
/** `seconds` is when access ends, counted from the first call: before, in the middle of the calls, and long after. */
const endings = fc.array(
  fc.record({ minute: fc.nat(4), seconds: fc.constantFrom(null, -9_000_000, 3, 7, 2_600_000), byOther: fc.boolean() }),
  {
    maxLength: 2,
  },
);
const meanwhile: fc.Arbitrary<Meanwhile> = fc.record({
  work: fc.constantFrom("none", "sent", "queued"),
  replayed: fc.option(fc.nat(9), { nil: null }),
});
const between = fc.array(meanwhile, { minLength: 10, maxLength: 10 });

type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never;
type Endings = typeof endings extends fc.Arbitrary<infer T> ? T : never;

function bodiesOf(drawn: Facts, ends: Endings, run: Run, from: string): readonly object[] {
  const steps: readonly Step[] = [
    ...drawn.map(({ event, transaction, minute, boleto, anonymous }): Step => {
      const make = step(event, minute, { ...SALES[transaction], transaction, ...(boleto ? { payment: BOLETO } : {}) });
      // A charge of a subscription may have an owner by its subscription or not, as calls come; that is not of interest here.
      return anonymous && SALES[transaction].subscription === undefined ? (buyer) => withoutBuyer(make(buyer)) : make;
    }),
    ...ends.map(({ minute, seconds, byOther }) =>
      cancellation("X", minute, { byOther, ...(seconds === null ? {} : { until: Date.parse(from) + seconds * 1000 }) }),
    ),
  ];
  return steps.map((make) => make(run));
}

/** Tells it all in the given order; the destinations take what they get. @returns what they hold in the end. */
async function tell(bodies: readonly object[], moves: readonly Meanwhile[], change: (at: number) => Promise<void>): Promise<Held> {
  const held: Held = new Map();
  const known: string[] = [];
  for (const [at, body] of bodies.entries()) {
    const [done] = await world.hotmart(body);
    now = done?.event.receivedAt ?? now;
    known.push(done?.event.deliveryId ?? "");
    await change(at);
    const { work, replayed } = moves[at] ?? { work: "none", replayed: null };
    if (replayed !== null) await replayDeliveries([known[replayed % known.length] ?? ""], world.store, "America/Sao_Paulo", true);
    if (work !== "none") await take(held, now, work);
  }
  await take(held, IN_THE_END, "sent");
  return held;
}

async function take(held: Held, at: string, ending: "sent" | "queued"): Promise<void> {
  for (const { destination: name, lane, object, value } of await sendDue(world, at, ending)) {
    const key = `${name} ${lane} ${object}`;
    if (value === null) held.delete(key);
    else held.set(key, value);
  }
}

/** What the destinations should hold, as it stands here. */
async function standing(run: Run): Promise<Held> {
  const held: Held = new Map();
  for (const email of [run.email, `other.${run.email}`]) {
    const contact = await world.store.contacts.find(email);
    if (contact === undefined) continue;
    const [tags, funnels, grants] = await Promise.all([
      world.store.contacts.tags(contact.id),
      world.store.contacts.funnels(contact.id),
      world.store.contacts.grants({ contactId: contact.id, product: null, after: null, limit: 100 }),
    ]);
    for (const { tag } of tags) held.set(`crm ${contact.id} tag:${tag}`, "on");
    for (const { funnel, sequence } of funnels) held.set(`crm ${contact.id} funnel:${funnel}`, sequence);
    for (const grant of grants) if (isOpen(grant, IN_THE_END)) held.set(`portal ${contact.id} access:${grant.product}`, "granted");
  }
  return held;
}

function nextRun(): Run {
  runs += 1;
  return newRun(runs);
}

const nothing = async (): Promise<void> => undefined;
const withoutContact = (held: Held) => [...held].map(([key, value]) => `${key.replace(/ctc_\S+/, "")} ${value}`).sort();

describe("what destinations hold in the end", () => {
  test("is what holds here, in two orders, with any replays, and however the worker gets on", async () => {
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(facts, endings, fc.infiniteStream(fc.nat(1000)), between, between, async (drawn, ends, draws, moves, others) => {
        const [first, second] = [nextRun(), nextRun()];
        const from = now;
        const bodies = bodiesOf(drawn, ends, first, from);
        const shuffled = bodiesOf(drawn, ends, second, from)
          .map((body) => ({ body, key: draws.next().value ?? 0 }))
          .sort((one, other) => one.key - other.key)
          .map(({ body }) => body);

        const told = await tell(bodies, moves, nothing);
        const toldOther = await tell(shuffled, others, nothing);

        expect(told).toEqual(await standing(first));
        expect(toldOther).toEqual(await standing(second));
        expect(withoutContact(toldOther)).toEqual(withoutContact(told));
        for (const key of told.keys()) reached.add(key.replace(/ctc_\S+ /, ""));
      }),
      // The same draws each time, so that what they reach can be asserted.
      { numRuns: 60, seed: 11 },
    );

    for (const object of ["crm tag:comprou", "crm tag:boleto", "crm funnel:vendas", "portal access:clube", "portal access:livro"])
      expect(reached).toContain(object);
  });

  test("is what holds here while the operator changes links, and has calls replayed", async () => {
    const changes = fc.array(
      fc.record({ at: fc.nat(9), link: fc.constantFrom("clube", "livro"), to: fc.constantFrom("block", "keep", "none") }),
      {
        maxLength: 4,
      },
    );
    await fc.assert(
      fc.asyncProperty(facts, endings, between, changes, async (drawn, ends, moves, changed) => {
        const run = nextRun();
        const told = await tell(bodiesOf(drawn, ends, run, now), moves, async (at) => {
          for (const one of changed.filter((change) => change.at === at)) await relink(one.link, one.to);
        });

        expect(told).toEqual(await standing(run));
      }),
      { numRuns: 60 },
    );
  });
});

async function relink(product: "clube" | "livro", to: "block" | "keep" | "none"): Promise<void> {
  const [externalId, kind] = product === "clube" ? (["1003", "subscription"] as const) : (["1004", "one-time"] as const);
  const key = { product, provider: "hotmart", store: "default", externalId, offer: null, plan: null };
  if (to === "none") await world.store.products.unlink(key);
  else await world.link(product, externalId, { kind, releaseOnBoleto: true, blockOnCancel: to === "block" });
}
