import { note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import type { DispatchCount } from "../ports.ts";
import type { FileFault } from "../rule-file.ts";
import { linkOf } from "../rule-tests/shop.ts";
import { missingAmong } from "../templates.ts";
import { planAdvertisers, planListings } from "./advertisers.ts";
import { planDestinations } from "./destinations.ts";
import type { ConfigDocument, Section } from "./document.ts";
import type { FullPicture } from "./picture.ts";
import type { Aftermath, KeptKind, PlannedChange, Planning, PlanOptions, PlanWarning, Step } from "./planning.ts";
import { planProducts } from "./products.ts";
import { planRules, ruleName, type StandingRule } from "./rules.ts";
import { planStores } from "./stores.ts";
import { planTemplates } from "./templates.ts";

/** What is to be done so that a home is as a file has it. */
export interface ConfigPlan {
  readonly changes: readonly PlannedChange[];
  /** How much of the home the file does not name and leaves, in the sections that it has. */
  readonly kept: readonly { readonly kind: KeptKind; readonly count: number }[];
  readonly warnings: readonly PlanWarning[];
  /** How many things, links and codes are taken away. */
  readonly removed: number;
  readonly steps: readonly Step[];
}

/**
 * Compares a home with a file. Pure: what the file points to was read beforehand.
 *
 * What is listed is described whole: a field that is left out has its default. What is not listed stays, or with `prune` is removed;
 * a section that is absent is not spoken of.
 *
 * @param options.counts - of the dispatches: what waits for a destination is dropped with it.
 * @returns everything that is wrong with the file, when anything is.
 */
export function planConfiguration(
  document: ConfigDocument,
  picture: FullPicture,
  options: PlanOptions & { readonly counts: readonly DispatchCount[] },
): Result<ConfigPlan, readonly FileFault[]> {
  const planning: Planning = {
    ...options,
    picture,
    after: aftermath(document, picture, options),
    faults: [],
    warnings: [],
    changes: [],
    kept: new Map(),
    removals: [],
    writes: [],
  };
  const { stores, products, rules, templates, destinations, advertisers, listings } = document;
  if (stores !== undefined) planStores(stores, planning);
  if (products !== undefined) planProducts(products, planning);
  const standing = rules === undefined ? untouchedRules(planning) : planRules(rules, planning);
  if (templates !== undefined) planTemplates(templates, planning);
  if (destinations !== undefined) planDestinations(destinations, planning, options.counts);
  if (advertisers !== undefined) planAdvertisers(advertisers, planning);
  if (listings !== undefined) planListings(listings, planning);
  if (planning.faults.length > 0) return err(planning.faults);
  warnOfMissing(standing, planning);
  return ok(planOf(planning));
}

/** Whether two plans do the same. */
export function isSamePlan(first: ConfigPlan, second: ConfigPlan): boolean {
  return JSON.stringify(first.changes) === JSON.stringify(second.changes);
}

function planOf({ changes, kept, warnings, removals, writes }: Planning): ConfigPlan {
  return {
    changes,
    kept: [...kept].map(([kind, count]) => ({ kind, count })),
    warnings,
    removed: changes.reduce((sum, change) => sum + (change.what === "remove" ? 1 : partsRemoved(change)), 0),
    steps: [...removals, ...writes],
  };
}

function partsRemoved({ fields }: PlannedChange): number {
  return fields.filter(({ name, to }) => to === null && /^(link|code) /.test(name)).length;
}

/** Rules of a product that is removed go with it. */
function untouchedRules({ picture, after }: Planning): readonly StandingRule[] {
  const gone = new Set(picture.products.map(({ slug }) => slug).filter((slug) => !after.products.has(slug)));
  return picture.rules.filter(({ product }) => !gone.has(product)).map((rule) => ({ ...rule, isNew: false }));
}

/** Stands in for a kind that could not be read. */
const SENDS_ANYTHING = "webhook";

function aftermath(document: ConfigDocument, picture: FullPicture, { prune, unread }: PlanOptions): Aftermath {
  const namesAfter = <T>(section: Section, present: readonly T[], listed: readonly T[] | undefined): readonly T[] => {
    if (document[section] === undefined) return present;
    return prune ? (listed ?? []) : [...present, ...(listed ?? [])];
  };
  const links = document.products?.flatMap(({ slug, links: own = [] }) =>
    own.map((link) => linkOf(slug, { ...link, store: link.store ?? DEFAULT_STORE })),
  );
  const kinds = (list: readonly { readonly name: string; readonly kind: string }[]) => list.map(({ name, kind }) => [name, kind] as const);
  const slugs = (list: readonly { readonly slug: string }[]) => list.map(({ slug }) => slug);
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name.trim().normalize("NFC"));
  return {
    products: new Set([
      ...unread.products,
      ...namesAfter("products", slugs(picture.products), document.products && slugs(document.products)),
    ]),
    links: namesAfter("products", picture.links, links),
    templates: new Set(namesAfter("templates", names(picture.templates), document.templates && names(document.templates))),
    destinations: new Map([
      ...unread.destinations.map((name) => [name, SENDS_ANYTHING] as const),
      ...namesAfter("destinations", kinds(picture.destinations), document.destinations && kinds(document.destinations)),
    ]),
    advertisers: new Set([
      ...unread.advertisers,
      ...namesAfter("advertisers", slugs(picture.advertisers), document.advertisers && slugs(document.advertisers)),
    ]),
  };
}

/** A rule may be written before what it sends; it is told of where it comes, and where what it sends goes. */
function warnOfMissing(rules: readonly StandingRule[], { picture, after, warnings }: Planning): void {
  const destinations = new Set(after.destinations.keys());
  const [hadTemplates, hadDestinations] = [picture.templates, picture.destinations].map((list) => new Set(list.map(({ name }) => name)));
  for (const rule of rules) {
    const missing = missingAmong(rule, after.templates, destinations);
    for (const name of missing.templates) {
      if (rule.isNew || hadTemplates?.has(name))
        warnings.push({ subject: ruleName(rule), problem: note("config-file.no-template", { name }) });
    }
    for (const name of missing.destinations) {
      if (rule.isNew || hadDestinations?.has(name))
        warnings.push({ subject: ruleName(rule), problem: note("config-file.no-destination", { name }) });
    }
  }
}
