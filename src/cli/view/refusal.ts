import { hookPath } from "../../app/hook-path.ts";
import { LEFT_OUT } from "../../core/call-outline.ts";
import { isFound, type MistakeCode, mistakeOf } from "../../core/mistake.ts";
import type { Note } from "../../core/note.ts";
import { REDACTED } from "../../core/redact-text.ts";
import type { Refusal } from "../../core/refusal.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import type { MessageKey } from "../../messages/text.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { findProvider } from "../../providers/index.ts";
import { cell, printable } from "../printable.ts";
import { alignRows, indent } from "./columns.ts";
import { shellWord } from "./mend.ts";
import type { View } from "./view.ts";

/** A refused call as scripts see it. */
export interface RefusalJson extends Omit<Refusal, "mistake"> {
  /** In words. */
  readonly reason: string;
  /** The code of the known mistake that explains it; null when none does. */
  readonly mistake: MistakeCode | null;
  /** That mistake in words, or what is left to say. */
  readonly explanation: string;
  readonly remedy: Remedy;
}

/** What to do about a refused call. */
export interface Remedy {
  readonly text: string;
  /** To run, one after the other. */
  readonly commands: readonly string[];
}

export function refusalJson({ mistake, ...refusal }: Refusal, view: Pick<View, "texts">): RefusalJson {
  return {
    ...refusal,
    reason: reasonText(refusal.code, view),
    mistake: isFound(mistake) ? mistakeOf(mistake) : null,
    explanation: view.texts.ofNote(mistake),
    remedy: remedyOf({ mistake, ...refusal }, view),
  };
}

/** The cells of a refused call in a listing, under `REFUSAL_COLUMNS`. */
export function refusalRow(refusal: Refusal, view: View): readonly string[] {
  return [view.local(refusal.at), refusal.id, cell(accountText(refusal)), String(refusal.status), cell(view.texts.ofNote(refusal.mistake))];
}

export const REFUSAL_COLUMNS: readonly MessageKey[] = [
  "refusal.column.at",
  "refusal.column.id",
  "refusal.column.from",
  "refusal.column.answer",
  "refusal.column.why",
];

/** Everything that is kept of a refused call, and what to do about it. */
export function refusalView(refusal: Refusal, view: View): string {
  const { style, texts } = view;
  const remedy = remedyOf(refusal, view);
  const rows: readonly (readonly [MessageKey, string])[] = [
    ["refusal.field.at", view.local(refusal.at)],
    ["refusal.field.answer", `${refusal.status}: ${reasonText(refusal.code, view)}`],
    ["refusal.field.why", texts.ofNote(refusal.mistake)],
    ["refusal.field.call", `${refusal.method} ${refusal.path}`],
    [
      "refusal.field.body",
      [texts("refusal.bytes", { n: refusal.bodyBytes }), refusal.contentType].filter((part) => part !== null).join(", "),
    ],
    ["refusal.field.sha256", refusal.bodySha256],
  ];
  return [
    `${style.red("✗")} ${style.bold(printable(accountText(refusal)))}  ${style.dim(refusal.id)}`,
    ...indent(alignRows(rows.map(([label, value]) => [style.dim(texts(label)), printable(value)]))),
    ...(refusal.leftOut === 0 ? [] : [style.dim(`  ${texts("refusal.left-out", { n: refusal.leftOut })}`)]),
    "",
    printable(remedy.text),
    ...remedy.commands.map((command) => `  ${command}`),
  ].join("\n");
}

/** Why a call was refused, by the code of the provider contract. */
function reasonText(code: string, { texts }: Pick<View, "texts">): string {
  return texts.maybe(`note.rejected.${code}`) ?? code;
}

function accountText({ provider, store }: Pick<Refusal, "provider" | "store">): string {
  return store === DEFAULT_STORE ? provider : `${provider}/${store}`;
}

function remedyOf(refusal: Refusal, { texts }: Pick<View, "texts">): Remedy {
  const code = mistakeOf(refusal.mistake);
  const provider = findProvider(refusal.provider);
  // Kept by a version of intg that knew more.
  if (code === null || provider === undefined) return { text: "", commands: [] };
  const named = String(refusal.mistake.params.title ?? provider.title);
  const needed = provider.secrets.filter(({ name, verifies }) => verifies || name === refusal.mistake.params.needed);
  const where = needed
    .filter(({ name }) => isAbout(name, refusal.mistake))
    .map(({ whereToFind }) => texts.ofFact(whereToFind))
    .join("; ");
  const text = texts.maybe(`refusal.mend.${groupOf(code)}`, { title: named, where, here: refusal.store }) ?? "";
  return { text, commands: commandsOf(code, refusal, provider) };
}

/** Of several secrets only that which the mistake is about. */
function isAbout(name: string, { params }: Note): boolean {
  const about = params.needed ?? params.secret;
  return about === undefined || about === name;
}

function groupOf(code: MistakeCode): string {
  return /^(body|sent|stored)-/.exec(code)?.[1] ?? code;
}

function commandsOf(code: MistakeCode, { store, mistake }: Refusal, provider: ProviderAdapter): readonly string[] {
  const word = provider.family === "leads" ? "lead" : "purchase";
  const simulate = `intg simulate ${provider.id} ${word}`;
  const set = `intg credential set ${provider.id}${storeFlag(store)}`;
  const show = `intg credential show ${provider.id}${storeFlag(store)}`;
  const { secret, needed, engine } = mistake.params;
  switch (groupOf(code)) {
    case "body":
      return [`${simulate}${storeFlag(store)} --to https://YOUR-ADDRESS${hookPath(provider, store)}`];
    case "sent":
    case "absent":
      return [`${simulate} --print http`];
    case "stored":
    case "unset":
      return [secret === undefined ? set : `${set} --secret ${secret}`];
    case "shows-other-secret":
      return [`${set} --secret ${needed}`];
    case "other-store":
    case "other-environment":
    case "other-provider": {
      const other = `${mistake.params.provider ?? provider.id}${storeFlag(String(mistake.params.store))}`;
      return [`intg credential show ${other}`];
    }
    case "other-provider-shape":
      return [`intg credential set ${mistake.params.provider}`];
    case "shows-sandbox":
      return [`intg credential set ${provider.id} --store sandbox --api sandbox`];
    case "shows-clone":
      return [`intg credential set ${provider.id} --store ${engine}`];
    case "usable":
      return [`intg simulate ${provider.id} --list`, `${simulate} --print http`];
    default:
      return [show, set];
  }
}

/** What stood in the place of a name, and is not shown, is no name to type. */
function storeFlag(store: string): string {
  if (store === DEFAULT_STORE) return "";
  return store === LEFT_OUT || store.includes(REDACTED) ? " --store NAME" : ` --store ${shellWord(store)}`;
}
