import type { EventFacts } from "../../src/core/event.ts";
import { type HeaderList, InboundRequest } from "../../src/core/http-message.ts";
import type { JsonValue } from "../../src/core/json.ts";
import { type Credentials, Secret } from "../../src/core/secret.ts";
import { withPath } from "../../src/providers/body-edit.ts";
import { hotmart } from "../../src/providers/hotmart/index.ts";
import { listFixtures, readFixture } from "../../src/shared/fixture-files.ts";

/** Names of the shipped sample calls. */
export const NAMES = listFixtures("hotmart");

/** Invented, as long as real ones are, with a first letter that has another case. */
export const HOTTOK = "Zx8QmK2vLr5TnYb7WcHs9PdJf3GaEu1234567";
export const OTHER_CASE = "zx8QmK2vLr5TnYb7WcHs9PdJf3GaEu1234567";
export const NOW = "2026-11-03T12:00:00.000Z";
export const CONTEXT = { receivedAt: NOW, zone: "America/Sao_Paulo" };
export const CREDENTIALS = accepting(HOTTOK);

/** Credentials with these values of the hottok, the newest first. */
export function accepting(...values: readonly string[]): Credentials {
  return new Map([["hottok", values.map((value) => new Secret(value))]]);
}

export function call(body: string | JsonValue, headers: HeaderList = [["content-type", "application/json"]]): InboundRequest {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new InboundRequest({ method: "POST", target: "/hooks/hotmart", headers, body: new TextEncoder().encode(text) });
}

export const fixture = (name: string): InboundRequest => readFixture("hotmart", name).request;

/** What the call says happened; its first event. */
export function facts(request: InboundRequest, context = CONTEXT): EventFacts {
  const events = hotmart.normalize(request, context);
  if (!events.ok || events.value[0] === undefined) throw new Error("not normalised");
  return events.value[0];
}

/** The fixture's JSON body with one value replaced. */
export function changed(name: string, path: string, value: JsonValue): InboundRequest {
  const body = fixture(name).json();
  if (!body.ok) throw new Error(`${name} is no JSON`);
  return call(withPath(body.value, path.split("."), value));
}

/** A form of version 1.0.0 with these fields changed. */
export function form(fields: Readonly<Record<string, string>>): InboundRequest {
  const before = fixture("purchase.approved.1.0.0-form").form();
  if (!before.ok) throw new Error("no form");
  return call(new URLSearchParams({ ...Object.fromEntries(before.value), ...fields }).toString(), [
    ["content-type", "application/x-www-form-urlencoded"],
  ]);
}

/** The least that is an approved sale of version 2.0.0. */
export const JSON_BODY = { id: "1", creation_date: 1_767_366_003_412, event: "PURCHASE_APPROVED", version: "2.0.0", data: {} };

/** That sale with a hottok in its header, its body, both or neither. */
export function sent(inHeader: string | null, inBody: string | null): InboundRequest {
  const headers: HeaderList = inHeader === null ? [] : [["X-HOTMART-HOTTOK", inHeader]];
  return call(inBody === null ? JSON_BODY : { ...JSON_BODY, hottok: inBody }, headers);
}

/** `accepted`, or the code of the refusal. */
export function outcome(request: InboundRequest, credentials: Credentials = CREDENTIALS): string {
  const verified = hotmart.verify(request, credentials, NOW);
  return verified.ok ? "accepted" : verified.error.code;
}
