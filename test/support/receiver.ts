import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedCall {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Somebody's endpoint on this machine, that answers as the test says and remembers what it was sent. */
export interface Receiver {
  readonly url: string;
  readonly calls: readonly ReceivedCall[];
  /** What it answers from now on. */
  answer(reply: (call: ReceivedCall, response: ServerResponse) => void): void;
  /** Begins anew: nothing was sent, and 200 is what it answers. */
  reset(): void;
  /** Resolves when it was sent so many. */
  callsWhen(count: number): Promise<readonly ReceivedCall[]>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const calls: ReceivedCall[] = [];
  const watchers = new Set<() => void>();
  const well = (_call: ReceivedCall, response: ServerResponse) => void response.writeHead(200).end("ok");
  let reply: (call: ReceivedCall, response: ServerResponse) => void = well;
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const call = { path: message.url ?? "", headers: message.headers, body: Buffer.concat(chunks).toString("utf8") };
    calls.push(call);
    reply(call, response);
    for (const look of [...watchers]) look();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    calls,
    answer: (next) => {
      reply = next;
    },
    reset: () => {
      calls.length = 0;
      reply = well;
    },
    callsWhen: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (calls.length < count) return;
          watchers.delete(look);
          resolve(calls);
        };
        watchers.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
