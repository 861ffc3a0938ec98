import { note } from "../../core/note.ts";
import { acceptedValues, type Credentials } from "../../core/secret.ts";
import type { AccessAnswer, VendorAccess } from "../vendor-api.ts";
import { readDocument } from "./document.ts";
import { listQuestion, readList } from "./history-list.ts";
import { publicKeyQuestion } from "./questions.ts";
import { readPublicKey } from "./replies.ts";
import { EMAIL_SECRET, TOKEN_SECRET } from "./secrets.ts";

const DAY_MS = 86_400_000;

/** Codes of an error document (official): e-mail missing or malformed; token missing. */
const BAD_EMAIL: ReadonlySet<string> = new Set(["10001", "10003"]);
const BAD_TOKEN = "10002";

/** E-mail and token by the shortest list of sales; a token alone, as the newer API needs, by the public key that it gives. */
export const access: VendorAccess = {
  secrets: [EMAIL_SECRET, TOKEN_SECRET],

  question(credentials, place, now) {
    if (!holds(credentials, TOKEN_SECRET)) return null;
    if (!holds(credentials, EMAIL_SECRET)) return publicKeyQuestion(credentials, place);
    const from = new Date(Date.parse(now) - DAY_MS).toISOString();
    return listQuestion({ range: { from, to: now }, page: 1, perPage: 1 }, credentials, place);
  },

  read(reply): AccessAnswer {
    const { status, body } = reply;
    if (status === 200 && (readList(body) !== null || readPublicKey(reply) !== null)) return { kind: "accepted", pass: null, notes: [] };
    if (status === 401 || status === 403)
      return { kind: "refused", wrong: [TOKEN_SECRET], notes: [note("api.refused-with", { status }), note("pagseguro.token-of-place")] };
    const document = status === 400 ? readDocument(body) : null;
    const codes = document?.kind === "errors" ? document.codes : [];
    const wrong = [
      ...(codes.some((code) => BAD_EMAIL.has(code)) ? [EMAIL_SECRET] : []),
      ...(codes.includes(BAD_TOKEN) ? [TOKEN_SECRET] : []),
    ];
    if (wrong.length === 0) return { kind: "later" };
    return { kind: "refused", wrong, notes: [note("api.refused-saying", { status, words: codes.join(", ") })] };
  },
};

function holds(credentials: Credentials, name: string): boolean {
  return acceptedValues(credentials, name).length > 0;
}
