import { isObject, type JsonObject, type JsonValue, textAt } from "../../core/json.ts";
import type { OutboundResponse } from "../contract.ts";

/**
 * What an answer says, before it is asked what that means for an action. `unclear` has a status that says yes and no body
 * that says so too.
 */
export type Answer =
  | { readonly kind: "success"; readonly body: JsonObject }
  | { readonly kind: "failure"; readonly failure: Failure }
  | { readonly kind: "unclear" };

export interface Failure {
  readonly http: number;
  /** `StatusCode` of the body, a number or a word (1 repo, by leadlovers' staff); null where there is none that can be shown. */
  readonly code: string | null;
}

/** What .NET calls the statuses that say yes. Never seen: neither taken for success, which the note words as a number, nor for failure. */
const YES_WORDS: ReadonlySet<string> = new Set(["ok", "created", "accepted", "nocontent"]);

/**
 * HTTP 200 may carry a failure (2 repos). It is a success when the status is 2xx, `StatusCode` is absent or a number from
 * 200 to 299, `Success` is not false, and `Exception` and `Error` are empty. An HTTP error wins over a body that claims success.
 */
export function readAnswer(response: OutboundResponse): Answer {
  const body = bodyOf(response);
  if (response.status < 200 || response.status > 299) return failure(response.status, body);
  if (body === null) return { kind: "unclear" };
  const code = statusWord(body);
  const hasFailed = body.Success === false || !isEmpty(body.Exception) || !isEmpty(body.Error) || isFailureCode(code);
  if (hasFailed) return failure(response.status, body);
  return code === null || /^2\d\d$/.test(code) ? { kind: "success", body } : { kind: "unclear" };
}

/** Whether leadlovers says that it does not know whom or what a call is about. */
export function isNotFound({ http, code }: Failure): boolean {
  return http === 404 || code === "404" || code?.toLowerCase() === "notfound";
}

/** Whether leadlovers refuses the token. */
export function isUnauthorized({ http, code }: Failure): boolean {
  return http === 401 || http === 403 || /^(401|403|unauthorized|forbidden)$/i.test(code ?? "");
}

/** The words in `Message` are left aside: they change, and may name the lead. */
function failure(http: number, body: JsonObject | null): Answer {
  const code = statusWord(body);
  return { kind: "failure", failure: { http, code: code !== null && /^\w{1,40}$/.test(code) ? code : null } };
}

function statusWord(body: JsonObject | null): string | null {
  return body === null ? null : textAt(body, "StatusCode");
}

/** Numbers below 200 and between 300 and 399 are none that leadlovers is known to send: they say nothing. */
function isFailureCode(code: string | null): boolean {
  if (code === null) return false;
  return /^-?[\d.]+$/.test(code) ? Number(code) >= 400 : !YES_WORDS.has(code.toLowerCase());
}

function isEmpty(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false) return true;
  if (typeof value === "string") return value.trim() === "";
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** The block of the CDN is plain text, and a page of it HTML. */
function bodyOf(response: OutboundResponse): JsonObject | null {
  try {
    const json = JSON.parse(new TextDecoder().decode(response.body)) as JsonValue;
    return isObject(json) ? json : null;
  } catch {
    return null;
  }
}
