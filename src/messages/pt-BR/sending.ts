import type { sending as english } from "../en/sending.ts";
import type { Translation } from "../text.ts";

/** What is said about how fast and when a destination may be called. */
export const sending: Translation<typeof english> = {
  "note.quiet-hours.unreadable": "`{given}` não é um horário de silêncio; escreva de que horas a que horas, como em 21:00-08:00",
  "note.quiet-hours.empty": "`{given}` começa e acaba na mesma hora: poderia ser o dia inteiro ou nada",
};
