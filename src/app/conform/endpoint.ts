import { IntgError } from "../../core/errors.ts";
import type { ConformanceCall } from "../../providers/conformance.ts";
import type { HttpClient } from "../ports.ts";

/** What came of one call. */
export type Answer =
  | { readonly kind: "answered"; readonly status: number; readonly body: Uint8Array; readonly ms: number }
  | { readonly kind: "too-late" }
  | { readonly kind: "no-answer"; readonly reason: string };

/** One call as it was made, and its answer. */
export interface Exchange {
  readonly call: ConformanceCall;
  readonly answer: Answer;
}

/** How the client says that it waited in vain for an answer. */
const TOO_LATE = "answer timed out";
/** How it says that somebody was there and did not answer as HTTP does: closed, reset, endless, another protocol. */
const REACHED: ReadonlySet<unknown> = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE", "answer too large", "connection failed"]);

/** Somebody's endpoint, called as the vendor would. */
export interface Endpoint {
  /** @throws INTG_CALL_FAILED when nobody is there the first time. */
  call(call: ConformanceCall): Promise<Answer>;
}

export function createEndpoint(url: string, http: HttpClient, timeoutMs: number): Endpoint {
  let wasReached = false;
  const once = async ({ request, below }: ConformanceCall): Promise<Answer | IntgError> => {
    try {
      const { status, body, ms } = await http.send(below === undefined ? url : urlBelow(url, below), request, { timeoutMs });
      return { kind: "answered", status, body, ms };
    } catch (error) {
      if (!(error instanceof IntgError)) throw error;
      return error.params.reason === TOO_LATE ? { kind: "too-late" } : error;
    }
  };
  return {
    async call(call) {
      const first = await once(call);
      // A connection that was kept may have ended between two calls, which is nobody's fault.
      const answer = first instanceof IntgError ? await once(call) : first;
      if (!(answer instanceof IntgError)) {
        wasReached = true;
        return answer;
      }
      if (!wasReached && !REACHED.has(answer.params.reason)) throw answer;
      wasReached = true;
      return { kind: "no-answer", reason: String(answer.params.reason) };
    },
  };
}

function urlBelow(url: string, part: string): string {
  const below = new URL(url);
  below.pathname = `${below.pathname.replace(/\/$/, "")}/${part}`;
  return below.href;
}
