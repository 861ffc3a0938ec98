import type { Sender, SendResult } from "../../src/app/ports.ts";
import type { HeaderList } from "../../src/core/http-message.ts";
import { isObject, type JsonObject, type JsonValue, textAt } from "../../src/core/json.ts";
import { note } from "../../src/core/note.ts";
import type { OutboundRequest } from "../../src/destinations/contract.ts";
import { secondsTo, type VirtualClock } from "./virtual-clock.ts";

/** A request as a destination got it. */
export interface SentRequest {
  /** Seconds since the start. */
  readonly second: number;
  readonly host: string;
  /** Label of the dispatch at a webhook, the text of a WhatsApp message, `POST /Lead ana@example.com` at leadlovers. */
  readonly what: string;
  /** `webhook-id`; null where there is none. */
  readonly id: string | null;
  readonly body: JsonObject | null;
  /** Requests under way at this host, this one included. */
  readonly underWay: number;
}

/** What becomes of a request, and after how many seconds; null for no end at all. */
export interface Answer {
  readonly result: (ms: number) => SendResult;
  readonly seconds: number | null;
}

interface AnswerOptions {
  readonly body?: string | object;
  readonly headers?: HeaderList;
  readonly seconds?: number;
}

export function answers(status: number, { body = "", headers = [], seconds = 0 }: AnswerOptions = {}): Answer {
  const bytes = new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body));
  return { seconds, result: (ms) => ({ kind: "answered", status, headers, body: bytes, isCut: false, ms }) };
}

/** As leadlovers says yes. */
export const LEADLOVERS_YES = answers(200, { body: { StatusCode: 200, Message: "Sucesso" } });
/** As an Evolution API server says yes. */
export const WHATSAPP_YES = answers(201, { body: { key: { id: "3EB0" } } });
/** A page where an answer is expected. */
export const PAGE = answers(200, { body: "<!doctype html><title>Manutenção</title>" });

/** leadlovers shows the lead in the sequence of `INSERT`. */
export const IN_SEQUENCE = answers(200, { body: { Items: [{ MachineCode: 700001, SequenceCode: 1500002 }] } });
export const NOWHERE = answers(200, { body: { Items: [] } });

/** The connection ends without an answer; `isSent` once the request was on its way. */
export function noAnswer(isSent: boolean, seconds = 0): Answer {
  const reason = isSent ? note("send.reset", { host: "example.com" }) : note("send.dns", { host: "example.com" });
  return { seconds, result: (ms) => ({ kind: "failed", reason, isSent, ms }) };
}

/** The address may not be called: nothing goes out. */
export const FORBIDDEN: Answer = {
  seconds: 0,
  result: () => ({ kind: "forbidden", reason: note("send.forbidden-address", { host: "example.com", address: "10.0.0.1" }) }),
};

/** Under way for ever, for workers that are killed meanwhile. */
export const NEVER: Answer = { seconds: null, result: () => ({ kind: "forbidden", reason: note("send.closed") }) };

/** One answer after the other; the last one for all that follow. */
export function inTurn(...all: readonly [Answer, ...Answer[]]): () => Answer {
  let asked = 0;
  return () => {
    asked += 1;
    return all[asked - 1] ?? all[all.length - 1] ?? all[0];
  };
}

/** Sends nothing: keeps what it is given and answers as the test says. */
export class FakeSender implements Sender {
  readonly requests: SentRequest[] = [];
  /** How the destinations answer; in a moment and with 200 unless the test says otherwise. */
  answer: (request: SentRequest) => Answer = () => answers(200);
  readonly #clock: VirtualClock;
  readonly #labelOf: (id: string) => string;
  readonly #underWay = new Map<string, number>();

  /** @param labelOf - what the test calls the dispatch of an id. */
  constructor(clock: VirtualClock, labelOf: (id: string) => string) {
    this.#clock = clock;
    this.#labelOf = labelOf;
  }

  async send(request: OutboundRequest): Promise<SendResult> {
    const { host } = new URL(request.url);
    const underWay = (this.#underWay.get(host) ?? 0) + 1;
    this.#underWay.set(host, underWay);
    const sent: SentRequest = { second: secondsTo(this.#clock.now()), host, ...this.#told(request), underWay };
    this.requests.push(sent);
    const { result, seconds } = this.answer(sent);
    if (seconds === null) await new Promise(() => undefined);
    else if (seconds > 0) await new Promise<void>((resolve) => void this.#clock.later(seconds * 1000, resolve));
    this.#underWay.set(host, (this.#underWay.get(host) ?? 1) - 1);
    return result((seconds ?? 0) * 1000);
  }

  async close(): Promise<void> {
    this.requests.length = 0;
  }

  /** What was asked for and when in seconds, `"12: POST /Lead ana@example.com"`. */
  get story(): readonly string[] {
    return this.requests.map(({ second, what }) => `${second}: ${what}`);
  }

  #told({ method, url, headers, body }: OutboundRequest): Pick<SentRequest, "what" | "id" | "body"> {
    const id = headers.find(([name]) => name === "webhook-id")?.[1] ?? null;
    const json = body.length === 0 ? undefined : (JSON.parse(new TextDecoder().decode(body)) as JsonValue);
    const told = isObject(json) ? json : null;
    if (id !== null) return { what: this.#labelOf(id), id, body: told };
    const text = told === null ? null : textAt(told, "text");
    if (text !== null) return { what: text, id, body: told };
    const { pathname, searchParams } = new URL(url);
    const email = searchParams.get("email") ?? (told === null ? null : textAt(told, "Email")) ?? "-";
    return { what: `${method} ${pathname.replace(/^\/webapi/, "")} ${email}`, id, body: told };
  }
}
