/** Many stored calls replayed at once: what is told of it, against worlds that can be counted by hand. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pickAll, pickDeliveries } from "../../src/app/pick-deliveries.ts";
import type { Store } from "../../src/app/ports.ts";
import { type BulkOptions, type BulkResult, replayInBulk } from "../../src/app/replay.ts";
import type { EffectCount, ReplayPlan } from "../../src/app/replay-plan.ts";
import { IntgError } from "../../src/core/errors.ts";
import { openStoreCopy } from "../../src/store/open.ts";
import { createHome, type Home } from "../support/home.ts";
import { saleEvent, subscriptionCancellation } from "../support/hotmart-sale.ts";
import { destination, FORWARD, NOTIFY, outbox, sendDue, template, waiting } from "../support/outbox.ts";
import { createWorld, SEQUENCE, TAG, UNTAG, type World } from "../support/world.ts";

const ZONE = "America/Sao_Paulo";
/** Calls of these worlds arrive in the seconds after noon. */
const NOW = "2026-11-03T13:00:00.000Z";
const STATE = ["events", "contacts", "purchases", "effects", "tags", "memberships", "grants", "event_keys", "queue"];

let home: Home;
let world: World;

beforeEach(async () => {
  home = await createHome();
  world = await createWorld(home.store);
  await world.product("curso");
  await world.link("curso", "1001");
});

afterEach(() => home.close());

const approved = (transaction: string, email = "ana@example.com", product = "1001") =>
  saleEvent("PURCHASE_APPROVED", { transaction, email, product }, 1);
const refunded = (transaction: string, email = "ana@example.com", product = "1001") =>
  saleEvent("PURCHASE_REFUNDED", { transaction, email, product }, 5);

function options(more: Partial<BulkOptions> = {}): BulkOptions {
  return {
    ...{ zone: ZONE, now: NOW, monotonicMs: () => 0, holdMs: null, rest: async () => undefined },
    ...{ isStopped: () => false, onDone: () => undefined },
    ...more,
  };
}

async function replayAll(store: Store, more: Partial<BulkOptions> = {}): Promise<BulkResult> {
  return replayInBulk(await pickAll(store, {}), store, options(more));
}

async function apply(more: Partial<BulkOptions> = {}): Promise<ReplayPlan> {
  const { plan, problem } = await replayAll(home.store, more);
  if (problem !== undefined) throw problem;
  return plan;
}

/** On a copy, as `intg replay` without `--apply`. */
async function dryRun(more: Partial<BulkOptions> = {}): Promise<ReplayPlan> {
  const copy = await openStoreCopy(home.folder, {}, { id: "test", nowMs: 0 });
  const { plan, problem } = await replayAll(copy, more);
  await copy.close();
  if (problem !== undefined) throw problem;
  return plan;
}

/** Rows as `product trigger: events/unchanged; effects`. */
function rows({ rows: all }: ReplayPlan): readonly string[] {
  return all.map(
    ({ product, trigger, events, unchanged, effects }) =>
      `${product} ${trigger}: ${[`${events}/${unchanged}`, ...effects.map(effectText)].join("; ")}`,
  );
}

function effectText({ sort, change, target, from, to, destination: name, action, reason, count }: EffectCount): string {
  const what =
    sort === "status" || sort === "product" ? `${from}>${to}` : [name, action, target, change].filter((one) => one !== null).join(" ");
  return `${sort} ${what}${reason === null ? "" : ` (${reason.code})`} ${count}`;
}

const skipped = ({ skipped: all }: ReplayPlan) => all.map(({ reason, destination: name, count }) => `${reason} ${name ?? "-"} ${count}`);

describe("the plan", () => {
  test("tells of each kind of event how many there are, what changes and what does not, and why", async () => {
    const first = approved("HP1");
    await world.hotmart(first);
    await world.hotmart(first);
    await world.hotmart(approved("HP2", "bia@example.com"));
    await world.hotmart(refunded("HP2", "bia@example.com"));
    await world.hotmart(saleEvent("PURCHASE_COMPLETE", { transaction: "HP1" }, 9));
    await world.hotmart(approved("HP3", "caio@example.com", "9999"));
    await world.hotmart(approved("HP4", "duda@example.com", "9999"));
    await world.rule("curso", "purchase.approved", [TAG("comprou"), SEQUENCE("vendas", "boas-vindas")]);
    await world.rule("curso", "purchase.refunded", [UNTAG("comprou")]);

    const plan = await dryRun();

    // Bia's approval comes first and tags her; her refund, later in the same replay, takes the tag away.
    expect(rows(plan)).toEqual([
      "null purchase.approved: 3/3",
      "curso purchase.approved: 2/0; tag comprou added 2; funnel vendas/boas-vindas entered 2",
      "curso purchase.completed: 1/1",
      "curso purchase.refunded: 1/0; tag comprou removed 1",
    ]);
    expect([plan.calls, plan.events, plan.changed, plan.contacts]).toEqual([7, 7, 3, 2]);
    expect(skipped(plan)).toEqual(["nothing-asked - 1", "repeat - 1"]);
    expect(plan.waiting.map(({ status, reason, count }) => [status, reason?.code, count])).toEqual([["unmatched", "match.unlinked", 2]]);
  });

  test("tells what becomes of calls that waited for their product", async () => {
    await world.hotmart(approved("HP3", "caio@example.com", "9999"));
    await world.hotmart(approved("HP4", "duda@example.com", "9999"));
    await world.product("clube");
    await world.link("clube", "9999");

    const plan = await dryRun();

    expect(rows(plan)).toEqual(["clube purchase.approved: 2/0; status unmatched>processed 2; access clube granted 2"]);
    expect(plan.waiting).toEqual([]);
  });

  test("counts an event once that an earlier one of its sale has taken along already", async () => {
    await world.hotmart(approved("HP3", "caio@example.com", "9999"));
    await world.hotmart(refunded("HP3", "caio@example.com", "9999"));
    await world.product("clube");
    await world.link("clube", "9999");

    const plan = await dryRun();

    expect([plan.events, plan.changed]).toEqual([2, 2]);
    expect(plan.rows.map(({ trigger, events, unchanged }) => [trigger, events, unchanged])).toEqual([
      ["purchase.approved", 1, 0],
      ["purchase.refunded", 1, 0],
    ]);
    expect(plan.rows.map(({ effects }) => effects.filter(({ sort }) => sort === "status").map(effectText))).toEqual([
      ["status unmatched>processed 1"],
      ["status unmatched>processed 1"],
    ]);
    expect(plan.waiting).toEqual([]);
  });

  test("no longer lets an event wait that a later one of its subscription explains", async () => {
    await world.product("clube");
    await world.hotmart(withoutProduct(subscriptionCancellation("S1", 9, { product: "1003" })));
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", product: "1003", subscription: "S1", recurrence: 1 }, 1));
    await world.link("clube", "1003", { kind: "subscription" });

    const plan = await dryRun();

    expect(plan.waiting).toEqual([]);
    expect([plan.events, plan.changed]).toEqual([2, 2]);
    expect(plan.rows.map(({ product, trigger, events, unchanged }) => [product, trigger, events, unchanged])).toEqual([
      ["clube", "purchase.approved", 1, 0],
      ["clube", "subscription.canceled", 1, 0],
    ]);
  });

  test("tells what a destination hears that is new, and what one has heard", async () => {
    await destination(world, "webhook", "erp");
    await world.rule("curso", "purchase.approved", [FORWARD("erp")]);
    for (const [index, email] of ["ana@example.com", "bia@example.com"].entries()) await world.hotmart(approved(`HP${index}`, email));
    await world.hotmart(refunded("HP1", "bia@example.com"));
    await destination(world, "members", "portal");

    const plan = await dryRun();

    // Bia never had anything at the portal, so it hears nothing of her.
    expect(rows(plan)).toEqual(["curso purchase.approved: 2/1; outbox portal access.grant curso queued 1", "curso purchase.refunded: 1/1"]);
    expect(skipped(plan)).toEqual(["done - 2", "told erp 2"]);
    expect(plan.contacts).toBe(1);
  });

  test.each([
    ["more than 72 hours late is a dead letter", "2026-11-06T12:00:03.000Z", "late"],
    ["not that late is sent", "2026-11-06T11:59:59.000Z", "queued"],
  ])("a message that is %s", async (_, now, change) => {
    await destination(world, "whatsapp", "zap");
    await template(world, "oi");
    await world.hotmart(approved("HP1"));
    await world.rule("curso", "purchase.approved", [NOTIFY("oi")]);

    expect(rows(await dryRun({ now }))).toEqual([`curso purchase.approved: 1/0; outbox zap notify oi ${change} 1`]);
  });

  test("tells what cannot be sent and why, and what a later event has overtaken", async () => {
    await world.hotmart(saleEvent("PURCHASE_BILLET_PRINTED", { transaction: "HP1" }, 0, { payment: { type: "BILLET" } }));
    await world.hotmart(approved("HP1"));
    await destination(world, "whatsapp", "zap");
    await template(world, "boleto");
    await world.rule("curso", "boleto.issued", [NOTIFY("boleto")]);
    await world.rule("curso", "purchase.approved", [NOTIFY("ninguem")]);

    expect(rows(await dryRun())).toEqual([
      "curso boleto.issued: 1/0; outbox zap notify boleto canceled (dispatch.overtaken) 1",
      "curso purchase.approved: 1/0; outbox notify ninguem dead (dispatch.no-template) 1",
    ]);
  });

  test("of what breaks off tells that it failed, and nothing of what it had begun", async () => {
    await destination(world, "webhook", "erp");
    await world.hotmart(approved("HP1"));
    await world.rule("curso", "purchase.approved", [FORWARD("erp")]);
    home.damage("CREATE TRIGGER broken BEFORE UPDATE ON events WHEN NEW.status = 'processed' BEGIN SELECT RAISE(ABORT, 'no'); END");

    const plan = await apply();

    expect(rows(plan)).toEqual(["null unknown: 1/0; status processed>failed 1"]);
    expect(plan.waiting.map(({ status, reason, count }) => [status, reason?.code, count])).toEqual([["failed", "event.failed", 1]]);
    expect(await waiting(world)).toEqual([]);
  });

  test("tells of a call that was never processed, and takes it off the queue", async () => {
    await world.hotmart(approved("HP1"));
    const [known] = await home.store.deliveries.page(null, 1);
    if (known === undefined) throw new Error("nothing stored");
    const body = new TextEncoder().encode(JSON.stringify(approved("HP2", "bia@example.com")));
    await home.store.deliveries.append([{ ...known, id: "dlv_00000000000000000009", request: known.request.withBody(body) }]);

    const plan = await apply();

    expect(rows(plan)).toEqual(["curso purchase.approved: 2/1; status null>processed 1; access curso granted 1"]);
    expect(await home.store.deliveries.pendingCount()).toBe(0);
    expect((await world.grants("bia@example.com", "curso")).map(({ state }) => state)).toEqual(["active"]);
  });
});

describe("applied", () => {
  /** Of 80 sales every third is of a product that was not linked, and every tenth was refunded: 3 of these, 5 of the others. */
  beforeEach(async () => {
    const product = (n: number) => (n % 3 === 0 ? "9999" : "1001");
    for (let n = 0; n < 80; n += 1) await world.hotmart(approved(`HP${n}`, `buyer${n}@example.com`, product(n)));
    for (let n = 0; n < 80; n += 10) await world.hotmart(refunded(`HP${n}`, `buyer${n}@example.com`, product(n)));
    await world.product("clube");
    await world.link("clube", "9999");
    await destination(world, "members", "portal");
    await destination(world, "webhook", "erp");
    await world.rule("*", "purchase.approved", [TAG("comprou"), FORWARD("erp")]);
  });

  const forwards = async () => (await waiting(world)).filter((line) => line === "erp forward erp").length;
  const tagged = () => home.dump(["tags"]).tags?.length;

  test("does what the plan told, and the dry run nothing", async () => {
    const before = home.dump([...STATE, "dispatches"]);
    const plan = await dryRun();
    expect(home.dump([...STATE, "dispatches"])).toEqual(before);

    const done = await apply();

    expect(done).toEqual(plan);
    // The refunds of what was linked all along are as they were.
    expect([done.calls, done.changed, done.contacts]).toEqual([88, 83, 80]);
    expect(tagged()).toBe(80);
    const told = new Map<string, number>();
    for (const line of await waiting(world)) told.set(line, (told.get(line) ?? 0) + 1);
    expect(Object.fromEntries(told)).toEqual({
      "erp forward erp": 80,
      "portal access.grant curso": 48,
      "portal access.grant clube": 27,
      "portal access.block clube": 3,
    });
    expect(done.rows.flatMap(({ effects }) => effects.filter(({ sort }) => sort === "outbox").map(effectText))).toEqual([
      "outbox erp forward erp queued 27",
      "outbox portal access.grant clube queued 27",
      "outbox portal access.block clube queued 3",
      "outbox erp forward erp queued 53",
      "outbox portal access.grant curso queued 48",
    ]);
  });

  test.each(["waits", "was sent", "failed"])("the second time does nothing, while what it queued %s", async (state) => {
    await apply();
    if (state !== "waits") await sendDue(world, NOW, state === "was sent" ? "sent" : "dead");
    const before = [await outbox(world), home.dump(STATE)];

    const again = await apply();

    expect([again.changed, again.contacts]).toEqual([0, 0]);
    expect(again.rows.flatMap(({ effects }) => effects)).toEqual([]);
    expect(skipped(again)).toContain("told erp 80");
    expect([await outbox(world), home.dump(STATE)]).toEqual(before);
  });

  test("in transactions of any size, makes the same", async () => {
    const inTwo = await dryRun();
    // A clock by which every delivery takes longer than the store may be held: one per transaction.
    let ms = 0;
    const monotonicMs = () => {
      ms += 100;
      return ms;
    };
    const sizes: number[] = [];
    const oneByOne = await dryRun({ holdMs: 25, monotonicMs, onDone: (n) => sizes.push(n) });

    expect(sizes).toEqual(Array.from({ length: 88 }, () => 1));
    expect(oneByOne).toEqual(inTwo);
  });

  test("and stopped in the middle, leaves whole calls, and the rest as it was; begun again, it does the rest", async () => {
    const whole = await dryRun();
    const counts: number[] = [];
    const part = await replayAll(home.store, { isStopped: () => counts.length === 1, onDone: (n) => counts.push(n) });

    expect([part.done, part.plan.calls, counts]).toEqual([64, 64, [64]]);
    expect([tagged(), await forwards()]).toEqual([64, 64]);

    const rest = await apply();

    expect(part.plan.changed + rest.changed).toBe(whole.changed);
    expect([tagged(), await forwards()]).toEqual([80, 80]);
    expect((await apply()).changed).toBe(0);
  });

  test("and broken off by the store, tells what was done, and why it ended", async () => {
    let transactions = 0;
    const breaking: Store = {
      ...home.store,
      transaction: (work, how) => {
        transactions += 1;
        return home.store.transaction(async (tx) => {
          const done = await work(tx);
          if (transactions === 2) throw new RangeError("the machine stops here");
          return done;
        }, how);
      },
    };

    const { done, plan, problem } = await replayAll(breaking);

    expect(problem).toBeInstanceOf(RangeError);
    expect([done, plan.calls, tagged(), await forwards()]).toEqual([64, 64, 64, 64]);
  });

  test("waits for a store that another process holds, and is stopped while it waits", async () => {
    let tried = 0;
    const busy: Store = {
      ...home.store,
      transaction: (work, how) => {
        tried += 1;
        if (tried % 3 !== 0) return Promise.reject(new IntgError("INTG_STORE_BUSY", { path: "intg.db" }));
        return home.store.transaction(work, how);
      },
    };

    const { done, problem } = await replayAll(busy);
    const stopped = await replayAll(busy, { isStopped: () => tried === 8 });

    expect([done, problem, tried]).toEqual([88, undefined, 8]);
    expect([stopped.done, stopped.problem]).toEqual([0, undefined]);
  });
});

describe("choosing", () => {
  beforeEach(async () => {
    await world.hotmart(approved("HP1"));
    await world.hotmart(refunded("HP1"));
    await world.hotmart(approved("HP2", "bia@example.com", "9999"));
    await world.lead({ leadOrigin: "x", originLeadId: "1", clientListingId: "AP1", email: "caio@example.com", name: "Caio" });
  });

  const ids = (...numbers: readonly number[]) => numbers.map((n) => `dlv_${String(n).padStart(20, "0")}`);

  test("by provider, trigger, status, person and time", async () => {
    const ana = await home.store.contacts.find("ana@example.com");
    const pick = (choice: Parameters<typeof pickDeliveries>[1]) => pickDeliveries(home.store, choice);

    expect(await pick({})).toEqual(ids(1, 2, 3, 4));
    expect(await pick({ provider: "grupozap" })).toEqual(ids(4));
    expect(await pick({ trigger: "purchase.approved" })).toEqual(ids(1, 3));
    expect(await pick({ statuses: ["unmatched"] })).toEqual(ids(3));
    expect(await pick({ statuses: ["unmatched", "processed"] })).toEqual(ids(1, 2, 3, 4));
    expect(await pick({ contactId: ana?.id ?? "" })).toEqual(ids(1, 2));
    expect(await pick({ since: "2026-11-03T12:00:03.000Z" })).toEqual(ids(3, 4));
    expect(await pick({ store: "loja-2" })).toEqual([]);
  });

  test("takes what waits to be processed where nothing is asked that only its events could answer", async () => {
    const [known] = await home.store.deliveries.page(null, 1);
    if (known === undefined) throw new Error("nothing stored");
    await home.store.deliveries.append([
      { ...known, id: ids(5)[0] ?? "", receivedAt: "2026-11-03T12:00:05.000Z" },
      { ...known, id: ids(6)[0] ?? "", store: "loja-2", receivedAt: "2026-11-03T12:00:06.000Z" },
    ]);

    expect(await pickAll(home.store, {})).toEqual(ids(1, 2, 3, 4, 5, 6));
    expect(await pickAll(home.store, { store: "loja-2" })).toEqual(ids(6));
    expect(await pickAll(home.store, { since: "2026-11-03T12:00:04.000Z", provider: "hotmart" })).toEqual(ids(5, 6));
    expect(await pickAll(home.store, { trigger: "purchase.approved" })).toEqual(ids(1, 3));
    expect(await pickAll(home.store, { statuses: ["pending"] })).toEqual([]);
  });
});

/** A cancellation that names its subscription and no product. */
function withoutProduct(body: object): object {
  const { product: _, ...data } = (body as { data: { product?: object } }).data;
  return { ...body, data };
}
