import { describe, expect, test } from "vitest";
import { anIntent } from "../../../test/support/intents.ts";
import { note } from "../../core/note.ts";
import { Secret } from "../../core/secret.ts";
import type { DestinationAccount, Intent } from "../contract.ts";
import { members } from "./index.ts";

const NOBODY = { name: null, email: null, phone: null, document: null };

function account(settings: Record<string, string>, token: string | null = "fake-token-1"): DestinationAccount {
  return {
    name: "area",
    settings: new Map(Object.entries(settings)),
    secrets: new Map(token === null ? [] : [["token", [new Secret(token)]]]),
    now: "2026-11-03T13:30:00.000Z",
  };
}

function sent(intent: Intent, to: DestinationAccount) {
  const request = members.buildRequest([intent], to);
  if (!request.ok) throw new Error(request.error.code);
  return { ...request.value, body: new TextDecoder().decode(request.value.body) };
}

const MEMBERKIT = { preset: "memberkit" };
const grant = (changes: Partial<Intent> = {}) => anIntent({ action: "access.grant", code: "classroom:12,34", ...changes });
const block = (changes: Partial<Intent> = {}) => anIntent({ action: "access.block", value: null, code: "classroom:12,34", ...changes });
const onlyEmail = { ...NOBODY, email: "maria+aluna@example.com" };

describe("memberkit", () => {
  test("grants with all fields", () => {
    expect(sent(grant(), account(MEMBERKIT))).toEqual({
      method: "POST",
      url: "https://memberkit.com.br/api/v1/users?api_key=fake-token-1",
      headers: [
        ["content-type", "application/json"],
        ["user-agent", "intg"],
      ],
      body: '{"full_name":"Maria Teste","email":"maria@example.com","status":"active","blocked":false,"classroom_ids":[12,34]}',
    });
  });

  test("grants with the fewest fields: who has no name goes by the e-mail", () => {
    expect(sent(grant({ person: onlyEmail, product: null }), account(MEMBERKIT, null))).toMatchObject({
      url: "https://memberkit.com.br/api/v1/users",
      body: '{"full_name":"maria+aluna@example.com","email":"maria+aluna@example.com","status":"active","blocked":false,"classroom_ids":[12,34]}',
    });
  });

  test.each([
    ["level:5", '"membership_level_id":5}'],
    ["unlimited", '"unlimited":true}'],
    [" classroom: 7 ", '"classroom_ids":[7]}'],
  ])("grants %s by exactly one of the three ways", (code, end) => {
    expect(sent(grant({ code }), account(MEMBERKIT)).body).toBe(
      `{"full_name":"Maria Teste","email":"maria@example.com","status":"active","blocked":false,${end}`,
    );
  });

  test.each([
    ["classroom:12,34", '{"full_name":"Maria Teste","email":"maria@example.com","status":"expired","classroom_ids":[12,34]}'],
    ["level:5", '{"full_name":"Maria Teste","email":"maria@example.com","status":"expired","membership_level_id":5}'],
  ])("a block of %s ends that enrolment and never blocks the member", (code, body) => {
    expect(sent(block({ code }), account(MEMBERKIT))).toMatchObject({
      method: "POST",
      url: "https://memberkit.com.br/api/v1/users?api_key=fake-token-1",
      body,
    });
  });

  test("a block does not give a name to who has none", () => {
    expect(sent(block({ person: onlyEmail }), account(MEMBERKIT)).body).toBe(
      '{"email":"maria+aluna@example.com","status":"expired","classroom_ids":[12,34]}',
    );
  });

  test("a block of unlimited access takes that right and leaves the enrolments", () => {
    expect(sent(block({ code: "unlimited", person: onlyEmail }), account(MEMBERKIT))).toMatchObject({
      method: "PUT",
      url: "https://memberkit.com.br/api/v1/users/maria%2Baluna%40example.com?api_key=fake-token-1",
      body: '{"unlimited":false}',
    });
  });

  test.each([
    ["without an e-mail", grant({ person: NOBODY }), note("members.no-email")],
    ["with a blank e-mail", block({ person: { ...NOBODY, email: " " } }), note("members.no-email")],
    ["without a code", grant({ code: null }), note("members.no-code", { product: "curso-x" })],
    ["with a code of another look", grant({ code: "12" }), note("members.bad-code", { given: "12" })],
    ["with two levels", grant({ code: "level:5,6" }), note("members.bad-code", { given: "level:5,6" })],
    ["with no classroom", grant({ code: "classroom:" }), note("members.bad-code", { given: "classroom:" })],
    ["for another action", grant({ action: "notify" }), note("members.other-action", { action: "notify" })],
  ])("nothing is sent %s", (_, intent, error) => {
    expect(members.buildRequest([intent], account(MEMBERKIT))).toEqual({ ok: false, error });
  });

  test("is asked for its classrooms as a probe, at 120 calls a minute at most", () => {
    expect(members.probe(account({ ...MEMBERKIT, "base-url": "https://mk.example.com" }))).toMatchObject({
      method: "GET",
      url: "https://mk.example.com/api/v1/classrooms?api_key=fake-token-1",
      headers: [["user-agent", "intg"]],
      body: new Uint8Array(),
    });
    expect(members.policy(new Map([["preset", "memberkit"]]))).toMatchObject({ concurrency: 4, spacingMs: 500 });
  });

  test("is told what the operator wrote instead, for the action it was written for", () => {
    const to = account({ ...MEMBERKIT, "block-url": "https://example.com/out/{{email}}", "block-method": "DELETE" });

    expect(sent(block(), to)).toMatchObject({ method: "DELETE", url: "https://example.com/out/maria%40example.com?api_key=fake-token-1" });
    expect(sent(grant(), to)).toMatchObject({ method: "POST", url: "https://memberkit.com.br/api/v1/users?api_key=fake-token-1" });
    expect(members.problem?.(to)).toBeNull();
  });
});

describe("any other members' area", () => {
  const GENERIC = {
    preset: "generic",
    "grant-url": "https://example.com/api/members/{{email}}/courses/{{code}}",
    "grant-method": "PUT",
    "grant-body": '{"name":"{{name|}}","course":"{{product|curso}}","from":"{{provider}}"}',
    "block-url": "https://example.com/api/members/{{email}}/courses/{{code}}",
    "block-method": "DELETE",
    "content-type": "application/json",
  };

  test("is told of a grant with all fields", () => {
    expect(sent(grant({ code: "a/7" }), account(GENERIC))).toEqual({
      method: "PUT",
      url: "https://example.com/api/members/maria%40example.com/courses/a%2F7",
      headers: [
        ["content-type", "application/json"],
        ["user-agent", "intg"],
        ["authorization", "Bearer fake-token-1"],
      ],
      body: '{"name":"Maria Teste","course":"Curso X","from":"hotmart"}',
    });
  });

  test("is told of a grant with the fewest fields, by the product's own name", () => {
    expect(sent(grant({ code: null, person: onlyEmail, product: null }), account(GENERIC, null))).toEqual({
      method: "PUT",
      url: "https://example.com/api/members/maria%2Baluna%40example.com/courses/curso-x",
      headers: [
        ["content-type", "application/json"],
        ["user-agent", "intg"],
      ],
      body: '{"name":"","course":"Curso X","from":"hotmart"}',
    });
  });

  test("is told of a block without a body where none was written", () => {
    expect(sent(block({ code: "7" }), account(GENERIC))).toEqual({
      method: "DELETE",
      url: "https://example.com/api/members/maria%40example.com/courses/7",
      headers: [
        ["user-agent", "intg"],
        ["authorization", "Bearer fake-token-1"],
      ],
      body: "",
    });
  });

  test.each([
    ["bearer", "fake-token-1", { headers: ["authorization", "Bearer fake-token-1"] }],
    ["basic", "user:fake-pass", { headers: ["authorization", "Basic dXNlcjpmYWtlLXBhc3M="] }],
    ["header:X-Api-Key", "fake-token-1", { headers: ["x-api-key", "fake-token-1"] }],
  ])("gets the token by %s", (auth, token, { headers }) => {
    expect(sent(grant(), account({ ...GENERIC, auth }, token)).headers.slice(2)).toEqual([headers]);
  });

  test("gets the token in the query, behind what is there", () => {
    const to = { ...GENERIC, auth: "query:key" };

    expect(sent(grant(), account(to, "a&b=c")).url).toBe(
      "https://example.com/api/members/maria%40example.com/courses/classroom%3A12%2C34?key=a%26b%3Dc",
    );
    expect(sent(grant(), account({ ...to, "grant-url": "https://example.com/?a=1" })).url).toBe(
      "https://example.com/?a=1&key=fake-token-1",
    );
  });

  test("takes forms, and no body with GET", () => {
    const form = { ...GENERIC, "grant-body": "email={{email}}&name={{name}}", "content-type": "application/x-www-form-urlencoded" };

    expect(sent(grant(), account(form)).body).toBe("email=maria%40example.com&name=Maria%20Teste");
    expect(sent(grant(), account({ ...form, "grant-method": "GET" })).body).toBe("");
  });

  test.each([
    ["without an e-mail", grant({ person: NOBODY }), GENERIC, note("template.no-value", { fields: "email" })],
    ["where no request was written", block(), { preset: "generic" }, note("members.no-request", { setting: "block-url" })],
  ])("is told nothing %s", (_, intent, settings, error) => {
    expect(members.buildRequest([intent], account(settings))).toEqual({ ok: false, error });
  });

  test("has a problem where a request is missing or can never be JSON, and no probe", () => {
    expect(members.problem?.(account(GENERIC))).toBeNull();
    expect(members.problem?.(account({ preset: "generic" }))).toEqual(note("members.no-request", { setting: "grant-url" }));
    expect(members.problem?.(account({ ...GENERIC, "block-body": "{{email}" }))).toMatchObject({ code: "template.unclosed" });
    expect(members.problem?.(account({ ...GENERIC, "block-body": "{{email}} x" }))).toEqual(note("template.not-json"));
    expect(members.probe(account(GENERIC))).toBeNull();
  });
});

describe("where the token goes", () => {
  const auth = members.settings.find(({ name }) => name === "auth");

  test.each([
    ["Bearer", "bearer"],
    [" basic ", "basic"],
    ["header:X-Api-Key", "header:X-Api-Key"],
    ["Query:api_key", "query:api_key"],
  ])("%j is %s", (text, value) => {
    expect(auth?.read(text)).toEqual({ ok: true, value });
  });

  test.each(["", "token", "header", "header:", "header:a b", "header:Host", "header:content-length", "query:", "query:a&b", "bearer:x"])(
    "%j is no place",
    (text) => {
      expect(auth?.read(text)).toEqual({ ok: false, error: note("members.bad-auth") });
    },
  );
});

test("a token that no header can carry is refused, and remarked on before", () => {
  expect(members.buildRequest([grant()], account(MEMBERKIT, "a\nb"))).toEqual({
    ok: false,
    error: note("secret.not-header", { name: "token" }),
  });
  expect(members.secrets[0]?.check("a\nb")).toEqual([note("secret.not-header", { name: "token" })]);
});

test("the same again does no harm, and a code is any text", () => {
  expect(members.doubt(grant())).toBe("repeat");
  expect(members.codes[0]?.read(" curso 7 ")).toEqual({ ok: true, value: "curso 7" });
  expect(members.codes[0]?.read(" ")).toEqual({ ok: false, error: note("setting.empty") });
});
