import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { DestinationAccount, Intent, OutboundRequest } from "../contract.ts";
import { call } from "./call.ts";
import { funnelOf, sequenceOf, tagOf } from "./codes.ts";
import { leadEmail, leadName, leadPhone } from "./lead.ts";
import { problem } from "./secrets.ts";
import { insertMethod } from "./settings.ts";

/**
 * A tag that comes with a funnel goes in the same call: the lead is only queued by it, and a tag sent right after finds
 * nobody. There is room for one (official). A tag without a code stays apart, so that it does not hold up the insert.
 */
export function joins(first: Intent, next: Intent): boolean {
  return first.action === "sequence.add" && next.action === "tag.add" && tagOf(next).ok;
}

export function buildRequest([intent, joined]: readonly [Intent, ...Intent[]], account: DestinationAccount): Result<OutboundRequest, Note> {
  const unsendable = problem(account);
  if (unsendable !== null) return err(unsendable);
  const email = leadEmail(intent.person);
  if (!email.ok) return email;
  switch (intent.action) {
    case "sequence.add":
      return insert(intent, joined, email.value, account);
    case "tag.add":
      return mapOk(tagOf(intent), (tag) => call(account, "POST", "/Tag", { body: { Email: email.value, Tag: tag, Score: 0 } }));
    case "tag.remove":
      return mapOk(tagOf(intent), (tag) => call(account, "DELETE", "/Tag", { query: { email: email.value, tag } }));
    case "funnel.remove":
      return mapOk(funnelOf(intent), ({ machine, funnel }) =>
        call(account, "DELETE", "/Lead/Funnel", { query: { machineCode: machine, sequenceCode: funnel, email: email.value } }),
      );
    default:
      return err(note("leadlovers.other-action", { action: intent.action }));
  }
}

/**
 * `POST` queues a lead, `PUT` adds or updates it at once. The examples send a score of 0 with a tag; an update without it
 * cannot set back the score that a lead has (guess).
 */
function insert(intent: Intent, joined: Intent | undefined, email: string, account: DestinationAccount): Result<OutboundRequest, Note> {
  const code = sequenceOf(intent);
  if (!code.ok) return code;
  const tag = joined === undefined ? ok(null) : tagOf(joined);
  if (!tag.ok) return tag;
  const method = insertMethod(account);
  return ok(
    call(account, method, "/Lead", {
      body: {
        Name: leadName(intent.person),
        Email: email,
        Phone: leadPhone(intent.person),
        MachineCode: code.value.machine,
        EmailSequenceCode: code.value.funnel,
        SequenceLevelCode: code.value.level,
        Tag: tag.value,
        Score: tag.value === null || method === "PUT" ? null : 0,
      },
    }),
  );
}

function mapOk<T>(code: Result<T, Note>, request: (code: T) => OutboundRequest): Result<OutboundRequest, Note> {
  return code.ok ? ok(request(code.value)) : code;
}
