import { describe, expect, test } from "vitest";
import { NO_PRODUCT, type ProductFacts } from "./event.ts";
import { indexLinks, matchLink } from "./link-match.ts";
import type { Link } from "./product.ts";

function link(product: string, changes: Partial<Link> = {}): Link {
  return {
    product,
    provider: "hotmart",
    store: "default",
    externalId: "1001",
    offer: null,
    plan: null,
    kind: "one-time",
    releaseOnBoleto: false,
    blockOnCancel: true,
    ...changes,
  };
}

/** The product that the sold thing is matched to. */
function matched(links: readonly Link[], sold: Partial<ProductFacts>, store = "default", provider = "hotmart"): string | undefined {
  return matchLink(indexLinks(links), provider, store, { ...NO_PRODUCT, ...sold })?.product;
}

const SOLD = { externalId: "1001", offer: "ab12cd34", plan: "77", planName: "Mensal" };

describe("a link is found", () => {
  test("by provider, store and id together", () => {
    const links = [link("a"), link("b", { store: "loja-b" }), link("c", { provider: "eduzz" }), link("d", { externalId: "1002" })];

    expect(matched(links, SOLD)).toBe("a");
    expect(matched(links, SOLD, "loja-b")).toBe("b");
    expect(matched(links, SOLD, "default", "eduzz")).toBe("c");
    expect(matched(links, { externalId: "1002" })).toBe("d");
    expect(matched(links, { externalId: "1003" })).toBeUndefined();
    expect(matched(links, SOLD, "loja-c")).toBeUndefined();
  });

  test("by another id of the same product, also when that is the only one", () => {
    const links = [link("a", { externalId: "ucode-1" })];

    expect(matched(links, { externalId: "1001", aliases: ["ucode-1"] })).toBe("a");
    expect(matched(links, { externalId: null, aliases: ["ucode-1"] })).toBe("a");
  });

  test("by its own id rather than by another one", () => {
    const links = [link("by-alias", { externalId: "ucode-1" }), link("by-id")];

    expect(matched(links, { externalId: "1001", aliases: ["ucode-1"] })).toBe("by-id");
  });

  test("never for a product without any id", () => {
    expect(matched([link("a")], { externalId: null, name: "a" })).toBeUndefined();
  });

  test("never by ids that merely look alike when joined", () => {
    expect(matched([link("a", { store: "x\ny", externalId: "1" })], { externalId: "y\n1" }, "x")).toBe("a");
    expect(matched([link("a", { store: "loja", externalId: "1001" })], { externalId: "1" }, "loja")).toBeUndefined();
  });
});

describe("of several links the narrowest that fits wins", () => {
  const general = link("general");
  const byPlan = link("by-plan", { plan: "77" });
  const byOffer = link("by-offer", { offer: "ab12cd34" });
  const byBoth = link("by-both", { offer: "ab12cd34", plan: "77" });

  test.each([
    [[general, byPlan, byOffer, byBoth], "by-both"],
    [[general, byPlan, byOffer], "by-offer"],
    [[general, byPlan], "by-plan"],
    [[general], "general"],
  ])("in any order of the links", (links, product) => {
    expect(matched(links, SOLD)).toBe(product);
    expect(matched(links.toReversed(), SOLD)).toBe(product);
  });

  test("a plan is named by its id or by its name", () => {
    const byName = link("by-name", { plan: "Mensal" });

    expect(matched([general, byName], SOLD)).toBe("by-name");
    expect(matched([general, byName], { ...SOLD, plan: null })).toBe("by-name");
    expect(matched([general, byPlan], { ...SOLD, plan: null })).toBe("general");
  });

  test("a plan is named by any other spelling that the vendor has for it", () => {
    const byDigits = link("by-digits", { plan: "123456" });
    const sold = { ...SOLD, plan: "AB123456", planName: null, planAliases: ["123456"] };

    expect(matched([general, byDigits], sold)).toBe("by-digits");
    expect(matched([general, byDigits], { ...sold, planAliases: ["654321"] })).toBe("general");
  });

  test("a narrowed link does not fit another offer or plan, nor a sale that names none", () => {
    expect(matched([byOffer], { ...SOLD, offer: "zz99zz99" })).toBeUndefined();
    expect(matched([byOffer], { ...SOLD, offer: null })).toBeUndefined();
    expect(matched([byPlan], { ...SOLD, plan: "78", planName: null })).toBeUndefined();
    expect(matched([byBoth], { ...SOLD, plan: null, planName: null })).toBeUndefined();
  });

  test.each([
    ["ab12cd34DRP", "by-offer"],
    ["ab12cd34", "by-offer"],
    ["ab12cd34drp", "general"],
    ["ab12cd34DR", "general"],
    ["ab12cd34DRPX", "general"],
    ["AB12CD34DRP", "general"],
    ["xx12cd34DRP", "general"],
  ])("an offer derived from a linked one counts as that: %s is %s", (offer, product) => {
    expect(matched([general, byOffer], { ...SOLD, offer })).toBe(product);
  });

  test("a link to a derived offer is for that one alone", () => {
    const derived = link("derived", { offer: "ab12cd34DRP" });

    expect(matched([byOffer, derived], { ...SOLD, offer: "ab12cd34DRP" })).not.toBeUndefined();
    expect(matched([derived], { ...SOLD, offer: "ab12cd34" })).toBeUndefined();
  });
});
