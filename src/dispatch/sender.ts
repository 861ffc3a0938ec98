import type { Socket } from "node:net";
import type { Clock, Sender, SendResult } from "../app/ports.ts";
import { note } from "../core/note.ts";
import { readTarget } from "./address-guard.ts";
import { createConnector, NoConnection } from "./connector.ts";
import { Exchange } from "./exchange.ts";
import { requestHeaders } from "./headers.ts";
import { Pools } from "./pools.ts";
import { type Resolve, resolveName, sharingResolve } from "./resolve.ts";

const CONNECT_MS = 3_000;
const TOTAL_MS = 10_000;

export interface SenderSettings {
  readonly resolve?: Resolve;
  /** Certificates, as PEM, that are trusted instead of the well-known ones. */
  readonly trusted?: readonly string[];
  readonly timeouts?: {
    /** For name, connection and TLS together. */
    readonly connectMs?: number;
    /** From the beginning to the last byte of the answer. */
    readonly totalMs?: number;
  };
}

/**
 * Sends what destinations describe: kept connections, no redirects, bounded time, bounded answer, and only to addresses that
 * are allowed. Compressed answers are not asked for and not unpacked.
 */
export function createSender(clock: Clock, { resolve = resolveName, trusted, timeouts = {} }: SenderSettings = {}): Sender {
  const { connectMs = CONNECT_MS, totalMs = TOTAL_MS } = timeouts;
  const sockets = new Set<Socket>();
  const connecting = { resolve: sharingResolve(resolve), connectMs, sockets, ...(trusted === undefined ? {} : { trusted }) };
  const pools = new Pools((allowsPrivate) => createConnector({ ...connecting, allowsPrivate }));
  const settings = { clock, totalMs };
  let isClosed = false;

  return {
    send({ method, url, headers, body }, { allowsPrivate }) {
      return new Promise<SendResult>((done) => {
        const target = readTarget(url);
        if (!target.ok) return done({ kind: "forbidden", reason: target.error });
        const { origin, host, pathname, search } = target.value;
        const exchange = new Exchange(host, settings, done);
        if (isClosed) return exchange.giveUp(note("send.closed"));
        const path = `${pathname}${search}`;
        pools.for(origin, allowsPrivate).dispatch({ method, path, headers: requestHeaders(headers), body }, exchange);
      });
    },
    async close() {
      isClosed = true;
      const why = new NoConnection(note("send.closed"));
      await pools.destroy(why);
      for (const socket of sockets) socket.destroy(why);
    },
  };
}
