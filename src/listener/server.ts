import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { IntgError } from "../core/errors.ts";
import { type HeaderList, InboundRequest } from "../core/http-message.ts";
import { readBody } from "./body.ts";
import { type Route, routeOf } from "./routes.ts";
import { Traffic } from "./traffic.ts";

/** An answer of ours: a status, and a text only for our own pages. Vendors get bare statuses. */
export interface Answer {
  readonly status: number;
  readonly retryAfterSeconds?: number;
  readonly text?: string;
  readonly contentType?: string;
}

/** What the listener is told about the world: who may call, and what to do with a call or a page. No business in here. */
export interface ListenerHandlers {
  readonly providers: Parameters<typeof routeOf>[2];
  call(route: Extract<Route, { kind: "hook" }>, request: InboundRequest): Promise<Answer>;
  page(page: Extract<Route, { kind: "page" }>["page"]): Promise<Answer>;
  /** A call that was refused before it reached `call`, for the log. */
  refused(status: number, method: string, target: string): void;
}

export interface ListenerLimits {
  readonly bodyBytes: number;
  readonly headerBytes: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly idleMs: number;
  readonly connections: number;
}

export const LISTENER_LIMITS: ListenerLimits = {
  bodyBytes: 1024 * 1024,
  headerBytes: 16 * 1024,
  headersMs: 10_000,
  requestMs: 15_000,
  idleMs: 65_000,
  connections: 2_000,
};

export interface Listener {
  readonly host: string;
  readonly port: number;
  /** Stops taking calls, and resolves when those under way are answered or have had `requestMs` more. */
  close(): Promise<void>;
  /** Cuts every connection. */
  cut(): void;
}

/**
 * Listens for calls.
 * @throws INTG_PORT_IN_USE, INTG_HOST_UNUSABLE
 */
export async function startListener(
  address: { readonly host: string; readonly port: number },
  handlers: ListenerHandlers,
  limits: ListenerLimits = LISTENER_LIMITS,
): Promise<Listener> {
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: Math.min(1000, limits.headersMs),
    },
    (message, response) => {
      traffic.enter(response);
      void answerCall(message, response, handlers, limits);
    },
  );
  const traffic = new Traffic(server);
  server.maxConnections = limits.connections;
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // A caller that went away is owed no answer.
    if (error.code === "ECONNRESET" || !socket.writable) return socket.destroy();
    const status = CLIENT_ERRORS[error.code ?? ""] ?? 400;
    handlers.refused(status, "-", "-");
    return socket.end(`HTTP/1.1 ${status} ${REASONS[status] ?? ""}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  });
  await listenOn(server, address);
  const { address: host, port } = server.address() as AddressInfo;
  return { host, port, close: () => traffic.drain(limits.requestMs), cut: () => server.closeAllConnections() };
}

/** What Node's parser gave up on, before there was a request. */
const CLIENT_ERRORS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
const REASONS: Readonly<Record<number, string>> = { 400: "Bad Request", 408: "Request Timeout", 431: "Request Header Fields Too Large" };

async function answerCall(
  message: IncomingMessage,
  response: ServerResponse,
  handlers: ListenerHandlers,
  limits: ListenerLimits,
): Promise<void> {
  const [method, target] = [message.method ?? "", message.url ?? ""];
  const route = routeOf(method, target, handlers.providers);
  if (route.kind === "refused") {
    handlers.refused(route.status, method, target);
    return send(message, response, { status: route.status }, route.allow);
  }
  if (route.kind === "address-check") return send(message, response, { status: 200 });
  try {
    if (route.kind === "page") return send(message, response, await handlers.page(route.page));
    const body = await readBody(message, limits.bodyBytes);
    if (body.kind === "broken-off") return;
    if (body.kind === "too-large") {
      handlers.refused(413, method, target);
      return send(message, response, { status: 413 });
    }
    const request = new InboundRequest({ method, target, headers: headerList(message.rawHeaders), body: body.bytes });
    send(message, response, await handlers.call(route, request));
  } catch {
    send(message, response, { status: 500 });
  }
}

function send(message: IncomingMessage, response: ServerResponse, answer: Answer, allow?: string): void {
  const text = answer.text ?? "";
  response.statusCode = answer.status;
  response.setHeader("Content-Length", Buffer.byteLength(text));
  if (text !== "") response.setHeader("Content-Type", answer.contentType ?? "text/plain; charset=utf-8");
  if (answer.retryAfterSeconds !== undefined) response.setHeader("Retry-After", answer.retryAfterSeconds);
  if (allow !== undefined) response.setHeader("Allow", allow);
  if (!message.complete) response.setHeader("Connection", "close");
  response.end(text);
}

function headerList(raw: readonly string[]): HeaderList {
  const headers: (readonly [string, string])[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) headers.push([raw[at] ?? "", raw[at + 1] ?? ""]);
  return headers;
}

function listenOn(server: Server, address: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const code = cause.code === "EADDRINUSE" ? "INTG_PORT_IN_USE" : "INTG_HOST_UNUSABLE";
      reject(new IntgError(code, { host: address.host, port: address.port }, { cause }));
    });
    server.listen({ host: address.host, port: address.port, backlog: 1024 }, resolve);
  });
}
