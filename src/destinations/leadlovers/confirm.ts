import { integerAt, objectsAt, valueAt } from "../../core/json.ts";
import type { DestinationAccount, Intent, OutboundRequest, OutboundResponse } from "../contract.ts";
import { isNotFound, readAnswer } from "./answer.ts";
import { call } from "./call.ts";
import { sequenceOf } from "./codes.ts";

/** Where a lead is, to see whether an insert in doubt worked (1 repo, tested against the live service). */
export function askWhere(intent: Intent, account: DestinationAccount): OutboundRequest {
  return call(account, "GET", "/LeadLocation", { query: { email: intent.person.email?.trim() ?? "" } });
}

/**
 * Whether the lead is in the machine and funnel that were meant; which level it has reached by then makes no difference. A lead that
 * leadlovers does not know was not inserted, or is still queued: an answer that comes sooner than the settle delay proves nothing.
 */
export function readWhere(response: OutboundResponse, intent: Intent): boolean | null {
  const code = sequenceOf(intent);
  const answer = readAnswer(response);
  if (!code.ok || answer.kind === "unclear") return null;
  if (answer.kind === "failure") return isNotFound(answer.failure) ? false : null;
  if (!Array.isArray(valueAt(answer.body, "Items"))) return null;
  return objectsAt(answer.body, "Items").some(
    (item) => integerAt(item, "MachineCode") === code.value.machine && integerAt(item, "SequenceCode") === code.value.funnel,
  );
}
