import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listAccess } from "../../src/app/access-standing.ts";
import type { Difference } from "../../src/app/backtest/compare.ts";
import { reportBackTest } from "../../src/app/backtest/report.ts";
import { type BackTest, backTest } from "../../src/app/backtest/run.ts";
import { pickWindow } from "../../src/app/backtest/window.ts";
import type { DeliveryChoice } from "../../src/app/pick-deliveries.ts";
import { parseCondition } from "../../src/core/condition-parse.ts";
import type { ActionCall, Rule } from "../../src/core/rule.ts";
import type { Trigger } from "../../src/core/triggers.ts";
import { BOLETO, cancellation, DECLINED, newRun, openShop, PIX, type Step, step } from "../support/stories.ts";
import { BLOCK, createWorld, GRANT, LEAVE, SEQUENCE, TAG, UNTAG, type World } from "../support/world.ts";

const NOW = "2026-12-01T00:00:00.000Z";
const ZONE = "America/Sao_Paulo";
const NOTIFY = (target: string): ActionCall => ({ id: "notify", target });
const FORWARD = (target: string): ActionCall => ({ id: "forward", target });

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.store.close());

function rule(id: string, product: string, trigger: Trigger, actions: readonly ActionCall[], whenText: string | null = null): Rule {
  const when = whenText === null ? null : parseCondition(whenText);
  if (when !== null && !when.ok) throw new Error(`bad condition in test: ${whenText}`);
  return { id, product, trigger, whenText, when: when?.value ?? null, actions };
}

async function tryOn(place: World, proposed: readonly Rule[], choice: DeliveryChoice = {}): Promise<BackTest & { readonly steps: number }> {
  let steps = 0;
  const window = await pickWindow(place.store, choice);
  const done = await backTest(place.store, window, proposed, { zone: ZONE, now: NOW, onStep: () => (steps += 1) });
  return { ...done, steps };
}

/** `lose access curso of buyer3` and why. */
async function told(place: World, differences: readonly Difference[]): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { kind, target, way, contactId, cause } of differences) {
    const email = (await place.store.contacts.find(contactId))?.email ?? contactId;
    const trigger = cause === null ? "-" : (await place.store.events.get(cause.eventId))?.trigger;
    lines.push(
      `${way} ${kind} ${target} of ${email.split("@")[0]} by ${cause?.isGone === true ? "no more " : ""}${cause?.rule} on ${trigger}`,
    );
  }
  return lines;
}

describe("a rule that blocks on a refused card", () => {
  /** Five boletos that give access at once; of three buyers who try a card it is refused, and one of these pays the boleto. */
  async function boletosAndCards(): Promise<void> {
    await world.product("curso");
    await world.link("curso", "1001", { releaseOnBoleto: true });
    for (const number of [1, 2, 3, 4, 5]) await world.hotmart(step("PURCHASE_BILLET_PRINTED", number, { payment: BOLETO })(newRun(number)));
    for (const number of [1, 2, 3]) await world.hotmart(step("PURCHASE_CANCELED", 10 + number, { payment: DECLINED })(newRun(number)));
    await world.hotmart(step("PURCHASE_APPROVED", 20)(newRun(2)));
  }

  test("is seen to take access from two buyers of five, by name", async () => {
    await boletosAndCards();

    const { rows, differences } = await tryOn(world, [rule("new", "curso", "purchase.refused", [BLOCK])]);

    expect(rows).toEqual([{ kind: "access", target: "curso", now: 5, gain: 0, lose: 2, change: 0 }]);
    expect(await told(world, differences)).toEqual([
      "lose access curso of buyer1 by new on purchase.refused",
      "lose access curso of buyer3 by new on purchase.refused",
    ]);
  });

  test("gives that access back where it stands and is to go", async () => {
    await world.rule("curso", "purchase.refused", [BLOCK, TAG("recusada")]);
    await boletosAndCards();

    const { rows, differences } = await tryOn(world, []);

    expect(rows).toEqual([
      { kind: "access", target: "curso", now: 3, gain: 2, lose: 0, change: 0 },
      { kind: "tag", target: "recusada", now: 3, gain: 0, lose: 3, change: 0 },
    ]);
    expect((await told(world, differences)).slice(0, 3)).toEqual([
      "gain access curso of buyer1 by no more rul_1 on purchase.refused",
      "gain access curso of buyer3 by no more rul_1 on purchase.refused",
      "lose tag recusada of buyer1 by no more rul_1 on purchase.refused",
    ]);
  });
});

describe("what is proposed beside the present rules", () => {
  const first = newRun(1);
  const second = newRun(2);

  test("may be such that everybody only gains", async () => {
    await openShop(world);
    for (const run of [first, second]) await world.hotmart(step("PURCHASE_APPROVED", 1)(run));
    const present = await world.store.rules.list();
    const more = [TAG("novo"), SEQUENCE("pesquisa", "nps"), NOTIFY("pesquisa@7d"), FORWARD("crm")];

    const { rows, differences } = await tryOn(world, [...present, rule("new", "*", "purchase.approved", more)]);

    expect(rows.map(({ kind, target, now, gain, lose }) => [kind, target, now, gain, lose])).toEqual([
      ["tag", "novo", 0, 2, 0],
      ["sequence", "pesquisa/nps", 0, 2, 0],
      ["message", "pesquisa@7d", 0, 2, 0],
      ["forward", "crm", 0, 2, 0],
    ]);
    expect(new Set(differences.map(({ way }) => way))).toEqual(new Set(["gain"]));
    expect(differences.every(({ cause }) => cause?.rule === "new" && !cause.isGone)).toBe(true);
  });

  test("another sequence of the same funnel is one lost and one gained, another delay another message", async () => {
    const was = [SEQUENCE("vendas", "a"), NOTIFY("obrigado@1d")];
    await world.product("curso");
    await world.link("curso", "1001");
    await world.rule("*", "purchase.approved", was);
    await world.hotmart(step("PURCHASE_APPROVED", 1)(first));

    const { differences } = await tryOn(world, [rule("new", "*", "purchase.approved", [SEQUENCE("vendas", "b"), NOTIFY("obrigado@2d")])]);

    expect(await told(world, differences)).toEqual([
      "lose sequence vendas/a of buyer1 by new on purchase.approved",
      "gain sequence vendas/b of buyer1 by new on purchase.approved",
      "lose message obrigado@1d of buyer1 by no more rul_1 on purchase.approved",
      "gain message obrigado@2d of buyer1 by new on purchase.approved",
    ]);
  });

  test("access that is there before and after, and not the same, is told as a change", async () => {
    await openShop(world);
    await world.hotmart(step("PURCHASE_BILLET_PRINTED", 0, { payment: BOLETO })(first));
    const present = await world.store.rules.list();

    const { differences, rows } = await tryOn(world, [...present, rule("new", "curso", "boleto.issued", [GRANT])]);

    expect(rows).toEqual([{ kind: "access", target: "curso", now: 1, gain: 0, lose: 0, change: 1 }]);
    expect(differences).toMatchObject([{ way: "change", before: "provisional", after: "active", cause: { rule: "new", isGone: false } }]);
  });

  test("access that would have gone on until a day, and ends before it, is lost", async () => {
    await openShop(world);
    const steps = [
      step("PURCHASE_APPROVED", 0, { product: "1003", subscription: "S", recurrence: 1 }),
      cancellation("S", 60, { until: Date.UTC(2027, 0, 2) }),
    ];
    for (const one of steps) await world.hotmart(one(first));
    const present = await world.store.rules.list();

    const { differences } = await tryOn(world, [...present, rule("new", "clube", "subscription.canceled", [BLOCK])]);

    expect(differences).toMatchObject([{ kind: "access", way: "lose", before: "active until 2027-01-02T00:00:00.000Z", after: null }]);
    expect(await told(world, differences)).toEqual(["lose access clube of buyer1 by new on subscription.canceled"]);
  });

  test("a rule that was only written anew makes no difference, and what it no longer does is told by its old name", async () => {
    await world.product("curso");
    await world.link("curso", "1001");
    await world.rule("curso", "purchase.approved", [TAG("aluno")]);
    await world.rule("curso", "purchase.refunded", [UNTAG("aluno"), TAG("devolveu")]);
    for (const one of [step("PURCHASE_APPROVED", 1), step("PURCHASE_REFUNDED", 2)]) await world.hotmart(one(first));
    const approved = rule("new1", "*", "purchase.approved", [TAG("aluno")]);

    const same = await tryOn(world, [approved, rule("new2", "curso", "purchase.refunded", [TAG("devolveu"), UNTAG("aluno")])]);
    const less = await tryOn(world, [approved, rule("new2", "curso", "purchase.refunded", [TAG("devolveu")])]);

    expect(same.differences).toEqual([]);
    expect(await told(world, less.differences)).toEqual(["gain tag aluno of buyer1 by no more rul_2 on purchase.refunded"]);
  });
});

describe("the window", () => {
  test("is the calls that were chosen; what came before stands as it does", async () => {
    await world.product("curso");
    await world.link("curso", "1001");
    await world.hotmart(step("PURCHASE_APPROVED", 1)(newRun(1)));
    await world.hotmart(step("PURCHASE_APPROVED", 2)(newRun(2)));
    const [, newer] = await world.store.events.list({ afterId: "", limit: 2 });
    const proposed = [rule("new", "*", "purchase.approved", [TAG("aluno")])];

    const { differences, steps } = await tryOn(world, proposed, { since: newer?.receivedAt ?? "" });

    expect(await told(world, differences)).toEqual(["gain tag aluno of buyer2 by new on purchase.approved"]);
    expect(steps).toBe(2);
    expect((await tryOn(world, proposed, { provider: "payt" })).differences).toEqual([]);
  });

  test("may be about one product, and counts calls, events and people", async () => {
    await openShop(world);
    await world.hotmart(step("PURCHASE_APPROVED", 1)(newRun(1)));
    await world.hotmart(step("PURCHASE_APPROVED", 2, { product: "1002", transaction: "B" })(newRun(1)));
    await world.hotmart(step("PURCHASE_APPROVED", 3, { product: "9999" })(newRun(2)));

    const all = await pickWindow(world.store, {});
    const outro = await pickWindow(world.store, {}, "outro");

    expect([all.deliveryIds.length, all.events.length, all.people]).toEqual([3, 3, 2]);
    expect([outro.deliveryIds.length, outro.people]).toEqual([1, 1]);
  });

  test("test calls ask for nothing to be sent", async () => {
    await world.product("curso");
    await world.link("curso", "0", { kind: "subscription" });
    await world.hotmart({ ...step("PURCHASE_APPROVED", 1, { product: "0" })(newRun(1)) });
    const proposed = [rule("new", "*", "purchase.approved", [NOTIFY("obrigado"), TAG("aluno")])];

    const { differences } = await tryOn(world, proposed);

    const [event] = await world.store.events.list({ limit: 1 });
    expect(event?.isTest).toBe(true);
    expect(differences).toEqual([]);
  });

  test("the people are listed up to a limit, each with the event that makes the difference", async () => {
    await openShop(world);
    for (const number of [1, 2, 3]) await world.hotmart(step("PURCHASE_APPROVED", number)(newRun(number)));
    const window = await pickWindow(world.store, {});
    const present = await world.store.rules.list();
    const proposed = [...present, rule("new", "*", "purchase.approved", [TAG("novo")])];
    const done = await backTest(world.store, window, proposed, { zone: ZONE, now: NOW, onStep: () => undefined });

    const report = await reportBackTest(world.store, window, done, 2);

    expect(report.listed.map(({ contact, trigger }) => [contact?.email, trigger])).toEqual([
      ["buyer1@example.com", "purchase.approved"],
      ["buyer2@example.com", "purchase.approved"],
    ]);
    expect(report.differences.length).toBe(3);
  });
});

/** Stories of one buyer each. */
const STORIES: readonly (readonly Step[])[] = [
  [step("PURCHASE_BILLET_PRINTED", 0, { payment: BOLETO }), step("PURCHASE_APPROVED", 3), step("PURCHASE_COMPLETE", 9)],
  [
    step("PURCHASE_BILLET_PRINTED", 0, { payment: BOLETO }),
    step("PURCHASE_CANCELED", 1, { payment: DECLINED }),
    step("PURCHASE_EXPIRED", 2, { payment: BOLETO }),
  ],
  [step("PURCHASE_BILLET_PRINTED", 0, { payment: PIX }), step("PURCHASE_APPROVED", 2), step("PURCHASE_REFUNDED", 9)],
  [
    step("PURCHASE_CANCELED", 0, { payment: DECLINED }),
    step("PURCHASE_APPROVED", 2, { transaction: "B" }),
    step("PURCHASE_APPROVED", 4, { transaction: "C", product: "1002" }),
    step("PURCHASE_PROTEST", 6, { transaction: "C", product: "1002" }),
  ],
  [
    step("PURCHASE_APPROVED", 0, { product: "1003", subscription: "S", recurrence: 1 }),
    step("PURCHASE_APPROVED", 60, { transaction: "B", product: "1003", subscription: "S", recurrence: 2 }),
    step("PURCHASE_DELAYED", 120, { transaction: "C", product: "1003", subscription: "S", recurrence: 3 }),
    cancellation("S", 180, { until: Date.UTC(2026, 1, 2) }),
  ],
  [
    step("PURCHASE_APPROVED", 1, { product: "1004" }),
    step("PURCHASE_CHARGEBACK", 3, { product: "1004" }),
    step("PURCHASE_COMPLETE", 4, { product: "1004" }),
  ],
];

/** What may be proposed beside what stands; one depends on what the buyer had at the time. */
const MORE: readonly Rule[] = [
  rule("more1", "curso", "purchase.refused", [BLOCK]),
  rule("more2", "*", "boleto.issued", [TAG("boleto-2"), NOTIFY("outra@1h")]),
  rule("more3", "*", "purchase.approved", [SEQUENCE("vendas", "outra"), UNTAG("garantia")]),
  rule("more4", "*", "purchase.completed", [TAG("fiel-2"), LEAVE("vendas")], "contact.tags contains comprou"),
  rule("more5", "outro", "purchase.disputed", [GRANT]),
  rule("more6", "clube", "subscription.renewed", [NOTIFY("renovou"), FORWARD("crm")]),
  rule("more7", "clube", "subscription.canceled", [BLOCK]),
];

const buyers = fc.array(fc.integer({ min: 0, max: STORIES.length - 1 }), { minLength: 1, maxLength: 4 });

/** The steps of all buyers, each buyer's in order or not, mixed as the numbers say. */
function mixed(stories: readonly number[], numbers: readonly number[], inOrder: boolean): readonly object[] {
  const bodies = stories.flatMap((story, buyer) =>
    (STORIES[story] ?? []).map((one, at) => ({
      body: one(newRun(buyer)),
      weight: (inOrder ? at * 100 : 0) + (numbers[(buyer * 7 + at) % numbers.length] ?? 0),
    })),
  );
  return bodies.sort((first, second) => first.weight - second.weight).map(({ body }) => body);
}

async function withWorld<T>(work: (place: World) => Promise<T>): Promise<T> {
  const place = await createWorld();
  try {
    return await work(place);
  } finally {
    await place.store.close();
  }
}

/** Everything that people have and are sent, as lines; told from the stores alone. */
async function holdings(place: World, count: number): Promise<readonly string[]> {
  const lines: string[] = [];
  for (let buyer = 0; buyer < count; buyer += 1) {
    const { email } = newRun(buyer);
    const contactId = (await place.store.contacts.find(email))?.id;
    if (contactId === undefined) continue;
    for (const tag of await place.tags(email)) lines.push(`${email} tag ${tag}`);
    for (const sequence of await place.funnels(email)) lines.push(`${email} sequence ${sequence}`);
    for (const { product, active, until, grants } of await listAccess(place.store, { contactId, product: null, limit: 100 }, NOW)) {
      const word = grants.some(({ state }) => state === "active") ? "active" : "provisional";
      if (active) lines.push(`${email} access ${product} ${until === null ? word : `active until ${until}`}`);
    }
    for (const event of await place.store.events.list({ contactId, limit: 100 })) {
      for (const { kind, action, target } of await place.store.events.effects(event)) {
        if (kind === "outbox")
          lines.push(`${email} ${action === "notify" ? "message" : "forward"} ${target} ${event.transaction.id} ${event.trigger}`);
      }
    }
  }
  return lines;
}

/** The same of a back-test: what is lost, and what is gained. */
async function changesOf(
  place: World,
  differences: readonly Difference[],
): Promise<{ readonly lost: readonly string[]; readonly gained: readonly string[] }> {
  const lost: string[] = [];
  const gained: string[] = [];
  for (const { kind, target, contactId, before, after, cause } of differences) {
    const email = (await place.store.contacts.find(contactId))?.email ?? contactId;
    const event = await place.store.events.get(cause?.eventId ?? "");
    const isSent = kind === "message" || kind === "forward";
    const line = (value: string) =>
      `${email} ${kind} ${target}${isSent ? ` ${event?.transaction.id} ${event?.trigger}` : kind === "access" ? ` ${value}` : ""}`;
    if (before !== null) lost.push(line(before));
    if (after !== null) gained.push(line(after));
  }
  return { lost: lost.sort(), gained: gained.sort() };
}

const only = (these: readonly string[], those: readonly string[]) => these.filter((line) => !those.includes(line)).sort();

describe("whatever happened", () => {
  test("the present rules compared with themselves make no difference", async () => {
    await fc.assert(
      fc.asyncProperty(buyers, fc.array(fc.nat(99), { minLength: 9, maxLength: 9 }), fc.boolean(), async (stories, numbers, inOrder) =>
        withWorld(async (place) => {
          await openShop(place);
          await place.rule("*", "purchase.completed", [TAG("segunda"), UNTAG("comprou")], "contact.tags contains comprou");
          await place.rule("*", "purchase.approved", [TAG("primeira"), NOTIFY("oi")], "not contact.tags contains primeira");
          for (const body of mixed(stories, numbers, inOrder)) await place.hotmart(body);

          const { differences, rows, steps } = await tryOn(place, await place.store.rules.list());

          expect([differences, rows]).toEqual([[], []]);
          expect(steps).toBe(stories.reduce((sum, story) => sum + (STORIES[story]?.length ?? 0), 0) * 2);
        }),
      ),
      { numRuns: 12 },
    );
  });

  test("what is told is what would have come of the proposed rules, had they stood from the beginning", async () => {
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(
        buyers,
        fc.array(fc.nat(99), { minLength: 9, maxLength: 9 }),
        fc.array(fc.nat(16), { maxLength: 6 }),
        fc.subarray([...MORE], { minLength: 1 }),
        async (stories, numbers, dropped, more) =>
          withWorld(async (present) =>
            withWorld(async (other) => {
              const bodies = mixed(stories, numbers, true);
              await openShop(present);
              await openShop(other);
              const rules = (await present.store.rules.list()).filter((_, at) => !dropped.includes(at));
              for (const { id } of await other.store.rules.list()) await other.store.rules.remove(id);
              for (const one of [...rules, ...more]) await other.store.rules.add(one);
              for (const body of bodies) {
                await present.hotmart(body);
                await other.hotmart(body);
              }

              const before = await holdings(present, stories.length);
              const after = await holdings(other, stories.length);
              const { differences } = await tryOn(present, [...rules, ...more]);

              expect(await changesOf(present, differences)).toEqual({ lost: only(before, after), gained: only(after, before) });
              reached += differences.length;
            }),
          ),
      ),
      { numRuns: 12 },
    );
    expect(reached).toBeGreaterThan(15);
  });
});
