import { beforeEach, describe, expect, test } from "vitest";
import { replayDeliveries } from "../../src/app/replay.ts";
import { saleEvent, subscriptionCancellation } from "../support/hotmart-sale.ts";
import { BLOCK, createWorld, SEQUENCE, TAG, UNTAG, type World } from "../support/world.ts";

const ANA = "ana@example.com";
let world: World;

beforeEach(async () => {
  world = await createWorld();
  await world.product("curso");
});

describe("dedupe is on the event, never on the transaction", () => {
  test("a refund after an approval is a new event", async () => {
    await world.link("curso", "1001");
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));
    const [refund] = await world.hotmart(saleEvent("PURCHASE_REFUNDED", { transaction: "HP1" }, 9));

    expect(refund?.event.status).toBe("processed");
    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "blocked", until: null }]);
  });

  test("the same event again is a duplicate and changes nothing", async () => {
    await world.link("curso", "1001");
    const body = saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1, { id: "11111111-1111-4111-8111-111111111111" });
    await world.hotmart(body);
    const [again] = await world.hotmart(body);

    expect(again?.event.status).toBe("duplicate");
    expect(again?.changes).toEqual([]);
  });

  test("another id for the same transaction and trigger acts once", async () => {
    await world.link("curso", "1001");
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));
    const [again] = await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));

    expect(again?.event.status).toBe("duplicate");
  });
});

describe("access is a ledger of grants per transaction", () => {
  test("a refund of one product never touches another", async () => {
    await world.product("outro");
    await world.link("curso", "1001");
    await world.link("outro", "1002");
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", product: "1001" }, 1));
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP2", product: "1002" }, 2));
    await world.hotmart(saleEvent("PURCHASE_REFUNDED", { transaction: "HP1", product: "1001" }, 3));

    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "blocked", until: null }]);
    expect(await world.grants(ANA, "outro")).toEqual([{ transaction: "HP2", state: "active", until: null }]);
  });

  test("a refund of a part leaves the access, and the refund of the rest that follows takes it", async () => {
    await world.link("curso", "1001");
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));
    await world.hotmart(saleEvent("PURCHASE_REFUNDED", { transaction: "HP1" }, 2, { status: "PARTIALLY_REFUNDED" }));

    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "active", until: null }]);

    const [rest] = await world.hotmart(saleEvent("PURCHASE_REFUNDED", { transaction: "HP1" }, 3));
    expect(rest?.event.status).toBe("processed");
    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "blocked", until: null }]);
  });

  test("of two purchases of one product, refunding one leaves the other", async () => {
    await world.link("curso", "1001");
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP2" }, 2));
    await world.hotmart(saleEvent("PURCHASE_CHARGEBACK", { transaction: "HP1" }, 3));

    expect(await world.grants(ANA, "curso")).toEqual([
      { transaction: "HP1", state: "blocked", until: null },
      { transaction: "HP2", state: "active", until: null },
    ]);
  });

  test("a refund that comes before its approval is not undone by it", async () => {
    await world.link("curso", "1001");
    await world.hotmart(saleEvent("PURCHASE_REFUNDED", { transaction: "HP1" }, 9));
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));

    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "blocked", until: null }]);
  });

  test("the end of the guarantee neither gives nor takes", async () => {
    await world.link("curso", "1001");
    await world.hotmart(saleEvent("PURCHASE_COMPLETE", { transaction: "HP1" }, 9));
    expect(await world.grants(ANA, "curso")).toEqual([]);

    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));
    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "active", until: null }]);
  });
});

describe("what must not block", () => {
  test("a declined attempt leaves the access of an earlier sale", async () => {
    await world.link("curso", "1001");
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));
    const declined = saleEvent("PURCHASE_CANCELED", { transaction: "HP2" }, 2, { payment: { refusal_reason: "Saldo insuficiente." } });
    const [refused] = await world.hotmart(declined);

    expect(refused?.event.trigger).toBe("purchase.refused");
    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "active", until: null }]);
  });

  test("a dispute flags the purchase and blocks only when a rule says so", async () => {
    await world.link("curso", "1001");
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));
    await world.hotmart(saleEvent("PURCHASE_PROTEST", { transaction: "HP1" }, 2));
    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "active", until: null }]);
    const contact = await world.store.contacts.find(ANA);
    expect((await world.store.contacts.purchases(contact?.id ?? ""))[0]?.disputed).toBe(true);

    await world.rule("curso", "purchase.disputed", [BLOCK]);
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP2" }, 3));
    await world.hotmart(saleEvent("PURCHASE_PROTEST", { transaction: "HP2" }, 4));
    expect((await world.grants(ANA, "curso"))[1]).toEqual({ transaction: "HP2", state: "blocked", until: null });
  });

  test("a canceled subscription keeps access until the paid period ends", async () => {
    await world.link("curso", "1001", { kind: "subscription" });
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", subscription: "AB3CD4EF", recurrence: 1 }, 1));
    await world.hotmart(subscriptionCancellation("AB3CD4EF", 5, { until: Date.UTC(2026, 1, 2, 12) }));

    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "active", until: "2026-02-02T12:00:00.000Z" }]);
  });

  test("a canceled subscription without a date ends at the cancellation, and a later charge opens it again", async () => {
    await world.link("curso", "1001", { kind: "subscription" });
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", subscription: "AB3CD4EF", recurrence: 1 }, 1));
    await world.hotmart(subscriptionCancellation("AB3CD4EF", 5));
    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "active", until: "2026-01-02T12:05:00.000Z" }]);

    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP2", subscription: "AB3CD4EF", recurrence: 2 }, 60));
    expect(await world.grants(ANA, "curso")).toEqual([
      { transaction: "HP1", state: "superseded", until: "2026-01-02T12:05:00.000Z" },
      { transaction: "HP2", state: "active", until: null },
    ]);
  });

  test("refunding an old charge of a subscription leaves the paid one; refunding the newest ends access", async () => {
    await world.link("curso", "1001", { kind: "subscription" });
    for (const recurrence of [1, 2]) {
      await world.hotmart(
        saleEvent("PURCHASE_APPROVED", { transaction: `HP${recurrence}`, subscription: "AB3CD4EF", recurrence }, recurrence),
      );
    }
    await world.hotmart(saleEvent("PURCHASE_REFUNDED", { transaction: "HP1", subscription: "AB3CD4EF", recurrence: 1 }, 8));
    expect((await world.grants(ANA, "curso"))[1]).toEqual({ transaction: "HP2", state: "active", until: null });

    await world.hotmart(saleEvent("PURCHASE_REFUNDED", { transaction: "HP2", subscription: "AB3CD4EF", recurrence: 2 }, 9));
    expect((await world.grants(ANA, "curso")).map((grant) => grant.state)).toEqual(["blocked", "blocked"]);
  });
});

describe("the two switches of a link", () => {
  const BOLETO = { payment: { type: "BILLET", billet_url: "https://example.com/boleto" } };

  test("release on boleto gives provisionally, expiry takes it back, payment confirms it", async () => {
    await world.link("curso", "1001", { releaseOnBoleto: true });
    await world.hotmart(saleEvent("PURCHASE_BILLET_PRINTED", { transaction: "HP1" }, 1, BOLETO));
    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "provisional", until: null }]);

    await world.hotmart(saleEvent("PURCHASE_EXPIRED", { transaction: "HP1" }, 2, BOLETO));
    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "blocked", until: null }]);

    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 3, BOLETO));
    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "active", until: null }]);
  });

  test("without it a boleto gives nothing", async () => {
    await world.link("curso", "1001");
    await world.hotmart(saleEvent("PURCHASE_BILLET_PRINTED", { transaction: "HP1" }, 1, BOLETO));

    expect(await world.grants(ANA, "curso")).toEqual([]);
  });

  test("with block-on-cancel off a refund leaves access, and a canceled boleto is still taken back", async () => {
    await world.link("curso", "1001", { blockOnCancel: false, releaseOnBoleto: true });
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));
    await world.hotmart(saleEvent("PURCHASE_REFUNDED", { transaction: "HP1" }, 2));
    await world.hotmart(saleEvent("PURCHASE_BILLET_PRINTED", { transaction: "HP2" }, 3, BOLETO));
    await world.hotmart(saleEvent("PURCHASE_CANCELED", { transaction: "HP2" }, 4, BOLETO));

    expect(await world.grants(ANA, "curso")).toEqual([
      { transaction: "HP1", state: "active", until: null },
      { transaction: "HP2", state: "blocked", until: null },
    ]);
  });
});

describe("what waits for the operator", () => {
  test("a subscription for an id linked as one-time is kept, gives nothing, and gives after link and replay", async () => {
    await world.link("curso", "1001", { kind: "one-time" });
    const [first] = await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", subscription: "AB3CD4EF", recurrence: 1 }, 1));
    expect(first?.event.status).toBe("quarantined");
    expect(first?.event.reason?.code).toBe("match.other-kind");
    expect(await world.grants(ANA, "curso")).toEqual([]);

    await world.link("curso", "1001", { kind: "subscription" });
    await replayDeliveries([first?.event.id ?? ""], world.store, "UTC", true);
    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "active", until: null }]);
  });

  test("an unlinked product is kept as unmatched, and acts once after it was linked and replayed", async () => {
    await world.rule("curso", "purchase.approved", [TAG("comprou")]);
    const [first] = await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));
    expect(first?.event).toMatchObject({ status: "unmatched", reason: { code: "match.unlinked", params: { externalId: "1001" } } });

    await world.link("curso", "1001");
    const dry = await replayDeliveries([first?.event.id ?? ""], world.store, "UTC", false);
    expect(dry[0]?.changes.map(({ kind, target, after }) => ({ kind, target, after }))).toEqual([
      { kind: "access", target: "curso", after: "active" },
      { kind: "tag", target: "comprou", after: "on" },
    ]);
    expect(await world.tags(ANA)).toEqual([]);

    await replayDeliveries([first?.event.id ?? ""], world.store, "UTC", true);
    expect(await world.tags(ANA)).toEqual(["comprou"]);
    const again = await replayDeliveries([first?.event.id ?? ""], world.store, "UTC", true);
    expect(again[0]?.changes).toEqual([]);
  });

  test("an unknown event is kept and reported, not dropped", async () => {
    const [first] = await world.hotmart({
      id: "x",
      creation_date: 1767366003412,
      event: "PURCHASE_TELEPORTED",
      version: "2.0.0",
      data: {},
    });

    expect(first?.event).toMatchObject({ trigger: "unknown", status: "processed", reason: { code: "event.unknown" } });
  });
});

describe("test calls of the panel", () => {
  const TEST_CALL = {
    ...saleEvent(
      "PURCHASE_APPROVED",
      { transaction: "HP16015479281022", product: "0", email: "testeComprador271101postman15@example.com" },
      1,
    ),
  };

  test("are recorded and decided, and change nothing", async () => {
    await world.rule("*", "purchase.approved", [TAG("comprou")]);
    const [first] = await world.hotmart(TEST_CALL);

    expect(first?.event.isTest).toBe(true);
    expect(first?.changes).toEqual([]);
    expect(await world.store.contacts.find("testecomprador271101postman15@example.com")).toBeUndefined();
  });

  test("act like real ones where the store says so", async () => {
    await world.link("curso", "0");
    await world.store.accounts.save({ provider: "hotmart", name: "default", description: null, actOnTests: true, api: "production" });
    await world.hotmart(TEST_CALL);

    expect(await world.grants("testecomprador271101postman15@example.com", "curso")).toHaveLength(1);
  });
});

describe("rules", () => {
  test("tags and sequences follow the purchase, not the order of arrival", async () => {
    await world.link("curso", "1001");
    await world.rule("curso", "purchase.approved", [TAG("aluno"), SEQUENCE("vendas", "boas-vindas")]);
    await world.rule("curso", "purchase.refunded", [UNTAG("aluno"), TAG("devolveu"), SEQUENCE("vendas", "despedida")]);
    await world.hotmart(saleEvent("PURCHASE_REFUNDED", { transaction: "HP1" }, 9));
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));

    expect(await world.tags(ANA)).toEqual(["devolveu"]);
    expect(await world.funnels(ANA)).toEqual(["vendas/despedida"]);
  });

  test("a rule for another product or with a false condition does not fire, and says why", async () => {
    await world.product("outro");
    await world.link("curso", "1001");
    await world.rule("outro", "purchase.approved", [TAG("outro")]);
    await world.rule("curso", "purchase.approved", [TAG("caro")], "amount > 500");
    const [first] = await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1" }, 1));

    expect(first?.decisions.map(({ rule, fired, reason }) => [rule, fired, reason.code])).toEqual([
      ["link", true, "link.grant"],
      ["rul_1", false, "rule.other-product"],
      ["rul_2", false, "rule.condition-false-because"],
    ]);
    expect(await world.tags(ANA)).toEqual([]);
  });

  test("a late renewal closes the subscription when a rule says so, and the paid one opens it again", async () => {
    await world.link("curso", "1001", { kind: "subscription" });
    await world.rule("curso", "payment.late", [BLOCK]);
    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP1", subscription: "AB3CD4EF", recurrence: 1 }, 1));
    await world.hotmart(saleEvent("PURCHASE_DELAYED", { transaction: "HP2", subscription: "AB3CD4EF", recurrence: 2 }, 30));
    expect(await world.grants(ANA, "curso")).toEqual([{ transaction: "HP1", state: "active", until: "2026-01-02T12:30:00.000Z" }]);

    await world.hotmart(saleEvent("PURCHASE_APPROVED", { transaction: "HP3", subscription: "AB3CD4EF", recurrence: 2 }, 50));
    expect((await world.grants(ANA, "curso")).at(-1)).toEqual({ transaction: "HP3", state: "active", until: null });
  });
});
