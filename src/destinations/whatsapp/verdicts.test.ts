import { describe, expect, test } from "vitest";
import { anIntent } from "../../../test/support/intents.ts";
import { whatsapp } from "./index.ts";

const verdictOn = (status: number, body: unknown) =>
  whatsapp.readResponse(
    { status, headers: [], body: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)) },
    anIntent({ action: "notify", target: "lembrete", value: null, text: "Oi" }),
  );

/** As Evolution API tells its errors. */
const error = (status: number, message: unknown) => ({ status, error: "invented", response: { message } });
const metaError = (code: unknown) => ({ error: { message: "invented", type: "OAuthException", code } });

describe("Evolution API", () => {
  test("has sent what it gave a key", () => {
    const answer = { key: { remoteJid: "5531900000001@s.whatsapp.net", fromMe: true, id: "3EB0" }, message: { conversation: "Oi" } };

    expect([verdictOn(201, answer), verdictOn(200, answer)]).toEqual([{ kind: "delivered" }, { kind: "delivered" }]);
  });

  test.each([
    ["a 201 without key", 201, { status: "PENDING" }],
    ["a 201 with an empty key", 201, { key: { id: "" } }],
    ["a 200 that is a list", 200, []],
    ["a 200 that is a page", 200, "<!doctype html><title>Welcome</title>"],
    ["a 204 without body", 204, ""],
    ["a body that was cut off", 201, '{"key":{"id":'],
  ])("%s leaves it in doubt", (_what, status, body) => {
    expect(verdictOn(status, body)).toEqual({ kind: "uncertain", reason: { code: "whatsapp.unreadable", params: { status } } });
  });

  test.each([
    [
      "a number without WhatsApp",
      400,
      [{ jid: "5531900000001@s.whatsapp.net", exists: false, number: "5531900000001" }],
      "not-on-whatsapp",
    ],
    ["a server of version 1", 400, [['instance requires property "textMessage"']], "old-server"],
    ["a wrong key", 401, "Unauthorized", "apikey-refused"],
    ["an unknown instance", 404, ['The "loja" instance does not exist'], "instance-unknown"],
  ])("%s is refused with its own words", (_what, status, message, code) => {
    expect(verdictOn(status, error(status, message))).toEqual({ kind: "refused", reason: { code: `whatsapp.${code}`, params: {} } });
  });

  test.each([[[["instance requires property"]]], [["Text is required"]]])("a request that it does not like is refused: %j", (message) => {
    expect(verdictOn(400, error(400, message))).toEqual({
      kind: "refused",
      reason: { code: "whatsapp.request-refused", params: { status: 400 } },
    });
  });

  test.each([
    [500, "Connection Closed"],
    [500, ["Error: Connection Closed"]],
    [400, ["Error: Connection Closed"]],
  ])("an instance that lost its connection is tried again: %s %j", (status, message) => {
    expect(verdictOn(status, error(status, message))).toEqual({
      kind: "retry",
      reason: { code: "whatsapp.instance-disconnected", params: {} },
    });
  });

  test.each([
    [["PrismaClientKnownRequestError: \nInvalid `this.prismaRepository.message.create()` invocation"]],
    [["Error: Timed Out"]],
    [["TypeError: Cannot read properties of undefined"]],
    [[]],
    [[{ exists: true }]],
    [undefined],
  ])("any other fault while sending leaves it in doubt: %j", (message) => {
    expect(verdictOn(400, error(400, message))).toEqual({
      kind: "uncertain",
      reason: { code: "whatsapp.failed-while-sending", params: {} },
    });
  });

  test("on Meta's API hands Meta's errors on with 201, and they are read as such", () => {
    expect(verdictOn(201, { message: "(#131047) Re-engagement message", code: 131047, error_data: {} })).toEqual({
      kind: "refused",
      reason: { code: "whatsapp.outside-window", params: {} },
    });
    expect(verdictOn(201, { message: "(#1) unknown", code: 1 })).toMatchObject({ kind: "uncertain" });
    expect(verdictOn(201, { message: "no code" })).toMatchObject({ kind: "uncertain" });
  });
});

describe("Meta's Cloud API", () => {
  test("has taken in what it gave an id", () => {
    const answer = { messaging_product: "whatsapp", contacts: [{ wa_id: "5531900000001" }], messages: [{ id: "wamid.INVENTED" }] };

    expect(verdictOn(200, answer)).toEqual({ kind: "delivered" });
  });

  test.each([{ messages: [] }, { messages: [{}] }, { messages: [{ id: "" }] }])("a 200 without id leaves it in doubt: %j", (body) => {
    expect(verdictOn(200, body)).toEqual({ kind: "uncertain", reason: { code: "whatsapp.unreadable", params: { status: 200 } } });
  });

  test.each([
    [4, "retry", "too-fast"],
    [80007, "retry", "too-fast"],
    [130429, "retry", "too-fast"],
    [131056, "retry", "too-fast"],
    [2, "retry", "meta-unavailable"],
    [131000, "retry", "meta-unavailable"],
    [131016, "retry", "meta-unavailable"],
    [131057, "retry", "meta-unavailable"],
    [133004, "retry", "meta-unavailable"],
    [0, "refused", "token-refused"],
    [3, "refused", "token-refused"],
    [10, "refused", "token-refused"],
    [190, "refused", "token-refused"],
    [200, "refused", "token-refused"],
    [299, "refused", "token-refused"],
    [131005, "refused", "token-refused"],
    [132000, "refused", "template-refused"],
    [132001, "refused", "template-refused"],
    [132005, "refused", "template-refused"],
    [132007, "refused", "template-refused"],
    [132012, "refused", "template-refused"],
    [132015, "refused", "template-refused"],
    [132016, "refused", "template-refused"],
    [132018, "refused", "template-refused"],
    [368, "refused", "account-restricted"],
    [131031, "refused", "account-restricted"],
    [131042, "refused", "account-restricted"],
    [131045, "refused", "account-restricted"],
    [131048, "refused", "account-restricted"],
    [133010, "refused", "account-restricted"],
    [131030, "refused", "meta-refused"],
    [100, "refused", "meta-refused"],
  ])("code %i is %s, %s", (code, kind, reason) => {
    expect(verdictOn(400, metaError(code))).toEqual({ kind, reason: { code: `whatsapp.${reason}`, params: { code } } });
  });

  test.each([
    [131047, "outside-window"],
    [131026, "not-on-whatsapp"],
  ])("code %i is refused with its own words, %s", (code, reason) => {
    expect(verdictOn(400, metaError(code))).toEqual({ kind: "refused", reason: { code: `whatsapp.${reason}`, params: {} } });
  });

  test("goes by the code also where the status says something else", () => {
    expect([verdictOn(429, metaError(130429)), verdictOn(500, metaError(190))].map(({ kind }) => kind)).toEqual(["retry", "refused"]);
  });

  test("an unknown code of a server error leaves it in doubt", () => {
    expect(verdictOn(500, metaError(1))).toEqual({ kind: "uncertain", reason: { code: "whatsapp.meta-unclear", params: { code: 1 } } });
  });

  test.each([undefined, null, "none", {}])("an error whose code is %j leaves it in doubt", (code) => {
    expect(verdictOn(400, metaError(code))).toEqual({
      kind: "uncertain",
      reason: { code: "whatsapp.unreadable", params: { status: 400 } },
    });
  });
});

describe("an answer of which only the status is understood", () => {
  test.each([
    [504, "uncertain", "whatsapp.no-answer"],
    [524, "uncertain", "whatsapp.no-answer"],
    [429, "retry", "answer.later"],
    [408, "retry", "answer.later"],
    [500, "retry", "answer.later"],
    [502, "uncertain", "whatsapp.no-answer"],
    [503, "retry", "answer.later"],
    [501, "refused", "answer.refused"],
    [413, "refused", "answer.refused"],
    [302, "refused", "answer.redirect"],
    [403, "refused", "answer.no-entry"],
  ])("%i is %s", (status, kind, code) => {
    const reason = { code, params: { status } };

    expect([verdictOn(status, "<html>"), verdictOn(status, {}), verdictOn(status, { messages: [] })]).toEqual([
      { kind, reason },
      { kind, reason },
      { kind, reason },
    ]);
  });

  test("a 404 that names no instance is a wrong address", () => {
    expect(verdictOn(404, error(404, ["Cannot POST /message/sendText/loja"]))).toEqual({
      kind: "refused",
      reason: { code: "answer.not-found", params: {} },
    });
  });
});

test("no answer puts words of the vendor, which may name a buyer, into a reason", () => {
  const told = "5531900000001";
  const answers = [
    verdictOn(400, error(400, [{ jid: told, exists: false, number: told }])),
    verdictOn(400, error(400, [`Error: ${told}`])),
    verdictOn(400, { error: { message: told, code: 100, error_data: { details: told } } }),
    verdictOn(201, { message: told, code: 131026 }),
    verdictOn(500, told),
  ];

  expect(JSON.stringify(answers)).not.toContain(told);
});
