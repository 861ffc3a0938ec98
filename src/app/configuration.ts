import { indexRules, type RuleIndex } from "../core/evaluate.ts";
import { indexLinks, type LinkIndex } from "../core/link-match.ts";
import type { Link, Product } from "../core/product.ts";
import type { Rule } from "../core/rule.ts";
import type { Store } from "./ports.ts";

/** What the operator set up, as one unchanging picture: products, links, rules and accounts. */
export interface Configuration {
  readonly version: number;
  readonly products: ReadonlyMap<string, Product>;
  readonly links: readonly Link[];
  readonly linkIndex: LinkIndex;
  readonly rules: readonly Rule[];
  readonly ruleIndex: RuleIndex;
  /** `provider/store` of the accounts on which test calls act like real ones. */
  readonly actsOnTests: ReadonlySet<string>;
}

export type ConfigurationSource = Pick<Store, "products" | "rules" | "accounts" | "configurationVersion">;

export async function loadConfiguration(store: ConfigurationSource): Promise<Configuration> {
  const version = await store.configurationVersion();
  const [products, links, rules, accounts] = await Promise.all([
    store.products.list(),
    store.products.links(),
    store.rules.list(),
    store.accounts.list(),
  ]);
  return {
    version,
    products: new Map(products.map((product) => [product.slug, product])),
    links,
    linkIndex: indexLinks(links),
    rules,
    ruleIndex: indexRules(rules),
    actsOnTests: new Set(accounts.filter((account) => account.actOnTests).map((account) => `${account.provider}/${account.name}`)),
  };
}
