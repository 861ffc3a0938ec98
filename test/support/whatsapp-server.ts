import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface WhatsappCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** What goes wrong with one call. The first group is of Evolution API, the second of Meta, the last of whatever stands before them. */
export type WhatsappFault =
  | "disconnected"
  | "disconnected-while-sending"
  | "database"
  | "meta-behind-evolution"
  | { readonly metaCode: number; readonly status?: number }
  | { readonly status: number }
  | "html"
  | "empty"
  | "cut-off";

/** Evolution API and Meta's Cloud API on this machine, both at one address. */
export interface WhatsappServer {
  readonly url: `http://${string}`;
  readonly calls: readonly WhatsappCall[];
  /** Faults of the next calls, one each; what comes after them works again. */
  fail(...faults: readonly WhatsappFault[]): void;
  /** Digits of numbers that have no WhatsApp. */
  readonly strangers: Set<string>;
  close(): Promise<void>;
}

/** What this server lets in. Obviously no keys of anybody. */
export const WHATSAPP_KEYS = {
  instance: "loja-teste",
  apikey: "not-a-real-apikey",
  phoneNumberId: "100000000000001",
  token: "EAAnotARealToken0000000000",
} as const;

export async function startWhatsappServer(): Promise<WhatsappServer> {
  const calls: WhatsappCall[] = [];
  const faults: WhatsappFault[] = [];
  const strangers = new Set<string>();
  const server = createServer((request, response) => {
    readAll(request).then(
      (body) => {
        const call = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body };
        calls.push(call);
        const fault = faults.shift();
        if (fault !== undefined) return failWith(fault, response);
        const answer = call.path.startsWith("/v") ? metaAnswer(call, strangers) : evolutionAnswer(call, strangers);
        return send(response, answer.status, answer.json);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    strangers,
    fail: (...next) => {
      faults.push(...next);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly json: unknown;
}

/** Asks for the instance before the key, as the real one does, and rewrites no numbers. */
function evolutionAnswer({ method, path, headers, body }: WhatsappCall, strangers: ReadonlySet<string>): Answer {
  const [, group = "", action = "", name = ""] = path.split("/");
  const route = `${method} /${group}/${action}`;
  if (route !== "POST /message/sendText" && route !== "GET /instance/connectionState")
    return evolutionError(404, "Not Found", [`Cannot ${method} ${path}`]);
  const instance = decodeURIComponent(name);
  if (instance !== WHATSAPP_KEYS.instance) return evolutionError(404, "Not Found", [`The "${instance}" instance does not exist`]);
  if (headers.apikey !== WHATSAPP_KEYS.apikey) return evolutionError(401, "Unauthorized", "Unauthorized");
  if (method === "GET") return { status: 200, json: { instance: { instanceName: instance, state: "open" } } };

  const { number, text } = JSON.parse(body) as { number?: unknown; text?: unknown };
  const lacking = Object.entries({ number, text }).filter(([, value]) => typeof value !== "string");
  if (lacking.length > 0) return evolutionError(400, "Bad Request", [lacking.map(([key]) => `instance requires property "${key}"`)]);
  const jid = `${String(number)}@s.whatsapp.net`;
  if (strangers.has(String(number))) return evolutionError(400, "Bad Request", [{ jid, exists: false, number }]);
  const key = { remoteJid: jid, fromMe: true, id: "3EB0000000000000000001" };
  return { status: 201, json: { key, status: "PENDING", message: { conversation: text }, messageType: "conversation", instanceId: "1" } };
}

function evolutionError(status: number, error: string, message: unknown): Answer {
  return { status, json: { status, error, response: { message } } };
}

function metaAnswer({ method, path, headers, body }: WhatsappCall, strangers: ReadonlySet<string>): Answer {
  const [, , id, edge] = path.split("/");
  if (headers.authorization !== `Bearer ${WHATSAPP_KEYS.token}`) return metaError(401, 190);
  if (id !== WHATSAPP_KEYS.phoneNumberId) return metaError(400, 100);
  if (method === "GET" && edge === undefined) return { status: 200, json: { id, display_phone_number: "+55 31 90000-0000" } };
  if (method !== "POST" || edge !== "messages") return metaError(400, 100);

  const { to } = JSON.parse(body) as { to: string };
  const digits = to.slice(1);
  if (strangers.has(digits)) return metaError(400, 131026);
  const contacts = [{ input: to, wa_id: digits }];
  return { status: 200, json: { messaging_product: "whatsapp", contacts, messages: [{ id: "wamid.INVENTED0001" }] } };
}

function metaError(status: number, code: number): Answer {
  return { status, json: { error: metaErrorBody(code) } };
}

function metaErrorBody(code: number) {
  const error_data = { messaging_product: "whatsapp", details: "invented" };
  return { message: `(#${code}) invented`, type: "OAuthException", code, error_data, fbtrace_id: "invented" };
}

function failWith(fault: WhatsappFault, response: ServerResponse): void {
  if (fault === "html") response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Welcome</title>");
  else if (fault === "empty") response.writeHead(200).end();
  else if (fault === "cut-off") {
    response.writeHead(201, { "Content-Type": "application/json", "Content-Length": "500" });
    response.write('{"key":', () => response.destroy());
  } else {
    const { status, json } = faultAnswer(fault);
    send(response, status, json);
  }
}

function faultAnswer(fault: Exclude<WhatsappFault, "html" | "empty" | "cut-off">): Answer {
  switch (fault) {
    case "disconnected":
      return evolutionError(500, "Internal Server Error", "Connection Closed");
    case "disconnected-while-sending":
      return evolutionError(400, "Bad Request", ["Error: Connection Closed"]);
    case "database":
      return evolutionError(400, "Bad Request", ["PrismaClientKnownRequestError: \nInvalid `message.create()` invocation"]);
    case "meta-behind-evolution":
      return { status: 201, json: metaErrorBody(131047) };
    default:
      return "metaCode" in fault ? metaError(fault.status ?? 400, fault.metaCode) : evolutionError(fault.status, "invented", ["invented"]);
  }
}

function send(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json", Connection: "close" }).end(JSON.stringify(json));
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
