import { isObject, type JsonObject, type JsonValue } from "../../core/json.ts";

/** Longer answers are pages, and say so at their beginning. */
const READ_BYTES = 16 * 1024;

/** Members that hold an error when they hold anything. */
const ERROR_NAMES = /^(?:errors?|erros?|exception|stack|traceback)$/i;
/** Members that say how it went. */
const OUTCOME_NAMES = /^(?:ok|success|sucesso|status|result|resultado)$/i;
const STATUS_NAMES = /^(?:status_?code|code|codigo|status)$/i;
const BAD_OUTCOME = /^(?:false|error|erro|fail(?:ed|ure)?|falha|falhou|nok)$/i;
const ERROR_WORD = /\b(?:error|erro|exception|traceback|fatal|falha|failed)\b/i;
/** "No error" and "0 errors" are none. */
const NO_ERROR = /\b(?:no|without|sem|nenhum|0)\s+(?:errors?|erros?)\b/gi;

/** Whether the body of an answer tells of an error, in JSON or in words. */
export function tellsError(body: Uint8Array): boolean {
  const text = new TextDecoder().decode(body.subarray(0, READ_BYTES)).trim();
  if (text === "") return false;
  const json = parsed(text);
  return isObject(json) ? objectTells(json) : ERROR_WORD.test(text.replace(NO_ERROR, ""));
}

function objectTells(json: JsonObject): boolean {
  return Object.entries(json).some(([name, value]) => {
    if (ERROR_NAMES.test(name) && !isNothing(value)) return true;
    if (OUTCOME_NAMES.test(name) && BAD_OUTCOME.test(String(value))) return true;
    return STATUS_NAMES.test(name) && /^[45]\d\d$/.test(String(value));
  });
}

function isNothing(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === "" || value === 0) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
