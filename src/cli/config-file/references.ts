import { resolve } from "node:path";
import { type ConfigDocument, referencesIn } from "../../app/config-file/document.ts";
import { IntgError } from "../../core/errors.ts";
import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { readBounded } from "../../shared/bounded-file.ts";
import type { Context } from "../context.ts";
import { printable } from "../printable.ts";
import { LARGEST_BYTES, withoutLastNewline } from "../secret-sources.ts";

/** Gets every value that a file points to; where it cannot be had, why. Messages name the place, never the value. */
export async function fetchReferences(
  document: ConfigDocument,
  folder: string,
  { io, texts }: Pick<Context, "io" | "texts">,
): Promise<ReadonlyMap<string, Result<string, Note>>> {
  const values = new Map<string, Result<string, Note>>();
  for (const reference of referencesIn(document)) values.set(reference, await valueBehind(reference));
  return values;

  async function valueBehind(reference: string): Promise<Result<string, Note>> {
    const place = reference.slice(reference.indexOf(":") + 1);
    if (reference.startsWith("file:")) return contentOf(place);
    const value = io.env[place];
    if (value === undefined) return err(note("config-file.variable-not-set", { variable: printable(place) }));
    return value.trim() === "" ? err(note("config-file.empty-value", { reference: printable(reference) })) : ok(value);
  }

  async function contentOf(path: string): Promise<Result<string, Note>> {
    try {
      return ok(withoutLastNewline((await readBounded(resolve(folder, path), LARGEST_BYTES)).toString("utf8")));
    } catch (error) {
      if (!(error instanceof IntgError)) throw error;
      const { reason, limit } = error.params;
      if (limit !== undefined) return err(note("config-file.value-too-large", { file: printable(path), limit }));
      const code = String(reason);
      return err(note("config-file.value-unreadable", { file: printable(path), detail: texts.maybe(`reason.${code}`) ?? code }));
    }
  }
}
