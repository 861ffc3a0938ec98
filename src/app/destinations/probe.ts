import { type Note, note } from "../../core/note.ts";
import type { Sender } from "../ports.ts";
import { sendOptionsOf } from "./account.ts";
import { snippetOf, statusProblem } from "./ask.ts";
import type { OpenDestination } from "./registered.ts";
import { lackingSecret } from "./secrets.ts";

export interface ProbeOutcome {
  /** What is wrong; null when all is well. */
  readonly problem: Note | null;
  /** HTTP status; null when there was no answer, or nothing was sent. */
  readonly status: number | null;
  readonly ms: number | null;
  /** Beginning of an answer that was not well, without secrets. */
  readonly response: string | null;
}

/** Sends the kind's probe and reads what comes back. @returns null for a destination that cannot be tested without effects. */
export async function probeDestination(open: OpenDestination, sender: Sender): Promise<ProbeOutcome | null> {
  const { destination, kind, account } = open;
  const unsent = (problem: Note, ms: number | null = null) => ({ problem, status: null, ms, response: null });
  const lacking = lackingSecret(kind, account.secrets);
  if (lacking !== undefined) return unsent(note("secret.missing", { name: lacking.name }));
  const problem = kind.problem?.(account) ?? null;
  if (problem !== null) return unsent(problem);
  const request = kind.probe(account);
  if (request === null) return null;
  const sent = await sender.send(request, sendOptionsOf(destination));
  if (sent.kind === "failed") return unsent(sent.reason, sent.ms);
  if (sent.kind === "forbidden") return unsent(sent.reason);
  const found = kind.readProbe === undefined ? statusProblem(sent.status) : kind.readProbe(sent);
  return { problem: found, status: sent.status, ms: sent.ms, response: found === null ? null : snippetOf(sent, open) };
}
