import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { EventFacts } from "../../core/event.ts";
import { InboundRequest } from "../../core/http-message.ts";
import { seededRandom } from "../../core/random.ts";
import { listFixtures, readFixture } from "../../shared/fixture-files.ts";
import type { Variation } from "../contract.ts";
import { eduzz } from "./index.ts";

const AT = "2026-12-01T15:04:05.000Z";
const CONTEXT = { receivedAt: AT, zone: "America/Sao_Paulo" };

function varied(name: string, wishes: Omit<Variation, "random" | "at"> = {}, seed = 1): InboundRequest {
  return eduzz.vary(readFixture("eduzz", name).request, { at: AT, random: seededRandom(seed), ...wishes });
}

function facts(request: InboundRequest): EventFacts {
  const read = eduzz.normalize(request, CONTEXT);
  if (!read.ok || read.value[0] === undefined) throw new Error("not normalised");
  return read.value[0];
}

test.each(listFixtures("eduzz"))("%s happens when it is to happen, where it has a time at all", (name) => {
  const before = facts(readFixture("eduzz", name).request);

  expect(facts(varied(name)).occurredAt).toBe(before.occurredAt === null ? null : AT);
});

describe("dates", () => {
  test("of the webhook keep their distances", () => {
    const text = varied("purchase.approved.v3").text();

    expect(text).toContain('"paidAt":"2026-12-01T15:04:05.000Z"');
    expect(text).toContain('"createdAt":"2026-12-01T15:02:05.000Z"');
    expect(text).toContain('"sentDate":"2026-12-01T15:04:10.000Z"');
  });

  test("of the obsolete webhook move in both of their fields, and a time that is not there is not made", () => {
    const form = varied("purchase.approved.legacy").form();
    const fields = form.ok ? form.value : new Map<string, string>();

    expect([fields.get("trans_paiddate"), fields.get("trans_paidtime")]).toEqual(["20261201", "12:04:05"]);
    expect([fields.get("trans_createdate"), fields.get("trans_createtime")]).toEqual(["20261201", "12:03:35"]);
    expect(fields.get("recurrence_cod")).toBe("");
    expect(varied("purchase.approved.legacy.renewal").text()).not.toContain("trans_duetime");
  });

  test("of a delivery follow its invoice's", () => {
    expect(varied("purchase.approved.delivery").text()).toContain('"edz_fat_dtcadastro":"2026-12-01 12:04:05"');
  });
});

describe("wishes", () => {
  const WISHES = {
    email: "outra@example.org",
    name: "Outra Pessoa",
    phone: "+5541900000001",
    productId: "77",
    productName: "Outro",
    subscriptionId: "S1",
    transaction: "T1",
  };

  test.each([
    ["purchase.approved.v3.subscription", "+5541900000001"],
    ["purchase.approved.legacy.renewal", "41900000001"],
    ["purchase.approved.delivery.subscription", "41900000001"],
  ])("are heard by %s", (name, phoneRaw) => {
    expect(facts(varied(name, WISHES))).toMatchObject({
      buyer: { email: "outra@example.org", name: "Outra Pessoa", phone: "+5541900000001", phoneRaw },
      product: { externalId: "77", name: "Outro" },
      transaction: { id: "T1", subscriptionId: "S1" },
    });
  });

  test("for offer and plan are heard where the format has them", () => {
    expect(facts(varied("purchase.approved.v3", { offer: "Black" })).product.offer).toBe("Black");
    expect(facts(varied("subscription.canceled.v3", { plan: "Anual" })).product.plan).toBe("Anual");
    expect(facts(varied("purchase.approved.legacy.subscription", { plan: "Anual" })).product.plan).toBe("Anual");
  });

  test("for a phone are written as the event writes phones", () => {
    expect(varied("subscription.canceled.v3", { phone: "41900000001" }).text()).toContain(
      '"phone":{"countryCode":"55","areaCode":"41","number":"900000001"}',
    );
    expect(facts(varied("cart.abandoned.v3", { phone: "41900000001" })).buyer.phoneRaw).toBe("+5541900000001");
    expect(facts(varied("cart.abandoned.legacy", { phone: "+5541900000001" })).buyer.phoneRaw).toBe("41900000001");
  });

  test("change who gets the content, not who paid for it", () => {
    const text = varied("purchase.approved.v3.student", { email: "outra@example.org" }).text();

    expect(text).toContain("maria@example.com");
    expect(text).not.toContain("Bia@Example.com");
  });

  test("reach every notation of a delivery", () => {
    for (const notation of ["", ".flat-json", ".form", ".nested-form", ".multipart"]) {
      expect(facts(varied(`purchase.approved.delivery${notation}`, { productId: "77", transaction: "T1" })).keys).toEqual([
        "tx:T1:purchase.approved:item:77",
      ]);
    }
  });
});

test("the digest of a delivery is that of its new ids", () => {
  const nsid = createHash("sha1").update("T177555001").digest("hex");

  expect(varied("purchase.approved.delivery", { productId: "77", transaction: "T1" }).text()).toContain(`"nsid":"${nsid}"`);
});

test("another first lesson has another learner, unless one is wished for", () => {
  const learner = (seed: number, email?: string) =>
    facts(varied("access.first.v3", email === undefined ? {} : { email }, seed)).buyer.email;

  expect(learner(1)).not.toBe(learner(2));
  expect(learner(1, "lia@example.org")).toBe("lia@example.org");
});

describe("setField", () => {
  const fixture = (name: string) => readFixture("eduzz", name).request;

  test.each([
    ["purchase.approved.v3", "data.price.value", "10.5", { amount: { minor: 1050 } }],
    ["purchase.approved.v3", "data.items.0.productId", '"9"', { product: { externalId: "9" } }],
    ["subscription.started.v3", "data.contract.status", "trial", { trigger: "purchase.approved", transaction: { id: "8000001/trial" } }],
    ["purchase.approved.v3", "data.student.email", "bia@example.com", { buyer: { email: "bia@example.com" } }],
    ["purchase.approved.legacy", "trans_cod", "9", { transaction: { id: "9" } }],
    ["purchase.approved.legacy", "recurrence_canceled_at", "x", {}],
    ["purchase.approved.legacy.renewal", "trans_items[0][item_product_name]", "Outro", {}],
    ["purchase.approved.delivery", "edz_cnt_cod", "9", { product: { externalId: "9" } }],
    ["purchase.approved.delivery", "fields.edz_cnt_cod", "9", { product: { externalId: "9" } }],
    ["purchase.approved.delivery.nested-form", "edz_cnt_cod", "9", { product: { externalId: "9" } }],
    ["purchase.approved.delivery.multipart", "edz_cnt_cod", "9", { product: { externalId: "9" } }],
    ["cart.abandoned.legacy", "customer.email", "x@example.com", { buyer: { email: "x@example.com" } }],
  ])("of %s sets %s to %s", (name, path, value, expected) => {
    const changed = eduzz.setField(fixture(name), path, value);

    expect(facts(changed)).toMatchObject(expected);
    expect(changed.text()).toMatch(new RegExp(encodeURIComponent(value.replaceAll('"', "")).replace(/%40/, "(@|%40)")));
  });

  test("leaves what is no body of fields", () => {
    const text = new InboundRequest({ method: "POST", target: "/", headers: [], body: new TextEncoder().encode("hello") });

    expect(eduzz.setField(text, "a", "b").text()).toBe("hello");
    expect(eduzz.vary(text, { at: AT, random: seededRandom(1) })).toBe(text);
  });
});

describe("the wished way of paying", () => {
  test("is told in every place, and only a boleto has a line to pay", () => {
    const request = varied("purchase.expired.v3", { method: "pix" });

    expect(facts(request).payment).toMatchObject({ method: "pix", methodRaw: "pix", boletoUrl: null, boletoBarcode: null });
    expect(request.text()).toContain('"payment":{"method":"pix","details":"pix"}');
    expect(facts(varied("purchase.refunded.v3", { method: "boleto" })).payment).toMatchObject({ method: "boleto", methodRaw: "bankslip" });
  });
});
