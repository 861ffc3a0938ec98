import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTcpServer, type TcpServer } from "../../test/support/tcp-server.ts";
import type { Sender } from "../app/ports.ts";
import { systemClock } from "../config/clock.ts";
import type { ResolvedAddress } from "./resolve.ts";
import { createSender, type SenderSettings } from "./sender.ts";

let server: TcpServer;
const senders: Sender[] = [];

beforeEach(async () => {
  server = await startTcpServer((socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
});

afterEach(async () => {
  for (const sender of senders.splice(0)) await sender.close();
  await server.close();
});

const v4 = (address: string): ResolvedAddress => ({ address, family: 4 });
const v6 = (address: string): ResolvedAddress => ({ address, family: 6 });
const LOOPBACK = v4("127.0.0.1");

/** Sends to a host at the server's port. @returns the sending function, so that one test can send more than once. */
function sending(settings: SenderSettings = {}) {
  const sender = createSender(systemClock, settings);
  senders.push(sender);
  return (host: string, { allowsPrivate = false, scheme = "http" } = {}) =>
    sender.send(
      { method: "POST", url: `${scheme}://${host}:${server.port}/hooks?token=fake-token`, headers: [], body: Buffer.from("{}") },
      { allowsPrivate },
    );
}

/** A resolver that gives one answer after the other, and the names that it was asked for. */
function answers(...given: readonly (readonly ResolvedAddress[])[]) {
  const asked: string[] = [];
  const resolve = async (hostname: string) => given[asked.push(hostname) - 1] ?? [];
  return { asked, resolve };
}

const forbidden = (host: string, address: string) => ({
  kind: "forbidden",
  reason: { code: "send.forbidden-address", params: { host, address } },
});

describe("an address in the URL", () => {
  test.each([
    ["127.0.0.1", "127.0.0.1"],
    ["2130706433", "127.0.0.1"],
    ["0177.0.0.1", "127.0.0.1"],
    ["0x7f.1", "127.0.0.1"],
    ["127.1", "127.0.0.1"],
    ["127.0.0.1.", "127.0.0.1"],
    ["0", "0.0.0.0"],
    ["10.0.0.1", "10.0.0.1"],
    ["169.254.169.254", "169.254.169.254"],
    ["[::1]", "::1"],
    ["[::]", "::"],
    ["[::ffff:127.0.0.1]", "::ffff:7f00:1"],
    ["[64:ff9b::7f00:1]", "64:ff9b::7f00:1"],
    ["[fe80::1]", "fe80::1"],
    ["[fd00:ec2::254]", "fd00:ec2::254"],
  ])("%s is refused, over http and https, and no name is asked for", async (host, address) => {
    const { asked, resolve } = answers();
    const send = sending({ resolve });

    expect(await send(host)).toEqual(forbidden(address, address));
    expect(await send(host, { scheme: "https" })).toEqual(forbidden(address, address));
    expect(asked).toEqual([]);
    expect(server.received).toEqual([]);
  });

  test.each(["127.0.0.1", "2130706433", "127.1", "[::ffff:127.0.0.1]"])(
    "%s is reached where private addresses are allowed",
    async (host) => {
      expect((await sending()(host, { allowsPrivate: true })).kind).toBe("answered");
    },
  );

  test.each(["0.0.0.0", "169.254.169.254", "224.0.0.1", "[::]", "[fe80::1]", "[fd00:ec2::254]"])(
    "%s is refused even where private addresses are allowed",
    async (host) => {
      expect((await sending()(host, { allowsPrivate: true })).kind).toBe("forbidden");
    },
  );

  test("is refused for one destination although another may have it, connection and all", async () => {
    const send = sending();

    const first = await send("127.0.0.1", { allowsPrivate: true });
    const second = await send("127.0.0.1");

    expect([first.kind, second.kind]).toEqual(["answered", "forbidden"]);
    expect(server.received.length).toBe(1);
  });
});

describe("a name", () => {
  test("localhost is resolved by the machine, and refused", async () => {
    const result = await sending()("localhost");

    expect(result.kind === "forbidden" && result.reason.code).toBe("send.forbidden-address");
  });

  // Not every machine finds the second.
  test.each(["LOCALHOST", "localhost."])("%s is not reached", async (host) => {
    expect((await sending()(host)).kind).toMatch(/forbidden|failed/);
    expect(server.received).toEqual([]);
  });

  test("is refused when it leads to loopback", async () => {
    const { resolve } = answers([LOOPBACK]);

    expect(await sending({ resolve })("hooks.example.com")).toEqual(forbidden("hooks.example.com", "127.0.0.1"));
    expect(server.received).toEqual([]);
  });

  test("is asked for once, and what it was is connected to, whatever it would be a moment later", async () => {
    const rebinding = answers([v4("10.0.0.1")], [LOOPBACK]);
    const steady = answers([LOOPBACK], [v4("10.0.0.1")]);

    const refused = await sending({ resolve: rebinding.resolve })("hooks.example.com");
    const reached = await sending({ resolve: steady.resolve })("hooks.example.com", { allowsPrivate: true });

    expect(refused).toEqual(forbidden("hooks.example.com", "10.0.0.1"));
    expect(reached.kind).toBe("answered");
    expect([rebinding.asked, steady.asked]).toEqual([["hooks.example.com"], ["hooks.example.com"]]);
  });

  test("that leads elsewhere by the next connection is judged anew", async () => {
    const { asked, resolve } = answers([LOOPBACK], [v4("169.254.169.254")]);
    const closing = await startTcpServer((socket) => socket.end("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"));
    const sender = createSender(systemClock, { resolve });
    senders.push(sender);
    const send = () =>
      sender.send(
        { method: "GET", url: `http://hooks.example.com:${closing.port}/`, headers: [], body: new Uint8Array() },
        { allowsPrivate: true },
      );

    const first = await send();
    const second = await send();
    await closing.close();

    expect(first.kind).toBe("answered");
    expect(second).toEqual(forbidden("hooks.example.com", "169.254.169.254"));
    expect(asked.length).toBe(2);
  });

  test("with an allowed address among others is connected to that one only", async () => {
    const { resolve } = answers([v4("169.254.169.254"), v6("fe80::1"), LOOPBACK]);

    const result = await sending({ resolve })("hooks.example.com", { allowsPrivate: true });

    expect(result.kind).toBe("answered");
    expect(server.received[0]).toContain(`host: hooks.example.com:${server.port}\r\n`);
  });

  test("whose first address does not answer is reached at the next", async () => {
    // Loopback all of it; nobody listens at the first.
    const { resolve } = answers([v6("::1"), LOOPBACK]);

    expect((await sending({ resolve })("hooks.example.com", { allowsPrivate: true })).kind).toBe("answered");
  });

  test("is asked for once by connections that are opened at the same moment", async () => {
    const asked: string[] = [];
    const send = sending({
      resolve: async (hostname) => {
        asked.push(hostname);
        await new Promise((resolve) => setTimeout(resolve, 20));
        return [LOOPBACK];
      },
    });

    const results = await Promise.all(Array.from({ length: 10 }, () => send("hooks.example.com", { allowsPrivate: true })));

    expect(results.map(({ kind }) => kind)).toEqual(Array.from({ length: 10 }, () => "answered"));
    expect(asked).toEqual(["hooks.example.com"]);
  });

  test.each<[what: string, resolve: () => Promise<readonly ResolvedAddress[]>]>([
    ["there is none", () => Promise.reject(Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" }))],
    ["the list is empty", async () => []],
  ])("is not found: %s", async (_, resolve) => {
    const result = await sending({ resolve })("hooks.example.com");

    expect(result).toMatchObject({ kind: "failed", reason: { code: "send.dns", params: { host: "hooks.example.com" } }, isSent: false });
  });

  test("that is never answered ends with the time for connecting", async () => {
    const result = await sending({ resolve: () => new Promise(() => undefined), timeouts: { connectMs: 50 } })("hooks.example.com");

    const reason = { code: "send.connect-timeout", params: { host: "hooks.example.com", seconds: 0.05 } };
    expect(result).toMatchObject({ kind: "failed", reason, isSent: false });
  });

  test("that is never answered ends with the time for everything, when that is over first", async () => {
    const timeouts = { connectMs: 5_000, totalMs: 50 };

    const result = await sending({ resolve: () => new Promise(() => undefined), timeouts })("hooks.example.com");

    expect(result).toMatchObject({ kind: "failed", reason: { code: "send.timeout" }, isSent: false });
  });
});

describe("many origins", () => {
  test("have connections for the 256 used last", async () => {
    const send = sending({ resolve: async () => [LOOPBACK] });
    const to = (n: number) => send(`h${n}.example.com`, { allowsPrivate: true });
    const connectionsOf = (n: number) => server.received.filter((text) => text.includes(`host: h${n}.example.com:`)).length;

    for (let n = 0; n < 256; n += 1) await to(n);
    // The first is used again, so that the second is the oldest when one more comes.
    await to(0);
    await to(256);
    await to(0);
    await to(1);

    expect(connectionsOf(0)).toBe(1);
    expect(connectionsOf(1)).toBe(2);
  });
});
