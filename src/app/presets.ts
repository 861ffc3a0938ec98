import type { Condition } from "../core/condition.ts";
import { parseCondition } from "../core/condition-parse.ts";
import { IntgError } from "../core/errors.ts";
import type { ActionCall, Rule } from "../core/rule.ts";
import { closest } from "../core/suggest.ts";
import { addRule, checkRule, type RuleDraft, saysTheSame } from "./add-rule.ts";
import type { Ids, MessageTemplate, Store } from "./ports.ts";
import { PRESETS, type Preset, type PresetMessage } from "./preset-list.ts";
import { requireMessenger } from "./templates.ts";

/** A preset as it stands here. */
export interface PresetState {
  readonly preset: Preset;
  /** For which products it is on; `*` for every one. */
  readonly products: readonly string[];
}

/** What switching a preset on made, and what was there before. */
export interface SwitchedOn {
  readonly rules: readonly { readonly rule: Rule; readonly existed: boolean }[];
  /** `kept`: there was one of that name, with a text of its own maybe, and it stays as it is. */
  readonly templates: readonly { readonly template: MessageTemplate; readonly what: "added" | "kept" | "moved" }[];
}

/** @throws INTG_UNKNOWN_PRESET with the one that was probably meant. */
export function requirePreset(id: string): Preset {
  const preset = PRESETS.find((candidate) => candidate.id === id);
  if (preset !== undefined) return preset;
  const ids = PRESETS.map((candidate) => candidate.id);
  throw new IntgError("INTG_UNKNOWN_PRESET", { given: id, known: ids.join(", "), suggestion: closest(id, ids) });
}

export async function listPresets(store: Pick<Store, "rules">): Promise<readonly PresetState[]> {
  const rules = await store.rules.list();
  return PRESETS.map((preset) => ({ preset, products: productsOf(preset, rules) }));
}

/** Products that a preset is on for: each of its rules is there. */
export function productsOf(preset: Preset, rules: readonly Rule[]): readonly string[] {
  const products = [...new Set(rules.map(({ product }) => product))];
  return products.filter((product) => draftsOf(preset, product).every((draft) => rules.some((rule) => saysTheSame(rule, draft))));
}

/**
 * Switches a preset on: adds the templates that are not there, then the rules. What is there already stays as it is.
 *
 * @param wish.destination - through which the messages go that still have the preset's own text.
 * @throws INTG_DESTINATION_NOT_FOUND, INTG_NO_MESSENGER, INTG_PRODUCT_NOT_FOUND, INTG_RULE_NEVER_FIRES; then nothing was changed.
 */
export async function switchOn(
  store: Pick<Store, "rules" | "products" | "templates" | "destinations">,
  ids: Ids,
  preset: Preset,
  wish: { readonly product: string; readonly destination: string | null },
): Promise<SwitchedOn> {
  if (wish.destination !== null) await requireMessenger(store, wish.destination);
  const drafts = draftsOf(preset, wish.product);
  // Variants that the product's providers never send do no harm.
  for (const [at, draft] of drafts.entries()) await checkRule(store, draft, { force: at > 0 });
  const templates: SwitchedOn["templates"][number][] = [];
  for (const message of preset.messages) templates.push(await keepTemplate(store, message, wish.destination));
  const rules: SwitchedOn["rules"][number][] = [];
  for (const draft of drafts) rules.push(await addRule(store, ids, draft, { force: true }));
  return { rules, templates };
}

/** Removes the rules that say what the preset's do; templates stay. @returns the removed rules. */
export async function switchOff(store: Pick<Store, "rules">, preset: Preset, product: string): Promise<readonly Rule[]> {
  const drafts = draftsOf(preset, product);
  const made = (await store.rules.list()).filter((rule) => drafts.some((draft) => saysTheSame(rule, draft)));
  for (const { id } of made) await store.rules.remove(id);
  return made;
}

async function keepTemplate(
  store: Pick<Store, "templates">,
  { template: name, text }: PresetMessage,
  destination: string | null,
): Promise<SwitchedOn["templates"][number]> {
  const before = await store.templates.find(name);
  const isOurs = before === undefined || before.text === text;
  const isThere = before !== undefined && (!isOurs || destination === null || before.destination === destination);
  if (isThere) return { template: before, what: "kept" };
  const template = { name, destination, text };
  await store.templates.save(template);
  return { template, what: before === undefined ? "added" : "moved" };
}

function draftsOf({ on, messages }: Preset, product: string): readonly RuleDraft[] {
  const actions: readonly ActionCall[] = messages.map(({ template, delay }) => ({
    id: "notify",
    target: delay === null ? template : `${template}@${delay}`,
  }));
  return on.map(({ trigger, when }) => ({ product, trigger, whenText: when, when: when === null ? null : conditionOf(when), actions }));
}

/** @throws TypeError for a condition that cannot be read: a test reads each. */
function conditionOf(text: string): Condition {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new TypeError(`condition of a preset: ${text}`);
  return parsed.value;
}
