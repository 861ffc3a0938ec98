import { integerAt, isObject, type JsonObject, textAt } from "../../core/json.ts";
import { type Note, note } from "../../core/note.ts";
import { acceptedValues, type Credentials, Secret } from "../../core/secret.ts";
import { jsonBody } from "../json-body.ts";
import type { AccessAnswer, ApiPlace, VendorAccess, VendorQuestion } from "../vendor-api.ts";
import { hostsAt } from "./api-places.ts";

const HOUR_S = 3600;

/** OAuth with client credentials: all three values travel, two of them in the address (official). */
export const access: VendorAccess = {
  secrets: ["client-id", "client-secret", "basic"],

  question(credentials, place) {
    const [id, secret] = [newest(credentials, "client-id"), newest(credentials, "client-secret")];
    return id === null || secret === null ? null : tokenQuestion(id, secret, newest(credentials, "basic"), place);
  },

  read({ status, body }): AccessAnswer {
    const json = jsonBody(body);
    const answer = isObject(json) ? json : {};
    const token = textAt(answer, "access_token");
    if (status === 200 && token !== null) return { kind: "accepted", pass: new Secret(token), notes: lifeOf(answer) };
    if (status === 400 || status === 401 || status === 403) return { kind: "refused", wrong: [], notes: wordsOf(status, answer) };
    return { kind: "later" };
  },
};

/** Where no Basic is kept it is made of the other two, which is what it holds (public code). */
function tokenQuestion(id: string, secret: string, basic: string | null, place: ApiPlace): VendorQuestion {
  const query = new URLSearchParams({ grant_type: "client_credentials", client_id: id, client_secret: secret });
  return {
    method: "POST",
    url: `${hostsAt(place).security}/security/oauth/token?${query}`,
    headers: [
      ["Authorization", `Basic ${basic ?? Buffer.from(`${id}:${secret}`).toString("base64")}`],
      ["Content-Type", "application/json"],
      ["Accept", "application/json"],
    ],
  };
}

/** `expires_in` is in seconds, and differs between the documentation and what is seen: what the answer says counts. */
function lifeOf(answer: JsonObject): readonly Note[] {
  const seconds = integerAt(answer, "expires_in");
  if (seconds === null || seconds <= 0) return [];
  return seconds < 2 * HOUR_S
    ? [note("api.valid-for-minutes", { minutes: Math.floor(seconds / 60) })]
    : [note("api.valid-for", { hours: Math.round(seconds / HOUR_S) })];
}

/** Errors are `{error, error_description}` (official); neither says which of the three values is wrong. */
function wordsOf(status: number, answer: JsonObject): readonly Note[] {
  const words = [textAt(answer, "error"), textAt(answer, "error_description")].filter((text) => text !== null).join(": ");
  return [
    words === "" ? note("api.refused-with", { status }) : note("api.refused-saying", { status, words }),
    // A question that was put wrongly says nothing about who put it.
    ...(status === 400 ? [] : [note("hotmart.three-values")]),
  ];
}

function newest(credentials: Credentials, name: string): string | null {
  return acceptedValues(credentials, name)[0]?.reveal().trim() ?? null;
}
