import { type Note, note } from "../core/note.ts";
import type { SecretField } from "./contract.ts";

/** White space around is cut away; inside a value it is a sign of two values, or of a broken line. */
export function blankNotes(name: string, value: string): readonly Note[] {
  return [
    ...(value === value.trim() ? [] : [note("secret.trimmed", { name })]),
    ...(/\s/.test(value.trim()) ? [note("secret.has-space", { name })] : []),
  ];
}

/**
 * A secret that is one plain value.
 *
 * @param look - what every known value looks like; another look is told, never refused, because vendors change formats.
 */
export function plainSecret(
  field: Pick<SecretField, "name" | "verifies" | "whereToFind" | "isPublic">,
  look?: { readonly pattern: RegExp; readonly words: string },
): SecretField {
  return {
    ...field,
    check: (value) => [
      ...blankNotes(field.name, value),
      ...(look === undefined || look.pattern.test(value.trim()) ? [] : [note("secret.unusual", { name: field.name, look: look.words })]),
    ],
    clean: (value) => value.trim(),
  };
}
