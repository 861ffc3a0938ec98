import { isObject, textAt } from "../../core/json.ts";
import { note } from "../../core/note.ts";
import { acceptedValues } from "../../core/secret.ts";
import { jsonBody } from "../json-body.ts";
import type { AccessAnswer, VendorApi } from "../vendor-api.ts";

const TOKEN = "api-token";
const PRODUCTION = "https://api.eduzz.com";

/**
 * The API is asked who the token belongs to, the check that its documentation names. Its list of sales is not read: the published
 * description has lost the names of its filters, so nobody could say which sales were asked for (official, February 2026).
 */
export const api: VendorApi = {
  places: ["production"],
  access: {
    secrets: [TOKEN],

    question(credentials, place) {
      const [token] = acceptedValues(credentials, TOKEN);
      if (token === undefined) return null;
      const base = place === "production" || place === "sandbox" ? PRODUCTION : place.replace(/\/+$/, "");
      return {
        url: `${base}/accounts/v1/me`,
        headers: [
          ["Accept", "application/json"],
          ["Authorization", `Bearer ${token.reveal().trim()}`],
        ],
      };
    },

    /** What the answer says of the account is documented nowhere; that it is one is enough. */
    read({ status, body }): AccessAnswer {
      const json = jsonBody(body);
      if (status === 200 && isObject(json)) return { kind: "accepted", pass: null, notes: [] };
      if (status !== 401 && status !== 403) return { kind: "later" };
      const words = isObject(json) ? textAt(json, "message") : null;
      return {
        kind: "refused",
        wrong: [TOKEN],
        notes: [words === null ? note("api.refused-with", { status }) : note("api.refused-saying", { status, words })],
      };
    },
  },
};
