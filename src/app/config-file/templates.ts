import { parseTemplate, templateNote } from "../../core/message-template.ts";
import { note } from "../../core/note.ts";
import type { MessageTemplate } from "../ports.ts";
import type { FilePath } from "../rule-file.ts";
import { readTemplateName, sendsMessages, tidiedText } from "../templates.ts";
import type { TemplateEntry } from "./document.ts";
import { type Field, isTwice, nearest, type Planning, planThing, planUnnamed } from "./planning.ts";

/** Plans the texts of messages. */
export function planTemplates(entries: readonly TemplateEntry[], planning: Planning): void {
  const { picture, writes } = planning;
  const seen = new Set<string>();
  for (const [at, entry] of entries.entries()) {
    const path = ["templates", at];
    const template = readTemplate(entry, path, planning);
    if (isTwice(seen, template.name, template.name, path, planning)) continue;
    const kept = picture.templates.find(({ name }) => name === template.name);
    const before = kept === undefined ? undefined : fieldsOf(kept);
    if (planThing({ section: "templates", name: template.name }, before, fieldsOf(template), planning)) {
      writes.push(({ templates }) => templates.save(template));
    }
  }
  for (const { name } of picture.templates.filter((template) => !seen.has(template.name))) {
    planUnnamed({ section: "templates", name }, ({ templates }) => templates.remove(name), planning);
  }
}

function readTemplate(entry: TemplateEntry, path: FilePath, { faults, after }: Planning): MessageTemplate {
  const name = readTemplateName(entry.name);
  if (!name.ok) faults.push({ path: [...path, "name"], problem: name.error });
  const text = tidiedText(entry.text);
  const parsed = parseTemplate(text);
  if (text === "") faults.push({ path: [...path, "text"], problem: note("config-file.empty-text") });
  if (!parsed.ok) faults.push({ path: [...path, "text"], problem: templateNote(parsed.error) });
  const destination = entry.destination ?? null;
  const kind = destination === null ? undefined : after.destinations.get(destination);
  if (destination !== null && kind === undefined) {
    const near = nearest(destination, after.destinations.keys());
    const problem =
      near === null
        ? note("config-file.unknown-destination", { given: destination })
        : note("config-file.unknown-destination-near", { given: destination, near });
    faults.push({ path: [...path, "destination"], problem });
  }
  if (destination !== null && kind !== undefined && !sendsMessages({ kind })) {
    faults.push({ path: [...path, "destination"], problem: note("config-file.no-messenger", { name: destination, kind }) });
  }
  return { name: name.ok ? name.value : entry.name, destination, text };
}

function fieldsOf({ destination, text }: MessageTemplate): readonly Field[] {
  return [
    { name: "destination", value: destination },
    { name: "text", value: text },
  ];
}
