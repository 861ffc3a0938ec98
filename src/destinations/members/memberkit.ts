import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { DestinationAccount, Intent, OutboundRequest } from "../contract.ts";
import { percentEncoded } from "../request-template.ts";
import { bareRequest } from "./bare-request.ts";

/** Official text of the API. */
const BASE_URL = "https://memberkit.com.br";

/** The key is a parameter of every call (official; in the query in every public client that sends JSON). */
export const MEMBERKIT_AUTH = "query:api_key";

/** 120 calls a minute (two public sources; the official text tells no limit). */
export const MEMBERKIT_PER_MINUTE = 120;

const JSON_TYPE = "application/json";

/** What a member is enrolled in. One call takes exactly one kind (official). */
type Enrolment = { readonly classroom_ids: readonly number[] } | { readonly membership_level_id: number } | { readonly unlimited: true };

/** `classroom:12,34`, `level:5` or `unlimited`; null for anything else. */
export function readEnrolment(code: string): Enrolment | null {
  const text = code.replace(/\s/g, "");
  if (text === "unlimited") return { unlimited: true };
  const [, kind, numbers = ""] = /^(classroom|level):(\d{1,15}(?:,\d{1,15})*)$/.exec(text) ?? [];
  const ids = numbers.split(",").map(Number);
  if (kind === "classroom") return { classroom_ids: ids };
  const [id, ...more] = ids;
  return kind === "level" && id !== undefined && more.length === 0 ? { membership_level_id: id } : null;
}

/**
 * Creates or updates the member, found by e-mail (official).
 *
 * A block ends what one product gave and nothing else: the enrolment gets the status `expired` (one public client does so).
 * `blocked` would close the whole members' area, other products with it (official: "Bloqueio global"), so a block never
 * sends it.
 */
export function memberkitRequest({ action, target, code, person }: Intent, account: DestinationAccount): Result<OutboundRequest, Note> {
  const email = person.email?.trim() ?? "";
  if (email === "") return err(note("members.no-email"));
  if (code === null) return err(note("members.no-code", { product: target }));
  const enrolment = readEnrolment(code);
  if (enrolment === null) return err(note("members.bad-code", { given: code }));
  const name = person.name?.trim() ?? "";
  if (action === "access.grant") {
    return ok(post(account, { full_name: name || email, email, status: "active", blocked: false, ...enrolment }));
  }
  if ("unlimited" in enrolment) return ok(withoutUnlimited(account, email));
  return ok(post(account, { ...(name === "" ? {} : { full_name: name }), email, status: "expired", ...enrolment }));
}

/** The list of classrooms: changes nothing, and needs the key. */
export function memberkitProbe(account: DestinationAccount): OutboundRequest {
  return bareRequest("GET", `${baseUrl(account)}/api/v1/classrooms`);
}

function post(account: DestinationAccount, member: object): OutboundRequest {
  return bareRequest("POST", `${baseUrl(account)}/api/v1/users`, JSON_TYPE, JSON.stringify(member));
}

/** Changes that one right of a member and leaves enrolments alone (official list of what PUT takes). */
function withoutUnlimited(account: DestinationAccount, email: string): OutboundRequest {
  const url = `${baseUrl(account)}/api/v1/users/${percentEncoded(email)}`;
  return bareRequest("PUT", url, JSON_TYPE, JSON.stringify({ unlimited: false }));
}

function baseUrl({ settings }: DestinationAccount): string {
  return settings.get("base-url") ?? BASE_URL;
}
