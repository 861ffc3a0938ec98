import { type AddressInfo, createServer } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterEach, expect, test } from "vitest";
import { selfSigned } from "../../test/support/self-signed.ts";
import { startTcpServer, type TcpServer } from "../../test/support/tcp-server.ts";
import type { Sender } from "../app/ports.ts";
import { systemClock } from "../config/clock.ts";
import { createSender, type SenderSettings } from "./sender.ts";

const NAME = "hooks.example.com";
const CERTIFICATE = selfSigned(NAME);
const cleanup: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of cleanup.splice(0)) await close();
});

/** A server that tells in its answer which name it was asked for. */
async function httpsServer(): Promise<TcpServer> {
  const server = await startTcpServer((socket) => {
    const name = String((socket as TLSSocket).servername);
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${name.length}\r\n\r\n${name}`);
  }, CERTIFICATE);
  cleanup.push(server.close);
  return server;
}

function newSender(settings: SenderSettings): Sender {
  const sender = createSender(systemClock, { resolve: async () => [{ address: "127.0.0.1", family: 4 }], ...settings });
  cleanup.push(() => sender.close());
  return sender;
}

function send(server: { readonly port: number }, host: string, settings: SenderSettings = {}) {
  return sendWith(newSender(settings), server, host);
}

function sendWith(sender: Sender, { port }: { readonly port: number }, host: string) {
  return sender.send(
    { method: "POST", url: `https://${host}:${port}/hooks`, headers: [], body: Buffer.from("{}") },
    { allowsPrivate: true },
  );
}

const TRUSTING: SenderSettings = { trusted: [CERTIFICATE.cert] };

test.each([NAME, `${NAME}.`, NAME.toUpperCase()])("%s is asked for by its name, although it is connected to by address", async (host) => {
  const result = await send(await httpsServer(), host, TRUSTING);

  expect(result.kind === "answered" && [result.status, Buffer.from(result.body).toString()]).toEqual([200, NAME]);
});

test("a name whose first address does not answer is reached at the next", async () => {
  const resolve = async () => [{ address: "::1", family: 6 } as const, { address: "127.0.0.1", family: 4 } as const];

  const result = await send(await httpsServer(), NAME, { ...TRUSTING, resolve });

  expect(result.kind === "answered" && Buffer.from(result.body).toString()).toBe(NAME);
});

test.each([
  ["a certificate that nobody vouches for", NAME, {}, "DEPTH_ZERO_SELF_SIGNED_CERT"],
  ["a certificate of another name", "other.example.com", TRUSTING, "ERR_TLS_CERT_ALTNAME_INVALID"],
  ["a certificate of a name, for an address", "127.0.0.1", TRUSTING, "ERR_TLS_CERT_ALTNAME_INVALID"],
])("%s is refused, and nothing is sent", async (_, host, settings, code) => {
  const server = await httpsServer();

  const result = await send(server, host, settings);

  expect(result).toMatchObject({ kind: "failed", reason: { code: "send.tls", params: { host, code } }, isSent: false });
  expect(server.received.join("")).toBe("");
});

test("a server that hangs up on the handshake is refused", async () => {
  const server = createServer((socket) =>
    socket.on("error", () => undefined).once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanup.push(() => new Promise((resolve) => server.close(() => resolve())));

  const result = await send(server.address() as AddressInfo, NAME);

  expect(result).toMatchObject({ kind: "failed", reason: { code: "send.tls", params: { host: NAME } }, isSent: false });
});

test("a server that does not answer the handshake ends with the time for connecting", async () => {
  const server = await startTcpServer(() => undefined);
  cleanup.push(server.close);

  const result = await send(server, NAME, { timeouts: { connectMs: 100 } });

  expect(result).toMatchObject({ kind: "failed", reason: { code: "send.connect-timeout" }, isSent: false });
});

test("a session is taken up again by the next connection, and the name still holds", async () => {
  const resumed: boolean[] = [];
  const server = await startTcpServer((socket) => {
    resumed.push((socket as TLSSocket).isSessionReused());
    socket.end("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  }, CERTIFICATE);
  cleanup.push(server.close);
  const sender = newSender(TRUSTING);

  const results = [await sendWith(sender, server, NAME), await sendWith(sender, server, NAME)];

  expect(results.map(({ kind }) => kind)).toEqual(["answered", "answered"]);
  expect(resumed).toEqual([false, true]);
});
