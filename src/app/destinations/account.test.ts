import { describe, expect, test } from "vitest";
import { note } from "../../core/note.ts";
import { err, ok } from "../../core/result.ts";
import { Secret } from "../../core/secret.ts";
import type { Destination } from "../../destinations/contract.ts";
import type { RegisteredDestination } from "../ports.ts";
import { accountOf, codeOf, policyOf, sendOptionsOf, withPrivate } from "./account.ts";

/** A kind with numbers for tags and whole routes for sequences, that is asked at a speed of the operator's choice. */
const KIND: Destination = {
  id: "crm",
  title: "CRM",
  actions: ["tag.add", "sequence.add"],
  settings: [
    { name: "base-url", fallback: "https://crm.example.com", read: ok },
    { name: "spacing", fallback: "1000", read: ok },
    { name: "bearer", read: ok },
  ],
  secrets: [],
  codes: [
    { object: "tag", isRequired: true, example: "640001", read: ok, asCode: (target) => (/^\d+$/.test(target) ? target : null) },
    { object: "sequence", isRequired: true, example: "1/2/3", read: ok },
  ],
  policy: (settings) => ({ concurrency: 1, spacingMs: Number(settings.get("spacing")), burst: 1, perDay: null, quiet: null }),
  doubt: () => "never",
  buildRequest: () => err(note("crm.no")),
  readResponse: () => ({ kind: "delivered" }),
  probe: () => null,
  queries: [],
};

function registered(changes: Partial<RegisteredDestination> = {}): RegisteredDestination {
  return { name: "crm", kind: "crm", settings: {}, codes: {}, isEnabled: true, disabledBecause: null, ...changes };
}

describe("the account that a request is made for", () => {
  test("has what the operator set, and the kind's defaults for the rest", () => {
    const secrets = new Map([["token", [new Secret("made-up-token")]]]);

    const account = accountOf(
      registered({ settings: { spacing: "250", "allow-private": "yes" } }),
      KIND,
      secrets,
      "2026-11-03T12:00:00.000Z",
    );

    expect([...account.settings]).toStrictEqual([
      ["base-url", "https://crm.example.com"],
      ["spacing", "250"],
    ]);
    expect(account).toMatchObject({ name: "crm", now: "2026-11-03T12:00:00.000Z" });
    expect(account.secrets).toBe(secrets);
  });

  test("is called as fast as its settings say, defaults included", () => {
    expect(policyOf(registered(), KIND).spacingMs).toBe(1000);
    expect(policyOf(registered({ settings: { spacing: "20000" } }), KIND).spacingMs).toBe(20000);
  });

  test("reaches private addresses only where the operator said so", () => {
    expect(sendOptionsOf(registered())).toStrictEqual({ allowsPrivate: false });
    expect(sendOptionsOf({ settings: withPrivate({ url: "http://10.0.0.1/" }, true) })).toStrictEqual({ allowsPrivate: true });
    expect(withPrivate({ url: "http://10.0.0.1/", "allow-private": "yes" }, false)).toStrictEqual({ url: "http://10.0.0.1/" });
  });
});

describe("the code of a target", () => {
  const codes = {
    "tag:aluno": "640001",
    "tag:segredo": "none",
    "sequence:vendas/boas-vindas": "1/2/3",
    "funnel:vendas": "1/2",
    "product:curso-x": "77",
    "template:lembrete": "reminder_pt",
  };

  test.each([
    ["tag.add", "aluno", "640001"],
    ["tag.remove", "aluno", "640001"],
    ["sequence.add", "vendas/boas-vindas", "1/2/3"],
    ["funnel.remove", "vendas", "1/2"],
    ["access.grant", "curso-x", "77"],
    ["access.block", "curso-x", "77"],
    ["notify", "lembrete", "reminder_pt"],
    ["notify", "lembrete@24h", "reminder_pt"],
  ] as const)("of %s %s is what was mapped: %s", (action, target, code) => {
    expect(codeOf(registered({ codes }), KIND, action, target)).toStrictEqual({ code, isToldNot: false });
  });

  test("of what the destination is not to hear of is none", () => {
    expect(codeOf(registered({ codes }), KIND, "tag.add", "segredo")).toStrictEqual({ code: null, isToldNot: true });
  });

  test("is the target itself where that is a code already, unless it was mapped", () => {
    expect(codeOf(registered(), KIND, "tag.add", "640009")).toStrictEqual({ code: "640009", isToldNot: false });
    expect(codeOf(registered({ codes: { "tag:640009": "640001" } }), KIND, "tag.add", "640009").code).toBe("640001");
  });

  test.each([
    ["tag.add", "novo"],
    ["tag.add", "constructor"],
    ["access.grant", "curso-y"],
    ["forward", "crm"],
  ] as const)("of %s %s is not there", (action, target) => {
    expect(codeOf(registered({ codes }), KIND, action, target)).toStrictEqual({ code: null, isToldNot: false });
  });
});
