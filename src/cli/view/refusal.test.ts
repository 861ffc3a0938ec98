import { describe, expect, test } from "vitest";
import { plainView } from "../../../test/support/view.ts";
import { MISTAKE_CODES, type MistakeCode } from "../../core/mistake.ts";
import type { Note } from "../../core/note.ts";
import type { Refusal } from "../../core/refusal.ts";
import { refusalJson, refusalView } from "./refusal.ts";

const PARAMS: Note["params"] = {
  title: "Eduzz",
  provider: "eduzz",
  store: "loja-2",
  path: "/hooks/eduzz/loja-2",
  environment: "sandbox",
  what: "secret",
  place: "x-signature",
  name: "signature",
  like: "JSON.stringify",
  secret: "secret",
  under: "origin-key",
  field: "produto.chave",
  needed: "secret",
  other: "origin-key",
  engine: "evermart",
  secrets: "secret, origin-key",
  compared: "secret 0a1b2c3d (2026-10-01)",
};

function refusal(code: MistakeCode, change: Partial<Refusal> = {}): Refusal {
  return {
    id: "ref_01k9d5w2rc0000000000",
    at: "2026-11-03T12:00:00.000Z",
    provider: "eduzz",
    store: "default",
    status: 401,
    code: "credential.wrong",
    mistake: { code: `mistake.${code}`, params: PARAMS },
    method: "POST",
    path: "/hooks/eduzz",
    contentType: "application/json",
    bodyBytes: 298,
    bodySha256: "ab".repeat(32),
    leftOut: 0,
    ...change,
  };
}

describe.each(MISTAKE_CODES)("%s", (code) => {
  test("is told in whole sentences, with what to do and a command to run", () => {
    const { explanation, remedy, reason } = refusalJson(refusal(code), plainView());

    for (const text of [explanation, remedy.text, reason, ...remedy.commands]) expect(text).not.toMatch(/[{}]|undefined|mistake\./);
    expect(remedy.text).toMatch(/^[A-Z].{20}/);
    expect(remedy.commands.length).toBeGreaterThan(0);
    for (const command of remedy.commands) expect(command).toMatch(/^intg (credential (set|show)|simulate) [a-z]+/);
  });
});

describe("what to run", () => {
  test.each<readonly [MistakeCode, Partial<Refusal>, readonly string[]]>([
    ["body-rewritten", {}, ["intg simulate eduzz purchase --to https://YOUR-ADDRESS/hooks/eduzz"]],
    ["body-newline", { store: "loja-3" }, ["intg simulate eduzz purchase --store loja-3 --to https://YOUR-ADDRESS/hooks/eduzz/loja-3"]],
    ["sent-in-query", { provider: "grupozap" }, ["intg simulate grupozap lead --print http"]],
    ["stored-quoted", { store: "loja-3" }, ["intg credential set eduzz --store loja-3 --secret secret"]],
    ["other-store", {}, ["intg credential show eduzz --store loja-2"]],
    ["unknown", {}, ["intg credential show eduzz", "intg credential set eduzz"]],
    ["unset", { store: "…" }, ["intg credential set eduzz --store NAME --secret secret"]],
    ["unset", { store: "[secret]" }, ["intg credential set eduzz --store NAME --secret secret"]],
    ["unknown", { store: "it's" }, ["intg credential show eduzz --store 'it'\\''s'", "intg credential set eduzz --store 'it'\\''s'"]],
  ])("for %s %o", (code, change, commands) => {
    expect(refusalJson(refusal(code, change), plainView()).remedy.commands).toEqual(commands);
  });

  test("the place in the vendor's panel is that of the secret in question alone", () => {
    const { remedy } = refusalJson(refusal("stored-quoted"), plainView());

    expect(remedy.text).toContain("its signing key");
    expect(remedy.text).not.toContain("origin secret");
  });

  test("is nothing where the provider or the mistake is one that this version does not know", () => {
    const strange = refusal("unknown", { mistake: { code: "mistake.of-tomorrow", params: {} } });

    expect(refusalJson(strange, plainView()).remedy).toEqual({ text: "", commands: [] });
    expect(refusalJson(refusal("unknown", { provider: "tomorrow" }), plainView()).remedy).toEqual({ text: "", commands: [] });
  });
});

test("a mistake that was found is named for programs; what is left to say is none", () => {
  expect(refusalJson(refusal("sent-in-query"), plainView()).mistake).toBe("sent-in-query");
  expect(["unset", "absent", "usable", "unknown"].map((code) => refusalJson(refusal(code as MistakeCode), plainView()).mistake)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test("one that is shown tells what came, why it was refused, and how many others were", () => {
  expect(refusalView(refusal("sent-upper-case", { store: "\u001b[31m", leftOut: 41 }), plainView())).toMatchInlineSnapshot(`
    "✗ eduzz/\\u{1b}[31m  ref_01k9d5w2rc0000000000
      when     2026-11-03 09:00:00
      answer   401: the credential is not one of the accepted values
      why      the signature in x-signature is right, but in capital letters
      call     POST /hooks/eduzz
      body     298 bytes, application/json
      SHA-256  abababababababababababababababababababababababababababababababab
      41 more calls were refused before it and not kept

    Whoever sends these calls has to send it as Eduzz does; Eduzz itself always does, so it is a relay or a test. This is how:
      intg simulate eduzz purchase --print http"
  `);
});
