import { type Note, note } from "../../core/note.ts";
import { acceptedValues, type Credentials } from "../../core/secret.ts";
import type { SecretField } from "../contract.ts";
import { blankNotes } from "../secret-field.ts";

const CREDENTIALS_MENU = "Ferramentas > Credenciais Hotmart > Criar Credencial > API Hotmart";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The four values of one account. Only the hottok has to do with webhooks; the other three are for the API. */
export const SECRETS: readonly SecretField[] = [
  {
    name: "hottok",
    verifies: true,
    whereToFind: "Ferramentas > Webhook (API e notificações) > Autenticação",
    check: (value, others) => [...blankNotes("hottok", value), ...hottokNotes(value.trim(), others)],
    clean: (value) => value.trim(),
  },
  {
    name: "basic",
    verifies: false,
    whereToFind: `${CREDENTIALS_MENU} > Basic`,
    check: (value, others) => [...blankNotes("basic", withoutWord(value)), ...basicNotes(cleanBasic(value), others)],
    clean: cleanBasic,
  },
  uuidField("client-id", "Client ID"),
  uuidField("client-secret", "Client Secret"),
];

function uuidField(name: "client-id" | "client-secret", label: string): SecretField {
  return {
    name,
    verifies: false,
    whereToFind: `${CREDENTIALS_MENU} > ${label}`,
    check: (value, others) => [...blankNotes(name, value), ...uuidNotes(name, value.trim(), others)],
    clean: (value) => value.trim(),
  };
}

/** The word `Basic` is often copied with the value. */
function cleanBasic(value: string): string {
  return withoutWord(value).trim();
}

function withoutWord(value: string): string {
  return value.replace(/^(\s*)basic\s+/i, "$1");
}

/** The hottok is opaque, its length has changed over time: only what looks like one of the other three is odd. */
function hottokNotes(value: string, others: Credentials): readonly Note[] {
  const same = ["basic", "client-id", "client-secret"].find((name) => holds(others, name, cleanBasic(value)));
  if (same !== undefined) return [note("hotmart.hottok-is-other-secret", { other: same })];
  if (UUID.test(value)) return [note("hotmart.hottok-looks-like-uuid")];
  return /^basic\s/i.test(value) || decodedPair(value) !== null ? [note("hotmart.hottok-looks-like-basic")] : [];
}

function basicNotes(value: string, others: Credentials): readonly Note[] {
  if (!BASE64.test(value)) return [note("hotmart.basic-not-base64")];
  const pair = decodedPair(value);
  if (pair === null) return [note("hotmart.basic-not-a-pair")];
  return [...mismatch("client-id", pair.id, others), ...mismatch("client-secret", pair.secret, others)];
}

function uuidNotes(name: "client-id" | "client-secret", value: string, others: Credentials): readonly Note[] {
  if (!UUID.test(value)) return [note("hotmart.not-a-uuid", { name })];
  const pairs = acceptedValues(others, "basic").map((basic) => decodedPair(cleanBasic(basic.reveal())));
  const inBasic = pairs.filter((pair) => pair !== null).map((pair) => (name === "client-id" ? pair.id : pair.secret));
  return inBasic.length === 0 || inBasic.includes(value) ? [] : [note("hotmart.basic-mismatch", { name })];
}

function mismatch(name: string, value: string, others: Credentials): readonly Note[] {
  const isKnown = acceptedValues(others, name).length > 0;
  return isKnown && !holds(others, name, value) ? [note("hotmart.basic-mismatch", { name })] : [];
}

function holds(credentials: Credentials, name: string, value: string): boolean {
  return acceptedValues(credentials, name).some((secret) => secret.reveal() === value);
}

/** `id:secret` out of its base64; null when the text is no such thing. */
function decodedPair(value: string): { readonly id: string; readonly secret: string } | null {
  if (!BASE64.test(value)) return null;
  const [, id, secret] = /^([\x21-\x39\x3b-\x7e]+):([\x21-\x7e]+)$/.exec(Buffer.from(value, "base64").toString("latin1")) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}
