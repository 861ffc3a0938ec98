import { happenedAt } from "../../core/event.ts";
import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { templateFields } from "../../core/template-fields.ts";
import type { DestinationAccount, Intent } from "../contract.ts";
import { bodyProblem, fillBody } from "../request-template.ts";

export interface Content {
  readonly type: string;
  readonly body: Uint8Array;
}

const JSON_TYPE = "application/json";

/** What is sent: the payload of Standard Webhooks, or what the operator's template makes of the event. */
export function contentOf(intent: Intent, { settings }: DestinationAccount): Result<Content, Note> {
  if (intent.action === "notify" && intent.text === null) return err(note("webhook.no-text"));
  const template = settings.get("body");
  if (template === undefined) return ok(jsonContent(payload(intent)));
  const type = typeOf(settings);
  const body = fillBody(template, type, templateFields(intent));
  return body.ok ? ok({ type, body: new TextEncoder().encode(body.value) }) : body;
}

export function contentProblem(settings: ReadonlyMap<string, string>): Note | null {
  const template = settings.get("body");
  return template === undefined ? null : bodyProblem(template, typeOf(settings));
}

export function jsonContent(value: object): Content {
  return { type: JSON_TYPE, body: new TextEncoder().encode(JSON.stringify(value)) };
}

/** `type`, `timestamp` and `data` (official specification). A message stands beside the event's own keys. */
function payload({ event, action, target, text }: Intent): object {
  const message = action === "notify" ? { message: { template: target, text } } : {};
  return { type: event.trigger, timestamp: happenedAt(event), data: { ...event, ...message } };
}

function typeOf(settings: ReadonlyMap<string, string>): string {
  return settings.get("content-type") ?? JSON_TYPE;
}
