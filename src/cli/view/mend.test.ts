import { describe, expect, it } from "vitest";
import { anEvent } from "../../../test/support/events.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import { note } from "../../core/note.ts";
import { en } from "../../messages/en/index.ts";
import { ptBR } from "../../messages/pt-BR/index.ts";
import { createTexts } from "../../messages/text.ts";
import { mendingCommands, shellWord } from "./mend.ts";

const TEXTS = createTexts(en);

const REPLAY = "intg replay evt_01k9d5w2rcabcdefghjk --apply";
const product = anEvent().product;

describe("mendingCommands", () => {
  it("tells no replay of a call that is not kept here", () => {
    expect(mendingCommands(anEvent({ status: "unmatched", reason: note("match.unlinked") }), TEXTS, false)).toEqual([
      "intg product link <product> hotmart 1234567",
    ]);
  });

  it.each<[string, Partial<CanonicalEvent>, string]>([
    ["a product that is not linked", { reason: note("match.unlinked") }, "intg product link <product> hotmart 1234567"],
    [
      "a subscription",
      { reason: note("match.unlinked"), product: { ...product, kind: "subscription" } },
      "intg product link <product> hotmart 1234567 --kind subscription",
    ],
    ["another store", { reason: note("match.unlinked"), store: "loja-2" }, "intg product link <product> hotmart 1234567 --store loja-2"],
    [
      "an id for a shell to trip over",
      { reason: note("match.unlinked"), product: { ...product, externalId: "a'b; rm" } },
      "intg product link <product> hotmart 'a'\\''b; rm'",
    ],
    [
      "a link of the other kind",
      { reason: note("match.other-kind", { product: "clube", sent: "subscription" }) },
      "intg product link clube hotmart 1234567 --kind subscription",
    ],
    [
      "an unknown advertiser",
      { reason: note("match.unknown-advertiser", { advertiser: "imob" }) },
      "intg advertiser add imob --document CPF-or-CNPJ",
    ],
    [
      "a product without an id",
      { reason: note("match.no-product-id", { provider: "hotmart", name: "Curso d'Água" }) },
      "intg product edit <product> --name 'Curso d'\\''Água'",
    ],
    ["an unknown listing", { reason: note("match.unknown-listing", { listing: "AP 1" }) }, "intg listing add 'AP 1' --advertiser SLUG"],
  ])("mends %s, then replays", (_, changes, command) => {
    expect(mendingCommands(anEvent(changes), TEXTS)).toEqual([command, REPLAY]);
  });

  it.each<[string, Partial<CanonicalEvent>]>([
    ["processed", {}],
    ["a duplicate", { status: "duplicate", reason: note("event.duplicate", { of: "evt_1" }) }],
    ["a product without id and name", { status: "unmatched", reason: note("match.no-product-id", { provider: "hotmart", name: null }) }],
    ["a lead without a listing", { status: "unmatched", reason: note("match.unknown-listing", { listing: null }) }],
  ])("has nothing to offer for %s", (_, changes) => {
    expect(mendingCommands(anEvent(changes), TEXTS)).toEqual([]);
  });
});

it("says in the language what is to be filled in", () => {
  const event = anEvent({ status: "unmatched", reason: note("match.unlinked") });

  expect(mendingCommands(event, createTexts(ptBR, "pt-BR"), false)).toEqual(["intg product link <produto> hotmart 1234567"]);
});

it("makes control characters harmless before they reach a shell", () => {
  expect(shellWord("1\u001b[2J")).toBe("'1\\u{1b}[2J'");
});
