import type { OutboundRequest } from "../contract.ts";

/** A request before its token is put in; with neither content type nor body where there is none. */
export function bareRequest(method: OutboundRequest["method"], url: string, contentType = "", body = ""): OutboundRequest {
  const headers: OutboundRequest["headers"] = [...(body === "" ? [] : [["content-type", contentType] as const]), ["user-agent", "intg"]];
  return { method, url, headers, body: new TextEncoder().encode(body) };
}
