import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";

/** A server on this machine that says byte for byte what the test wants. */
export interface TcpServer {
  readonly port: number;
  /** One text for each connection, in order: everything that was received on it. */
  readonly received: readonly string[];
  /** Connections that are open now. */
  readonly open: () => number;
  close(): Promise<void>;
}

/**
 * @param onRequest - called with each request whose whole body has come, by its Content-Length.
 * @param tls - makes it a TLS server.
 */
export async function startTcpServer(onRequest: (socket: Socket, request: string) => void, tls?: TlsOptions): Promise<TcpServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const onConnection = (socket: Socket) => {
    const index = received.push("") - 1;
    let pending = "";
    sockets.add(socket);
    socket
      .on("error", () => undefined)
      .on("close", () => sockets.delete(socket))
      .on("data", (chunk) => {
        received[index] += chunk.toString("latin1");
        pending += chunk.toString("latin1");
        for (let length = lengthOf(pending); length !== null && pending.length >= length; length = lengthOf(pending)) {
          onRequest(socket, pending.slice(0, length));
          pending = pending.slice(length);
        }
      });
  };
  const server = tls === undefined ? createServer(onConnection) : createTlsServer(tls, onConnection).on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    open: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Bytes of the first request, head and body; null while its head is not complete. */
function lengthOf(pending: string): number | null {
  const end = pending.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const [, length = "0"] = /^content-length: *(\d+)/im.exec(pending.slice(0, end)) ?? [];
  return end + 4 + Number(length);
}
