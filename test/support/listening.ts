import { Agent, request as httpRequest } from "node:http";
import { connect, type Socket } from "node:net";
import type { InboxLimits } from "../../src/app/inbox.ts";
import type { Outcome } from "../../src/app/intake.ts";
import type { DispatchOutcome, Store } from "../../src/app/ports.ts";
import type { Processed } from "../../src/app/process.ts";
import type { DiagnosedRefusal } from "../../src/app/refusal-desk.ts";
import { Service } from "../../src/app/service.ts";
import { systemClock } from "../../src/config/clock.ts";
import { createIds } from "../../src/config/ids.ts";
import type { Dispatch } from "../../src/core/dispatch.ts";
import type { InboundRequest } from "../../src/core/http-message.ts";
import { Secret } from "../../src/core/secret.ts";
import { createHttpClient } from "../../src/dispatch/client.ts";
import { createSender } from "../../src/dispatch/sender.ts";
import { LISTENER_LIMITS, type Listener, type ListenerLimits, startListener } from "../../src/listener/server.ts";
import { PROVIDERS } from "../../src/providers/index.ts";

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

export interface Call {
  readonly method?: string;
  readonly path?: string;
  /** As written on the wire, names may repeat. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Uint8Array;
  readonly agent?: Agent;
}

/** The real listener in front of the real service, on a free port of this machine. */
export interface Listening {
  readonly port: number;
  readonly listener: Listener;
  readonly service: Service;
  readonly outcomes: readonly Outcome[];
  /** What was found out about refused calls, after their answers. */
  readonly refusals: readonly (DiagnosedRefusal | null)[];
  readonly processed: readonly Processed[];
  readonly dispatched: readonly { readonly dispatch: Dispatch; readonly outcome: DispatchOutcome }[];
  readonly refused: readonly (readonly [number, string, string])[];
  send(call: Call): Promise<HttpAnswer>;
  /** Writes bytes to a connection of its own, and gives all that comes back until it is closed. */
  raw(text: string): Promise<string>;
  open(): Promise<Wire>;
  stop(): Promise<void>;
}

/** A connection that a test writes to piece by piece. */
export interface Wire {
  readonly socket: Socket;
  readonly received: () => string;
  readonly closed: Promise<void>;
  /** Resolves when what came back matches. */
  until(pattern: RegExp): Promise<string>;
}

export async function startListening(
  store: Store,
  options: { readonly limits?: Partial<ListenerLimits>; readonly inboxLimits?: InboxLimits } = {},
): Promise<Listening> {
  const outcomes: Outcome[] = [];
  const refusals: (DiagnosedRefusal | null)[] = [];
  const processed: Processed[] = [];
  const refused: (readonly [number, string, string])[] = [];
  const dispatched: { readonly dispatch: Dispatch; readonly outcome: DispatchOutcome }[] = [];
  const http = createHttpClient(systemClock);
  const sender = createSender(systemClock);
  let isStopped = false;
  const service = new Service(store, systemClock, createIds(systemClock), {
    zone: "America/Sao_Paulo",
    onProcessed: (batch) => processed.push(...batch),
    onOutcome: (outcome) => outcomes.push(outcome),
    onRefusal: (_, diagnosed) => refusals.push(diagnosed),
    onStorageError: () => undefined,
    http: () => Promise.resolve(http),
    sender: () => Promise.resolve(sender),
    random: () => 0.5,
    onDispatched: (dispatch, outcome) => dispatched.push({ dispatch, outcome }),
    ...(options.inboxLimits === undefined ? {} : { inboxLimits: options.inboxLimits }),
  });
  service.start();
  const listener = await startListener(
    { host: "127.0.0.1", port: 0 },
    {
      providers: PROVIDERS,
      call: ({ provider, store: account }, request) => service.take(provider, account, request),
      page: async (page) => {
        if (page === "healthz") return { status: 200, text: "ok\n" };
        if (page === "metrics") return { status: 200, text: await service.metrics() };
        const readiness = await service.readiness();
        return { status: readiness.ready ? 200 : 503, text: JSON.stringify(readiness), contentType: "application/json" };
      },
      refused: (status, method, target) => refused.push([status, method, target]),
    },
    { ...LISTENER_LIMITS, ...options.limits },
  );
  const { port } = listener;
  const open = () => openWire(port);
  return {
    port,
    listener,
    service,
    outcomes,
    refusals,
    processed,
    dispatched,
    refused,
    send: (call) => send(port, call),
    raw: async (text) => {
      const wire = await open();
      wire.socket.write(text);
      await wire.closed;
      return wire.received();
    },
    open,
    stop: async () => {
      const closing = listener.close();
      await service.stop();
      await closing;
      // Tests that stop it themselves stop it once more when they are over.
      if (!isStopped) await Promise.all([http.close(), sender.close()]);
      isStopped = true;
    },
  };
}

function send(port: number, call: Call): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const headers = (call.headers ?? []).flat();
    const body = call.body ?? "";
    const named = new Set((call.headers ?? []).map(([name]) => name.toLowerCase()));
    const outgoing = httpRequest(
      {
        host: "127.0.0.1",
        port,
        method: call.method ?? "POST",
        path: call.path ?? "/hooks/hotmart",
        agent: call.agent ?? new Agent({ keepAlive: false }),
        headers: [
          ...(named.has("host") ? [] : ["Host", `127.0.0.1:${port}`]),
          ...headers,
          ...(named.has("content-length") || named.has("transfer-encoding") ? [] : ["Content-Length", String(Buffer.byteLength(body))]),
          ...(call.agent === undefined ? ["Connection", "close"] : []),
        ],
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
        );
        answer.on("error", reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function openWire(port: number): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    const waiting: { readonly pattern: RegExp; readonly found: (text: string) => void }[] = [];
    let text = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      text += chunk;
      for (const { pattern, found } of waiting) if (pattern.test(text)) found(text);
    });
    // A listener that answers and hangs up may reset what we are still writing.
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") reject(error);
    });
    const closed = new Promise<void>((done) => socket.on("close", () => done()));
    const until = (pattern: RegExp) =>
      new Promise<string>((found) => (pattern.test(text) ? found(text) : waiting.push({ pattern, found })));
    socket.on("connect", () => resolve({ socket, received: () => text, closed, until }));
  });
}

/** A call as the test made it, ready to be sent. */
export function callOf(request: InboundRequest, path?: string): Call {
  return { method: request.method, path: path ?? request.target, headers: request.headers, body: request.body };
}

export async function setCredential(
  store: Store,
  provider: string,
  name: string,
  value: string,
  how: "replace" | "add" = "replace",
  account = "default",
): Promise<void> {
  await store.credentials.set({ provider, store: account, name, value: new Secret(value), at: "2026-11-03T12:00:00.000Z" }, how);
}
