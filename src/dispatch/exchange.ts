import { type Dispatcher, errors } from "undici";
import type { Clock, SendResult } from "../app/ports.ts";
import type { HeaderList } from "../core/http-message.ts";
import { type Note, note } from "../core/note.ts";
import { NoConnection } from "./connector.ts";
import { answerHeaders } from "./headers.ts";

/** Answers are read for a word or two; what is longer is cut, and the connection with it. */
const ANSWER_BYTES = 64 * 1024;

const NOTHING = new Uint8Array();

/** What undici says of an answer that breaks the rules; the last also where two lengths contradict each other. */
const NOT_HTTP = [errors.HTTPParserError, errors.HeadersOverflowError, errors.ResponseContentLengthMismatchError];

export interface ExchangeSettings {
  readonly clock: Clock;
  /** From the beginning, connection included, to the last byte of the answer. */
  readonly totalMs: number;
}

/**
 * One request under way and what becomes of it. It ends once: with the last byte, with the failure of the connection, or when
 * it is given up. As soon as the status is known the request counts as answered, however the rest ends.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #host: string;
  readonly #settings: ExchangeSettings;
  readonly #resolve: (result: SendResult) => void;
  readonly #startedMs: number;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: HeaderList = [];
  #chunks: Uint8Array[] = [];
  #size = 0;
  #isDone = false;

  constructor(host: string, settings: ExchangeSettings, resolve: (result: SendResult) => void) {
    this.#host = host;
    this.#settings = settings;
    this.#resolve = resolve;
    this.#startedMs = settings.clock.monotonicMs();
    this.#timer = setTimeout(() => this.giveUp(note("send.timeout", { host, seconds: settings.totalMs / 1_000 })), settings.totalMs);
  }

  /** Ends it now, whatever it waits for. */
  giveUp(reason: Note): void {
    this.#fail(reason);
    this.#controller?.abort(new Error(reason.code));
  }

  /** The connection stands; the next thing is the first byte. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (!this.#isDone) this.#controller = controller;
    // Given up while it waited for a connection.
    else controller.abort(new Error("given up"));
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Parameters<typeof answerHeaders>[0]): void {
    // 103 and its like announce an answer.
    if (status < 200) return;
    this.#status = status;
    this.#headers = answerHeaders(headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    const room = ANSWER_BYTES - this.#size;
    if (chunk.length <= room) {
      this.#chunks.push(chunk);
      this.#size += chunk.length;
      return;
    }
    this.#chunks.push(chunk.subarray(0, room));
    this.#answer(true);
    controller.abort(new Error("answer too long"));
  }

  onResponseEnd(): void {
    this.#answer(false);
  }

  onResponseError(_: unknown, cause: Error): void {
    if (cause instanceof NoConnection) {
      if (cause.isForbidden) this.#finish({ kind: "forbidden", reason: cause.note });
      else this.#fail(cause.note);
    } else if (cause instanceof errors.InvalidArgumentError || cause instanceof errors.NotSupportedError) {
      // undici's checks before anything is sent: a line break in a header, `Upgrade`, `Expect`.
      this.#finish({ kind: "forbidden", reason: note("send.bad-request", { host: this.#host }) });
    } else this.#fail(this.#reasonOf(cause));
  }

  #fail(reason: Note): void {
    if (this.#status !== 0) this.#answer(true);
    else this.#finish({ kind: "failed", reason, isSent: this.#controller !== undefined, ms: this.#ms() });
  }

  #answer(isCut: boolean): void {
    const [first = NOTHING, ...others] = this.#chunks;
    const body = others.length === 0 ? first : Buffer.concat(this.#chunks);
    this.#finish({ kind: "answered", status: this.#status, headers: this.#headers, body, isCut, ms: this.#ms() });
  }

  #finish(result: SendResult): void {
    if (this.#isDone) return;
    this.#isDone = true;
    clearTimeout(this.#timer);
    this.#resolve(result);
  }

  #ms(): number {
    return Math.round(this.#settings.clock.monotonicMs() - this.#startedMs);
  }

  #reasonOf(cause: Error): Note {
    const host = this.#host;
    if (cause instanceof errors.InvalidArgumentError || cause instanceof errors.NotSupportedError)
      return note("send.bad-request", { host });
    const isNotHttp =
      NOT_HTTP.some((kind) => cause instanceof kind) ||
      // An answer that nobody asked for: `bad response`, `bad upgrade`.
      (cause instanceof errors.SocketError && cause.message.startsWith("bad "));
    return isNotHttp ? note("send.not-http", { host }) : note("send.reset", { host });
  }
}
