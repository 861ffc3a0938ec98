import { describe, expect, test } from "vitest";
import { InboundRequest } from "../../core/http-message.ts";
import { type Credentials, Secret } from "../../core/secret.ts";
import { readFixture } from "../../shared/fixture-files.ts";
import { payt } from "./index.ts";

const KEY = "5f0c1a2b3d4e5f60718293a4b5c6d7e8";
const OTHER = "5f0c1a2b3d4e5f60718293a4b5c6d7e9";
const NOW = "2026-11-03T12:00:00.000Z";

function accepting(...values: readonly string[]): Credentials {
  return new Map([["key", values.map((value) => new Secret(value))]]);
}

function call(body: string | Uint8Array, target = "/hooks/payt"): InboundRequest {
  return new InboundRequest({ method: "POST", target, headers: [], body: typeof body === "string" ? Buffer.from(body) : body });
}

function outcome(request: InboundRequest, credentials: Credentials = accepting(KEY)): string {
  const verified = payt.verify(request, credentials, NOW);
  return verified.ok ? "accepted" : verified.error.code;
}

const FLAT = `{"integration_key":"${KEY}","status":"paid","customer.email":"a@example.com"}`;
const FORM = `status=paid&integration_key=${KEY}&customer%5Bname%5D=Ana`;

describe("verify", () => {
  test.each([
    ["the right key", `{"integration_key":"${KEY}","status":"paid"}`, "accepted"],
    ["the right key in the flat type", FLAT, "accepted"],
    ["the right key in a form", FORM, "accepted"],
    ["a wrong key of the same length", `{"integration_key":"${OTHER}"}`, "credential.wrong"],
    ["a shorter key", `{"integration_key":"${KEY.slice(0, -1)}"}`, "credential.wrong"],
    ["a longer key", `{"integration_key":"${KEY}0"}`, "credential.wrong"],
    ["the key in capitals", `{"integration_key":"${KEY.toUpperCase()}"}`, "credential.wrong"],
    ["the key with a blank in front", `{"integration_key":" ${KEY}"}`, "credential.wrong"],
    ["no key", '{"status":"paid"}', "credential.absent"],
    ["an empty key", '{"integration_key":""}', "credential.absent"],
    ["an empty key in a form", "status=paid&integration_key=", "credential.absent"],
    ["a key that is a number", '{"integration_key":12345678901234567890123456789012}', "credential.malformed"],
    ["a key that is null", '{"integration_key":null}', "credential.malformed"],
    ["a key that is a list with the right one in it", `{"integration_key":["${KEY}"]}`, "credential.malformed"],
    ["a key deeper than at the top", `{"data":{"integration_key":"${KEY}"}}`, "credential.absent"],
    ["a key below a name that is the field's", `{"integration_key":{"integration_key":"${KEY}"}}`, "credential.malformed"],
    ["the key as a value", `{"note":"integration_key","x":"${KEY}"}`, "credential.absent"],
    ["the key in text that looks like a member", `{"note":"{\\"integration_key\\":\\"${KEY}\\"}"}`, "credential.absent"],
    ["a list", `[{"integration_key":"${KEY}"}]`, "credential.absent"],
    ["no body", "", "credential.absent"],
    ["a body that is neither", `<integration_key>${KEY}</integration_key>`, "credential.absent"],
  ])("%s", (_, body, expected) => {
    expect(outcome(call(body))).toBe(expected);
  });

  test.each([
    ["the wrong one first", `{"integration_key":"${OTHER}","status":"paid","integration_key":"${KEY}"}`, "credential.duplicated"],
    ["the wrong one last", `{"integration_key":"${KEY}","status":"paid","integration_key":"${OTHER}"}`, "credential.duplicated"],
    ["one spelled with an escape", `{"integration\\u005fkey":"${OTHER}","integration_key":"${KEY}"}`, "credential.duplicated"],
    ["one of them no text", `{"integration_key":1,"integration_key":"${KEY}"}`, "credential.duplicated"],
    ["one of them empty, in a form", `integration_key=&${FORM}`, "credential.duplicated"],
    ["two values in a form", `integration_key=${OTHER}&${FORM}`, "credential.duplicated"],
    ["the same value twice", `{"integration_key":"${KEY}","integration_key":"${KEY}"}`, "accepted"],
  ])("a key that comes twice, %s", (_, body, expected) => {
    expect(outcome(call(body))).toBe(expected);
  });

  test("does not look at the address", () => {
    expect(outcome(call('{"status":"paid"}', `/hooks/payt?integration_key=${KEY}`))).toBe("credential.absent");
    expect(outcome(call(`{"integration_key":"${OTHER}"}`, `/hooks/payt?integration_key=${KEY}`))).toBe("credential.wrong");
  });

  test.each([
    ["nothing", new Map()],
    ["an empty list", accepting()],
    ["only an empty value", accepting("")],
    ["another name", new Map([["chave", [new Secret(KEY)]]])],
  ])("refuses the right key, and an empty one, with %s configured", (_, credentials) => {
    expect(outcome(call(FLAT), credentials)).toBe("credential.not-configured");
    expect(outcome(call('{"integration_key":""}'), credentials)).toBe("credential.not-configured");
  });

  test("accepts each of several postbacks' keys, and no third one", () => {
    const both = accepting(OTHER, KEY);

    expect(outcome(call(`{"integration_key":"${KEY}"}`), both)).toBe("accepted");
    expect(outcome(call(`{"integration_key":"${OTHER}"}`), both)).toBe("accepted");
    expect(outcome(call('{"integration_key":"third"}'), both)).toBe("credential.wrong");
  });
});

describe("redact and sign", () => {
  test.each([
    ["nested", `{ "integration_key" : "${KEY}" , "total": 10.0, "test": false }`, ' "total": 10.0, "test": false }'],
    ["flat", FLAT, '"status":"paid","customer.email":"a@example.com"}'],
  ])("cut the key out of a %s body, and leave the rest byte for byte", (_, body, rest) => {
    expect(payt.redact(call(body)).text()).toBe(`{${rest}`);
  });

  test("cut the key out of a form, and put it back without writing the form anew", () => {
    const redacted = payt.redact(call(FORM));

    expect(redacted.text()).toBe("status=paid&customer%5Bname%5D=Ana");
    expect(payt.sign(call("a%5B%5D=1&a%5B%5D=2&status=paid"), accepting(KEY), NOW).text()).toBe(
      `integration_key=${KEY}&a%5B%5D=1&a%5B%5D=2&status=paid`,
    );
  });

  test("cut every key, whatever its type, also behind a byte order mark", () => {
    const twice = call(`{"integration_key":1,"status":"paid","integration_key":"${KEY}"}`);
    const marked = call(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(FLAT)]));

    expect(payt.redact(twice).text()).toBe('{"status":"paid"}');
    expect(outcome(marked)).toBe("accepted");
    expect(payt.redact(marked).text()).not.toContain(KEY);
  });

  test("replace a key that is there with the newest", () => {
    const signed = payt.sign(call(FLAT), accepting(OTHER, KEY), NOW);

    expect(signed.text()).toBe(`{"integration_key":"${OTHER}","status":"paid","customer.email":"a@example.com"}`);
  });

  test("leave alone what can hold no key", () => {
    const body = call("[1]");

    expect(payt.sign(body, accepting(KEY), NOW).text()).toBe("[1]");
    expect(payt.sign(call("<x/>"), accepting(KEY), NOW).text()).toBe("<x/>");
    expect(payt.sign(readFixture("payt", "purchase.approved.v1").request, new Map(), NOW).text()).not.toContain("integration_key");
  });
});

describe("the secret's check", () => {
  const [field] = payt.secrets;

  test.each([
    [KEY, []],
    [KEY.toUpperCase(), ["secret.unusual"]],
    [`${KEY}\n`, ["secret.trimmed"]],
    ["12345", ["secret.unusual"]],
  ])("of %j says %j", (value, codes) => {
    expect(field?.check(value, new Map()).map(({ code }) => code)).toEqual(codes);
    expect(field?.clean(value)).toBe(value.trim());
  });
});
