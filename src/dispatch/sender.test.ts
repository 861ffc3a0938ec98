import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { startTcpServer, type TcpServer } from "../../test/support/tcp-server.ts";
import type { SendResult } from "../app/ports.ts";
import { systemClock } from "../config/clock.ts";
import type { OutboundRequest } from "../destinations/contract.ts";
import { createSender, type SenderSettings } from "./sender.ts";

const TO_PRIVATE = { allowsPrivate: true };
const cleanup: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of cleanup.splice(0)) await close();
});

function newSender(settings: SenderSettings = {}) {
  const sender = createSender(systemClock, settings);
  cleanup.push(() => sender.close());
  return sender;
}

/** A server that gives one answer to every request. */
async function answering(answer: string | Buffer, { hangsUp = false } = {}): Promise<TcpServer> {
  return started((socket) => {
    if (hangsUp) socket.end(answer);
    else socket.write(answer);
  });
}

async function started(...parts: Parameters<typeof startTcpServer>): Promise<TcpServer> {
  const server = await startTcpServer(...parts);
  cleanup.push(server.close);
  return server;
}

function post(server: TcpServer, parts: Partial<OutboundRequest> = {}): OutboundRequest {
  return { method: "POST", url: `http://127.0.0.1:${server.port}/hooks?token=fake-token`, headers: [], body: Buffer.from("{}"), ...parts };
}

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/** What is compared of an answer. */
function shown(result: SendResult) {
  if (result.kind !== "answered") return result;
  return { status: result.status, body: Buffer.from(result.body).toString("latin1"), isCut: result.isCut };
}

/** A failure without its duration. */
function failure(result: SendResult) {
  if (result.kind !== "failed") return result;
  const { ms: _, ...rest } = result;
  return rest;
}

/** A turn of the event loop and one more: undici uses a connection again only after that. */
const afterTurns = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));

describe("what is sent", () => {
  test("is method, path, query, headers and body as they were described", async () => {
    const server = await answering(OK);

    await newSender().send(
      post(server, {
        method: "PUT",
        headers: [
          ["Content-Type", "application/json"],
          ["webhook-id", "dsp_1"],
        ],
        body: Buffer.from('{"name":"João"}'),
      }),
      TO_PRIVATE,
    );

    expect(server.received).toEqual([
      `PUT /hooks?token=fake-token HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nconnection: keep-alive\r\nContent-Type: application/json\r\nwebhook-id: dsp_1\r\ncontent-length: 16\r\n\r\n{"name":"JoÃ£o"}`,
    ]);
  });

  test("has no body and no length where there is none", async () => {
    const server = await answering(OK);

    await newSender().send(post(server, { method: "GET", body: new Uint8Array() }), TO_PRIVATE);

    expect(server.received[0]).toMatch(/^GET .*connection: keep-alive\r\n\r\n$/s);
  });

  test("has host and length of its own, whatever the description says of them", async () => {
    const server = await answering(OK);
    const headers = [
      ["Host", "other.example.com"],
      ["Content-Length", "1"],
      ["Transfer-Encoding", "chunked"],
    ] as const;

    await newSender().send(post(server, { headers }), TO_PRIVATE);

    expect(server.received[0]).toContain(`host: 127.0.0.1:${server.port}\r\n`);
    expect(server.received[0]).toMatch(/content-length: 2\r\n\r\n\{\}$/);
    expect(server.received[0]).not.toMatch(/other\.example|chunked/);
  });

  test.each([
    ["X-Name", "Ana\r\nX-Injected: 1"],
    ["X-Name", "Ana\nX-Injected: 1"],
    ["X-Name", "Ana\0"],
    ["X-Name\r\nX-Injected", "1"],
    ["X Name", "1"],
    ["X-Name", "Ana 🌱"],
    ["Upgrade", "websocket"],
  ])("is nothing when a header would break the request: %j", async (name, value) => {
    const server = await answering(OK);

    const result = await newSender().send(post(server, { headers: [[name, value]] }), TO_PRIVATE);

    expect(result).toEqual({ kind: "forbidden", reason: { code: "send.bad-request", params: { host: `127.0.0.1:${server.port}` } } });
    expect(server.received.join("")).toBe("");
  });
});

describe("an answer", () => {
  test("is status, headers in lower case and in order, and body", async () => {
    const server = await answering(
      "HTTP/1.1 202 Accepted\r\nRetry-After: 30\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 4\r\n\r\nsoon",
    );

    const result = await newSender().send(post(server), TO_PRIVATE);

    expect(shown(result)).toEqual({ status: 202, body: "soon", isCut: false });
    expect(result.kind === "answered" && result.headers).toEqual([
      ["retry-after", "30"],
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
      ["content-length", "4"],
    ]);
    expect(result.kind === "answered" && Number.isInteger(result.ms) && result.ms >= 0).toBe(true);
  });

  test.each([
    ["without a body", "HTTP/1.1 204 No Content\r\n\r\n", 204, ""],
    ["in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", 200, "abcde"],
    ["of HTML", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>", 200, "<html></html>"],
    ["of a server at fault", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", 503, ""],
    ["that was announced", `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}`, 200, "ok"],
    ["in two halves", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabcdef", 200, "abcdef"],
  ])("%s is read", async (_, answer, status, body) => {
    const server = await started((socket) => {
      socket.write(answer.slice(0, -3));
      setImmediate(() => socket.write(answer.slice(-3)));
    });

    expect(shown(await newSender().send(post(server), TO_PRIVATE))).toEqual({ status, body, isCut: false });
  });

  test.each([301, 302, 303, 307, 308])("that redirects (%i) is an answer: nobody goes there", async (status) => {
    const other = await answering(OK);
    const server = await answering(
      `HTTP/1.1 ${status} Moved\r\nLocation: http://127.0.0.1:${other.port}/else\r\nContent-Length: 0\r\n\r\n`,
    );

    const result = await newSender().send(post(server), TO_PRIVATE);

    expect(shown(result)).toEqual({ status, body: "", isCut: false });
    expect(other.received).toEqual([]);
  });

  test("that is compressed is left as it came", async () => {
    const packed = gzipSync("x".repeat(1_000));
    const head = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`);
    const server = await answering(Buffer.concat([head, packed]));

    const result = await newSender().send(post(server), TO_PRIVATE);

    expect(result.kind === "answered" && Buffer.from(result.body).equals(packed)).toBe(true);
  });

  test.each([
    [65_536, 65_536, false],
    [65_537, 65_536, true],
    [1_000_000, 65_536, true],
  ])("of %i bytes is read up to %i", async (sent, kept, isCut) => {
    const server = await answering(`HTTP/1.1 200 OK\r\nContent-Length: ${sent}\r\n\r\n${"x".repeat(sent)}`);

    const result = await newSender().send(post(server), TO_PRIVATE);

    expect(shown(result)).toEqual({ status: 200, body: "x".repeat(kept), isCut });
  });

  test("that is too long costs its connection, and the next request gets a new one", async () => {
    const server = await started((socket, request) =>
      socket.write(request.includes("/long") ? `HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n${"x".repeat(100_000)}` : OK),
    );
    const sender = newSender();

    await sender.send(post(server, { url: `http://127.0.0.1:${server.port}/long` }), TO_PRIVATE);
    const next = await sender.send(post(server), TO_PRIVATE);

    expect(shown(next)).toEqual({ status: 200, body: "ok", isCut: false });
    expect(server.received[0]).not.toContain("/hooks");
  });

  test.each([
    ["before its length is reached", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "half"],
    ["in the middle of a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf", "half"],
    ["with a chunk that is none", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nzz\r\n", "half"],
  ])("that ends %s counts by its status", async (_, answer, body) => {
    const server = await answering(answer, { hangsUp: true });

    expect(shown(await newSender().send(post(server), TO_PRIVATE))).toEqual({ status: 200, body, isCut: true });
  });

  test("whose rest never comes counts by its status when the time is over", async () => {
    const server = await answering("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\nhalf");

    const result = await newSender({ timeouts: { totalMs: 150 } }).send(post(server), TO_PRIVATE);

    expect(shown(result)).toEqual({ status: 201, body: "half", isCut: true });
  });
});

describe("no answer", () => {
  const host = (server: TcpServer) => `127.0.0.1:${server.port}`;

  test.each([
    ["something else than HTTP", "SSH-2.0-OpenSSH_9.6\r\n", "send.not-http"],
    ["a header that is none", "HTTP/1.1 200 OK\r\nno header\r\n\r\n", "send.not-http"],
    ["more headers than anybody needs", `HTTP/1.1 200 OK\r\nX: ${"x".repeat(40_000)}\r\n\r\n`, "send.not-http"],
    ["another protocol", "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n", "send.not-http"],
    ["both lengths, as smugglers do", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok", "send.not-http"],
    ["half a status line", "HTTP/1.1 2", "send.reset"],
    ["nothing", "", "send.reset"],
  ])("is %s", async (_, answer, code) => {
    const server = await answering(answer, { hangsUp: true });

    const result = await newSender().send(post(server), TO_PRIVATE);

    expect(failure(result)).toEqual({ kind: "failed", reason: { code, params: { host: host(server) } }, isSent: true });
  });

  test("is a reset", async () => {
    const server = await started((socket) => socket.resetAndDestroy());

    const result = await newSender().send(post(server), TO_PRIVATE);

    expect(failure(result)).toEqual({ kind: "failed", reason: { code: "send.reset", params: { host: host(server) } }, isSent: true });
  });

  test("is one that does not come in time, and it may have been got", async () => {
    const server = await started(() => undefined);

    const result = await newSender({ timeouts: { totalMs: 150 } }).send(post(server), TO_PRIVATE);

    const reason = { code: "send.timeout", params: { host: host(server), seconds: 0.15 } };
    expect(failure(result)).toEqual({ kind: "failed", reason, isSent: true });
    expect(server.received[0]).toMatch(/\{\}$/);
  });

  test("is nobody listening: nothing was sent", async () => {
    const server = await startTcpServer(() => undefined);
    await server.close();

    const result = await newSender().send(post(server), TO_PRIVATE);

    expect(failure(result)).toEqual({ kind: "failed", reason: { code: "send.refused", params: { host: "127.0.0.1" } }, isSent: false });
  });

  test("never tells of path, query or what the machine said", async () => {
    const servers = [await answering("", { hangsUp: true }), await answering("junk", { hangsUp: true }), await started(() => undefined)];
    const sender = newSender({ timeouts: { totalMs: 150 } });

    const results = await Promise.all(servers.map((server) => sender.send(post(server), TO_PRIVATE)));

    expect(results.map(({ kind }) => kind)).toEqual(["failed", "failed", "failed"]);
    expect(JSON.stringify(results)).not.toMatch(/hooks|fake-token|UND_ERR|ECONN/);
  });
});

describe("connections", () => {
  test("are kept: one request after the other goes over the same", async () => {
    const server = await answering(OK);
    const sender = newSender();

    for (let n = 0; n < 5; n += 1) {
      await sender.send(post(server), TO_PRIVATE);
      await afterTurns();
    }

    expect(server.received.length).toBe(1);
    expect(server.received[0]?.match(/POST \/hooks/g)?.length).toBe(5);
  });

  test("are as many as requests are under way, up to 256; the rest wait for their turn", async () => {
    let inWork = 0;
    let most = 0;
    const server = await started((socket) => {
      inWork += 1;
      most = Math.max(most, inWork);
      setTimeout(() => {
        inWork -= 1;
        socket.write(OK);
      }, 20);
    });
    const sender = newSender();

    const results = await Promise.all(Array.from({ length: 300 }, () => sender.send(post(server), TO_PRIVATE)));

    expect(results.filter(({ kind }) => kind === "answered").length).toBe(300);
    expect(most).toBeLessThanOrEqual(256);
    expect(server.received.length).toBe(256);
  });

  test("that the server closed while nothing was under way are not used again", async () => {
    const server = await answering("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", { hangsUp: true });
    const sender = newSender();

    const results = [await sender.send(post(server), TO_PRIVATE), await sender.send(post(server), TO_PRIVATE)];

    expect(results.map(shown)).toEqual([
      { status: 200, body: "ok", isCut: false },
      { status: 200, body: "ok", isCut: false },
    ]);
  });
});

describe("closing", () => {
  test("ends what is under way, what waits for a connection and every connection", async () => {
    const server = await started((socket, request) => {
      if (request.includes("/quick")) socket.write(OK);
    });
    const sender = createSender(systemClock, { resolve: () => new Promise(() => undefined) });
    const url = `http://127.0.0.1:${server.port}/quick`;
    await sender.send(post(server, { url }), TO_PRIVATE);
    const underWay = sender.send(post(server), TO_PRIVATE);
    const connecting = sender.send(post(server, { url: "http://hooks.example.com/" }), TO_PRIVATE);
    while (!server.received.join("").includes("/hooks")) await afterTurns();

    await sender.close();

    const reason = { code: "send.closed", params: {} };
    expect(failure(await underWay)).toEqual({ kind: "failed", reason, isSent: true });
    expect(failure(await connecting)).toEqual({ kind: "failed", reason, isSent: false });
    while (server.open() > 0) await afterTurns();
    expect(server.open()).toBe(0);
  });

  test("can be done twice, and nothing is sent any more", async () => {
    const server = await answering(OK);
    const sender = createSender(systemClock);

    await Promise.all([sender.close(), sender.close()]);
    const result = await sender.send(post(server), TO_PRIVATE);

    expect(failure(result)).toEqual({ kind: "failed", reason: { code: "send.closed", params: {} }, isSent: false });
    expect(server.received).toEqual([]);
  });
});
