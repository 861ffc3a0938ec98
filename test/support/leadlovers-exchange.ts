import { request as open } from "node:http";
import { Secret } from "../../src/core/secret.ts";
import type { DestinationAccount, OutboundRequest, OutboundResponse } from "../../src/destinations/contract.ts";
import { LEADLOVERS_TOKEN } from "./leadlovers-server.ts";

/** A destination with an invented token, and whatever a test sets otherwise. */
export function leadloversAccount(
  settings: Readonly<Record<string, string>> = {},
  secrets: Readonly<Record<string, string>> = {},
): DestinationAccount {
  return {
    name: "leads",
    settings: new Map(Object.entries(settings)),
    secrets: new Map(Object.entries({ token: LEADLOVERS_TOKEN, ...secrets }).map(([name, value]) => [name, [new Secret(value)]])),
    now: "2026-11-03T13:22:43.000Z",
  };
}

/** Sends a request as it is, byte for byte. Fails where the answer breaks off or never comes. */
export function exchange({ method, url, headers, body }: OutboundRequest): Promise<OutboundResponse> {
  return new Promise((resolve, reject) => {
    const sent = open(url, { method, headers: Object.fromEntries(headers), agent: false }, async (response) => {
      try {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        const received = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
        resolve({ status: response.statusCode ?? 0, headers: received, body: Buffer.concat(chunks) });
      } catch (cause) {
        reject(cause);
      }
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** An answer as a test writes it down. */
export function answered(status: number, body: string): OutboundResponse {
  return { status, headers: [], body: Buffer.from(body) };
}
