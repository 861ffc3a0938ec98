import { note } from "../../core/note.ts";
import { err } from "../../core/result.ts";
import type { Destination } from "../contract.ts";
import { CODES } from "./codes.ts";
import { connect } from "./connect.ts";
import { driverOfAnswer } from "./drivers.ts";
import { jsonBody } from "./json-request.ts";
import { whatsappPhone } from "./phone.ts";
import { policy } from "./policy.ts";
import { readProbe } from "./probe.ts";
import { SECRETS } from "./secrets.ts";
import { SETTINGS } from "./settings.ts";
import { messageVerdict } from "./status.ts";

export const whatsapp: Destination = {
  id: "whatsapp",
  title: "WhatsApp",
  actions: ["notify"],
  settings: SETTINGS,
  secrets: SECRETS,
  codes: CODES,
  policy,
  problem(account) {
    const connection = connect(account);
    return connection.ok ? null : connection.error;
  },
  // A second message bothers the buyer, and neither driver can be asked whether the first one went out.
  doubt: () => "never",
  buildRequest([intent], account) {
    const connection = connect(account);
    if (!connection.ok) return connection;
    const phone = whatsappPhone(intent.person.phone);
    return phone === null ? err(note("whatsapp.no-phone")) : connection.value.driver.message(intent, phone, connection.value);
  },
  readResponse(response) {
    const body = jsonBody(response);
    return body === undefined ? messageVerdict(response.status) : driverOfAnswer(body).read(response.status, body);
  },
  probe(account) {
    const connection = connect(account);
    return connection.ok ? connection.value.driver.probe(connection.value) : null;
  },
  readProbe,
  queries: [],
};
