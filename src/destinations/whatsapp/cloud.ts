import type { HeaderList } from "../../core/http-message.ts";
import { integerAt, type JsonObject, objectAt, objectsAt, textAt } from "../../core/json.ts";
import { fillTemplate, type Template } from "../../core/message-template.ts";
import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { templateFields } from "../../core/template-fields.ts";
import type { Intent } from "../contract.ts";
import type { Connection, Driver } from "./driver.ts";
import { graphVerdict } from "./graph-error.ts";
import { getJson, postJson } from "./json-request.ts";
import { hasLinkPreview, neededSetting, settingOf } from "./settings.ts";
import { messageVerdict } from "./status.ts";
import { readTemplateCode } from "./template-code.ts";
import { sendableText } from "./text.ts";
import { uncertain } from "./verdicts.ts";

const META = "https://graph.facebook.com";

/** Meta's own API (WhatsApp Business Platform, Cloud API). */
export const cloud: Driver = {
  id: "cloud",
  needs: ["phone-number-id"],
  secret: "token",
  // Meta itself takes many in a second; one is kind to its limit for messages to one buyer, and never noticed otherwise.
  usualSpacingMs: 1000,
  leastSpacingMs: 0,

  message(intent, phone, connection) {
    const content = intent.code === null ? textOf(intent, connection) : templateOf(intent, intent.code, connection);
    if (!content.ok) return content;
    // With the plus, as in Meta's samples: without it Meta may take the number for one of the sender's own country [memory].
    const message = { messaging_product: "whatsapp", recipient_type: "individual", to: phone, ...content.value };
    return ok(postJson(`${urlOf(connection)}/messages`, headersOf(connection), message));
  },

  probe(connection) {
    return getJson(urlOf(connection), headersOf(connection));
  },

  read(status, body) {
    if (objectAt(body, "error") !== undefined) return graphVerdict(status, integerAt(body, "error", "code"));
    if (status < 200 || status > 299) return messageVerdict(status);
    const isAccepted = objectsAt(body, "messages").some((message) => textAt(message, "id") !== null);
    return isAccepted ? { kind: "delivered" } : uncertain(note("whatsapp.unreadable", { status }));
  },
};

function urlOf({ settings }: Connection): string {
  return [settingOf(settings, "url") ?? META, neededSetting(settings, "version"), neededSetting(settings, "phone-number-id")].join("/");
}

function headersOf({ key }: Connection): HeaderList {
  return [["Authorization", `Bearer ${key}`]];
}

/** Meta delivers it only to those who wrote in the last 24 hours. */
function textOf(intent: Intent, { settings }: Connection): Result<JsonObject, Note> {
  const text = sendableText(intent.text);
  if (!text.ok) return text;
  const preview = hasLinkPreview(settings);
  return ok({ type: "text", text: { ...(preview === null ? {} : { preview_url: preview }), body: text.value } });
}

/** Has no need of a text: Meta has it, approved, and fills it with ours. */
function templateOf(intent: Intent, text: string, { settings }: Connection): Result<JsonObject, Note> {
  const code = readTemplateCode(text);
  if (!code.ok) return code;
  const parameters: JsonObject[] = [];
  for (const parameter of code.value.parameters) {
    const filled = fillTemplate(parameter, templateFields(intent));
    const value = filled.ok ? oneLine(filled.value) : "";
    if (value === "") return err(note("whatsapp.empty-template-field", { field: fieldOf(parameter) }));
    parameters.push({ type: "text", text: value });
  }
  const template = { name: code.value.name, language: { code: neededSetting(settings, "language") } };
  return ok({
    type: "template",
    template: parameters.length === 0 ? template : { ...template, components: [{ type: "body", parameters }] },
  });
}

function fieldOf(parameter: Template): string {
  return parameter.map((part) => (typeof part === "string" ? part : part.field)).join("");
}

/** Meta refuses line breaks, tabs and more than four blanks on end in a parameter (three vendors' help). */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
