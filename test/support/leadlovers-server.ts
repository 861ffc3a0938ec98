import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { JsonValue } from "../../src/core/json.ts";
import { type AccountLead, LeadloversAccount } from "./leadlovers-account.ts";

/** Obviously no token of anybody's. */
export const LEADLOVERS_TOKEN = "00000000000000000000000000000000";

export interface LeadloversCall {
  readonly method: string;
  /** As it was asked for, below the base: `/Lead/Funnel`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as text; empty where there was none. */
  readonly body: string;
}

/**
 * How a call may go wrong. `html`, `empty` and `cut` (the connection breaks in the middle of the answer) have carried out what was
 * asked; the others have not. `hang-up` closes without an answer.
 */
export type LeadloversFault =
  | "bad-machine"
  | "unauthorized"
  | "failure-in-200"
  | "unsuccessful-in-200"
  | "rate-limited"
  | "broken"
  | "html"
  | "empty"
  | "cut"
  | "hang-up";

interface PlainAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = "application/json; charset=utf-8";
const UNAUTHORIZED: PlainAnswer = {
  status: 401,
  type: JSON_TYPE,
  text: '{ "StatusCode": "Unauthorized", "Message": "Token inválido (texto inventado)" }',
};

/** Answers in place of the real one, without carrying anything out. */
const REFUSALS: Partial<Readonly<Record<LeadloversFault, PlainAnswer>>> = {
  "bad-machine": { status: 400, type: JSON_TYPE, text: '{ "StatusCode": 400, "Message": "Código da Máquina inválido" }' },
  unauthorized: UNAUTHORIZED,
  "failure-in-200": { status: 200, type: JSON_TYPE, text: '{ "StatusCode": 400, "Message": "Código da Máquina inválido" }' },
  "unsuccessful-in-200": { status: 200, type: JSON_TYPE, text: '{ "Success": false, "Error": "falha (texto inventado)" }' },
  "rate-limited": { status: 429, type: "text/plain", text: "error code: 1015", headers: { "Retry-After": "30" } },
  broken: { status: 500, type: "text/html", text: "<h1>Server Error</h1>" },
};

/** leadlovers' API on this machine, as far as it is known; see the README beside the destination. */
export interface LeadloversServer {
  /** What `base-url` is to be. */
  readonly url: `http://${string}`;
  /** Every call, in the order in which they came, also those that went wrong. */
  readonly calls: readonly LeadloversCall[];
  /** Has the next `times` calls go wrong. */
  fail(fault: LeadloversFault, times?: number): void;
  /** A lead as the account shows it now; undefined while it is only queued. */
  lead(email: string): AccountLead | undefined;
  close(): Promise<void>;
}

export interface LeadloversOptions {
  readonly token?: string;
  /** Its clock, in milliseconds. */
  readonly now?: () => number;
  /** How long an inserted lead is only queued. */
  readonly visibleAfterMs?: number;
}

export async function startLeadloversServer(options: LeadloversOptions = {}): Promise<LeadloversServer> {
  const { token = LEADLOVERS_TOKEN, now = () => 0, visibleAfterMs = 0 } = options;
  const account = new LeadloversAccount(now, visibleAfterMs);
  const calls: LeadloversCall[] = [];
  const faults: LeadloversFault[] = [];

  const server = createServer(async (message, response) => {
    const call = await received(message);
    calls.push(call);
    const fault = faults.shift();
    const refusal = fault === undefined ? undefined : REFUSALS[fault];
    if (fault === "hang-up") message.socket.destroy();
    else if (refusal !== undefined) send(response, refusal);
    else if (param(call, "token") !== token) send(response, UNAUTHORIZED);
    else sendBadly(response, carriedOut(account, call), fault);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webapi`,
    calls,
    fail: (fault, times = 1) => {
      faults.push(...Array.from({ length: times }, () => fault));
    },
    lead: (email) => account.lead(email),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function received(message: IncomingMessage): Promise<LeadloversCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const url = new URL(message.url ?? "/", "http://127.0.0.1");
  return {
    method: message.method ?? "",
    path: url.pathname.replace(/^\/webapi(?=\/)/, ""),
    query: url.searchParams,
    headers: message.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function carriedOut(account: LeadloversAccount, call: LeadloversCall): PlainAnswer {
  const body = readJson(call.body);
  const { status, json } = account.answer({
    method: call.method,
    path: call.path.toLowerCase(),
    param: (name) => param(call, name),
    body,
  });
  return { status, type: JSON_TYPE, text: JSON.stringify(json) };
}

/** Names of parameters are known in any case. */
function param(call: LeadloversCall, name: string): string | null {
  return [...call.query].find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
}

function readJson(text: string): JsonValue | null {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

function sendBadly(response: ServerResponse, answer: PlainAnswer, fault: LeadloversFault | undefined): void {
  if (fault === "html") send(response, { status: 200, type: "text/html", text: "<html><body>Manutenção</body></html>" });
  else if (fault === "empty") send(response, { status: 200, type: JSON_TYPE, text: "" });
  else if (fault === "cut") breakOff(response, answer);
  else send(response, answer);
}

function send(response: ServerResponse, { status, type, text, headers }: PlainAnswer): void {
  response.writeHead(status, { "Content-Type": type, Connection: "close", ...headers }).end(text);
}

/** Half of what was announced, and then the connection is gone. */
function breakOff(response: ServerResponse, { status, type, text }: PlainAnswer): void {
  const bytes = Buffer.from(text);
  response.writeHead(status, { "Content-Type": type, "Content-Length": bytes.length });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}
