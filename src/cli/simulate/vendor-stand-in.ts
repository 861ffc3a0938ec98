import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CallToMake } from "../../app/simulate.ts";
import { IntgError } from "../../core/errors.ts";
import type { HeaderList } from "../../core/http-message.ts";
import type { Credentials } from "../../core/secret.ts";
import type { ProviderAdapter, VendorQuestion } from "../../providers/contract.ts";

/** A vendor's API for one simulation: it knows the calls that were simulated, and nothing else. */
export interface VendorStandIn {
  readonly url: string;
  /** Resolves when every call was asked about, or after `patienceMs`. @returns how many were not. */
  asked(patienceMs: number): Promise<number>;
  close(): void;
}

/**
 * Answers, on this machine only, what a listener asks about the given calls: with the store's own credentials the
 * document, with others 401, about anything else 404, as the vendor does.
 *
 * @throws INTG_PORT_IN_USE
 */
export async function startVendorStandIn(
  provider: ProviderAdapter,
  calls: readonly CallToMake[],
  credentials: Credentials,
  port: number,
): Promise<VendorStandIn> {
  const open = new Set(calls);
  let allAsked: () => void = () => undefined;
  const server = createServer((message, response) => {
    const base = `http://${message.headers.host ?? "127.0.0.1"}` as const;
    const questionsOf = (call: CallToMake) => provider.lookup?.questions(call.request, credentials, base) ?? [];
    const call = calls.find((candidate) => questionsOf(candidate).some(({ url }) => isAt(url, message)));
    if (call?.document === undefined) return answer(response, 404, new TextEncoder().encode("Not Found"));
    if (!questionsOf(call).some((question) => isSame(question, message)))
      return answer(response, 401, new TextEncoder().encode("Unauthorized"));
    open.delete(call);
    answer(response, 200, call.document, () => {
      if (open.size === 0) allAsked();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(new IntgError("INTG_PORT_IN_USE", { host: "127.0.0.1", port }, { cause })));
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: async (patienceMs) => {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patienceMs);
      });
      const done = new Promise<void>((resolve) => {
        allAsked = resolve;
        if (open.size === 0) resolve();
      });
      await Promise.race([done, patience]);
      clearTimeout(timer);
      return open.size;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function isAt(url: string, message: IncomingMessage): boolean {
  return new URL(url).pathname === new URL(message.url ?? "/", url).pathname;
}

/** The same path, query and headers: the credentials are in one of the last two. */
function isSame({ url, headers }: VendorQuestion, message: IncomingMessage): boolean {
  const [wanted, given] = [new URL(url), new URL(message.url ?? "/", url)];
  if (wanted.pathname !== given.pathname) return false;
  return [...wanted.searchParams].every(([name, value]) => given.searchParams.get(name) === value) && hasHeaders(headers, message);
}

function hasHeaders(headers: HeaderList, message: IncomingMessage): boolean {
  return headers.every(([name, value]) => message.headers[name.toLowerCase()] === value);
}

function answer(response: ServerResponse, status: number, body: Uint8Array, sent?: () => void): void {
  response.writeHead(status, { "Content-Length": body.length, Connection: "close" });
  response.end(body, sent);
}
