import type { InboundRequest } from "../../core/http-message.ts";
import type { Instant } from "../../core/instant.ts";
import { isAtPath, membersOf } from "../json-members.ts";
import { readPayload } from "./payload.ts";

/** Beside `data`, and inside it in an official sample. */
const PLACES = [["sentDate"], ["data", "sentDate"]];

/**
 * The webhook with a new `sentDate`, where it has one. Whether Eduzz itself writes a new one when it sends again is not known; the
 * older formats have none.
 */
export function sentAt(request: InboundRequest, at: Instant): InboundRequest {
  const payload = readPayload(request);
  if (!payload.ok || payload.value.format !== "eduzz/v3") return request;
  const { buffer, byteOffset, byteLength } = request.body;
  // One character for each byte, so that every other byte stays.
  const text = Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
  const dates = membersOf(text).filter((member) => PLACES.some((place) => isAtPath(member, place)));
  if (dates.length === 0) return request;
  const changed = dates.reduceRight(
    (rest, { valueStart, end }) =>
      rest.slice(0, valueStart) + rest.slice(valueStart, end).replace(/".*"/s, JSON.stringify(at)) + rest.slice(end),
    text,
  );
  return request.withBody(Buffer.from(changed, "latin1"));
}
