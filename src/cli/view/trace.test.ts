import { beforeEach, describe, expect, it } from "vitest";
import { addProducts, addRule, feed, MARIA } from "../../../test/support/reading.ts";
import { plainView } from "../../../test/support/view.ts";
import type { Store } from "../../app/ports.ts";
import type { Processed } from "../../app/process.ts";
import { openScratchStore } from "../../store/open.ts";
import { traceView } from "./trace.ts";
import { traceJson } from "./trace-json.ts";

let store: Store;

beforeEach(async () => {
  store = await openScratchStore();
  await addProducts(store);
  await addRule(store, "rul_buyer", "purchase.approved", [{ id: "tag.add", target: "buyer" }]);
  await addRule(store, "rul_clube", "purchase.approved", [{ id: "tag.add", target: "member" }], { product: "clube" });
  return () => store.close();
});

async function sale(productId: string, fixture = "purchase.approved.2.0.0"): Promise<Processed> {
  const call = { ...MARIA, fixture, productId, productName: "Curso X", transaction: "HP1", at: "2026-11-01T15:00:00.000Z" };
  const [processed] = await feed(store, 1, call);
  if (processed === undefined) throw new Error("nothing was processed");
  return processed;
}

describe("traceView", () => {
  it("tells a sale from its verification to what it changed", async () => {
    const text = traceView(await sale("1234567"), plainView(), { verified: "hottok accepted", dryRun: false, stored: true });

    expect(text).toBe(`✓ hotmart purchase.approved  evt_0000000001aaaaaaaaaa
  verified     hottok accepted
  sent as      PURCHASE_APPROVED APPROVED (hotmart/2.0.0)
  happened     2026-11-01 12:00:00
  status       processed
  product      curso-x ← 1234567 "Curso X" one-time
  sale         HP1
  buyer        M*** T***, m***@example.com, +5531*******01
  amount       BRL 48.90, credit_card 3x, buyer pays BRL 52.30

Rules
  ✓  link       approved sale: the product's link gives access  access.grant
  ✓  rul_buyer  fired on purchase.approved                      tag.add buyer
  ·  rul_clube  is for product clube, this is curso-x

Changes
  access  curso-x  none → active  link
  tag     buyer    off → on       rul_buyer`);
  });

  it("says what to run when the product is not linked", async () => {
    const text = traceView(await sale("5550001"), plainView(), { dryRun: true, stored: true });

    expect(text).toContain(`
  status       unmatched: hotmart product 5550001 (Curso X) is not linked`);
    expect(text).toContain(`
! It waits for you. Run:
    intg product link <product> hotmart 5550001
    intg replay evt_0000000001aaaaaaaaaa --apply
`);
    expect(text.endsWith("\nWould change (nothing was)\n  nothing")).toBe(true);
  });

  it("says how to mend a link of the other kind", async () => {
    const text = traceView(await sale("1234567", "purchase.approved.2.0.0.subscription"), plainView(), { dryRun: true, stored: true });

    expect(text).toContain("\n    intg product link curso-x hotmart 1234567 --kind subscription\n");
  });
});

describe("traceJson", () => {
  it("has event, match, decisions and changes", async () => {
    const json = traceJson(await sale("1234567"), plainView());

    expect(Object.keys(json)).toEqual(["event", "matched", "decisions", "changes"]);
    expect(json.event).toMatchObject({ id: "evt_0000000001aaaaaaaaaa", buyer: { email: "m***@example.com" } });
    expect(json.matched).toEqual({
      kind: "product",
      product: "curso-x",
      store: "default",
      externalId: "1234567",
      offer: null,
      plan: null,
      linkKind: "one-time",
    });
    expect(json.decisions).toEqual([
      {
        rule: "link",
        fired: true,
        reason: "approved sale: the product's link gives access",
        actions: [{ id: "access.grant", target: null }],
      },
      { rule: "rul_buyer", fired: true, reason: "fired on purchase.approved", actions: [{ id: "tag.add", target: "buyer" }] },
      { rule: "rul_clube", fired: false, reason: "is for product clube, this is curso-x", actions: [{ id: "tag.add", target: "member" }] },
    ]);
    expect(json.changes).toEqual([
      { kind: "access", target: "curso-x", before: null, after: "active", rule: "link" },
      { kind: "tag", target: "buyer", before: null, after: "on", rule: "rul_buyer" },
    ]);
  });

  it("gives the reason of an event that waits", async () => {
    const json = traceJson(await sale("5550001"), plainView());

    expect(json.matched).toEqual({ kind: "unmatched", reason: "hotmart product 5550001 (Curso X) is not linked" });
    expect(json.decisions).toEqual([]);
  });
});
