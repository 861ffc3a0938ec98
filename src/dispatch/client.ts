import { Agent, errors, request as send } from "undici";
import type { Clock, HttpClient } from "../app/ports.ts";
import { IntgError } from "../core/errors.ts";
import { withoutSecrets } from "../core/http-url.ts";
import { answerHeaders, requestHeaders } from "./headers.ts";

const CONNECT_MS = 3_000;
const TOTAL_MS = 10_000;
/** However long a caller is willing to wait. */
const MOST_MS = 60_000;
const ANSWER_BYTES = 512 * 1024;

/** Calls other systems: no redirects, bounded time, bounded answer. */
export function createHttpClient(clock: Clock): HttpClient {
  const agent = new Agent({
    connect: { timeout: CONNECT_MS },
    headersTimeout: MOST_MS,
    bodyTimeout: MOST_MS,
    maxResponseSize: ANSWER_BYTES,
  });
  return {
    async send(url, request, { timeoutMs = TOTAL_MS, stop } = {}) {
      const started = clock.monotonicMs();
      try {
        const answer = await send(url, {
          dispatcher: agent,
          method: request.method as "POST",
          headers: requestHeaders(request.headers),
          ...(request.method === "GET" ? {} : { body: request.body }),
          signal: stop === undefined ? AbortSignal.timeout(timeoutMs) : AbortSignal.any([AbortSignal.timeout(timeoutMs), stop]),
        });
        const body = new Uint8Array(await answer.body.arrayBuffer());
        return { status: answer.statusCode, headers: answerHeaders(answer.headers), body, ms: Math.round(clock.monotonicMs() - started) };
      } catch (cause) {
        throw new IntgError("INTG_CALL_FAILED", { url: withoutSecrets(url), reason: reasonOf(cause) }, { cause });
      }
    },
    // What is still under way belongs to nobody any more.
    close: () => agent.destroy(),
  };
}

function reasonOf(cause: unknown): string {
  if (cause instanceof errors.ConnectTimeoutError) return "connection timed out";
  if (cause instanceof errors.HeadersTimeoutError || cause instanceof errors.BodyTimeoutError) return "answer timed out";
  if (cause instanceof errors.ResponseExceededMaxSizeError) return "answer too large";
  if (cause instanceof DOMException && cause.name === "TimeoutError") return "answer timed out";
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : "connection failed";
}
