import { type JsonObject, objectsAt, textAt, valueAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { DestinationAccount, DestinationQuery, OutboundRequest, OutboundResponse } from "../contract.ts";
import { isUnauthorized, readAnswer } from "./answer.ts";
import { call } from "./call.ts";

/** As every known client asks (4 repos); whether a page may be longer is not known. */
const MACHINES_A_PAGE = 10;

/** Shows whether address and token are right: who the token belongs to (3 repos). */
export function probe(account: DestinationAccount): OutboundRequest {
  return call(account, "GET", "/User");
}

export function readProbe(response: OutboundResponse): Note | null {
  const body = toldIn(response);
  return body.ok ? null : body.error;
}

/** The account's machines (4 repos). */
export const MACHINES: DestinationQuery = {
  name: "machines",
  takes: [],
  columns: ["MachineCode", "MachineName"],
  hasPages: true,
  request: (account, _args, page) => call(account, "GET", "/Machines", { query: { page, registers: MACHINES_A_PAGE } }),
  read: rowsOf("Items", ["MachineCode", "MachineName"]),
};

/** The funnels of a machine, which the API calls sequences (5 repos). */
export const SEQUENCES: DestinationQuery = {
  name: "sequences",
  takes: ["machine"],
  columns: ["SequenceCode", "SequenceName"],
  request: (account, [machine = ""]) => call(account, "GET", "/EmailSequences", { query: { machineCode: machine } }),
  read: rowsOf("Items", ["SequenceCode", "SequenceName"]),
};

/**
 * The levels of a funnel. The code is `Sequence` (a commercial connector); `ModelCode`, which public code also takes for it, is
 * shown so that a wrong one is recognised.
 */
export const LEVELS: DestinationQuery = {
  name: "levels",
  takes: ["machine", "sequence"],
  columns: ["Sequence", "Subject", "ModelCode (not the level)"],
  request: (account, [machine = "", sequence = ""]) =>
    call(account, "GET", "/Levels", { query: { machineCode: machine, sequenceCode: sequence } }),
  read: rowsOf("Items", ["Sequence", "Subject", "ModelCode"]),
};

/** The account's tags (4 repos). */
export const TAGS: DestinationQuery = {
  name: "tags",
  takes: [],
  columns: ["Id", "Title"],
  request: (account) => call(account, "GET", "/Tags"),
  read: rowsOf("Tags", ["Id", "Title"]),
};

export const QUERIES: readonly DestinationQuery[] = [MACHINES, SEQUENCES, LEVELS, TAGS];

/** Rows of the list `list`, each with `fields`, the code first. What has no code cannot be chosen and is left out. */
function rowsOf(
  list: string,
  fields: readonly [code: string, ...others: string[]],
): (response: OutboundResponse) => Result<readonly (readonly string[])[], Note> {
  return (response) => {
    const body = toldIn(response);
    if (!body.ok) return body;
    if (!Array.isArray(valueAt(body.value, list))) return err(note("leadlovers.unclear", { status: response.status }));
    return ok(
      objectsAt(body.value, list)
        .filter((item) => textAt(item, fields[0]) !== null)
        .map((item) => fields.map((field) => textAt(item, field) ?? "")),
    );
  };
}

function toldIn(response: OutboundResponse): Result<JsonObject, Note> {
  const answer = readAnswer(response);
  if (answer.kind === "success") return ok(answer.body);
  if (answer.kind === "unclear") return err(note("leadlovers.unclear", { status: response.status }));
  const shown = { status: answer.failure.http, code: answer.failure.code ?? "none" };
  return err(note(isUnauthorized(answer.failure) ? "leadlovers.unauthorized" : "leadlovers.not-told", shown));
}
