import { type Note, note } from "../../core/note.ts";
import type { SecretField } from "../contract.ts";
import { blankNotes } from "../secret-field.ts";
import { BASIC_USER, basicParameter, decodePair } from "./basic.ts";

/**
 * One key per integrator, not per advertiser: it proves the sender and never names the customer. The documentation's
 * keys are 32 upper-case hexadecimal digits, but no format is promised, so none is asked for.
 */
export const SECRETS: readonly SecretField[] = [
  {
    name: "key",
    verifies: true,
    whereToFind:
      "The SECRET_KEY that Grupo ZAP (Grupo OLX) sends to the CRM when its integration is homologated; one key serves all advertisers.",
    check(value: string): readonly Note[] {
      return pastedKey(value) === null ? blankNotes("key", value) : [note("grupozap.secret-is-base64-pair")];
    },
    clean(value: string): string {
      return pastedKey(value) ?? value.trim();
    },
  },
];

/** The key inside a pasted `base64("vivareal:KEY")`, with or without `Basic ` in front; null when it is no such pair. */
function pastedKey(value: string): string | null {
  const pair = decodePair(basicParameter(value) ?? value.trim());
  return pair !== null && pair.user === BASIC_USER && pair.key !== "" ? pair.key : null;
}
