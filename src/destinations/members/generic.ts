import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { templateFields } from "../../core/template-fields.ts";
import type { DestinationAccount, Intent, OutboundRequest } from "../contract.ts";
import { bodyProblem, fillBody, fillUrl } from "../request-template.ts";
import { bareRequest } from "./bare-request.ts";

export const METHODS: readonly OutboundRequest["method"][] = ["POST", "PUT", "PATCH", "DELETE", "GET"];

type Settings = ReadonlyMap<string, string>;

/** Whether the operator wrote the request of an action. */
export function hasTemplate(action: Intent["action"], settings: Settings): boolean {
  return settings.has(`${prefixOf(action)}-url`);
}

/** The request that the operator wrote for the action, filled in. */
export function genericRequest(intent: Intent, { settings }: DestinationAccount): Result<OutboundRequest, Note> {
  const prefix = prefixOf(intent.action);
  const template = settings.get(`${prefix}-url`);
  if (template === undefined) return err(note("members.no-request", { setting: `${prefix}-url` }));
  const fields = templateFields(intent);
  const url = fillUrl(template, fields);
  if (!url.ok) return url;
  const method = methodOf(intent.action, settings);
  const text = bodyOf(intent.action, settings);
  const body = text === null ? ok("") : fillBody(text, contentTypeOf(settings), fields);
  return body.ok ? ok(bareRequest(method, url.value, contentTypeOf(settings), body.value)) : body;
}

/** What is wrong with what the operator wrote for an action, whatever it is filled with. */
export function genericProblem(action: Intent["action"], settings: Settings): Note | null {
  if (!hasTemplate(action, settings)) return note("members.no-request", { setting: `${prefixOf(action)}-url` });
  const text = bodyOf(action, settings);
  return text === null ? null : bodyProblem(text, contentTypeOf(settings));
}

/** First part of the settings that describe an action, `grant` of `grant-url`. */
function prefixOf(action: Intent["action"]): "grant" | "block" {
  return action === "access.grant" ? "grant" : "block";
}

function methodOf(action: Intent["action"], settings: Settings): OutboundRequest["method"] {
  return METHODS.find((method) => method === settings.get(`${prefixOf(action)}-method`)) ?? "POST";
}

/** A GET has no body. */
function bodyOf(action: Intent["action"], settings: Settings): string | null {
  return methodOf(action, settings) === "GET" ? null : (settings.get(`${prefixOf(action)}-body`) ?? null);
}

function contentTypeOf(settings: Settings): string {
  return settings.get("content-type") ?? "application/json";
}
