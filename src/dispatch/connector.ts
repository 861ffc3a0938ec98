import { connect as connectTcp, isIP, type LookupFunction, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { buildConnector } from "undici";
import { type Note, note } from "../core/note.ts";
import { mayConnect } from "./address-guard.ts";
import type { Resolve } from "./resolve.ts";

/** How long one of several addresses may take before the next is tried; the last has what is left of the time. */
const NEXT_ADDRESS_MS = 1_000;
const KEEP_ALIVE_MS = 60_000;

/** Why there is no connection, or none any more. undici hands it to every request that waited for it or was under way on it. */
export class NoConnection extends Error {
  readonly note: Note;
  /** No address of the host may be connected to: nothing was tried. */
  readonly isForbidden: boolean;

  constructor(reason: Note, isForbidden = false) {
    super(reason.code);
    this.note = reason;
    this.isForbidden = isForbidden;
  }
}

export interface ConnectorSettings {
  readonly resolve: Resolve;
  readonly allowsPrivate: boolean;
  /** For name, connection and TLS together. */
  readonly connectMs: number;
  /** Certificates, as PEM, that are trusted instead of the well-known ones. */
  readonly trusted?: readonly string[];
  /** Holds every socket that is open or being opened. */
  readonly sockets: Set<Socket>;
}

/**
 * Opens the connections of one pool. A name is resolved once for each, inside `connect`, and what is connected to is one of
 * those addresses that the guard let through: a name server that says something else a moment later is not asked. The
 * certificate is checked against the name in the URL.
 */
export function createConnector({ resolve, allowsPrivate, connectMs, trusted, sockets }: ConnectorSettings): buildConnector.connector {
  const lookup = guardedLookup(resolve, allowsPrivate);
  /** Spares later connections most of the handshake. */
  let session: Buffer | undefined;

  const open = ({ hostname, protocol, port }: buildConnector.Options): Socket => {
    const where = { host: hostname, lookup, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS };
    if (protocol !== "https:") return connectTcp({ ...where, port: Number(port) || 80 });
    const socket = connectTls({
      ...where,
      port: Number(port) || 443,
      ALPNProtocols: ["http/1.1"],
      // A name without its last dot, as certificates have it; an address has no server name.
      ...(isIP(hostname) === 0 ? { servername: hostname.replace(/\.$/, "") } : {}),
      ...(session === undefined ? {} : { session }),
      ...(trusted === undefined ? {} : { ca: [...trusted] }),
    });
    return socket.on("session", (newest) => {
      session = newest;
    });
  };

  return (options, callback) => {
    const { hostname, protocol } = options;
    // `lookup` is not called for an address.
    if (isIP(hostname) !== 0 && !mayConnect(hostname, allowsPrivate)) {
      queueMicrotask(() => callback(forbidden(hostname, hostname), null));
      return;
    }
    const socket = open(options);
    let isReached = false;
    let isDone = false;
    const timer = setTimeout(() => socket.destroy(timedOut(hostname, connectMs)), connectMs);
    const settle = (problem: NoConnection | null) => {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      if (problem === null) callback(null, socket);
      else callback(problem, null);
    };

    sockets.add(socket);
    socket
      .setNoDelay(true)
      .setKeepAlive(true, KEEP_ALIVE_MS)
      .once("connect", () => {
        isReached = true;
      })
      .once(protocol === "https:" ? "secureConnect" : "connect", () => settle(null))
      .on("error", (cause) => settle(cause instanceof NoConnection ? cause : notConnected(hostname, cause, isReached, connectMs)))
      .once("close", () => {
        sockets.delete(socket);
        settle(new NoConnection(note("send.unreachable", { host: hostname })));
      });
  };
}

function guardedLookup(resolve: Resolve, allowsPrivate: boolean): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first, ...others] = addresses.filter(({ address }) => mayConnect(address, allowsPrivate));
        const [refused] = addresses;
        if (first === undefined) callback(refused === undefined ? unknownName(hostname) : forbidden(hostname, refused.address), "");
        else if (all === true) callback(null, [first, ...others]);
        else callback(null, first.address, first.family);
      },
      () => callback(unknownName(hostname), ""),
    );
  };
}

function notConnected(host: string, cause: Error, isReached: boolean, connectMs: number): NoConnection {
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  if (isReached) return new NoConnection(note("send.tls", { host, code: code === "" ? "TLS" : code }));
  if (code === "ETIMEDOUT") return timedOut(host, connectMs);
  if (code === "ECONNREFUSED") return new NoConnection(note("send.refused", { host }));
  return new NoConnection(note("send.unreachable", { host }));
}

function timedOut(host: string, connectMs: number): NoConnection {
  return new NoConnection(note("send.connect-timeout", { host, seconds: connectMs / 1_000 }));
}

function unknownName(host: string): NoConnection {
  return new NoConnection(note("send.dns", { host }));
}

function forbidden(host: string, address: string): NoConnection {
  return new NoConnection(note("send.forbidden-address", { host, address }), true);
}
