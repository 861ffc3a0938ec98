import type { InboundRequest } from "../../core/http-message.ts";
import type { Note } from "../../core/note.ts";
import { ok, type Result } from "../../core/result.ts";
import { acceptedValues, type Credentials } from "../../core/secret.ts";
import type { Rejection } from "../contract.ts";
import { textsAtPath } from "../json-members.ts";
import { refused } from "../refused.ts";
import { matchesAny } from "../secret-match.ts";
import { KEY_FIELD } from "./field-names.ts";
import { KEY_SECRET } from "./secrets.ts";

/**
 * Compares `chave_unica`. Monetizze signs nothing: one key per account, the same in every call, is all there is
 * (official). Letters count in their case, blanks too; the key of a product proves nothing here.
 */
export function verify(request: InboundRequest, credentials: Credentials): Result<readonly Note[], Rejection> {
  const accepted = acceptedValues(credentials, KEY_SECRET);
  if (accepted.length === 0) return refused("credential.not-configured");
  const sent = new Set(sentKeys(request));
  if (sent.size > 1) return refused("credential.duplicated");
  const [key = ""] = sent;
  if (key.trim() === "") return refused("credential.absent");
  return matchesAny(key, accepted) ? ok([]) : refused("credential.wrong");
}

/** Every key in the body, also the one that a parser would let another overwrite; what is no text counts as empty. */
export function sentKeys(request: InboundRequest): readonly string[] {
  const text = request.text().trim();
  if (!request.json().ok) return request.form().ok ? new URLSearchParams(text).getAll(KEY_FIELD) : [];
  return textsAtPath(text, [KEY_FIELD]).map((value) => value ?? "");
}
