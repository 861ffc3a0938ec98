import type { Note } from "../../core/note.ts";
import type { Link, Product } from "../../core/product.ts";
import { usualKind } from "../../core/product.ts";
import { EVERY_PRODUCT, type Rule } from "../../core/rule.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import { TRIGGERS } from "../../core/triggers.ts";
import { findProvider } from "../../providers/index.ts";
import { ALLOW_PRIVATE, sendOptionsOf } from "../destinations/account.ts";
import { mayHoldKey, shownSetting } from "../destinations/settings.ts";
import { type Advertiser, DESTINATION_SECRETS, type MessageTemplate, type RegisteredDestination, type StoreAccount } from "../ports.ts";
import { actionPhrase } from "../rule-actions.ts";
import type { LinkDocument } from "../rule-tests/shop.ts";
import {
  type AdvertiserEntry,
  type DestinationEntry,
  isReference,
  type ProductEntry,
  type RuleEntry,
  type SecretEntries,
  type StoreEntry,
  type TemplateEntry,
} from "./document.ts";
import type { Picture } from "./picture.ts";
import { priceText } from "./products.ts";
import { isMadeId } from "./rules.ts";
import { accountsOf } from "./stores.ts";
import { VariableNames } from "./variables.ts";

/** Something to say beside a value of an entry. */
export interface Remark {
  readonly path: readonly string[];
  readonly what:
    | { readonly kind: "fingerprint"; readonly fingerprints: readonly string[] }
    | { readonly kind: "setting"; readonly shown: string }
    | { readonly kind: "disabled"; readonly because: Note };
}

export interface Described<T> {
  readonly entry: T;
  readonly remarks: readonly Remark[];
}

/** A home as entries of a file, but for what there may be thousands of. */
export interface Description {
  readonly stores: readonly Described<StoreEntry>[];
  readonly products: readonly Described<ProductEntry>[];
  readonly rules: readonly Described<RuleEntry>[];
  readonly templates: readonly Described<TemplateEntry>[];
  readonly destinations: readonly Described<DestinationEntry>[];
}

/**
 * Describes what is registered, in an order that does not depend on when it was. What has its default is left out; a secret stands
 * there as the variable that its value could be in.
 */
export function describeConfiguration(picture: Picture): Description {
  const variables = new VariableNames();
  return {
    stores: accountsOf(picture).map((account) => storeEntry(account, picture, variables)),
    products: picture.products.map((product) => plain(productEntry(product, picture.links))),
    rules: picture.rules.toSorted(byMeaning).map((rule) => plain(ruleEntry(rule))),
    templates: picture.templates.map((template) => plain(templateEntry(template))),
    destinations: picture.destinations.map((destination) => destinationEntry(destination, picture, variables)),
  };
}

export function advertiserEntry({ slug, document, url, sendLeadEmail, closed }: Advertiser): AdvertiserEntry {
  return {
    slug,
    document,
    ...(url === null ? {} : { url }),
    ...(sendLeadEmail ? { "send-lead-email": true } : {}),
    ...(closed ? { closed: true } : {}),
  };
}

function plain<T>(entry: T): Described<T> {
  return { entry, remarks: [] };
}

function storeEntry(account: StoreAccount, picture: Picture, variables: VariableNames): Described<StoreEntry> {
  const { provider, name, description, actOnTests, api } = account;
  // What is fetched from the vendor when it is needed is nobody's to give.
  const fetched = findProvider(provider)?.lookup?.publicKey?.secret;
  const { secrets, remarks } = secretEntries(provider, name, picture, variables, fetched);
  const entry = {
    provider,
    name,
    ...(description === null ? {} : { description }),
    ...(actOnTests ? { "act-on-tests": true } : {}),
    ...(api === "production" ? {} : { api }),
    ...secrets,
  };
  return { entry, remarks };
}

function secretEntries(
  provider: string,
  store: string,
  { credentials }: Picture,
  variables: VariableNames,
  except?: string,
): { readonly secrets: { readonly secrets?: SecretEntries }; readonly remarks: readonly Remark[] } {
  const kept = credentials.filter((one) => one.provider === provider && one.store === store && one.name !== except);
  const names = [...new Set(kept.map(({ name }) => name))];
  const entries = names.map((name) => {
    const values = kept.filter((one) => one.name === name);
    const references = values.map(() => `env:${variables.next(provider, store, name)}`);
    const [only = "", ...others] = references;
    return { name, written: others.length === 0 ? only : references, fingerprints: values.map(({ fingerprint }) => fingerprint) };
  });
  return {
    secrets: entries.length === 0 ? {} : { secrets: Object.fromEntries(entries.map(({ name, written }) => [name, written])) },
    remarks: entries.map(({ name, fingerprints }) => ({ path: ["secrets", name], what: { kind: "fingerprint", fingerprints } })),
  };
}

function productEntry(product: Product, links: readonly Link[]): ProductEntry {
  const { slug, name, description, image, type, price, salesUrl } = product;
  const own = links.filter((link) => link.product === slug);
  return {
    slug,
    name,
    ...(description === null ? {} : { description }),
    ...(image === null ? {} : { image }),
    ...(type === "course" ? {} : { type }),
    ...(price === null ? {} : { price: priceText(price) }),
    ...(salesUrl === null ? {} : { "sales-url": salesUrl }),
    ...(own.length === 0 ? {} : { links: own.map((link) => linkEntry(link, product)) }),
  };
}

function linkEntry(link: Link, { type }: Product): LinkDocument {
  return {
    provider: link.provider,
    id: link.externalId,
    ...(link.store === DEFAULT_STORE ? {} : { store: link.store }),
    ...(link.offer === null ? {} : { offer: link.offer }),
    ...(link.plan === null ? {} : { plan: link.plan }),
    ...(link.kind === usualKind(type) ? {} : { kind: link.kind }),
    ...(link.releaseOnBoleto ? { "release-on-boleto": true } : {}),
    ...(link.blockOnCancel ? {} : { "block-on-cancel": false }),
  };
}

/** A made id says nothing to anybody, and the rule is known by what it says. */
function ruleEntry({ id, product, trigger, whenText, actions }: Rule): RuleEntry {
  return {
    ...(isMadeId(id) ? {} : { id }),
    product,
    on: trigger,
    ...(whenText === null ? {} : { when: whenText }),
    do: actions.map(actionPhrase),
  };
}

/** Rules for every product first, each product's on the path of a sale. */
function byMeaning(first: Rule, second: Rule): number {
  const keyOf = ({ id, product, trigger, whenText, actions }: Rule) => [
    product === EVERY_PRODUCT ? "" : product,
    String(TRIGGERS.indexOf(trigger)).padStart(3, "0"),
    whenText ?? "",
    JSON.stringify(actions),
    isMadeId(id) ? "" : id,
  ];
  const [one, other] = [JSON.stringify(keyOf(first)), JSON.stringify(keyOf(second))];
  return one < other ? -1 : one > other ? 1 : 0;
}

function templateEntry({ name, destination, text }: MessageTemplate): TemplateEntry {
  return { name, ...(destination === null ? {} : { destination }), text };
}

function destinationEntry(destination: RegisteredDestination, picture: Picture, variables: VariableNames): Described<DestinationEntry> {
  const { name, kind, isEnabled, disabledBecause } = destination;
  const { [ALLOW_PRIVATE]: _private, ...settings } = destination.settings;
  const { secrets, remarks } = secretEntries(DESTINATION_SECRETS, name, picture, variables);
  const sorted = Object.entries(settings).sort(([first], [second]) => (first < second ? -1 : 1));
  const written = sorted.map(([setting, value]) => {
    const isOpen = !mayHoldKey(value) && !isReference(value);
    return {
      setting,
      isOpen,
      shown: shownSetting(value),
      text: isOpen ? value : `env:${variables.next(DESTINATION_SECRETS, name, setting)}`,
    };
  });
  const codes = Object.entries(destination.codes).sort(([first], [second]) => (first < second ? -1 : 1));
  const entry = {
    name,
    kind,
    ...(isEnabled ? {} : { enabled: false }),
    ...(sendOptionsOf(destination).allowsPrivate ? { "allow-private": true } : {}),
    ...(written.length === 0 ? {} : { settings: Object.fromEntries(written.map(({ setting, text }) => [setting, text])) }),
    ...secrets,
    ...(codes.length === 0 ? {} : { codes: Object.fromEntries(codes) }),
  };
  const hidden = written
    .filter(({ isOpen }) => !isOpen)
    .map(({ setting, shown }): Remark => ({ path: ["settings", setting], what: { kind: "setting", shown } }));
  const disabled: readonly Remark[] =
    disabledBecause === null ? [] : [{ path: ["enabled"], what: { kind: "disabled", because: disabledBecause } }];
  return { entry, remarks: [...remarks, ...hidden, ...disabled] };
}
