import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { anIntent } from "../../../test/support/intents.ts";
import { cloudAccount, evolutionAccount } from "../../../test/support/whatsapp-account.ts";
import { startWhatsappServer, type WhatsappFault, type WhatsappServer } from "../../../test/support/whatsapp-server.ts";
import type { Note } from "../../core/note.ts";
import { Secret } from "../../core/secret.ts";
import type { DestinationAccount, OutboundRequest, OutboundResponse, Verdict } from "../contract.ts";
import { whatsapp } from "./index.ts";

const INTENT = anIntent({ action: "notify", target: "lembrete", value: null, text: "Olá Maria, já pagou? 🎉" });

let server: WhatsappServer;
beforeEach(async () => {
  server = await startWhatsappServer();
});
afterEach(() => server.close());

async function exchange({ method, url, headers, body }: OutboundRequest): Promise<OutboundResponse> {
  const sent = body.length === 0 ? {} : { body };
  const response = await fetch(url, { method, headers: headers.map(([name, value]): [string, string] => [name, value]), ...sent });
  return { status: response.status, headers: [...response.headers], body: new Uint8Array(await response.arrayBuffer()) };
}

/** Null when there was no whole answer. */
async function sent(account: DestinationAccount): Promise<Verdict | null> {
  const request = whatsapp.buildRequest([INTENT], account);
  if (!request.ok) throw new Error(request.error.code);
  const response = await exchange(request.value).catch(() => null);
  return response === null ? null : whatsapp.readResponse(response, INTENT);
}

async function probed(account: DestinationAccount): Promise<Note | null | undefined> {
  const request = whatsapp.probe(account);
  if (request === null) throw new Error("there is no probe");
  return whatsapp.readProbe?.(await exchange(request));
}

const evolution = (settings = {}) => evolutionAccount({ url: server.url, ...settings });
const cloud = (settings = {}) => cloudAccount({ url: server.url, ...settings });

describe("over a socket, Evolution API", () => {
  test("is given the text as it is, under the key and to the instance", async () => {
    expect(await sent(evolution())).toEqual({ kind: "delivered" });

    expect(server.calls).toMatchObject([
      { method: "POST", path: "/message/sendText/loja-teste", headers: { apikey: "not-a-real-apikey" } },
    ]);
    expect(JSON.parse(server.calls[0]?.body ?? "")).toEqual({ number: "5531900000001", text: "Olá Maria, já pagou? 🎉" });
  });

  test("tells a number without WhatsApp, an unknown instance and a wrong key apart", async () => {
    const wrongKey = { ...evolution(), secrets: new Map([["apikey", [new Secret("not-a-real-other")]]]) };
    server.strangers.add("5531900000001");

    expect(await sent(evolution())).toMatchObject({ kind: "refused", reason: { code: "whatsapp.not-on-whatsapp" } });
    expect(await sent(evolution({ instance: "outra" }))).toMatchObject({ kind: "refused", reason: { code: "whatsapp.instance-unknown" } });
    expect(await sent(wrongKey)).toMatchObject({ kind: "refused", reason: { code: "whatsapp.apikey-refused" } });
    expect(await sent(evolution({ url: `${server.url}/api` }))).toMatchObject({ kind: "refused", reason: { code: "answer.not-found" } });
  });

  test.each<[string, WhatsappFault, Verdict["kind"]]>([
    ["the instance is not connected", "disconnected", "retry"],
    ["the connection is lost while sending", "disconnected-while-sending", "retry"],
    ["too many calls were made", { status: 429 }, "retry"],
    ["it has a fault", { status: 500 }, "retry"],
    ["its database fails after the message is out", "database", "uncertain"],
    ["a proxy shows its page", "html", "uncertain"],
    ["nothing is answered but 200", "empty", "uncertain"],
    ["the proxy gave up waiting", { status: 504 }, "uncertain"],
    ["Meta refuses behind it", "meta-behind-evolution", "refused"],
  ])("when %s", async (_what, fault, kind) => {
    server.fail(fault);

    expect((await sent(evolution()))?.kind).toBe(kind);
    expect(await sent(evolution())).toEqual({ kind: "delivered" });
  });

  test("is asked by the probe without anything being sent", async () => {
    expect(await probed(evolution())).toBe(null);
    expect(server.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /instance/connectionState/loja-teste"]);
  });
});

describe("over a socket, Meta's Cloud API", () => {
  test("is given the message under the token", async () => {
    expect(await sent(cloud())).toEqual({ kind: "delivered" });

    expect(server.calls).toMatchObject([
      { method: "POST", path: "/v24.0/100000000000001/messages", headers: { authorization: "Bearer EAAnotARealToken0000000000" } },
    ]);
    expect(JSON.parse(server.calls[0]?.body ?? "")).toMatchObject({ to: "+5531900000001", text: { body: "Olá Maria, já pagou? 🎉" } });
  });

  test("tells a number without WhatsApp and a wrong token apart", async () => {
    const wrongToken = { ...cloud(), secrets: new Map([["token", [new Secret("EAAnotARealOther0000000000")]]]) };
    server.strangers.add("5531900000001");

    expect(await sent(cloud())).toMatchObject({ kind: "refused", reason: { code: "whatsapp.not-on-whatsapp" } });
    expect(await sent(wrongToken)).toMatchObject({ kind: "refused", reason: { code: "whatsapp.token-refused" } });
    expect(await sent(cloud({ "phone-number-id": "200000000000002" }))).toMatchObject({ reason: { code: "whatsapp.meta-refused" } });
  });

  test.each<[string, WhatsappFault, Verdict["kind"]]>([
    ["messages come too fast", { metaCode: 130429, status: 429 }, "retry"],
    ["the template does not exist", { metaCode: 132001, status: 404 }, "refused"],
    ["the error is unknown", { metaCode: 1, status: 500 }, "uncertain"],
    ["a page comes instead", "html", "uncertain"],
  ])("when %s", async (_what, fault, kind) => {
    server.fail(fault);

    expect((await sent(cloud()))?.kind).toBe(kind);
  });

  test("is asked by the probe without anything being sent", async () => {
    expect(await probed(cloud())).toBe(null);
    expect(server.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /v24.0/100000000000001"]);
  });
});

test("an answer that ends in the middle is none, and such a message is left to the operator", async () => {
  server.fail("cut-off");

  expect(await sent(evolution())).toBe(null);
  expect(server.calls.length).toBe(1);
  expect(whatsapp.doubt(INTENT)).toBe("never");
});
