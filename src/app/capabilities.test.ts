import { expect, test } from "vitest";
import { grupozap } from "../providers/grupozap/index.ts";
import { hotmart } from "../providers/hotmart/index.ts";
import { capabilitiesOf, leadloversActions } from "./capabilities.ts";

test("a provider of leads sends leads, as surely as its surest row", () => {
  const [lead, unknown, ...others] = capabilitiesOf([grupozap]);

  expect(lead).toMatchObject({ trigger: "lead.received", provider: "grupozap", certainty: "official" });
  expect(lead?.events).toContainEqual({ native: "lead", format: "grupozap/2017", certainty: "official" });
  expect(unknown).toMatchObject({ trigger: "unknown", provider: "grupozap" });
  expect(others).toStrictEqual([]);
});

test("triggers stand in the order of the vocabulary, those that come beside another one too", () => {
  const triggers = capabilitiesOf([hotmart, grupozap]).map((capability) => capability.trigger);

  expect(triggers.indexOf("purchase.approved")).toBeLessThan(triggers.indexOf("subscription.renewed"));
  expect(triggers.at(0)).toBe("cart.abandoned");
  expect(triggers).not.toContain("invoice.issued");
});

test("a native event is named once per format, however many fixtures show it", () => {
  const [lead] = capabilitiesOf([grupozap]);

  const names = lead?.events.map((event) => `${event.format} ${event.native}`) ?? [];

  expect(names).toStrictEqual([...new Set(names)]);
});

test("leadlovers documents payment platforms only, and late payment for Hotmart alone", () => {
  const rows = leadloversActions([hotmart, { ...hotmart, id: "eduzz" }, { ...hotmart, id: "monetizze" }, grupozap]);

  expect(rows.map((row) => [row.action, row.documented])).toStrictEqual([
    ["tags-and-sequence", ["hotmart", "eduzz", "monetizze"]],
    ["funnel-remove", ["hotmart", "monetizze"]],
    ["boleto", ["hotmart", "monetizze"]],
    ["cancellation", ["hotmart", "monetizze"]],
    ["late", ["hotmart"]],
  ]);
});
