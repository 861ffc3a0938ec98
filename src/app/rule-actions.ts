import { ACTIONS, actionOf } from "../actions/index.ts";
import { type Note, note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";
import { ACTION_IDS, type ActionCall, type ActionId } from "../core/rule.ts";
import { closest } from "../core/suggest.ts";

/** Two actions that would undo each other on the same target. */
const OPPOSITES: readonly (readonly [ActionId, ActionId])[] = [
  ["tag.add", "tag.remove"],
  ["sequence.add", "funnel.remove"],
  ["access.grant", "access.block"],
];

/** Whether an action acts on something that has to be named. */
export function takesTarget(id: ActionId): boolean {
  return actionOf(id).option.includes("<");
}

/** Reads an action as files write it: `tag.add aluno`, `sequence.add vendas/boas-vindas`, `access.grant`, `notify obrigado@10m`. */
export function readActionPhrase(text: string): Result<ActionCall, Note> {
  const word = readActionWord(text);
  if (!word.ok) return word;
  const { id, rest } = word.value;
  if (!takesTarget(id)) return rest === "" ? actionOf(id).readTarget(true) : err(note("rule-file.no-target-wanted", { action: id, rest }));
  if (rest === "") return err(note("rule-file.target-wanted", { action: id, form: phraseForm(id) }));
  return actionOf(id).readTarget(rest);
}

/** The same, but an action that acts on something may stand alone: then it means whatever it acts on. */
export function readActionPattern(text: string): Result<ActionCall, Note> {
  const word = readActionWord(text);
  if (!word.ok || word.value.rest !== "") return word.ok ? readActionPhrase(text) : word;
  return ok({ id: word.value.id, target: null });
}

/** `tag.add aluno`, as `readActionPhrase` reads it. */
export function actionPhrase({ id, target }: ActionCall): string {
  return target === null ? id : `${id} ${target}`;
}

/** The first action that would undo another one of the same rule, with that one. */
export function findContradiction(calls: readonly ActionCall[]): { readonly undoing: ActionCall; readonly undone: ActionCall } | null {
  for (const [one, other] of OPPOSITES) {
    for (const undoing of calls.filter(({ id }) => id === other)) {
      const undone = calls.find((call) => call.id === one && objectOf(call) === objectOf(undoing));
      if (undone !== undefined) return { undoing, undone };
    }
  }
  return null;
}

/** What an action acts on: of `funnel/sequence` the funnel. */
function objectOf({ id, target }: ActionCall): string | null {
  return id === "sequence.add" ? (target?.split("/")[0] ?? null) : target;
}

function readActionWord(text: string): Result<{ readonly id: ActionId; readonly rest: string }, Note> {
  const [, word = "", rest = ""] = /^(\S*)\s*(.*)$/su.exec(text.trim()) ?? [];
  const id = ACTION_IDS.find((known) => known === word);
  if (id !== undefined) return ok({ id, rest });
  const near = closest(word, ACTION_IDS);
  if (near !== null) return err(note("rule-file.unknown-action-near", { given: word, near }));
  return err(note("rule-file.unknown-action", { given: word, known: ACTIONS.map((action) => action.id).join(", ") }));
}

/** `sequence.add <funnel/sequence>` */
function phraseForm(id: ActionId): string {
  return actionOf(id).option.replace(/^\S+/, id);
}
