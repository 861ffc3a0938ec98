import { describe, expect, test } from "vitest";
import { whatsapp } from "./index.ts";

const found = (status: number, body: unknown) =>
  whatsapp.readProbe?.({
    status,
    headers: [],
    body: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)),
  });

const instance = (state?: string) => ({ instance: { instanceName: "loja", ...(state === undefined ? {} : { state }) } });
const error = (status: number, message: unknown) => ({ status, error: "invented", response: { message } });

describe("the probe finds", () => {
  test("all well where the instance is open, or Meta shows the number", () => {
    expect(found(200, instance("open"))).toBe(null);
    expect(found(200, { id: "100000000000001", display_phone_number: "+55 31 90000-0000" })).toBe(null);
  });

  test.each([
    ["close", "close"],
    ["connecting", "connecting"],
    [undefined, "unknown"],
  ])("an instance whose state is %j, although the answer is 200", (state, told) => {
    expect(found(200, instance(state))).toEqual({ code: "whatsapp.instance-not-open", params: { state: told } });
  });

  test.each(["<!doctype html>", "", {}, [], { id: null }])("somebody else's answer: %j", (body) => {
    expect(found(200, body)).toEqual({ code: "whatsapp.not-whatsapp", params: { status: 200 } });
  });

  test.each([
    [401, error(401, "Unauthorized"), "whatsapp.apikey-refused"],
    [404, error(404, ['The "loja" instance does not exist']), "whatsapp.instance-unknown"],
    [404, error(404, ["Cannot GET /instance/connectionState/loja"]), "answer.not-found"],
    [401, { error: { code: 190 } }, "whatsapp.token-refused"],
    [400, { error: { code: 100 } }, "whatsapp.meta-refused"],
    [302, "", "answer.redirect"],
    [502, "<html>", "answer.later"],
  ])("what %i %j means", (status, body, code) => {
    expect(found(status, body)).toMatchObject({ code });
  });
});
