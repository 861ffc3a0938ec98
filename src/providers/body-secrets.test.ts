import { describe, expect, test } from "vitest";
import { InboundRequest } from "../core/http-message.ts";
import { atPaths, withoutSecretFields, withoutSecretMembers, withSecretField, withSecretMember } from "./body-secrets.ts";

const request = (body: string | Uint8Array) =>
  new InboundRequest({ method: "POST", target: "/hooks/x", headers: [], body: typeof body === "string" ? Buffer.from(body) : body });

describe("secrets in a JSON body", () => {
  test("are cut wherever they are, and every other byte stays", () => {
    const cut = withoutSecretMembers(request('{"total": 10.00, "key":"s", "p":{"key":"t","n":"Ação"}}'), atPaths([["key"], ["p", "key"]]));

    expect(cut.text()).toBe('{"total": 10.00, "p":{"n":"Ação"}}');
  });

  test("are cut behind a byte order mark, which stays", () => {
    expect(Buffer.from(withoutSecretMembers(request('\ufeff{"key":"s","a":1}'), atPaths([["key"]])).body)).toEqual(
      Buffer.from('\ufeff{"a":1}'),
    );
  });

  test("that are not there leave the request itself", () => {
    const unsigned = request('{"a":1}');

    expect(withoutSecretMembers(unsigned, atPaths([["key"]]))).toBe(unsigned);
    expect(withoutSecretMembers(request("[]"), atPaths([["key"]])).text()).toBe("[]");
    expect(withoutSecretMembers(request("key=s"), atPaths([["key"]])).text()).toBe("key=s");
  });

  test("are put where they belong, and nowhere in a body that is no JSON object", () => {
    expect(withSecretMember(request('{"a":1}'), ["key"], "s").text()).toBe('{"key":"s","a":1}');
    expect(withSecretMember(request("a=1"), ["key"], "s").text()).toBe("a=1");
  });
});

describe("secrets in a form body", () => {
  test("are cut by their decoded name, and the other pairs keep their spelling", () => {
    const cut = withoutSecretFields(request("a=%41%20b&chave%5Funica=s&b=2+3&chave_unica=t"), (name) => name === "chave_unica");

    expect(cut.text()).toBe("a=%41%20b&b=2+3");
  });

  test("keep bytes that are no UTF-8", () => {
    const cut = withoutSecretFields(request(Buffer.from("nome=Jo\xe3o&key=s", "latin1")), (name) => name === "key");

    expect(Buffer.from(cut.body)).toEqual(Buffer.from("nome=Jo\xe3o", "latin1"));
  });

  test("that are not there leave the request itself", () => {
    const unsigned = request("a=1");

    expect(withoutSecretFields(unsigned, (name) => name === "key")).toBe(unsigned);
  });

  test("are put first, encoded, and every other byte stays, also of names that come twice", () => {
    const before = Buffer.from("nome=Jo\xe3o&id=1&id=%32+3\r\n", "latin1");
    const signed = withSecretField(request(before), "key", "a&b=\u00e9");

    expect(Buffer.from(signed.body)).toEqual(Buffer.from("key=a%26b%3D%C3%A9&nome=Jo\xe3o&id=1&id=%32+3", "latin1"));
    expect(withSecretField(request("no form"), "key", "s").text()).toBe("no form");
  });
});
