import { indexRules, type RuleIndex } from "../core/evaluate.ts";
import { indexLinks, type LinkIndex } from "../core/link-match.ts";
import type { Link, Product } from "../core/product.ts";
import { ACTION_IDS, type ActionId, type Rule } from "../core/rule.ts";
import type { Destination } from "../destinations/contract.ts";
import { findDestinationKind } from "../destinations/index.ts";
import type { MessageTemplate, RegisteredDestination, Store } from "./ports.ts";

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
  readonly destinations: ReadonlyMap<string, RegisteredDestination>;
  /** The destinations that can carry out an action. */
  readonly carriers: ReadonlyMap<ActionId, readonly Carrier[]>;
  readonly templates: ReadonlyMap<string, MessageTemplate>;
}

export interface Carrier {
  readonly name: string;
  readonly registered: RegisteredDestination;
  readonly kind: Destination;
}

export type ConfigurationSource = Pick<Store, "products" | "rules" | "accounts" | "destinations" | "templates" | "configurationVersion">;

export async function loadConfiguration(store: ConfigurationSource): Promise<Configuration> {
  const version = await store.configurationVersion();
  const [products, links, rules, accounts, destinations, templates] = await Promise.all([
    store.products.list(),
    store.products.links(),
    store.rules.list(),
    store.accounts.list(),
    store.destinations.list(),
    store.templates.list(),
  ]);
  return {
    version,
    products: new Map(products.map((product) => [product.slug, product])),
    links,
    linkIndex: indexLinks(links),
    rules,
    ruleIndex: indexRules(rules),
    actsOnTests: new Set(accounts.filter((account) => account.actOnTests).map((account) => `${account.provider}/${account.name}`)),
    destinations: new Map(destinations.map((destination) => [destination.name, destination])),
    carriers: carriersOf(destinations),
    templates: new Map(templates.map((template) => [template.name, template])),
  };
}

function carriersOf(destinations: readonly RegisteredDestination[]): ReadonlyMap<ActionId, readonly Carrier[]> {
  const carriers = destinations.flatMap((registered) => {
    const kind = findDestinationKind(registered.kind);
    return kind === undefined ? [] : [{ name: registered.name, registered, kind }];
  });
  return new Map(ACTION_IDS.map((action) => [action, carriers.filter(({ kind }) => kind.actions.includes(action))]));
}

/** Every destination of a known kind, by name. */
export function carriersByName({ carriers }: Pick<Configuration, "carriers">): ReadonlyMap<string, Carrier> {
  return new Map([...carriers.values()].flat().map((carrier) => [carrier.name, carrier]));
}
