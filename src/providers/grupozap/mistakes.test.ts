import { describe, expect, test } from "vitest";
import { diagnosed } from "../../../test/support/diagnosed.ts";
import { type HeaderList, InboundRequest } from "../../core/http-message.ts";

const KEY = "INTG-DEMO-KEY-0001";
const LEAD = {
  leadOrigin: "Grupo OLX",
  timestamp: "2026-11-03T12:00:00.000Z",
  originLeadId: "59ee0fc6e4b043e1b2a6d863",
  clientListingId: "AP-1",
};

const base64 = (text: string) => Buffer.from(text).toString("base64");

function call(headers: HeaderList, target = "/grupozap/lead"): InboundRequest {
  const body = new TextEncoder().encode(JSON.stringify(LEAD));
  return new InboundRequest({ method: "POST", target, headers: [["Content-Type", "application/json"], ...headers], body });
}
const authorization = (value: string): HeaderList => [["Authorization", value]];

describe("the key in another form", () => {
  test.each<readonly [string, HeaderList, string, string]>([
    ["as Bearer", authorization(`Bearer ${KEY}`), "sent-as-bearer", "/grupozap/lead"],
    ["bare", authorization(KEY), "sent-bare", "/grupozap/lead"],
    ["as a pair without the scheme", authorization(base64(`vivareal:${KEY}`)), "sent-bare", "/grupozap/lead"],
    ["as a pair that is not encoded", authorization(`vivareal:${KEY}`), "sent-bare", "/grupozap/lead"],
    ["after Basic, not encoded", authorization(`Basic ${KEY}`), "sent-as-basic", "/grupozap/lead"],
    ["after Basic, as a pair that is not encoded", authorization(`Basic vivareal:${KEY}`), "sent-as-basic", "/grupozap/lead"],
    ["after Basic, without the user", authorization(`Basic ${base64(KEY)}`), "sent-as-basic", "/grupozap/lead"],
    ["as the user", authorization(`Basic ${base64(`${KEY}:`)}`), "sent-as-basic", "/grupozap/lead"],
    ["before the user", authorization(`Basic ${base64(`${KEY}:vivareal`)}`), "sent-as-basic", "/grupozap/lead"],
    ["in the address", [], "sent-in-query", `/grupozap/lead?k=${KEY}`],
    ["in a header of its own", [["X-Api-Key", KEY]], "sent-in-header", "/grupozap/lead"],
    ["in quotes", authorization(`Basic ${base64(`vivareal:"${KEY}"`)}`), "sent-padded", "/grupozap/lead"],
  ])("%s is found", async (_, headers, code, target) => {
    const found = await diagnosed("grupozap", call(headers, target), { key: [KEY] });

    expect(found).toMatchObject({ code, params: { what: "key", place: 'Authorization: Basic base64("vivareal:KEY")' } });
  });
});

describe("the key kept in another form", () => {
  const genuine = call(authorization(`Basic ${base64(`vivareal:${KEY}`)}`));

  test.each([
    ["as the whole pair", base64(`vivareal:${KEY}`), "stored-as-pair"],
    ["as the whole header value", `Basic ${base64(`vivareal:${KEY}`)}`, "stored-as-pair"],
    ["after the word Basic", `Basic ${KEY}`, "stored-with-scheme"],
    ["in quotes", `"${KEY}"`, "stored-quoted"],
    ["with an invisible character", `\u200b${KEY}`, "stored-with-blanks"],
    ["with its name", `SECRET_KEY=${KEY}`, "stored-with-name"],
    ["in small letters", KEY.toLowerCase(), "stored-in-other-case"],
  ])("%s is found", async (_, kept, code) => {
    expect(await diagnosed("grupozap", genuine, { key: [kept] })).toMatchObject({ code, params: { secret: "key" } });
  });
});
