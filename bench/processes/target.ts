/**
 * Receives what is sent: reads bodies and drops them, remembers ids. Each message is answered with what came since the last
 * one. An argument delays every answer by so many ms.
 */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly port: number;
  readonly requests: number;
  readonly distinct: number;
  readonly bytes: number;
}

const delayMs = Number(process.argv[2] ?? 0);
const ids = new Set<string>();
let [requests, bytes] = [0, 0];

const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  request.on("end", () => {
    requests += 1;
    ids.add(String(request.headers["webhook-id"]));
    if (delayMs === 0) answer(response);
    else setTimeout(answer, delayMs, response);
  });
});

function answer(response: ServerResponse): void {
  response.setHeader("Content-Length", 0);
  response.end();
}

process.on("message", () => {
  process.send?.({ port: (server.address() as AddressInfo).port, requests, distinct: ids.size, bytes } satisfies Received);
  ids.clear();
  [requests, bytes] = [0, 0];
});
process.on("disconnect", () => process.exit());
server.listen(0, "127.0.0.1", 1024, () => process.send?.({ ready: true }));
