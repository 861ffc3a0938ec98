import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { anEvent } from "../../test/support/events.ts";
import { EFFECT_KINDS } from "../core/effect.ts";
import type { CanonicalEvent } from "../core/event.ts";
import { ACTION_IDS, type ActionCall, type ActionId } from "../core/rule.ts";
import { packageRoot } from "../shared/package-root.ts";
import { ACTIONS, actionOf } from "./index.ts";

/** What an operator may write after each option; null for the options that take nothing. */
const WRITTEN: Readonly<Record<ActionId, string | null>> = {
  "tag.add": "aluno",
  "tag.remove": "aluno",
  "sequence.add": "vendas/boas-vindas",
  "funnel.remove": "vendas",
  "access.grant": null,
  "access.block": null,
  notify: "lembrete@24h",
  forward: "crm",
};
const NAMED = ACTIONS.filter(({ id }) => WRITTEN[id] !== null);
const BARE = ACTIONS.filter(({ id }) => WRITTEN[id] === null);

function callOf(id: ActionId): ActionCall {
  const read = actionOf(id).readTarget(WRITTEN[id] ?? true);
  if (!read.ok) throw new Error(`bad target in test: ${read.error.code}`);
  return read.value;
}

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}

describe("the set of actions", () => {
  test("has one for each id, in one order, and none besides", () => {
    expect(ACTIONS.map(({ id }) => id)).toEqual([...ACTION_IDS]);
    expect(ACTIONS.map(({ id }) => actionOf(id))).toEqual(ACTIONS);
  });

  test("has one folder for each, named after the id", () => {
    const folder = join(packageRoot(), "src/actions");
    const folders = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);

    expect(folders.sort()).toEqual(ACTION_IDS.map((id) => id.replace(".", "-")).sort());
    expect(folders.filter((name) => !existsSync(join(folder, name, "index.ts")))).toEqual([]);
  });

  test("gives each its own option, with a placeholder where a name is wanted", () => {
    const flags = ACTIONS.map(({ option }) => option.split(" ")[0]);

    expect(new Set(flags).size).toBe(ACTIONS.length);
    expect(ACTIONS.map(({ option }) => option).sort()).toEqual([
      "--add-tag <tag>",
      "--add-to <funnel/sequence>",
      "--block",
      "--forward <destination>",
      "--grant",
      "--notify <template[@delay]>",
      "--remove-from <funnel>",
      "--remove-tag <tag>",
    ]);
  });

  test("knows no other id", () => {
    expect(() => actionOf("access.forget" as ActionId)).toThrow(TypeError);
  });
});

describe.each(NAMED)("$id", (action) => {
  const written = WRITTEN[action.id] ?? "";

  test("reads its name, without the space around it", () => {
    const call = { id: action.id, target: written };

    expect(action.readTarget(written)).toEqual({ ok: true, value: call });
    expect(action.readTarget(`  ${written}\t`)).toEqual({ ok: true, value: call });
  });

  test("reads what it read as itself", () => {
    expect(action.readTarget(callOf(action.id).target ?? "")).toEqual({ ok: true, value: callOf(action.id) });
  });

  test("writes letters with accents in one way, so that two spellings are one name", () => {
    const name = written.replace(/[ace]/, (letter) => `${letter}\u0301`);

    expect(name).not.toBe(name.normalize("NFC"));
    expect(action.readTarget(name)).toEqual({ ok: true, value: { id: action.id, target: name.normalize("NFC") } });
  });

  test.each([
    ["nothing", ""],
    ["blanks", "   "],
    ["a line feed only", "\n"],
    ["a flag without a value", true],
  ] as const)("refuses %s", (_, text) => {
    expect(action.readTarget(text)).toMatchObject({
      ok: false,
      error: { code: "action.empty-name", params: { what: expect.any(String) } },
    });
  });

  test.each([
    ["a line feed", "\n"],
    ["a tab", "\t"],
    ["a NUL", "\0"],
    ["an escape", "\u001b"],
    ["a C1 control", "\u009b"],
    ["a DEL", "\u007f"],
  ])("refuses %s inside", (_, character) => {
    const text = `${written.slice(0, 2)}${character}${written.slice(2)}`;

    expect(action.readTarget(text)).toMatchObject({ ok: false, error: { code: "action.control-character" } });
  });

  test("refuses more than 100 characters, and takes 100", () => {
    const long = (length: number) => written.replace(/^./, (first) => first.repeat(length - written.length + 1));

    expect(long(100)).toHaveLength(100);
    expect(action.readTarget(long(100))).toMatchObject({ ok: true });
    expect(action.readTarget(long(101))).toMatchObject({ ok: false, error: { code: "action.long-name", params: { longest: 100 } } });
  });
});

describe.each(BARE)("$id", (action) => {
  test("has no target, whatever stands after it", () => {
    expect(action.readTarget(true)).toEqual({ ok: true, value: { id: action.id, target: null } });
  });

  test("wants nothing of an event without a product", () => {
    expect(action.plan(anEvent({ productSlug: null }), callOf(action.id))).toEqual([]);
  });
});

describe.each(ACTIONS)("the plan of $id", (action) => {
  const EVENTS: readonly CanonicalEvent[] = [
    anEvent(),
    anEvent({ trigger: "payment.late", transaction: { id: "HP1", parentId: null, subscriptionId: "S1", recurrence: 2 } }),
    anEvent({ trigger: "lead.received", productSlug: null, contactId: null }),
  ];

  test("is the same for the same event, and changes neither event nor call", () => {
    for (const event of EVENTS) {
      const [given, call] = [frozen(structuredClone(event)), frozen(callOf(action.id))];

      expect(action.plan(given, call)).toEqual(action.plan(structuredClone(event), callOf(action.id)));
      expect(given).toEqual(event);
    }
  });

  test("wants one thing of a sale, of a kind that exists, with a target", () => {
    const [draft, ...others] = action.plan(anEvent(), callOf(action.id));

    expect(others).toEqual([]);
    expect(EFFECT_KINDS).toContain(draft?.kind);
    expect(draft?.target).toMatch(/\S/);
  });

  test("is empty for a call whose target was lost, and never throws", () => {
    const lost = { id: action.id, target: null };

    expect(action.plan(anEvent(), lost)).toHaveLength(WRITTEN[action.id] === null ? 1 : 0);
  });
});

test("tags and funnels ask for what is to become of the contact; messages and destinations for one thing outside", () => {
  const drafts = NAMED.map(({ id }) => [id, ...actionOf(id).plan(anEvent(), callOf(id))]);

  expect(drafts).toEqual([
    ["tag.add", { kind: "tag", target: "aluno", value: "on" }],
    ["tag.remove", { kind: "tag", target: "aluno", value: null }],
    ["sequence.add", { kind: "funnel", target: "vendas", value: "boas-vindas" }],
    ["funnel.remove", { kind: "funnel", target: "vendas", value: null }],
    ["notify", { kind: "outbox", target: "lembrete@24h", value: null }],
    ["forward", { kind: "outbox", target: "crm", value: null }],
  ]);
});
