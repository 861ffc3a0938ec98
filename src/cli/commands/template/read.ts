import { readTemplateName as readName, tidiedText } from "../../../app/templates.ts";
import { IntgError } from "../../../core/errors.ts";
import { parseTemplate, type TemplateProblem, templateNote } from "../../../core/message-template.ts";
import type { Texts } from "../../../messages/text.ts";
import { readBounded } from "../../../shared/bounded-file.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { columnOf, pointer } from "../../pointer.ts";
import { readStdin } from "../../read-stdin.ts";

/** A message is short; whatever is longer was the wrong file. */
const LARGEST_BYTES = 64 * 1024;

/** A name that `--notify` can send. @throws INTG_BAD_TEMPLATE */
export function readTemplateName(given: string, texts: Texts): string {
  const name = readName(given);
  if (name.ok) return name.value;
  throw new IntgError("INTG_BAD_TEMPLATE", { problem: texts.ofNote(name.error) });
}

/** The text of `--text`, `--file`, or standard input with `--file -`, checked. @throws INTG_BAD_TEMPLATE, which points at the place. */
export async function readTemplateText(context: Context, input: Input): Promise<string> {
  const { texts } = context;
  const [written, path] = [input.text("text"), input.text("file")];
  if (written !== undefined && path !== undefined) throw input.badValue("file", path, texts("template.text-twice"));
  if (written === undefined && path === undefined) {
    throw new IntgError("INTG_MISSING_VALUE", { what: texts("template.the-text"), flag: texts("template.text-flags") });
  }
  const text = tidiedText(written ?? (await readFileText(path ?? "-", context)));
  if (text === "") throw new IntgError("INTG_BAD_TEMPLATE", { problem: texts("template.empty") });
  const parsed = parseTemplate(text);
  if (parsed.ok) return text;
  throw badField(text, parsed.error, texts);
}

async function readFileText(path: string, { io, texts }: Context): Promise<string> {
  const bytes = path === "-" ? await readStdin(io.stdin, LARGEST_BYTES) : await readBounded(path, LARGEST_BYTES);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new IntgError("INTG_BAD_TEMPLATE", { problem: texts("template.not-utf8") }, { cause });
  }
}

function badField(text: string, problem: TemplateProblem, texts: Texts): IntgError {
  const start = text.lastIndexOf("\n", problem.at - 1) + 1;
  const end = text.indexOf("\n", problem.at);
  const line = text.slice(start, end === -1 ? undefined : end);
  const column = columnOf(line, problem.at - start);
  const reason = texts.ofNote(templateNote({ ...problem, at: column - 1 }));
  const number = text.slice(0, start).split("\n").length;
  const where = text.includes("\n") ? texts("template.in-line", { line: number, problem: reason }) : reason;
  return new IntgError("INTG_BAD_TEMPLATE", { problem: where }, { problems: [pointer(line, column)] });
}
