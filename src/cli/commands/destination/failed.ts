import { sendOptionsOf } from "../../../app/destinations/account.ts";
import type { OpenDestination } from "../../../app/destinations/registered.ts";
import { IntgError } from "../../../core/errors.ts";
import { type Note, note } from "../../../core/note.ts";
import type { Texts } from "../../../messages/text.ts";

/** The destination was called, and it went wrong. */
export function destinationFailed({ destination }: OpenDestination, texts: Texts, reason: Note, more: readonly Note[] = []): IntgError {
  const { name } = destination;
  const isGuarded = reason.code === "send.forbidden-address" && !sendOptionsOf(destination).allowsPrivate;
  const problems = [...more, ...(isGuarded ? [note("destination.if-private", { name })] : [])];
  return new IntgError("INTG_DESTINATION_FAILED", { name, detail: texts.ofNote(reason) }, { problems });
}
