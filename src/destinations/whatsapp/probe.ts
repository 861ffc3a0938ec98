import { type JsonValue, objectAt, textAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import type { OutboundResponse } from "../contract.ts";
import { statusVerdict } from "../status-verdict.ts";
import { driverOfAnswer } from "./drivers.ts";
import { jsonBody } from "./json-request.ts";

/** Evolution API answers 200 for every instance that there is; only `open` can send. Meta answers with the number's id. */
export function readProbe(response: OutboundResponse): Note | null {
  const body = jsonBody(response);
  if (response.status >= 200 && response.status <= 299) return readState(response.status, body);
  const verdict = body === undefined ? statusVerdict(response.status) : driverOfAnswer(body).read(response.status, body);
  return verdict.kind === "delivered" ? null : verdict.reason;
}

function readState(status: number, body: JsonValue | undefined): Note | null {
  if (objectAt(body, "instance") !== undefined) {
    const state = textAt(body, "instance", "state");
    return state === "open" ? null : note("whatsapp.instance-not-open", { state: state ?? "unknown" });
  }
  return textAt(body, "id") === null ? note("whatsapp.not-whatsapp", { status }) : null;
}
