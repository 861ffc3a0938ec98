import { parseTemplate, type Template } from "../../core/message-template.ts";
import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";

/** A message template at Meta, and what fills the `{{1}}`, `{{2}}` of its body, in order. */
export interface TemplateCode {
  readonly name: string;
  readonly parameters: readonly Template[];
}

/** Small letters, digits and `_`, at most 512 (three vendors' help). */
const CODE = /^(?<name>[a-z0-9_]{1,512})(?::(?<list>[^{}]+))?$/;

/** Reads `lembrete_boleto`, `lembrete_boleto:first_name|amigo,product,link`: the fields of our own messages, with the same fallbacks. */
export function readTemplateCode(text: string): Result<TemplateCode, Note> {
  const { name, list } = CODE.exec(text.trim())?.groups ?? {};
  if (name === undefined) return err(note("whatsapp.bad-template-code", { given: text }));
  const parameters: Template[] = [];
  for (const field of list?.split(",") ?? []) {
    const place = parseTemplate(`{{${field}}}`);
    if (!place.ok) return err(unknownField(field.trim(), place.error.suggestion));
    parameters.push(place.value);
  }
  return ok({ name, parameters });
}

function unknownField(field: string, suggestion: string | null): Note {
  return suggestion === null
    ? note("whatsapp.unknown-template-field", { field })
    : note("whatsapp.unknown-template-field-near", { field, suggestion });
}
