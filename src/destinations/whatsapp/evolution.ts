import type { HeaderList } from "../../core/http-message.ts";
import { integerAt, isObject, type JsonValue, textAt, valueAt } from "../../core/json.ts";
import { note } from "../../core/note.ts";
import { ok } from "../../core/result.ts";
import type { Verdict } from "../contract.ts";
import type { Connection, Driver } from "./driver.ts";
import { graphVerdict } from "./graph-error.ts";
import { getJson, postJson } from "./json-request.ts";
import { hasLinkPreview, neededSetting, pauseMs } from "./settings.ts";
import { messageVerdict } from "./status.ts";
import { sendableText } from "./text.ts";
import { later, refused, uncertain } from "./verdicts.ts";

/** An Evolution API server, version 2, as the operator or a host runs it (official source, release 2.3.6). */
export const evolution: Driver = {
  id: "evolution",
  needs: ["url", "instance"],
  secret: "apikey",
  usualSpacingMs: 20_000,
  // The queue of the leading product of the field never sends faster from one number; WhatsApp blocks numbers that do.
  leastSpacingMs: 20_000,

  message(intent, phone, connection) {
    const text = sendableText(intent.text);
    if (!text.ok) return text;
    const delay = pauseMs(connection.settings, "delay");
    const linkPreview = hasLinkPreview(connection.settings);
    return ok(
      postJson(urlOf(connection, "message/sendText"), headersOf(connection), {
        number: phone.slice(1),
        text: text.value,
        ...(delay === null ? {} : { delay }),
        ...(linkPreview === null ? {} : { linkPreview }),
      }),
    );
  },

  probe(connection) {
    return getJson(urlOf(connection, "instance/connectionState"), headersOf(connection));
  },

  read(status, body) {
    if (status >= 200 && status <= 299) return readSuccess(status, body);
    const said = messagesOf(body);
    // From Baileys, which had no connection to write to (inferred); with 500 or 400 by where it was noticed.
    if (says(said, "Connection Closed")) return later(note("whatsapp.instance-disconnected"));
    if (status === 400) return readBadRequest(said);
    if (status === 401) return refused(note("whatsapp.apikey-refused"));
    if (status === 404 && says(said, "instance does not exist")) return refused(note("whatsapp.instance-unknown"));
    return messageVerdict(status);
  },
};

function urlOf({ settings }: Connection, action: string): string {
  return `${neededSetting(settings, "url")}/${action}/${encodeURIComponent(neededSetting(settings, "instance"))}`;
}

function headersOf({ key }: Connection): HeaderList {
  return [["apikey", key]];
}

/** 201 is also what an instance that runs on Meta's API answers when Meta refused: then the body is Meta's error (official source). */
function readSuccess(status: number, body: JsonValue): Verdict {
  if (textAt(body, "key", "id") !== null) return { kind: "delivered" };
  if (textAt(body, "message") !== null) return graphVerdict(status, integerAt(body, "code"));
  return uncertain(note("whatsapp.unreadable", { status }));
}

/**
 * 400 is three things: a number without an account, a request that the server did not like (a list within the list), and
 * every fault while sending, also those after the message was out, such as a database that did not take it (official
 * source; seen by operators in issues 978 and 1247).
 */
function readBadRequest(said: readonly JsonValue[]): Verdict {
  if (said.some((one) => valueAt(one, "exists") === false)) return refused(note("whatsapp.not-on-whatsapp"));
  if (says(said.flat(), 'requires property "textMessage"')) return refused(note("whatsapp.old-server"));
  if (said.some(Array.isArray) || says(said, "Text is required")) return refused(note("whatsapp.request-refused", { status: 400 }));
  return uncertain(note("whatsapp.failed-while-sending"));
}

/** `{ status, error, response: { message } }`, where the message is a text, or a list of texts, lists or objects. */
function messagesOf(body: JsonValue): readonly JsonValue[] {
  const said = isObject(body) ? valueAt(body, "response", "message") : undefined;
  return Array.isArray(said) ? said : said === undefined ? [] : [said as JsonValue];
}

function says(said: readonly JsonValue[], words: string): boolean {
  return said.some((one) => typeof one === "string" && one.includes(words));
}
