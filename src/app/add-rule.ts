import { IntgError } from "../core/errors.ts";
import type { Link } from "../core/product.ts";
import { type ActionCall, EVERY_PRODUCT, type Rule } from "../core/rule.ts";
import type { Trigger } from "../core/triggers.ts";
import type { ProviderAdapter } from "../providers/contract.ts";
import { findProvider, PROVIDERS } from "../providers/index.ts";
import { eventsOf } from "./capabilities.ts";
import type { Ids, Store } from "./ports.ts";
import { requireProduct } from "./register-product.ts";

export type RuleDraft = Omit<Rule, "id">;

export interface AddedRule {
  readonly rule: Rule;
  /** A rule that says the same was there already: it is given instead, and nothing was added. */
  readonly existed: boolean;
}

/**
 * Adds a rule.
 *
 * @param options.force - also when no provider that could fire it ever sends its trigger.
 * @throws INTG_NO_ACTION, INTG_PRODUCT_NOT_FOUND, INTG_RULE_NEVER_FIRES.
 */
export async function addRule(
  store: Pick<Store, "products" | "rules">,
  ids: Ids,
  draft: RuleDraft,
  options: { readonly force: boolean },
): Promise<AddedRule> {
  await checkRule(store, draft, options);
  const same = (await store.rules.list()).find((rule) => saysTheSame(rule, draft));
  if (same !== undefined) return { rule: same, existed: true };
  const rule = { id: ids.next("rul"), ...draft };
  await store.rules.add(rule);
  return { rule, existed: false };
}

/** What `addRule` refuses. */
export async function checkRule(store: Pick<Store, "products">, draft: RuleDraft, options: { readonly force: boolean }): Promise<void> {
  if (draft.actions.length === 0) throw new IntgError("INTG_NO_ACTION");
  if (draft.product !== EVERY_PRODUCT) await requireProduct(store, draft.product);
  if (!options.force) await refuseDeadRule(store, draft);
}

export async function removeRule(store: Pick<Store, "rules">, id: string): Promise<void> {
  if (!(await store.rules.remove(id))) throw new IntgError("INTG_RULE_NOT_FOUND", { id });
}

async function refuseDeadRule(store: Pick<Store, "products">, { product, trigger }: RuleDraft): Promise<void> {
  const silent = silentProviders({ product, trigger }, product === EVERY_PRODUCT ? [] : await store.products.links());
  if (silent !== null) throw new IntgError("INTG_RULE_NEVER_FIRES", { product, trigger, providers: silent });
}

/**
 * The providers that could fire a rule, as a person reads them, when none of them ever sends its trigger; null otherwise. A product
 * without links may get its links later, so only linked ones are looked at.
 */
export function silentProviders({ product, trigger }: Pick<RuleDraft, "product" | "trigger">, links: readonly Link[]): string | null {
  const senders = product === EVERY_PRODUCT ? PROVIDERS : linkedProviders(product, links);
  if (senders.length === 0 || senders.some((provider) => sends(provider, trigger))) return null;
  return senders.map((provider) => provider.id).join(", ");
}

function linkedProviders(product: string, links: readonly Link[]): readonly ProviderAdapter[] {
  const ids = links.filter((link) => link.product === product).map((link) => link.provider);
  return [...new Set(ids)].flatMap((id) => findProvider(id) ?? []);
}

function sends(provider: ProviderAdapter, trigger: Trigger): boolean {
  return trigger === "unknown" || eventsOf(provider, trigger).length > 0;
}

/** Whether a rule does what is asked for, whatever its id and the order of its actions. */
export function saysTheSame(rule: Rule, draft: RuleDraft): boolean {
  return ruleKey(rule) === ruleKey(draft);
}

/** The same text for rules that do the same, to find them by. */
export function ruleKey({ product, trigger, whenText, actions }: RuleDraft): string {
  return JSON.stringify([product, trigger, whenText, actionKeys(actions)]);
}

function actionKeys(actions: readonly ActionCall[]): readonly string[] {
  return actions.map((action) => `${action.id} ${action.target ?? ""}`).sort();
}
