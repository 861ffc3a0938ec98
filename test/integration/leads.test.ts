import { beforeEach, describe, expect, test } from "vitest";
import { replayDeliveries } from "../../src/app/replay.ts";
import { readFixture } from "../../src/shared/fixture-files.ts";
import { saleEvent } from "../support/hotmart-sale.ts";
import { createWorld, SEQUENCE, TAG, type World } from "../support/world.ts";

const CPF = "52998224725";
/** The document that the shipped MCMV lead names. */
const MCMV_CNPJ = "B7K2M9X4000152";
let world: World;
let sent = 0;

beforeEach(async () => {
  world = await createWorld();
});

/** A lead on a listing, as small as the contract allows, with whatever a test wants otherwise. */
function lead(changes: object = {}): object {
  sent += 1;
  return {
    leadOrigin: "VivaReal",
    timestamp: "2026-11-03T13:22:41.507Z",
    originLeadId: `lead-${sent}`,
    clientListingId: "AP-1",
    name: "Marina Exemplo",
    email: "marina@example.com",
    ddd: "41",
    phone: "900000001",
    temperature: "Alta",
    transactionType: "SELL",
    ...changes,
  };
}

async function advertiser(slug: string, options: { readonly document?: string; readonly closed?: boolean } = {}): Promise<void> {
  await world.store.advertisers.add({ slug, document: CPF, url: null, sendLeadEmail: false, closed: false, ...options });
}

describe("whose lead it is", () => {
  test("the path of the address names the advertiser", async () => {
    await advertiser("acme");
    const [first] = await world.lead(lead(), "/grupozap/lead/acme");

    expect(first?.event).toMatchObject({ status: "processed", advertiser: "acme", trigger: "lead.received" });
  });

  test("the subdomain of the address names it, in any case and with a port", async () => {
    await advertiser("acme");
    const [first] = await world.lead(lead(), "/grupozap/lead", "ACME.crm.example.com:8443");

    expect(first?.event).toMatchObject({ status: "processed", advertiser: "acme" });
  });

  test("the common address leaves it to the listing", async () => {
    await advertiser("acme");
    await advertiser("zeta");
    await world.store.advertisers.addListing({ code: "AP-1", advertiser: "zeta" });
    const [first] = await world.lead(lead());

    expect(first?.event).toMatchObject({ status: "processed", advertiser: "zeta" });
  });

  test("the path is believed before the subdomain, and the subdomain before the listing", async () => {
    for (const slug of ["path", "host", "owner"]) await advertiser(slug);
    await world.store.advertisers.addListing({ code: "AP-1", advertiser: "owner" });
    const [byPath] = await world.lead(lead(), "/grupozap/lead/path", "host.crm.example.com");
    const [byHost] = await world.lead(lead(), "/grupozap/lead", "host.crm.example.com");
    const [byListing] = await world.lead(lead(), "/grupozap/lead", "www.crm.example.com");

    expect([byPath, byHost, byListing].map((processed) => processed?.event.advertiser)).toEqual(["path", "host", "owner"]);
  });

  test("an MCMV simulation, which has no listing, is found by the advertiser's document", async () => {
    await advertiser("construtora", { document: MCMV_CNPJ });
    await advertiser("acme");
    const body = JSON.parse(readFixture("grupozap", "lead.received.2025.mcmv").request.text()) as object;
    const [first] = await world.lead(body);

    expect(first?.event).toMatchObject({ status: "processed", advertiser: "construtora", lead: { subtype: "mcmv", listing: null } });
  });

  test("a document that two advertisers share names neither", async () => {
    await advertiser("construtora", { document: MCMV_CNPJ });
    await advertiser("filial", { document: MCMV_CNPJ });
    const body = JSON.parse(readFixture("grupozap", "lead.received.2025.mcmv").request.text()) as object;
    const [first] = await world.lead(body);

    expect(first?.event).toMatchObject({
      status: "unmatched",
      advertiser: null,
      reason: { code: "match.unknown-listing", params: { listing: null } },
    });
  });

  test("an advertiser in the path that nobody registered is never replaced by the owner of the listing", async () => {
    await advertiser("acme");
    await world.store.advertisers.addListing({ code: "AP-1", advertiser: "acme" });
    const [first] = await world.lead(lead(), "/grupozap/lead/stranger");

    expect(first?.event).toMatchObject({
      status: "unmatched",
      advertiser: null,
      reason: { code: "match.unknown-advertiser", params: { advertiser: "stranger" } },
    });
  });

  test("a listing that nobody registered waits, with its code as the reason", async () => {
    await advertiser("acme");
    const [first] = await world.lead(lead({ clientListingId: "AP-404" }));

    expect(first?.event).toMatchObject({ status: "unmatched", reason: { code: "match.unknown-listing", params: { listing: "AP-404" } } });
    expect(first?.decisions).toEqual([]);
  });

  test("where no advertiser is registered at all every lead is the operator's own, whatever the address says", async () => {
    const [common] = await world.lead(lead());
    const [named] = await world.lead(lead(), "/grupozap/lead/anybody");

    expect([common, named].map((processed) => [processed?.event.status, processed?.event.advertiser])).toEqual([
      ["processed", null],
      ["processed", null],
    ]);
  });

  test("a closed advertiser's lead that was taken all the same is still its own", async () => {
    await advertiser("acme", { closed: true });
    await world.store.advertisers.addListing({ code: "AP-1", advertiser: "acme" });
    const [first] = await world.lead(lead());

    expect(first?.event).toMatchObject({ status: "processed", advertiser: "acme" });
  });

  test("registering the listing and replaying gives a waiting lead to its advertiser, and acts once", async () => {
    await advertiser("acme");
    await world.rule("*", "lead.received", [TAG("lead")]);
    const [first] = await world.lead(lead());
    expect(await world.tags("marina@example.com")).toEqual([]);

    await world.store.advertisers.addListing({ code: "AP-1", advertiser: "acme" });
    const [mended] = await replayDeliveries([first?.event.id ?? ""], world.store, "UTC", true);
    const [again] = await replayDeliveries([first?.event.id ?? ""], world.store, "UTC", true);

    expect(mended?.event).toMatchObject({ id: first?.event.id, status: "processed", advertiser: "acme" });
    expect(await world.tags("marina@example.com")).toEqual(["lead"]);
    expect(again?.changes).toEqual([]);
  });
});

describe("the same lead again", () => {
  test("is a duplicate, also when the vendor sends it to another address", async () => {
    await advertiser("acme");
    const body = lead();
    const [first] = await world.lead(body, "/grupozap/lead/acme");
    const [again] = await world.lead(body, "/grupozap/lead");

    expect(first?.event.status).toBe("processed");
    expect(again?.event).toMatchObject({ status: "duplicate", reason: { code: "event.duplicate", params: { of: first?.event.id } } });
  });

  test("two leads of one person on one listing are two", async () => {
    const [first] = await world.lead(lead());
    const [second] = await world.lead(lead());

    expect([first?.event.status, second?.event.status]).toEqual(["processed", "processed"]);
    expect(second?.event.contactId).toBe(first?.event.contactId);
  });
});

describe("rules on leads", () => {
  test("conditions ask for what a lead says", async () => {
    await advertiser("acme");
    await world.rule("*", "lead.received", [TAG("quente")], "lead.temperature = Alta");
    await world.rule("*", "lead.received", [TAG("aluguel")], "lead.transactionType = RENT");
    await world.rule(
      "*",
      "lead.received",
      [TAG("da-acme"), SEQUENCE("corretagem", "novo")],
      "lead.advertiser = acme and lead.origin = VivaReal",
    );
    await world.rule("*", "lead.received", [TAG("cobertura")], "lead.listing starts-with CO");
    const [first] = await world.lead(lead(), "/grupozap/lead/acme");

    expect(first?.decisions.map(({ rule, fired }) => [rule, fired])).toEqual([
      ["rul_1", true],
      ["rul_2", false],
      ["rul_3", true],
      ["rul_4", false],
    ]);
    expect(await world.tags("marina@example.com")).toEqual(["da-acme", "quente"]);
    expect(await world.funnels("marina@example.com")).toEqual(["corretagem/novo"]);
  });

  test("a rule for one product never fires on a lead, and a grant by a lead gives nothing", async () => {
    await world.product("curso");
    await world.rule("curso", "lead.received", [TAG("curso")]);
    await world.rule("*", "lead.received", [{ id: "access.grant", target: null }]);
    const [first] = await world.lead(lead());

    expect(first?.decisions.map(({ fired, reason }) => [fired, reason.code])).toEqual([
      [false, "rule.other-product"],
      [true, "rule.fired"],
    ]);
    expect(first?.changes).toEqual([]);
  });

  test("a lead that left neither e-mail nor phone can be forwarded and nothing else", async () => {
    await world.rule("*", "lead.received", [TAG("lead"), { id: "forward", target: "crm" }]);
    const [first] = await world.lead(lead({ email: null, ddd: "", phone: "" }));

    expect(first?.event).toMatchObject({ status: "processed", contactId: null });
    expect(first?.changes.map(({ kind, target }) => [kind, target])).toEqual([["outbox", "crm"]]);
    expect(await world.store.contacts.list({ after: null, limit: 9, tag: null })).toEqual([]);
  });
});

describe("who the person is", () => {
  const PHONE = "+5541900000001";

  function saleWithPhone(email: string, phone: string): object {
    const body = saleEvent("PURCHASE_APPROVED", { transaction: `HP${email}`, email }, 1) as { data: { buyer: object } };
    return {
      ...body,
      data: {
        ...body.data,
        buyer: {
          ...body.data.buyer,
          checkout_phone_code: phone.slice(0, 2),
          checkout_phone: phone.slice(2),
          address: { country_iso: "BR" },
        },
      },
    };
  }

  test("the e-mail, in any case", async () => {
    const [first] = await world.lead(lead());
    const [second] = await world.lead(lead({ email: "MARINA@Example.com", phone: "900000009" }));

    expect(second?.event.contactId).toBe(first?.event.contactId);
    expect(await world.store.contacts.find("marina@example.com")).toMatchObject({ phone: "+5541900000009" });
  });

  test("without an e-mail the phone", async () => {
    const [first] = await world.lead(lead({ email: null }));
    const [second] = await world.lead(lead({ email: null, name: "Marina E." }));

    expect(second?.event.contactId).toBe(first?.event.contactId);
    expect(await world.store.contacts.find(PHONE)).toMatchObject({
      id: first?.event.contactId,
      email: null,
      phone: PHONE,
      name: "Marina E.",
    });
  });

  test("a lead with only a phone and a purchase with the same phone and an e-mail are one person, tags and all", async () => {
    await world.product("curso");
    await world.link("curso", "1001");
    await world.rule("*", "lead.received", [TAG("lead")]);
    const [first] = await world.lead(lead({ email: null }));
    const [sale] = await world.hotmart(saleWithPhone("marina@example.com", "41900000001"));

    expect(sale?.event.contactId).toBe(first?.event.contactId);
    expect(await world.store.contacts.find("marina@example.com")).toMatchObject({ email: "marina@example.com", phone: PHONE });
    expect(await world.tags("marina@example.com")).toEqual(["lead"]);
    expect(await world.grants("marina@example.com", "curso")).toHaveLength(1);
    expect(await world.store.contacts.list({ after: null, limit: 9, tag: null })).toHaveLength(1);
  });

  test("two e-mails that share a phone stay two people", async () => {
    await world.product("curso");
    await world.link("curso", "1001");
    const [first] = await world.lead(lead());
    const [sale] = await world.hotmart(saleWithPhone("joao@example.com", "41900000001"));

    expect(sale?.event.contactId).not.toBe(first?.event.contactId);
    expect(await world.store.contacts.list({ after: null, limit: 9, tag: null })).toHaveLength(2);
  });
});

describe("calls to the lead address that are no leads", () => {
  test("are kept as unknown, and belong to nobody", async () => {
    await advertiser("acme");
    await world.rule("*", "unknown", [TAG("estranho")]);
    const body = JSON.parse(readFixture("grupozap", "unknown.feed-report").request.text()) as object;
    const [first] = await world.lead(body);

    expect(first?.event).toMatchObject({
      trigger: "unknown",
      status: "processed",
      nativeEvent: "FEEDS_INTEGRATION_REPORT",
      contactId: null,
      reason: { code: "event.unknown" },
    });
    expect(first?.changes).toEqual([]);
  });
});
