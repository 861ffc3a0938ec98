import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  BOLETO,
  cancellation,
  DECLINED,
  newRun,
  openShop,
  PIX,
  permutations,
  type Run,
  type Standing,
  type Step,
  standingOf,
  step,
  tell,
} from "../support/stories.ts";
import { createWorld, type World } from "../support/world.ts";

interface Story {
  readonly name: string;
  /** In the order in which it happens. */
  readonly steps: readonly Step[];
  /** How the buyer stands when all of it has arrived; minutes are counted as the steps' are. */
  readonly end: Standing;
}

const PAID_UNTIL = Date.UTC(2026, 1, 2, 12);
const PAID_UNTIL_MINUTE = 31 * 24 * 60;

/** Short enough that every order is tried. */
const SHORT: readonly Story[] = [
  {
    name: "a boleto that expires and is paid all the same",
    steps: [
      step("PURCHASE_BILLET_PRINTED", 0, { payment: BOLETO }),
      step("PURCHASE_EXPIRED", 2, { payment: BOLETO }),
      step("PURCHASE_APPROVED", 3),
    ],
    end: {
      purchases: ["A curso approved paid@3"],
      tags: ["comprou"],
      funnels: ["vendas/boas-vindas"],
      grants: ["curso A active"],
      sent: ["boas-vindas", "boleto@1d"],
    },
  },
  {
    name: "a boleto that expires unpaid",
    steps: [step("PURCHASE_BILLET_PRINTED", 0, { payment: BOLETO }), step("PURCHASE_EXPIRED", 2, { payment: BOLETO })],
    end: { purchases: ["A curso expired paid@-"], tags: ["expirou"], funnels: [], grants: ["curso A blocked"], sent: ["boleto@1d"] },
  },
  {
    name: "a pix that is paid and refunded",
    steps: [
      step("PURCHASE_BILLET_PRINTED", 0, { payment: PIX }),
      step("PURCHASE_APPROVED", 2),
      step("PURCHASE_COMPLETE", 5),
      step("PURCHASE_REFUNDED", 9),
    ],
    end: {
      purchases: ["A curso refunded paid@2 completed"],
      tags: ["devolveu", "garantia"],
      funnels: ["vendas/despedida"],
      grants: ["curso A blocked"],
      sent: ["boas-vindas"],
    },
  },
  {
    name: "a declined attempt before a sale that is paid",
    steps: [
      step("PURCHASE_CANCELED", 0, { payment: DECLINED }),
      step("PURCHASE_CANCELED", 1, { transaction: "B", payment: DECLINED }),
      step("PURCHASE_APPROVED", 2, { transaction: "B" }),
    ],
    end: {
      purchases: ["A curso refused paid@-", "B curso approved paid@2"],
      tags: ["comprou"],
      funnels: ["vendas/boas-vindas"],
      grants: ["curso B active"],
      sent: ["boas-vindas"],
    },
  },
  {
    name: "a declined attempt after a sale that was paid",
    steps: [step("PURCHASE_APPROVED", 1), step("PURCHASE_CANCELED", 2, { transaction: "B", payment: DECLINED })],
    end: {
      purchases: ["A curso approved paid@1", "B curso refused paid@-"],
      tags: ["comprou", "recusada"],
      funnels: ["cobranca/cartao", "vendas/boas-vindas"],
      grants: ["curso A active"],
      sent: ["boas-vindas"],
    },
  },
  {
    name: "two purchases of one product, the first refunded",
    steps: [
      step("PURCHASE_APPROVED", 1),
      step("PURCHASE_APPROVED", 2, { transaction: "B" }),
      step("PURCHASE_REFUNDED", 3),
      step("PURCHASE_COMPLETE", 4, { transaction: "B" }),
    ],
    end: {
      purchases: ["A curso refunded paid@1", "B curso approved paid@2 completed"],
      tags: ["devolveu", "garantia"],
      funnels: ["vendas/depoimento"],
      grants: ["curso A blocked", "curso B active"],
      sent: ["boas-vindas", "boas-vindas"],
    },
  },
  {
    name: "two products, one charged back",
    steps: [
      step("PURCHASE_APPROVED", 1),
      step("PURCHASE_APPROVED", 2, { transaction: "B", product: "1002" }),
      step("PURCHASE_CHARGEBACK", 3, { transaction: "B", product: "1002" }),
      step("PURCHASE_COMPLETE", 4),
    ],
    end: {
      purchases: ["A curso approved paid@1 completed", "B outro chargeback paid@2"],
      tags: ["chargeback", "comprou", "garantia"],
      funnels: ["vendas/depoimento"],
      grants: ["curso A active", "outro B blocked"],
      sent: ["boas-vindas", "boas-vindas"],
    },
  },
  {
    name: "a dispute that a rule answers by blocking, and that ends without a refund",
    steps: [
      step("PURCHASE_APPROVED", 1, { product: "1002" }),
      step("PURCHASE_PROTEST", 2, { product: "1002" }),
      step("PURCHASE_COMPLETE", 9, { product: "1002" }),
    ],
    end: {
      purchases: ["A outro approved paid@1 disputed completed"],
      tags: ["comprou", "disputa", "garantia"],
      funnels: ["vendas/depoimento"],
      grants: ["outro A blocked"],
      sent: ["boas-vindas"],
    },
  },
  {
    name: "a refund of a product that keeps access, beside a canceled boleto of it",
    steps: [
      step("PURCHASE_APPROVED", 1, { product: "1004" }),
      step("PURCHASE_REFUNDED", 2, { product: "1004" }),
      step("PURCHASE_BILLET_PRINTED", 3, { transaction: "B", product: "1004", payment: BOLETO }),
      step("PURCHASE_CANCELED", 4, { transaction: "B", product: "1004", payment: BOLETO }),
    ],
    end: {
      purchases: ["A livro refunded paid@1", "B livro canceled paid@-"],
      tags: ["boleto", "devolveu"],
      funnels: ["cobranca/boleto", "vendas/despedida"],
      grants: ["livro A active", "livro B blocked"],
      sent: ["boas-vindas", "boleto@1d"],
    },
  },
  {
    name: "a subscription that renews once, is canceled with a date, and whose first charge is refunded",
    steps: [
      step("PURCHASE_APPROVED", 1, { product: "1003", subscription: "X", recurrence: 1 }),
      step("PURCHASE_APPROVED", 20, { transaction: "B", product: "1003", subscription: "X", recurrence: 2 }),
      step("PURCHASE_REFUNDED", 30, { product: "1003", subscription: "X", recurrence: 1 }),
      cancellation("X", 40, { until: PAID_UNTIL }),
    ],
    end: {
      purchases: ["A clube refunded paid@1", "B clube approved paid@20"],
      tags: ["devolveu", "fiel", "saiu"],
      funnels: [],
      grants: [`clube A blocked until@${PAID_UNTIL_MINUTE}`, `clube B active until@${PAID_UNTIL_MINUTE}`],
      sent: ["boas-vindas", "boas-vindas"],
    },
  },
  {
    name: "a late renewal that a rule answers by blocking, and that is paid in the end",
    steps: [
      step("PURCHASE_APPROVED", 1, { product: "1003", subscription: "X", recurrence: 1 }),
      step("PURCHASE_DELAYED", 20, { transaction: "B", product: "1003", subscription: "X", recurrence: 2 }),
      step("PURCHASE_APPROVED", 30, { transaction: "B", product: "1003", subscription: "X", recurrence: 2 }),
    ],
    end: {
      purchases: ["A clube approved paid@1", "B clube approved paid@30"],
      tags: ["assinante", "atrasada", "comprou", "fiel"],
      funnels: ["vendas/boas-vindas"],
      grants: ["clube A superseded until@20", "clube B active"],
      sent: ["boas-vindas", "boas-vindas"],
    },
  },
  {
    name: "a subscription that is canceled and taken up again",
    steps: [
      step("PURCHASE_APPROVED", 1, { product: "1003", subscription: "X", recurrence: 1 }),
      cancellation("X", 10),
      step("PURCHASE_APPROVED", 20, { transaction: "B", product: "1003", subscription: "X", recurrence: 2 }),
    ],
    end: {
      purchases: ["A clube approved paid@1", "B clube approved paid@20"],
      tags: ["comprou", "fiel", "saiu"],
      funnels: ["vendas/boas-vindas"],
      grants: ["clube A superseded until@10", "clube B active"],
      sent: ["boas-vindas", "boas-vindas"],
    },
  },
  {
    name: "a subscription canceled by a call that names another e-mail",
    steps: [
      step("PURCHASE_APPROVED", 1, { product: "1003", subscription: "X", recurrence: 1 }),
      step("PURCHASE_APPROVED", 20, { transaction: "B", product: "1003", subscription: "X", recurrence: 2 }),
      cancellation("X", 30, { byOther: true }),
    ],
    end: {
      purchases: ["A clube approved paid@1", "B clube approved paid@20"],
      tags: ["assinante", "comprou", "fiel"],
      funnels: ["vendas/boas-vindas"],
      grants: ["clube A superseded until@30", "clube B active until@30"],
      sent: ["boas-vindas", "boas-vindas"],
    },
  },
  {
    name: "a refund whose clock says that it came before its approval",
    steps: [step("PURCHASE_REFUNDED", 3), step("PURCHASE_COMPLETE", 5), step("PURCHASE_APPROVED", 9)],
    end: {
      purchases: ["A curso refunded paid@9 completed"],
      tags: ["devolveu", "garantia"],
      funnels: ["vendas/despedida"],
      grants: ["curso A blocked"],
      sent: ["boas-vindas"],
    },
  },
  {
    name: "an order bump of another product that is refunded alone",
    steps: [
      step("PURCHASE_APPROVED", 1),
      step("PURCHASE_APPROVED", 1, { transaction: "B", product: "1002", bumpOf: "A" }),
      step("PURCHASE_REFUNDED", 5, { transaction: "B", product: "1002", bumpOf: "A" }),
    ],
    end: {
      purchases: ["A curso approved paid@1", "B outro refunded paid@1"],
      tags: ["devolveu"],
      funnels: ["vendas/despedida"],
      grants: ["curso A active", "outro B blocked"],
      sent: ["boas-vindas", "boas-vindas"],
    },
  },
];

/** Too long to try every order. */
const LONG: readonly Story[] = [
  {
    name: "a boleto's whole life, to the chargeback",
    steps: [
      step("PURCHASE_BILLET_PRINTED", 0, { payment: BOLETO }),
      step("PURCHASE_EXPIRED", 2, { payment: BOLETO }),
      step("PURCHASE_APPROVED", 3),
      step("PURCHASE_COMPLETE", 4),
      step("PURCHASE_PROTEST", 5),
      step("PURCHASE_REFUNDED", 6),
      step("PURCHASE_CHARGEBACK", 7),
    ],
    end: {
      purchases: ["A curso chargeback paid@3 disputed completed"],
      tags: ["chargeback", "devolveu", "garantia"],
      funnels: [],
      grants: ["curso A blocked"],
      sent: ["boas-vindas", "boleto@1d"],
    },
  },
  {
    name: "a subscription of four charges, one late, the last refunded, then canceled with a date",
    steps: [
      step("PURCHASE_APPROVED", 1, { transaction: "A", product: "1003", subscription: "X", recurrence: 1 }),
      step("PURCHASE_APPROVED", 10, { transaction: "B", product: "1003", subscription: "X", recurrence: 2 }),
      step("PURCHASE_DELAYED", 20, { transaction: "C", product: "1003", subscription: "X", recurrence: 3 }),
      step("PURCHASE_APPROVED", 25, { transaction: "C", product: "1003", subscription: "X", recurrence: 3 }),
      step("PURCHASE_APPROVED", 30, { transaction: "D", product: "1003", subscription: "X", recurrence: 4 }),
      step("PURCHASE_REFUNDED", 35, { transaction: "D", product: "1003", subscription: "X", recurrence: 4 }),
      cancellation("X", 40, { until: PAID_UNTIL }),
    ],
    end: {
      purchases: ["A clube approved paid@1", "B clube approved paid@10", "C clube approved paid@25", "D clube refunded paid@30"],
      tags: ["atrasada", "devolveu", "fiel", "saiu"],
      funnels: [],
      grants: [
        "clube A superseded until@20",
        "clube B superseded until@20",
        `clube C superseded until@${PAID_UNTIL_MINUTE}`,
        `clube D blocked until@${PAID_UNTIL_MINUTE}`,
      ],
      sent: ["boas-vindas", "boas-vindas", "boas-vindas", "boas-vindas"],
    },
  },
  {
    name: "two buyings of one product beside a subscription",
    steps: [
      step("PURCHASE_BILLET_PRINTED", 0, { payment: BOLETO }),
      step("PURCHASE_APPROVED", 4),
      step("PURCHASE_CANCELED", 5, { transaction: "B", payment: DECLINED }),
      step("PURCHASE_APPROVED", 6, { transaction: "B" }),
      step("PURCHASE_REFUNDED", 8),
      step("PURCHASE_APPROVED", 9, { transaction: "C", product: "1003", subscription: "X", recurrence: 1 }),
      step("PURCHASE_APPROVED", 19, { transaction: "D", product: "1003", subscription: "X", recurrence: 2 }),
      cancellation("X", 25),
    ],
    end: {
      purchases: ["A curso refunded paid@4", "B curso approved paid@6", "C clube approved paid@9", "D clube approved paid@19"],
      tags: ["comprou", "devolveu", "fiel", "saiu"],
      funnels: [],
      grants: ["clube C superseded until@25", "clube D active until@25", "curso A blocked", "curso B active"],
      sent: ["boas-vindas", "boas-vindas", "boas-vindas", "boas-vindas", "boleto@1d"],
    },
  },
];

let world: World;
let runs = 0;
function nextRun(): Run {
  runs += 1;
  return newRun(runs);
}

beforeAll(async () => {
  world = await createWorld();
  await openShop(world);
});

async function inOrder({ steps }: Story) {
  const run = nextRun();
  return tell(
    world,
    run,
    steps.map((make) => make(run)),
  );
}

describe.each([...SHORT, ...LONG])("$name", (story) => {
  test("ends as written down here, when it arrives in the order in which it happened", async () => {
    const { since, ...standing } = await inOrder(story);

    expect(standing).toEqual(story.end);
    expect(since).toHaveLength(standing.tags.length + standing.funnels.length + standing.grants.length);
  });
});

describe.each(SHORT)("every order of: $name", (story) => {
  test("ends the same", async () => {
    const expected = await inOrder(story);

    for (const order of permutations(story.steps)) {
      const run = nextRun();
      expect(
        await tell(
          world,
          run,
          order.map((make) => make(run)),
        ),
      ).toEqual(expected);
    }
  });

  test("ends the same when every call is repeated at once, all over again, and under other ids", async () => {
    const expected = await inOrder(story);

    for (const order of permutations(story.steps)) {
      const run = nextRun();
      const bodies = order.map((make) => make(run));
      const otherIds = order.toReversed().map((make) => make(run));
      expect(await tell(world, run, [...bodies.flatMap((body) => [body, body]), ...otherIds, ...bodies])).toEqual(expected);
    }
  });
});

describe.each(LONG)("sampled orders of: $name", (story) => {
  test("end the same, with any repeats", async () => {
    const expected = await inOrder(story);
    const indexes = story.steps.map((_, index) => index);
    const repeat = fc.record({ of: fc.nat(story.steps.length - 1), at: fc.nat(20), otherId: fc.boolean() });

    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(indexes, { minLength: indexes.length }),
        fc.array(repeat, { maxLength: 5 }),
        async (order, repeats) => {
          const run = nextRun();
          const bodies = story.steps.map((make) => make(run));
          const calls = order.map((index) => bodies[index] ?? {});
          for (const { of, at, otherId } of repeats) calls.splice(at, 0, otherId ? (story.steps[of]?.(run) ?? {}) : (bodies[of] ?? {}));
          expect(await tell(world, run, calls)).toEqual(expected);
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe("stories nobody wrote down", () => {
  const TRANSACTIONS = ["A", "B", "C"] as const;
  const sale = fc.record({
    event: fc.constantFrom(
      "PURCHASE_BILLET_PRINTED",
      "PURCHASE_EXPIRED",
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
  });
  /** A charge of a subscription, a one-time sale, and one of a product that keeps access: what each name stands for. */
  const SALES: Readonly<Record<(typeof TRANSACTIONS)[number], { product: string; subscription?: string; recurrence?: number }>> = {
    A: { product: "1003", subscription: "X", recurrence: 1 },
    B: { product: "1003", subscription: "X", recurrence: 2 },
    C: { product: "1004" },
  };
  const facts = fc.uniqueArray(sale, { maxLength: 8, selector: ({ event, transaction }) => `${event} ${transaction}` });
  const endings = fc.array(fc.record({ minute: fc.nat(4), until: fc.option(fc.nat(6), { nil: undefined }) }), { maxLength: 2 });

  test("end the same in two orders, whatever happened and whenever it did, ties among them", async () => {
    const reached = { grants: new Set<string>(), states: new Set<string>() };
    await fc.assert(
      fc.asyncProperty(facts, endings, fc.infiniteStream(fc.nat(1000)), async (drawn, ends, draws) => {
        const steps: readonly Step[] = [
          ...drawn.map(({ event, transaction, minute, boleto }) =>
            step(event, minute, { ...SALES[transaction], transaction, ...(boleto ? { payment: BOLETO } : {}) }),
          ),
          ...ends.map(({ minute, until }) =>
            cancellation("X", minute, until === undefined ? {} : { until: Date.UTC(2026, 0, 2, 12, until) }),
          ),
        ];
        const shuffled = steps.map((make) => ({ make, key: draws.next().value ?? 0 })).sort((first, second) => first.key - second.key);
        const [first, second] = [nextRun(), nextRun()];

        const expected = await tell(
          world,
          first,
          steps.map((make) => make(first)),
        );
        const other = await tell(
          world,
          second,
          shuffled.map(({ make }) => make(second)),
        );

        expect(other).toEqual(expected);
        for (const grant of expected.grants) reached.grants.add(grant.split(" ")[2] ?? "");
        for (const purchase of expected.purchases) reached.states.add(purchase.split(" ")[2] ?? "");
      }),
      { numRuns: 400 },
    );

    expect([...reached.grants].sort()).toEqual(["active", "blocked", "provisional", "superseded"]);
    expect([...reached.states].sort()).toEqual(["-", "approved", "canceled", "chargeback", "expired", "issued", "refunded"]);
  });

  test("the buyers of other runs are never touched", async () => {
    const [first, second] = [nextRun(), nextRun()];
    await tell(world, first, [step("PURCHASE_APPROVED", 1)(first)]);
    const before = await standingOf(world, first);

    await tell(world, second, [step("PURCHASE_APPROVED", 1)(second), step("PURCHASE_REFUNDED", 2)(second)]);

    expect(before.grants).toEqual(["curso A active"]);
    expect(await standingOf(world, first)).toEqual(before);
  });
});
