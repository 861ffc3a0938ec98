import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface VendorCall {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface VendorAnswer {
  readonly status: number;
  readonly body?: string | Uint8Array;
}

/** A vendor's API on this machine, that answers as the test says and remembers what it was asked. */
export interface VendorApi {
  readonly url: `http://${string}`;
  readonly calls: readonly VendorCall[];
  /** What it answers from now on. */
  answer(reply: (call: VendorCall) => VendorAnswer): void;
  close(): Promise<void>;
}

export async function startVendorApi(first: (call: VendorCall) => VendorAnswer): Promise<VendorApi> {
  const calls: VendorCall[] = [];
  let reply = first;
  const server = createServer((message, response) => {
    const url = new URL(message.url ?? "/", "http://127.0.0.1");
    const call = { path: url.pathname, query: url.searchParams, headers: message.headers };
    calls.push(call);
    const { status, body = "" } = reply(call);
    response.writeHead(status, { Connection: "close" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer: (next) => {
      reply = next;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
