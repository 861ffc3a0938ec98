import { type Note, note } from "../../core/note.ts";
import type { DestinationSecret } from "../contract.ts";
import { headerSecretNotes } from "../header-secret.ts";
import { encodedBytes, keyBytes } from "./sign.ts";

/** Standard Webhooks wants 24 to 64 bytes of randomness (official specification). */
const LEAST_BYTES = 24;
const MOST_BYTES = 64;

export const webhookSecrets: readonly DestinationSecret[] = [
  {
    name: "secret",
    isRequired: true,
    generate: (random) => `whsec_${Buffer.from(random).toString("base64")}`,
    whereToFind: "Made here and given to the receiver, or the one that the receiver shows (it begins with whsec_)",
    check: secretNotes,
  },
  {
    name: "authorization",
    isRequired: false,
    whereToFind: "What the receiver wants in the header Authorization, whole, such as Bearer ...",
    check: (value) => headerSecretNotes("authorization", value),
  },
];

function secretNotes(value: string): readonly Note[] {
  const { length } = keyBytes(value);
  return [
    ...(encodedBytes(value) !== null ? [] : [note("webhook.plain-secret")]),
    ...(length < LEAST_BYTES || length > MOST_BYTES
      ? [note("webhook.secret-length", { bytes: length, least: LEAST_BYTES, most: MOST_BYTES })]
      : []),
  ];
}
