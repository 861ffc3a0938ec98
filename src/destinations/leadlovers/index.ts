import type { Destination } from "../contract.ts";
import { CODES } from "./codes.ts";
import { askWhere, readWhere } from "./confirm.ts";
import { probe, QUERIES, readProbe } from "./queries.ts";
import { buildRequest, joins } from "./requests.ts";
import { problem, SECRETS } from "./secrets.ts";
import { policy, SETTINGS } from "./settings.ts";
import { readResponse } from "./verdict.ts";

export const leadlovers: Destination = {
  id: "leadlovers",
  title: "leadlovers",
  actions: ["funnel.remove", "sequence.add", "tag.add", "tag.remove"],
  settings: SETTINGS,
  secrets: SECRETS,
  codes: CODES,
  policy,
  problem,
  // What a second insert does to a lead that is there already is not known: it may begin again and get every e-mail twice.
  doubt: (intent) => (intent.action === "sequence.add" ? "ask" : "repeat"),
  joins,
  buildRequest,
  readResponse,
  confirm: { request: askWhere, read: readWhere },
  probe,
  readProbe,
  queries: QUERIES,
};
