import { actionOf } from "../../actions/index.ts";
import { type ChecklistAnswer, type ChecklistField, type ChecklistItem, checklistOf, rulesOf } from "../../app/init/checklist.ts";
import { findContradiction } from "../../app/rule-actions.ts";
import { IntgError } from "../../core/errors.ts";
import type { LinkKind } from "../../core/product.ts";
import type { ActionCall, ActionId } from "../../core/rule.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { actionText } from "../commands/rule/shown.ts";
import { camel, type Interview } from "./interview.ts";

/** Catalogue names of what a field asks for. */
const ASKED = {
  "tag.add": "tag-add",
  "tag.remove": "tag-remove",
  "sequence.add": "sequence-add",
  "funnel.remove": "funnel-remove",
} as const satisfies Partial<Record<ActionId, string>>;

/** What the answers are for: they become rules of it. */
export interface ActionSubject {
  readonly provider: ProviderAdapter;
  readonly sold: { readonly product: string; readonly kind: LinkKind } | null;
}

/** What is to happen by itself: by the flags, else a check-list and then the names of tags and funnels. */
export async function askActions(interview: Interview, subject: ActionSubject): Promise<readonly ChecklistAnswer[]> {
  const { input } = interview;
  interview.part("actions");
  const items = checklistOf(subject.provider);
  const given = items.flatMap(({ fields }) => fields).flatMap((field) => fieldsGiven(interview, field));
  if (given.length > 0) refuseContradiction(interview, subject, given);
  if (given.length > 0 || !input.notDenied("actions") || !interview.asksAll) return given;
  const answers: ChecklistAnswer[] = [];
  for (const item of await tickItems(interview, items)) answers.push(...(await askItem(interview, item, subject, answers)));
  return answers;
}

async function tickItems(interview: Interview, items: readonly ChecklistItem[]): Promise<readonly ChecklistItem[]> {
  const { texts } = interview.context;
  const ticked = await interview.ticked({
    ...interview.words(texts("init.ask.actions"), texts("init.why.actions")),
    flag: "--no-actions",
    choices: items.map(({ id }) => ({
      value: id,
      name: texts(`init.item.${id}`),
      short: texts(`init.item-short.${id}`),
      isTicked: false,
    })),
    problem: () => null,
  });
  return items.filter(({ id }) => ticked.includes(id));
}

/** Its fields one by one; the last may only stay empty where another was filled in. */
async function askItem(
  interview: Interview,
  { id, fields }: ChecklistItem,
  subject: ActionSubject,
  before: readonly ChecklistAnswer[],
): Promise<readonly ChecklistAnswer[]> {
  const { texts } = interview.context;
  const item = texts(`init.item.${id}`);
  const answers: ChecklistAnswer[] = [];
  for (const [at, field] of fields.entries()) {
    const name = ASKED[field.action as keyof typeof ASKED];
    const mayStayEmpty = at < fields.length - 1 || answers.length > 0;
    const why = texts(`init.why.${name}`);
    const wish = {
      ...interview.words(texts(`init.ask.${name}`, { item }), mayStayEmpty ? texts("init.why.may-stay-empty", { why }) : why),
      flag: field.flag,
      sample: "NAME",
      read: (text: string) => readNames(interview, subject, field, text, [...before, ...answers]),
    };
    answers.push(...(await interview.askText(mayStayEmpty ? { ...wish, usual: { text: "", value: [] } } : wish)));
  }
  return answers;
}

/** Several names, commas between them. */
function readNames(
  interview: Interview,
  subject: ActionSubject,
  field: ChecklistField,
  text: string,
  before: readonly ChecklistAnswer[],
): readonly ChecklistAnswer[] {
  const names = text.split(",").filter((name, _, all) => name.trim() !== "" || all.length === 1);
  const answers = names.map((name) => ({ flag: field.flag, call: readCall(interview, field, name) }));
  refuseContradiction(interview, subject, [...before, ...answers]);
  return answers;
}

function fieldsGiven(interview: Interview, field: ChecklistField): readonly ChecklistAnswer[] {
  return interview.input.list(camel(field.flag)).map((text) => ({ flag: field.flag, call: readCall(interview, field, text) }));
}

function readCall({ context: { texts } }: Interview, { flag, action }: ChecklistField, text: string): ActionCall {
  const call = actionOf(action).readTarget(text);
  if (call.ok) return call.value;
  throw new IntgError("INTG_BAD_ACTION", { option: `--${flag}`, problem: texts.ofNote(call.error) });
}

/** Two answers that would undo each other on the same trigger. */
function refuseContradiction(
  { context: { texts } }: Interview,
  { provider, sold }: ActionSubject,
  answers: readonly ChecklistAnswer[],
): void {
  for (const { actions } of rulesOf(provider, sold, answers)) {
    const found = findContradiction(actions);
    if (found === null) continue;
    const problem = texts("rule.contradiction", { other: actionText(found.undone) });
    throw new IntgError("INTG_BAD_ACTION", { option: actionText(found.undoing), problem });
  }
}
