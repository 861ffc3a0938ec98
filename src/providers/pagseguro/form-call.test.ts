import { describe, expect, test } from "vitest";
import { InboundRequest } from "../../core/http-message.ts";
import { pagseguro } from "./index.ts";

const CODE = "4B7F1C-0A22E63B41D9-8C5570F2AA13-9D06E7";
const CONTEXT = { receivedAt: "2026-11-03T12:00:00.000Z", zone: "America/Sao_Paulo" };

function call(body: string, contentType = "application/x-www-form-urlencoded"): InboundRequest {
  return new InboundRequest({
    method: "POST",
    target: "/hooks/pagseguro",
    headers: [["Content-Type", contentType]],
    body: Buffer.from(body),
  });
}

function admitted(request: InboundRequest): string {
  const result = pagseguro.admit(request);
  return result.ok ? "admitted" : result.error.code;
}

function facts(request: InboundRequest) {
  const read = pagseguro.normalize(request, CONTEXT);
  const [first] = read.ok ? read.value : [];
  if (first === undefined) throw new Error("not read");
  return first;
}

describe("a notification", () => {
  test.each([
    ["fields in one order", `notificationCode=${CODE}&notificationType=transaction`],
    ["fields in the other", `notificationType=transaction&notificationCode=${CODE}`],
    ["blanks around", ` notificationCode=${CODE}+&notificationType=+transaction\n`],
    ["fields that nobody knows beside", `a=1&notificationCode=${CODE}&notificationType=transaction`],
  ])("is known by its fields: %s", (_, body) => {
    expect(admitted(call(body))).toBe("admitted");
    expect(facts(call(body))).toMatchObject({
      format: "pagseguro/classic",
      trigger: "unknown",
      nativeEvent: "transaction",
      nativeId: CODE,
      keys: [`notification:${CODE}`],
      notes: [],
    });
  });

  test.each(["application/x-www-form-urlencoded; charset=ISO-8859-1", "text/plain", "application/json", ""])(
    "is known whatever its content type is: %j",
    (contentType) => {
      expect(admitted(call(`notificationCode=${CODE}&notificationType=transaction`, contentType))).toBe("admitted");
    },
  );

  test("has one key, whichever case its code came in", () => {
    const lower = call(`notificationCode=${CODE.toLowerCase()}&notificationType=transaction`);

    expect(facts(lower).keys).toEqual([`notification:${CODE}`]);
  });

  test("with a code of another length is taken, with a note", () => {
    const event = facts(call("notificationCode=5F0A6C1D2E3B4A59880011AA22BB33CC&notificationType=preApproval"));

    expect(event.notes).toEqual([{ code: "pagseguro.code-unusual", params: { length: 32 } }]);
  });

  test.each(["applicationAuthorization", "APPLICATIONAUTHORIZATION"])("of type %s changes nothing, and is known", (type) => {
    expect(facts(call(`notificationCode=${CODE}&notificationType=${type}`))).toMatchObject({
      trigger: "unknown",
      nativeEvent: type,
      notes: [{ code: "event.no-trigger", params: { native: type } }],
    });
  });

  test("of a type that nobody knows is kept, without being called known", () => {
    expect(facts(call(`notificationCode=${CODE}&notificationType=somethingNew`))).toMatchObject({ trigger: "unknown", notes: [] });
  });

  test.each([
    ["no code", "notificationType=transaction"],
    ["an empty code", "notificationCode=&notificationType=transaction"],
    ["a code that is a path", "notificationCode=../../x&notificationType=transaction"],
    ["no type", `notificationCode=${CODE}`],
    ["nothing of ours", "a=1&b=2"],
    ["half of the old format", "TransacaoID=1"],
  ])("is not recognised with %s", (_, body) => {
    expect(admitted(call(body))).toBe("body.not-recognised");
  });

  test("that is nothing at all is refused by what it claims to be", () => {
    expect(admitted(call(""))).toBe("body.not-form");
    expect(admitted(call("", "application/json"))).toBe("body.not-json");
    expect(admitted(call("[1]"))).toBe("body.not-recognised");
    expect(admitted(call("{}"))).toBe("body.not-recognised");
  });
});

test("a notification of the format before 2011 is kept, and says why nothing comes of it", () => {
  expect(facts(call("TransacaoID=123&StatusTransacao=Aprovado&CliEmail=ana%40example.com"))).toMatchObject({
    format: "pagseguro/npi",
    trigger: "unknown",
    buyer: { email: null },
    keys: ["npi:123:Aprovado"],
    notes: [{ code: "event.no-trigger" }, { code: "pagseguro.npi-unsupported" }],
  });
});
