import type { HeaderList } from "../../core/http-message.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { OutboundRequest, OutboundResponse } from "../contract.ts";

export function postJson(url: string, headers: HeaderList, body: JsonObject): OutboundRequest {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return { method: "POST", url, headers: [["Content-Type", "application/json"], ["Accept", "application/json"], ...headers], body: bytes };
}

export function getJson(url: string, headers: HeaderList): OutboundRequest {
  return { method: "GET", url, headers: [["Accept", "application/json"], ...headers], body: new Uint8Array() };
}

/** The body as JSON; undefined when it is something else, such as the page of a proxy, or was cut off. */
export function jsonBody(response: OutboundResponse): JsonValue | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(response.body)) as JsonValue;
  } catch {
    return undefined;
  }
}
