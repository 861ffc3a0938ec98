/** What destinations that keep tags, funnels or access hear of a contact: what holds, when it is news. */
import { beforeEach, describe, expect, test } from "vitest";
import { NOT_TOLD } from "../../src/app/ports.ts";
import { replayDeliveries } from "../../src/app/replay.ts";
import { readFixture } from "../../src/shared/fixture-files.ts";
import { saleEvent, subscriptionCancellation } from "../support/hotmart-sale.ts";
import { destination, ended, outbox, sendDue, waiting, withoutBuyer } from "../support/outbox.ts";
import { BOLETO } from "../support/stories.ts";
import { BLOCK, createWorld, GRANT, LEAVE, SEQUENCE, TAG, UNTAG, type World } from "../support/world.ts";

const ZONE = "America/Sao_Paulo";
const LINK = { product: "curso", provider: "hotmart", store: "default", externalId: "1001", offer: null, plan: null };
/** Calls of one test arrive within seconds of this. */
const NOON = "2026-11-03T12:30:00.000Z";
/** Long after. */
const PAID_UNTIL = "2026-12-03T12:00:00.000Z";
const AFTER = "2026-12-04T12:00:00.000Z";

let world: World;

beforeEach(async () => {
  world = await createWorld();
  for (const slug of ["curso", "clube"]) await world.product(slug);
  await world.link("curso", "1001");
  await world.link("clube", "1003", { kind: "subscription" });
});

const sale = (event: string, minute: number, transaction = "HP1", options = {}) => saleEvent(event, { transaction }, minute, options);

describe("tags and funnels at a CRM", () => {
  beforeEach(async () => {
    await destination(world, "leadlovers", "crm");
  });

  test("follow from one event in the order that the CRM wants", async () => {
    await world.rule("curso", "purchase.approved", [TAG("comprou"), UNTAG("boleto"), SEQUENCE("vendas", "boas-vindas"), LEAVE("cobranca")]);
    const [done] = await world.hotmart(sale("PURCHASE_APPROVED", 1));

    expect(await waiting(world)).toEqual([
      "crm funnel.remove cobranca",
      "crm sequence.add vendas/boas-vindas",
      "crm tag.add comprou",
      "crm tag.remove boleto",
    ]);
    expect((await outbox(world)).map(({ object, value, lane, dueAt }) => ({ object, value, lane, dueAt }))).toEqual(
      [
        { object: "funnel:cobranca", value: null },
        { object: "funnel:vendas", value: "boas-vindas" },
        { object: "tag:comprou", value: "on" },
        { object: "tag:boleto", value: null },
      ].map((what) => ({ ...what, lane: done?.event.contactId, dueAt: done?.event.receivedAt })),
    );
  });

  test("are told to every such destination, each in its own time", async () => {
    await destination(world, "leadlovers", "outro");
    await world.rule("curso", "purchase.approved", [TAG("comprou")]);
    await world.hotmart(sale("PURCHASE_APPROVED", 1));
    await destination(world, "leadlovers", "novo");
    await world.hotmart(sale("PURCHASE_APPROVED", 2, "HP2"));

    expect(await waiting(world)).toEqual(["crm tag.add comprou", "outro tag.add comprou", "novo tag.add comprou"]);
  });

  test("are not told again while they stay as they are", async () => {
    await world.rule("clube", "purchase.approved", [TAG("assinante"), SEQUENCE("vendas", "boas-vindas")]);
    const charge = (transaction: string, recurrence: number) =>
      saleEvent("PURCHASE_APPROVED", { transaction, product: "1003", subscription: "S1", recurrence }, recurrence);
    await world.hotmart(charge("HP1", 1));
    await world.hotmart(charge("HP2", 2));
    await sendDue(world, NOON);
    await world.hotmart(charge("HP3", 3));

    expect((await outbox(world)).map(({ action, state }) => `${action} ${state}`)).toEqual(["sequence.add sent", "tag.add sent"]);
  });

  test("are told when the sequence within a funnel changes", async () => {
    await world.rule("curso", "purchase.approved", [SEQUENCE("vendas", "boas-vindas")]);
    await world.rule("curso", "purchase.completed", [SEQUENCE("vendas", "depoimento")]);
    for (const event of ["PURCHASE_APPROVED", "PURCHASE_COMPLETE"]) await world.hotmart(sale(event, 1));

    expect(await waiting(world)).toEqual(["crm sequence.add vendas/boas-vindas", "crm sequence.add vendas/depoimento"]);
  });

  test("say what holds, not what a rule asked for: a refund that comes before its payment stands", async () => {
    await world.rule("curso", "purchase.approved", [TAG("comprou")]);
    await world.rule("curso", "purchase.refunded", [UNTAG("comprou"), TAG("devolveu")]);
    await world.hotmart(sale("PURCHASE_REFUNDED", 5));
    await world.hotmart(sale("PURCHASE_APPROVED", 1));

    expect(await waiting(world)).toEqual(["crm tag.add devolveu", "crm tag.remove comprou"]);
  });

  test("that were never told and never held are taken away once, for the CRM may have them from elsewhere", async () => {
    await world.rule("curso", "purchase.approved", [UNTAG("frio"), LEAVE("prospeccao")]);
    await world.hotmart(sale("PURCHASE_APPROVED", 1));
    await world.hotmart(sale("PURCHASE_APPROVED", 2, "HP2"));

    expect(await waiting(world)).toEqual(["crm funnel.remove prospeccao", "crm tag.remove frio"]);
  });

  test("that the CRM is not to hear of are left out", async () => {
    for (const [object, code] of [
      ["tag:interna", NOT_TOLD],
      ["sequence:vendas/boas-vindas", NOT_TOLD],
      ["funnel:cobranca", NOT_TOLD],
      ["tag:comprou", "640001"],
    ] as const)
      await world.store.destinations.setCode("crm", object, code);
    await world.rule("curso", "purchase.approved", [TAG("interna"), TAG("comprou"), SEQUENCE("vendas", "boas-vindas"), LEAVE("cobranca")]);
    await world.hotmart(sale("PURCHASE_APPROVED", 1));

    expect(await waiting(world)).toEqual(["crm tag.add comprou"]);
  });

  test("given up by the operator or refused by the CRM are told with the next event", async () => {
    await world.rule("curso", "purchase.approved", [TAG("comprou")]);
    await world.hotmart(sale("PURCHASE_APPROVED", 1));
    await sendDue(world, NOON, "dead");
    await world.hotmart(sale("PURCHASE_APPROVED", 2, "HP2"));

    expect((await outbox(world)).map(({ action, state }) => `${action} ${state}`)).toEqual(["tag.add canceled", "tag.add queued"]);
  });

  test("reach the CRM in the order of what was told, also when an older event is understood only later", async () => {
    await world.rule("curso", "purchase.approved", [TAG("comprou")]);
    await world.rule("curso", "purchase.refunded", [UNTAG("comprou")]);
    await world.hotmart(withoutBuyer(sale("PURCHASE_REFUNDED", 5)));
    await world.hotmart(sale("PURCHASE_APPROVED", 1));

    expect(await world.tags("ana@example.com")).toEqual([]);
    expect(await waiting(world)).toEqual(["crm tag.add comprou", "crm tag.remove comprou"]);
  });
});

describe("test calls", () => {
  const call = () => JSON.parse(readFixture("hotmart", "purchase.approved.2.0.0.test-button").request.text()) as object;

  beforeEach(async () => {
    await destination(world, "leadlovers", "crm");
    await world.link("curso", "0", { kind: "subscription" });
    await world.rule("*", "purchase.approved", [TAG("comprou")]);
  });

  test("tell nobody anything", async () => {
    const [done] = await world.hotmart(call());

    expect(done?.event).toMatchObject({ isTest: true, status: "processed" });
    expect(await outbox(world)).toEqual([]);
  });

  test("are told like real ones where the account acts on them", async () => {
    await world.store.accounts.save({ provider: "hotmart", name: "default", description: null, actOnTests: true, api: "production" });
    await world.hotmart(call());

    expect(await waiting(world)).toEqual(["crm tag.add comprou"]);
  });
});

describe("a product that is linked late, or no longer", () => {
  beforeEach(async () => {
    await destination(world, "leadlovers", "crm");
    await destination(world, "members", "portal");
    await world.rule("*", "purchase.approved", [TAG("comprou")]);
  });

  test("tells nobody of a sale until it is linked and the sale replayed", async () => {
    await world.store.products.unlink(LINK);
    const [done] = await world.hotmart(sale("PURCHASE_APPROVED", 1));
    expect([done?.event.status, await outbox(world)]).toEqual(["unmatched", []]);

    await world.link("curso", "1001");
    await replayDeliveries([done?.event.id ?? ""], world.store, ZONE, true);

    expect(await waiting(world)).toEqual(["portal access.grant curso", "crm tag.add comprou"]);
  });

  test("gives back what it gave when its link is gone and the sale is replayed, each change once", async () => {
    const [done] = await world.hotmart(sale("PURCHASE_APPROVED", 1));
    await sendDue(world, NOON);
    const replay = () => replayDeliveries([done?.event.id ?? ""], world.store, ZONE, true);

    await world.store.products.unlink(LINK);
    for (const _ of [1, 2]) await replay();
    expect(await waiting(world)).toEqual(["portal access.block curso", "crm tag.remove comprou"]);

    await world.link("curso", "1001");
    for (const _ of [1, 2]) await replay();
    await world.store.products.unlink(LINK);
    for (const _ of [1, 2]) await replay();
    expect(await waiting(world)).toEqual([
      ...["portal access.block curso", "crm tag.remove comprou"],
      ...["portal access.grant curso", "crm tag.add comprou"],
      ...["portal access.block curso", "crm tag.remove comprou"],
    ]);
  });

  test("takes away what a CRM that was registered since may have from elsewhere", async () => {
    const [done] = await world.hotmart(sale("PURCHASE_APPROVED", 1));
    await destination(world, "leadlovers", "novo");
    await world.store.rules.remove("rul_1");
    for (const _ of [1, 2]) await replayDeliveries([done?.event.id ?? ""], world.store, ZONE, true);

    expect((await waiting(world)).filter((line) => line.startsWith("novo"))).toEqual(["novo tag.remove comprou"]);
  });

  test("does not block access that is open again before anybody was told that it was blocked", async () => {
    for (const transaction of ["HP1", "HP2"]) await world.hotmart(sale("PURCHASE_APPROVED", 1, transaction));
    const [refund] = await world.hotmart(sale("PURCHASE_REFUNDED", 2, "HP1"));
    await world.hotmart(sale("PURCHASE_REFUNDED", 3, "HP2"));
    await world.link("curso", "1001", { blockOnCancel: false });
    await replayDeliveries([refund?.event.id ?? ""], world.store, ZONE, true);

    expect((await waiting(world)).filter((line) => line.startsWith("portal"))).toEqual(["portal access.grant curso"]);
    expect(await ended(world)).toEqual(["canceled dispatch.overtaken: portal access.block curso"]);
  });

  test("blocks and opens again in that order when the block was tried before, for it may have worked", async () => {
    for (const transaction of ["HP1", "HP2"]) await world.hotmart(sale("PURCHASE_APPROVED", 1, transaction));
    const [refund] = await world.hotmart(sale("PURCHASE_REFUNDED", 2, "HP1"));
    await sendDue(world, NOON);
    await world.hotmart(sale("PURCHASE_REFUNDED", 3, "HP2"));
    await sendDue(world, NOON, "queued");
    await world.link("curso", "1001", { blockOnCancel: false });
    await replayDeliveries([refund?.event.id ?? ""], world.store, ZONE, true);

    expect(await waiting(world)).toEqual(["portal access.block curso", "portal access.grant curso"]);
  });
});

describe("access at a members' area", () => {
  beforeEach(async () => {
    await destination(world, "members", "portal");
  });

  test("is granted by a payment and blocked by its refund", async () => {
    await world.hotmart(sale("PURCHASE_APPROVED", 1));
    await world.hotmart(sale("PURCHASE_REFUNDED", 2));

    expect(await waiting(world)).toEqual(["portal access.grant curso", "portal access.block curso"]);
  });

  test("stays as long as one of two purchases of the product stands", async () => {
    for (const transaction of ["HP1", "HP2"]) await world.hotmart(sale("PURCHASE_APPROVED", 1, transaction));
    await world.hotmart(sale("PURCHASE_REFUNDED", 2, "HP1"));
    expect(await waiting(world)).toEqual(["portal access.grant curso"]);

    await world.hotmart(sale("PURCHASE_REFUNDED", 3, "HP2"));
    expect(await waiting(world)).toEqual(["portal access.grant curso", "portal access.block curso"]);
  });

  test("is not blocked for somebody who never had it", async () => {
    await world.rule("curso", "purchase.disputed", [BLOCK]);
    await world.hotmart(sale("PURCHASE_REFUNDED", 2));
    await world.hotmart(sale("PURCHASE_APPROVED", 1));
    await world.hotmart(sale("PURCHASE_PROTEST", 1, "HP2"));

    expect(await outbox(world)).toEqual([]);
  });

  test("that a boleto gave is taken back when it expires, and is nothing new when it is paid", async () => {
    await world.link("curso", "1005", { releaseOnBoleto: true });
    const boleto = (event: string, minute: number, transaction: string) =>
      saleEvent(event, { transaction, product: "1005" }, minute, { payment: BOLETO });
    await world.hotmart(boleto("PURCHASE_BILLET_PRINTED", 1, "HP1"));
    await world.hotmart(boleto("PURCHASE_EXPIRED", 2, "HP1"));
    expect(await waiting(world)).toEqual(["portal access.grant curso", "portal access.block curso"]);

    await world.hotmart(boleto("PURCHASE_BILLET_PRINTED", 3, "HP2"));
    await world.hotmart(boleto("PURCHASE_APPROVED", 4, "HP2"));
    expect(await waiting(world)).toEqual(["portal access.grant curso", "portal access.block curso", "portal access.grant curso"]);
  });

  test("is told of the product that the sale gave, whoever the call that takes it back names", async () => {
    await world.hotmart(sale("PURCHASE_APPROVED", 1));
    await world.hotmart(withoutBuyer(sale("PURCHASE_REFUNDED", 2)));

    expect(await waiting(world)).toEqual(["portal access.grant curso", "portal access.block curso"]);
    expect(new Set((await outbox(world)).map(({ lane }) => lane)).size).toBe(1);
  });

  test("is told once it is known whose it is", async () => {
    const renewal = { transaction: "HP2", product: "1003", subscription: "S1", recurrence: 2 };
    await world.hotmart(withoutBuyer(saleEvent("PURCHASE_APPROVED", renewal, 9)));
    expect(await outbox(world)).toEqual([]);

    await world.hotmart(saleEvent("PURCHASE_APPROVED", { ...renewal, transaction: "HP1", recurrence: 1 }, 1));
    const contact = await world.store.contacts.find("ana@example.com");
    expect(await waiting(world)).toEqual(["portal access.grant clube"]);
    expect((await outbox(world)).map(({ lane }) => lane)).toEqual([contact?.id]);
  });
});

describe("access that ends with the period that was paid for", () => {
  const charge = (event: string, transaction: string, recurrence: number) =>
    saleEvent(event, { transaction, product: "1003", subscription: "S1", recurrence }, recurrence);
  const canceled = (until: string, minute = 30) => subscriptionCancellation("S1", minute, { product: "1003", until: Date.parse(until) });
  const planned = async () => (await outbox(world)).map(({ action, dueAt, state }) => `${action} ${dueAt.slice(0, 10)} ${state}`);

  beforeEach(async () => {
    await destination(world, "members", "portal");
    await world.hotmart(charge("PURCHASE_APPROVED", "HP1", 1));
    await sendDue(world, NOON);
  });

  test("is blocked at that moment", async () => {
    await world.hotmart(canceled(PAID_UNTIL));

    expect(await planned()).toEqual(["access.grant 2026-11-03 sent", "access.block 2026-12-03 queued"]);
    expect((await outbox(world))[1]?.dueAt).toBe(PAID_UNTIL);
    expect(await sendDue(world, NOON)).toEqual([]);
    expect((await sendDue(world, AFTER)).map(({ action }) => action)).toEqual(["access.block"]);
  });

  test("is not blocked when a charge is paid before", async () => {
    await world.hotmart(canceled(PAID_UNTIL));
    await world.hotmart(charge("PURCHASE_APPROVED", "HP2", 40));

    expect(await planned()).toEqual(["access.grant 2026-11-03 sent", "access.block 2026-12-03 canceled"]);
  });

  test("is blocked at once when the charge is refunded before", async () => {
    await world.hotmart(canceled(PAID_UNTIL));
    await world.hotmart(charge("PURCHASE_REFUNDED", "HP1", 1));

    expect(await planned()).toEqual(["access.grant 2026-11-03 sent", "access.block 2026-11-03 queued", "access.block 2026-12-03 canceled"]);
  });

  test("is granted again by a charge after it was blocked", async () => {
    await world.hotmart(canceled(PAID_UNTIL));
    await sendDue(world, AFTER);
    await world.hotmart(charge("PURCHASE_APPROVED", "HP2", 40));

    expect(await planned()).toContain("access.block 2026-12-03 sent");
    expect(await waiting(world)).toEqual(["portal access.grant clube"]);
  });

  test("ends on an earlier day when one is told later", async () => {
    await world.hotmart(canceled(PAID_UNTIL));
    await world.hotmart(canceled("2026-11-20T12:00:00.000Z", 31));

    expect(await planned()).toEqual(["access.grant 2026-11-03 sent", "access.block 2026-11-20 queued", "access.block 2026-12-03 canceled"]);
  });

  test("is planned once, however often the cancellation is told or replayed", async () => {
    const [done] = await world.hotmart(canceled(PAID_UNTIL));
    await world.hotmart(canceled(PAID_UNTIL));
    const [approval] = await world.store.events.list({ trigger: "purchase.approved", limit: 1 });
    await replayDeliveries([done?.event.id ?? "", approval?.id ?? ""], world.store, ZONE, true);
    await sendDue(world, AFTER);
    await replayDeliveries([done?.event.id ?? "", approval?.id ?? ""], world.store, ZONE, true);

    expect(await planned()).toEqual(["access.grant 2026-11-03 sent", "access.block 2026-12-03 sent"]);
  });

  test("is planned again when the operator lets cancellations block again", async () => {
    const [done] = await world.hotmart(canceled(PAID_UNTIL));
    const relink = async (blockOnCancel: boolean) => {
      await world.link("clube", "1003", { kind: "subscription", blockOnCancel });
      await replayDeliveries([done?.event.id ?? ""], world.store, ZONE, true);
    };
    await relink(false);
    expect(await planned()).toEqual(["access.grant 2026-11-03 sent", "access.block 2026-12-03 canceled"]);

    await relink(true);
    expect(await planned()).toEqual(["access.grant 2026-11-03 sent", "access.block 2026-12-03 queued"]);
  });

  test("is told with both its ends to a destination that never heard of it", async () => {
    await destination(world, "members", "novo");
    await world.hotmart(canceled(PAID_UNTIL));

    expect((await waiting(world)).filter((line) => line.startsWith("novo"))).toEqual([
      "novo access.grant clube",
      "novo access.block clube",
    ]);
  });

  test("that is over when the cancellation arrives is blocked at once", async () => {
    await world.hotmart(canceled("2026-10-01T12:00:00.000Z"));

    expect(await planned()).toEqual(["access.grant 2026-11-03 sent", "access.block 2026-11-03 queued"]);
  });

  test("is open without end by a rule that grants", async () => {
    await world.rule("clube", "purchase.completed", [GRANT]);
    await world.hotmart(canceled(PAID_UNTIL));
    await world.hotmart(saleEvent("PURCHASE_COMPLETE", { transaction: "HP9", product: "1003", subscription: "S2", recurrence: 1 }, 50));

    expect(await planned()).toEqual(["access.grant 2026-11-03 sent", "access.block 2026-12-03 canceled"]);
  });
});
