import type { LeadFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, textAt } from "../../core/json.ts";

/**
 * Where this call may name its advertiser. The vendor's manual allows the id in the path, in the subdomain or nowhere;
 * which of them is a registered advertiser is for the registry to say.
 */
export function leadAddress(request: InboundRequest, json: JsonObject): LeadFacts["address"] {
  return {
    path: pathId(request.target),
    hostLabel: hostLabel(request.header("host") ?? ""),
    // As sent: a CNPJ may hold letters, so nothing is stripped.
    document: textAt(json, "extraData", "mcmv", "sellerDocument"),
  };
}

/** `acme` of `/grupozap/lead/acme?x=1`. An id that is not valid percent-encoding stays as it was written. */
function pathId(target: string): string | null {
  const segment = /^\/grupozap\/lead\/([^/?#]+)\/?(?:[?#]|$)/.exec(target)?.[1];
  if (segment === undefined) return null;
  const id = decoded(segment).trim();
  return id === "" ? null : id;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** `acme` of `acme.crm.example:443`; null for IP addresses and for names too short to have a subdomain. */
function hostLabel(host: string): string | null {
  const name = host.trim().replace(/:\d*$/, "").replace(/\.$/, "").toLowerCase();
  const labels = name.split(".");
  const isName = labels.every((label) => /^[a-z0-9_-]+$/.test(label)) && !/^\d+$/.test(labels.at(-1) ?? "");
  return isName && labels.length >= 3 && labels.at(-1) !== "localhost" ? (labels[0] ?? null) : null;
}
