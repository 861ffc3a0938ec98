import type { ChalkInstance } from "chalk";
import { SECTIONS } from "../../app/config-file/document.ts";
import type { ConfigPlan } from "../../app/config-file/plan.ts";
import type { FieldChange, KeptKind, PlannedChange } from "../../app/config-file/planning.ts";
import { maskDocument } from "../../core/document-mask.ts";
import type { Texts } from "../../messages/text.ts";
import { wrapText } from "../init/wrap.ts";
import { printable } from "../printable.ts";
import { padEnd, shorten, widthOf } from "./columns.ts";
import type { View } from "./view.ts";

/** Things of one sort that a terminal shows. A pipe and --json have them all. */
const SHOWN = 40;
/** Names are brought below each other up to this width. */
const WIDEST_NAME = 32;
/** Lines of one text, and characters of a line. */
const LONGEST_TEXT = 12;
const NARROWEST = 20;
/** Where nothing tells how wide a line may be. */
const PIPE_WIDTH = 120;

const MARKS = {
  add: (style: ChalkInstance) => style.green("+"),
  change: (style: ChalkInstance) => style.yellow("~"),
  remove: (style: ChalkInstance) => style.red("-"),
} as const;

/** What is different, section by section: `+` comes, `~` changes, `-` goes. */
export function configPlanView({ changes }: Pick<ConfigPlan, "changes">, view: View): readonly string[] {
  const lines = SECTIONS.flatMap((section) => {
    const own = changes.filter((change) => change.section === section);
    return own.length === 0 ? [] : ["", view.style.bold(section), ...sectionLines(own, view)];
  });
  return lines.slice(1);
}

function sectionLines(changes: readonly PlannedChange[], view: View): readonly string[] {
  const width = Math.min(WIDEST_NAME, Math.max(...changes.map(({ name }) => widthOf(printable(name)))));
  const left = { add: SHOWN, change: SHOWN, remove: SHOWN };
  const hidden = { add: 0, change: 0, remove: 0 };
  const lines = changes.flatMap((change) => {
    left[change.what] -= 1;
    if (view.columns === null || left[change.what] >= 0) return changeLines(change, width, view);
    hidden[change.what] += 1;
    return [];
  });
  const more = (["add", "change", "remove"] as const).flatMap((what) =>
    hidden[what] === 0 ? [] : [`  ${MARKS[what](view.style)} ${view.style.dim(view.texts("apply.more", { n: hidden[what] }))}`],
  );
  return [...lines, ...more];
}

/** In one line where it fits, else a line for each field. */
function changeLines(change: PlannedChange, width: number, view: View): readonly string[] {
  const { style } = view;
  const head = `  ${MARKS[change.what](style)} `;
  const name = style.bold(printable(change.name));
  const fields = change.fields.map((field) => shownField(change, field, view));
  const room = view.columns ?? PIPE_WIDTH;
  const rest = change.what === "remove" ? withText(change, view) : inlineText(change, fields, style);
  const line = rest === "" ? `${head}${name}` : `${head}${padEnd(name, width)}  ${rest}`;
  if (change.what === "remove" || rest === "" || (widthOf(line) <= room && !(change.what === "change" && fields.length > 1))) return [line];
  const widest = Math.min(WIDEST_NAME, Math.max(...fields.map(({ name: field }) => widthOf(field))));
  return [`${head}${name}`, ...fields.flatMap((field) => fieldLines(field, widest, change, view))];
}

interface ShownField extends FieldChange {
  /** As it may be shown: one line, nothing that acts on a terminal. */
  readonly name: string;
}

function shownField({ section }: PlannedChange, { name, from, to }: FieldChange, { showPii }: View): ShownField {
  const isDocument = section === "advertisers" && name === "document" && !showPii;
  const shown = (value: string | null) =>
    value === null ? null : printable((isDocument ? maskDocument(value) : value).replaceAll("\n", " ⏎ "));
  return { name: printable(name), from: shown(from), to: shown(to) };
}

function inlineText({ what }: PlannedChange, fields: readonly ShownField[], style: ChalkInstance): string {
  return fields.map(({ name, from, to }) => `${style.dim(name)} ${valueText(from, to, what, style)}`).join(style.dim(" · "));
}

function valueText(from: string | null, to: string | null, what: PlannedChange["what"], style: ChalkInstance): string {
  if (what === "add") return to ?? "";
  if (from === null) return style.green(`+ ${to}`);
  return to === null ? style.red(`- ${from}`) : `${style.dim(from)} → ${style.green(to)}`;
}

function fieldLines({ name, from, to }: ShownField, width: number, { what }: PlannedChange, { style, columns }: View): readonly string[] {
  const kind = what === "add" ? null : from === null ? "add" : to === null ? "remove" : "change";
  const head = `      ${kind === null ? "" : `${MARKS[kind](style)} `}${style.dim(padEnd(name, width))}  `;
  if (kind !== "change") return hanging(head, to ?? from ?? "", columns);
  const line = `${head}${style.dim(from)} → ${style.green(to)}`;
  if (widthOf(line) <= (columns ?? PIPE_WIDTH)) return [line];
  const below = " ".repeat(widthOf(head));
  return [...hanging(`${head}${style.red("-")} `, from ?? "", columns), ...hanging(`${below}${style.green("+")} `, to ?? "", columns)];
}

/** A text beside its head, in as many lines as it takes, for what is different may stand at its end. */
function hanging(head: string, text: string, columns: number | null): readonly string[] {
  if (columns === null) return [`${head}${text}`.trimEnd()];
  const room = Math.max(columns - widthOf(head), NARROWEST);
  const lines = wrapText(text, room);
  const shown =
    lines.length <= LONGEST_TEXT ? lines : [...lines.slice(0, LONGEST_TEXT - 1), shorten(lines.slice(LONGEST_TEXT - 1).join(" "), room)];
  return shown.map((line, at) => `${at === 0 ? head : " ".repeat(widthOf(head))}${line}`);
}

function withText({ with: along }: PlannedChange, { texts, style }: View): string {
  const what = Object.entries(along).map(([kind, n]) => countText(kind, n, texts));
  return what.length === 0 ? "" : style.dim(texts("apply.with", { what: what.join(", ") }));
}

/** What the file does not name and leaves: `2 rules, 1 link`. */
export function keptText({ kept }: Pick<ConfigPlan, "kept">, texts: Texts): string | null {
  return kept.length === 0 ? null : kept.map(({ kind, count }) => countText(kind, count, texts)).join(", ");
}

function countText(kind: KeptKind | string, n: number, texts: Texts): string {
  return texts.maybe(`apply.count.${kind}`, { n }) ?? `${n} ${kind}`;
}

/** The plan as the one document of `--json`. */
export function configPlanJson(
  plan: ConfigPlan,
  { dryRun }: { readonly dryRun: boolean },
  { texts, showPii }: Pick<View, "texts" | "showPii">,
) {
  const shown = (change: PlannedChange, field: FieldChange): FieldChange => {
    if (showPii || change.section !== "advertisers" || field.name !== "document") return field;
    const masked = (value: string | null) => (value === null ? null : maskDocument(value));
    return { name: field.name, from: masked(field.from), to: masked(field.to) };
  };
  return {
    dryRun,
    changed: plan.changes.length > 0,
    changes: plan.changes.map((change) => ({
      section: change.section,
      name: change.name,
      what: change.what,
      fields: change.fields.map((field) => shown(change, field)),
      with: change.with,
    })),
    kept: Object.fromEntries(plan.kept.map(({ kind, count }) => [kind, count])),
    warnings: plan.warnings.map(({ subject, problem }) => ({ subject, code: problem.code, message: texts.ofNote(problem) })),
  };
}
