import { IntgError } from "../../core/errors.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import type { HttpClient } from "../ports.ts";
import type { Answer } from "./judge-answer.ts";

/** How the client says that it waited in vain for an answer. */
const TOO_LATE = "answer timed out";

/** One attempt. That nobody answers is an outcome here, not an error. */
export async function callOnce(http: HttpClient, url: string, request: InboundRequest, timeoutMs: number): Promise<Answer> {
  try {
    const { status, ms } = await http.send(url, request, { timeoutMs });
    return { kind: "answered", status, ms };
  } catch (error) {
    if (!(error instanceof IntgError)) throw error;
    const reason = String(error.params.reason);
    return reason === TOO_LATE ? { kind: "too-late" } : { kind: "no-answer", reason };
  }
}
