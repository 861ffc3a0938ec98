import { IntgError } from "../core/errors.ts";
import type { InboundRequest } from "../core/http-message.ts";
import type { HttpClient } from "./ports.ts";

/** What came of passing one call on. */
export type Forwarded =
  | { readonly kind: "answered"; readonly deliveryId: string; readonly status: number; readonly ms: number }
  /** @param reason - the system's code, or what the client says of it: `ECONNREFUSED`, `answer timed out`. */
  | { readonly kind: "failed"; readonly deliveryId: string; readonly reason: string }
  /** Too many waited already: it was never sent. */
  | { readonly kind: "left-out"; readonly deliveryId: string };

export interface ForwardLimits {
  /** Calls under way at once; they begin in the order in which they came. */
  readonly atOnce: number;
  /** Calls that wait for their turn at most. */
  readonly waiting: number;
  /** Bytes of their bodies at most: one body may have 1 MiB. */
  readonly waitingBytes: number;
}

export const FORWARD_LIMITS: ForwardLimits = { atOnce: 8, waiting: 1_000, waitingBytes: 32 * 1024 * 1024 };

/** About one connection only, never passed on by whoever stands between [RFC 9110, 7.6.1]. */
const HOP_HEADERS: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

interface WaitingCall {
  readonly deliveryId: string;
  readonly request: InboundRequest;
}

/**
 * Passes calls on to the application that is being developed: the very bytes and headers, so that it can check the
 * vendor's signature itself. A convenience beside the durable path: nothing waits for it, nothing is tried twice, and
 * what it cannot take is left out.
 */
export class CallForwarder {
  readonly #url: string;
  readonly #http: () => Promise<HttpClient>;
  readonly #onForwarded: (forwarded: Forwarded) => void;
  readonly #limits: ForwardLimits;
  #client: Promise<HttpClient> | undefined;
  readonly #waiting: WaitingCall[] = [];
  #waitingBytes = 0;
  #underWay = 0;
  #isOver = false;
  #onIdle: () => void = () => undefined;

  /** @param http - opened when there is first something to pass on. */
  constructor(
    url: string,
    http: () => Promise<HttpClient>,
    onForwarded: (forwarded: Forwarded) => void,
    limits: ForwardLimits = FORWARD_LIMITS,
  ) {
    this.#url = url;
    this.#http = http;
    this.#onForwarded = onForwarded;
    this.#limits = limits;
  }

  /** Passes a call on after this turn of the event loop, when its sender has been answered. */
  take(deliveryId: string, request: InboundRequest): void {
    if (this.#isOver) return;
    const bytes = request.body.length;
    if (this.#waiting.length >= this.#limits.waiting || this.#waitingBytes + bytes > this.#limits.waitingBytes) {
      this.#onForwarded({ kind: "left-out", deliveryId });
      return;
    }
    this.#waiting.push({ deliveryId, request });
    this.#waitingBytes += bytes;
    setImmediate(() => this.#begin());
  }

  /**
   * Ends after what is under way and what waits, or when patience does. Call it when no call can arrive any more.
   *
   * @returns how many of the calls had no answer yet.
   */
  async finish(patienceMs: number): Promise<number> {
    if (this.#left > 0) {
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, patienceMs);
        this.#onIdle = () => {
          clearTimeout(late);
          resolve();
        };
      });
    }
    const left = this.#left;
    this.stop();
    return left;
  }

  /** Begins no more, and tells no more of what is under way. */
  stop(): void {
    this.#isOver = true;
    this.#waiting.length = 0;
  }

  get #left(): number {
    return this.#waiting.length + this.#underWay;
  }

  #begin(): void {
    while (this.#underWay < this.#limits.atOnce) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#waitingBytes -= next.request.body.length;
      this.#underWay += 1;
      void this.#pass(next).then((forwarded) => this.#settle(forwarded));
    }
  }

  #settle(forwarded: Forwarded): void {
    this.#underWay -= 1;
    if (this.#isOver) return;
    this.#onForwarded(forwarded);
    this.#begin();
    if (this.#left === 0) this.#onIdle();
  }

  async #pass({ deliveryId, request }: WaitingCall): Promise<Forwarded> {
    try {
      this.#client ??= this.#http();
      const { status, ms } = await (await this.#client).send(urlFor(this.#url, request.target), withoutHopHeaders(request));
      return { kind: "answered", deliveryId, status, ms };
    } catch (error) {
      return { kind: "failed", deliveryId, reason: reasonOf(error) };
    }
  }
}

/** The application's URL, with the query of the call where it has none of its own. */
function urlFor(url: string, target: string): string {
  const at = target.indexOf("?");
  const result = new URL(url);
  if (result.search === "" && at !== -1) result.search = target.slice(at);
  return result.href;
}

/** The request without what is about the connection it came by. */
export function withoutHopHeaders(request: InboundRequest): InboundRequest {
  const named = request.headerValues("connection").flatMap((value) => value.toLowerCase().split(/[\s,]+/));
  const isKept = (name: string) => !HOP_HEADERS.has(name) && !named.includes(name);
  return request.withHeaders(request.headers.filter(([name]) => isKept(name.toLowerCase())));
}

function reasonOf(error: unknown): string {
  if (error instanceof IntgError && typeof error.params.reason === "string") return error.params.reason;
  return error instanceof Error ? error.name : typeof error;
}
