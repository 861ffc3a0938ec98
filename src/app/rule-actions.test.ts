import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ACTION_IDS, type ActionCall } from "../core/rule.ts";
import { actionPhrase, findContradiction, readActionPattern, readActionPhrase } from "./rule-actions.ts";

describe("an action as files write it", () => {
  test.each([
    ["tag.add aluno", { id: "tag.add", target: "aluno" }],
    ["  tag.remove   aluno antigo ", { id: "tag.remove", target: "aluno antigo" }],
    ["sequence.add vendas / boas-vindas", { id: "sequence.add", target: "vendas/boas-vindas" }],
    ["funnel.remove vendas", { id: "funnel.remove", target: "vendas" }],
    ["access.grant", { id: "access.grant", target: null }],
    ["access.block ", { id: "access.block", target: null }],
    ["notify obrigado@10m", { id: "notify", target: "obrigado@10m" }],
    ["forward crm", { id: "forward", target: "crm" }],
  ])("%j", (text, call) => {
    expect(readActionPhrase(text)).toEqual({ ok: true, value: call });
  });

  test.each([
    ["tag.ad aluno", "rule-file.unknown-action-near", { given: "tag.ad", near: "tag.add" }],
    ["Tag.Add aluno", "rule-file.unknown-action-near", { given: "Tag.Add", near: "tag.add" }],
    ["tag.add", "rule-file.target-wanted", { action: "tag.add", form: "tag.add <tag>" }],
    ["access.block curso-x", "rule-file.no-target-wanted", { action: "access.block", rest: "curso-x" }],
    ["sequence.add vendas", "action.funnel-needs-sequence", { given: "vendas" }],
    ["notify obrigado@soon", "action.bad-delay", { given: "obrigado@soon" }],
  ])("%j is told from what was meant", (text, code, params) => {
    expect(readActionPhrase(text)).toEqual({ ok: false, error: { code, params } });
  });

  test("which nobody could have meant is told with all there are", () => {
    const read = readActionPhrase("zzzzz");

    expect(read).toMatchObject({ ok: false, error: { code: "rule-file.unknown-action", params: { known: ACTION_IDS.join(", ") } } });
  });

  test("is written as it is read, whatever the tag is called", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("tag.add" as const, "tag.remove" as const),
        fc.stringMatching(/^[\p{L}\p{N}/@.,:#-]{1,40}$/u),
        (id, tag) => {
          const call: ActionCall = { id, target: tag.normalize("NFC") };

          expect(readActionPhrase(actionPhrase(call))).toEqual({ ok: true, value: call });
        },
      ),
    );
  });
});

describe("an action as it is expected", () => {
  test("may leave out what it acts on", () => {
    expect(readActionPattern("notify")).toEqual({ ok: true, value: { id: "notify", target: null } });
    expect(readActionPattern("notify x@2h")).toEqual({ ok: true, value: { id: "notify", target: "x@2h" } });
    expect(readActionPattern("notif")).toMatchObject({ ok: false });
  });
});

describe("actions that contradict each other", () => {
  const call = (text: string): ActionCall => {
    const read = readActionPhrase(text);
    if (!read.ok) throw new Error(text);
    return read.value;
  };

  test.each([
    [
      ["tag.add a", "tag.remove a"],
      ["tag.add a", "tag.remove a"],
    ],
    [
      ["tag.remove a", "tag.add a"],
      ["tag.add a", "tag.remove a"],
    ],
    [
      ["sequence.add vendas/x", "funnel.remove vendas"],
      ["sequence.add vendas/x", "funnel.remove vendas"],
    ],
    [
      ["access.grant", "access.block"],
      ["access.grant", "access.block"],
    ],
    [["tag.add a", "tag.remove b"], null],
    [["sequence.add vendas/x", "funnel.remove carrinho"], null],
    [["notify a", "notify b"], null],
  ])("%j", (texts, found) => {
    const contradiction = findContradiction(texts.map(call));

    expect(contradiction && [actionPhrase(contradiction.undone), actionPhrase(contradiction.undoing)]).toEqual(found);
  });
});
