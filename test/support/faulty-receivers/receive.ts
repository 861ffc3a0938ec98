import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface Call {
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What one receiver makes of one call; what it throws is answered 500, as frameworks do. Null: it hangs up. */
export type Receive = (call: Call) => Reply | null | Promise<Reply | null>;

export interface ServedReceiver {
  readonly url: string;
  readonly calls: readonly Call[];
  close(): Promise<void>;
}

/** Somebody's endpoint, which is right or has a fault of its own. */
export async function serve(receive: Receive, path = "/leads"): Promise<ServedReceiver> {
  const calls: Call[] = [];
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const call = { path: message.url ?? "", headers: message.headers, body: Buffer.concat(chunks).toString("utf8") };
    calls.push(call);
    const reply = await answerOf(receive, call);
    if (reply === null) message.socket.destroy();
    else response.writeHead(reply.status, reply.headers).end(reply.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerOf(receive: Receive, call: Call): Promise<Reply | null> {
  try {
    return await receive(call);
  } catch {
    return { status: 500, body: "Internal Server Error" };
  }
}
