import type { ChalkInstance } from "chalk";
import { type Finding, type Level, SUBJECT_KINDS, type Subject, subjectName } from "../../app/doctor/finding.ts";
import type { CheckResult, CheckVerdict } from "../../core/check.ts";
import { groupBy } from "../../core/group.ts";
import type { Note } from "../../core/note.ts";
import type { Texts } from "../../messages/text.ts";
import { shownParams } from "../errors.ts";
import { wrapText } from "../init/wrap.ts";
import { printable } from "../printable.ts";
import { quoted } from "../simulate/shell-quote.ts";
import { padEnd, widthOf } from "./columns.ts";
import { spanText } from "./span.ts";
import type { View } from "./view.ts";

const MARKS: Readonly<Record<Level, (style: ChalkInstance) => string>> = {
  ok: (style) => style.green("✓"),
  warn: (style) => style.yellow("!"),
  fail: (style) => style.red("✗"),
  unknown: (style) => style.dim("?"),
};

/** How a finding counts where checks pass or fail. */
const VERDICTS: Readonly<Record<Level, CheckVerdict>> = { ok: "passed", warn: "warned", fail: "failed", unknown: "skipped" };

/** No text is squeezed into less. */
const NARROWEST = 30;
/** Subjects of which all is well, named on the line that says so. */
const NAMED_WELL = 6;

/** A finding in the words of a language: what was found, what to do, what to run. */
interface Words {
  readonly text: string;
  readonly advice: string | null;
  readonly next: string | null;
}

/** The findings by group and subject; those that are well as one line for each group, unless all are wanted. */
export function reportLines(findings: readonly Finding[], view: View, isVerbose: boolean): readonly string[] {
  if (findings.length === 0) return [view.texts("doctor.nothing")];
  const shown = isVerbose ? findings : findings.filter(({ level }) => level !== "ok");
  const idWidth = Math.max(0, ...shown.map(({ id }) => id.length));
  const groups = SUBJECT_KINDS.flatMap((kind) => {
    const own = findings.filter(({ subject }) => subject.kind === kind);
    return own.length === 0 ? [] : [groupLines(kind, own, view, { isVerbose, idWidth })];
  });
  return groups.flatMap((lines, at) => (at === 0 ? lines : ["", ...lines]));
}

interface Layout {
  readonly isVerbose: boolean;
  readonly idWidth: number;
}

function groupLines(kind: Subject["kind"], findings: readonly Finding[], view: View, layout: Layout): readonly string[] {
  const { texts, style } = view;
  const bySubject = [...groupBy(findings, ({ subject }) => subjectName(subject)).values()];
  const told = bySubject.flatMap((own) => subjectLines(own, view, layout));
  const well = findings.filter(({ level }) => level === "ok");
  const title = style.bold(texts(`doctor.group.${kind}`));
  if (layout.isVerbose || well.length === 0) return [title, ...told];
  const names = bySubject.filter((own) => own.every(({ level }) => level === "ok")).map(([first]) => printable(nameOf(first, texts)));
  const isNamed = kind !== "home" && kind !== "rule" && names.length > 0;
  const shown = names.length > NAMED_WELL ? [...names.slice(0, NAMED_WELL), "…"] : names;
  const text = texts(told.length > 0 ? "doctor.well-also" : "doctor.well", { n: well.length });
  return [title, ...told, `  ${MARKS.ok(style)} ${text}${isNamed ? style.dim(`  (${shown.join(", ")})`) : ""}`];
}

function subjectLines(own: readonly Finding[], view: View, { isVerbose, idWidth }: Layout): readonly string[] {
  const shown = isVerbose ? own : own.filter(({ level }) => level !== "ok");
  if (shown.length === 0) return [];
  const isHome = own[0]?.subject.kind === "home";
  const inset = isHome ? "  " : "    ";
  const lines = shown.flatMap((finding) => findingLines(finding, view, inset, idWidth));
  return isHome ? lines : [`  ${printable(nameOf(own[0], view.texts))}`, ...lines];
}

function findingLines(finding: Finding, { texts, style, columns, local }: View, inset: string, idWidth: number): readonly string[] {
  const { text, advice, next } = wordsOf(finding, texts, local);
  const head = `${inset}${MARKS[finding.level](style)} ${style.bold(padEnd(finding.id, idWidth))}  `;
  const margin = " ".repeat(widthOf(head));
  const width = columns === null ? Number.POSITIVE_INFINITY : Math.max(NARROWEST, columns - widthOf(head));
  const lines = [...wrapText(text, width), ...(advice === null ? [] : wrapText(advice, width).map((line) => style.dim(line)))];
  // Never broken: it is there to be copied.
  const command = next === null ? [] : [`${style.cyan("→")} ${next}`];
  return [...lines, ...command].map((line, at) => (at === 0 ? `${head}${line}` : `${margin}${line}`));
}

function nameOf(finding: Finding | undefined, texts: Texts): string {
  if (finding === undefined) return "";
  const { subject } = finding;
  if (subject.kind !== "rule") return subjectName(subject);
  const { rule, product, trigger } = subject;
  return trigger === null ? texts("doctor.rule-unknown", { rule }) : texts("doctor.rule-of", { rule, product, trigger });
}

/** @param local - how an instant is written; as it is when absent. */
function wordsOf(finding: Finding, texts: Texts, local: (instant: string) => string = (instant) => instant): Words {
  const { note, advice, next } = finding;
  const isError = note.code.startsWith("INTG_");
  const params = { ...note, params: shownParams(figured(note.params, texts, local), texts) };
  const hint = isError ? texts.ofNote(params, "hint") : null;
  return {
    text: isError ? texts.ofNote(params, "error") : texts.ofNote(params),
    advice: advice === null ? hint : texts.ofNote({ ...advice, params: shownParams(figured(advice.params, texts, local), texts) }),
    next: next === null ? null : commandLine(next),
  };
}

/** Instants, stretches of time and sizes as people write them: their names say which they are. */
function figured(params: Note["params"], texts: Texts, local: (instant: string) => string): Note["params"] {
  const textOf = (name: string, value: string | number | null) => {
    if (typeof value === "string" && name.endsWith("At")) return local(value);
    if (typeof value !== "number") return value;
    if (name.endsWith("Bytes")) return sizeText(value, texts);
    return name.endsWith("Ms") ? spanText(value) : value;
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, textOf(name, value)]));
}

/** Words of a command, each safe to paste into a shell. */
function commandLine(words: readonly string[]): string {
  return words.map((word) => (/^[\w.@/:+=,-]+$/.test(word) ? word : quoted(word))).join(" ");
}

const UNITS = ["B", "KB", "MB", "GB", "TB"] as const;

/** A size with one digit behind the point, `1.2 GB`; each unit is 1,024 of the one before. */
export function sizeText(bytes: number, texts: Texts): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${texts.formats.number(Math.round((bytes / 1024 ** power) * 10) / 10)} ${UNITS[power]}`;
}

export function summaryLine(findings: readonly Finding[], texts: Texts, style: ChalkInstance): string {
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  const [fail, warn, unknown] = [count("fail"), count("warn"), count("unknown")];
  const color = fail > 0 ? style.red : warn > 0 ? style.yellow : style.green;
  const blind = unknown === 0 ? "" : `; ${texts("doctor.summary-unknown", { n: unknown })}`;
  return `\n${color(texts("doctor.summary-line", { fail, warn, ok: count("ok") }))}${blind}`;
}

export function findingJson(finding: Finding, texts: Texts) {
  const { id, level, subject, note } = finding;
  const { text, advice, next } = wordsOf(finding, texts);
  return { id, level, subject, text, advice, next, code: note.code, params: note.params };
}

/** The findings as CI systems read them: yellow fails where it is to be strict. */
export function checkResults(findings: readonly Finding[], texts: Texts, isStrict: boolean): readonly CheckResult[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { text, advice, next } = wordsOf(finding, texts);
    const verdict = VERDICTS[finding.level];
    const id = `${finding.id}.${subjectName(finding.subject)}`;
    const nth = (seen.get(id) ?? 0) + 1;
    seen.set(id, nth);
    return {
      // A check may have several things to say of one subject.
      id: nth === 1 ? id : `${id}.${nth}`,
      title: `${nameOf(finding, texts)}: ${texts.maybe(`doctor.check.${finding.id}`) ?? finding.id}`,
      verdict: isStrict && verdict === "warned" ? "failed" : verdict,
      details: [text, advice, next].filter((line) => line !== null),
    };
  });
}
