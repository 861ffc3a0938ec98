import { describe, expect, test } from "vitest";
import { sequenceAdd } from "./index.ts";

describe("--add-to", () => {
  test.each([
    ["vendas/boas-vindas", "vendas/boas-vindas"],
    [" vendas / boas vindas ", "vendas/boas vindas"],
    ["Pós-venda/1", "Pós-venda/1"],
  ])("reads %j as %j", (text, target) => {
    expect(sequenceAdd.readTarget(text)).toEqual({ ok: true, value: { id: "sequence.add", target } });
  });

  test.each(["vendas", "vendas/", "/boas-vindas", "/", "vendas/ ", " /boas-vindas", "a/b/c", "a//b"])(
    "refuses %j: it takes a funnel and a sequence",
    (text) => {
      expect(sequenceAdd.readTarget(text)).toEqual({
        ok: false,
        error: { code: "action.funnel-needs-sequence", params: { given: text.trim() } },
      });
    },
  );
});
