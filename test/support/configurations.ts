import fc from "fast-check";
import { actionOf } from "../../src/actions/index.ts";
import { ruleKey } from "../../src/app/add-rule.ts";
import { isAsked } from "../../src/app/ask-vendor.ts";
import { objectKey } from "../../src/app/destinations/account.ts";
import {
  type Advertiser,
  DESTINATION_SECRETS,
  type Listing,
  type MessageTemplate,
  NOT_TOLD,
  type RegisteredDestination,
  type Store,
  type StoreAccount,
} from "../../src/app/ports.ts";
import { findContradiction, takesTarget } from "../../src/app/rule-actions.ts";
import { apiPlacesOf } from "../../src/app/set-credential.ts";
import { readTemplateName, tidiedText } from "../../src/app/templates.ts";
import { parseCondition } from "../../src/core/condition-parse.ts";
import { parseTemplate } from "../../src/core/message-template.ts";
import { LINK_KINDS, type Link, PRODUCT_TYPES, type Product, readLinkId, readProductName } from "../../src/core/product.ts";
import { ACTION_IDS, type ActionCall, EVERY_PRODUCT, type Rule } from "../../src/core/rule.ts";
import { Secret } from "../../src/core/secret.ts";
import { TRIGGERS } from "../../src/core/triggers.ts";
import { DESTINATIONS } from "../../src/destinations/index.ts";
import { PROVIDERS } from "../../src/providers/index.ts";
import { DESTINATION_SAMPLES } from "./destination-samples.ts";

/** Everything an operator may have set up. */
export interface Configuration {
  readonly accounts: readonly StoreAccount[];
  /** Newest value first. */
  readonly secrets: readonly {
    readonly provider: string;
    readonly store: string;
    readonly name: string;
    readonly values: readonly string[];
  }[];
  readonly products: readonly Product[];
  readonly links: readonly Link[];
  readonly rules: readonly Rule[];
  readonly templates: readonly MessageTemplate[];
  readonly destinations: readonly RegisteredDestination[];
  readonly advertisers: readonly Advertiser[];
  readonly listings: readonly Listing[];
}

const AT = "2026-11-03T12:00:00.000Z";

/** Words that YAML would take for something else than text, and text that would break a line. */
const TRAPS = [
  "no",
  "null",
  "~",
  "1.000",
  "0123",
  "1e3",
  "- x",
  "# x",
  "a: b",
  "{x",
  "[y",
  "&a",
  "*a",
  "!t",
  "'",
  '"',
  "a #b",
  "yes",
  "true",
  "=",
  "é",
  "🙂 ok",
  "\\n",
];
const words = fc.oneof(fc.constantFrom(...TRAPS), fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }));
const prose = fc
  .array(fc.oneof(words, fc.constantFrom("\n", "\n\n", "  ", "\t")), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(" "));
const slugs = fc.stringMatching(/^[a-z0-9]{1,4}(?:[._-][a-z0-9]{1,3}){0,2}$/);
const mapped = <T>(from: fc.Arbitrary<string>, read: (text: string) => T | null) =>
  from.map(read).filter((value): value is NonNullable<Awaited<T>> & T => value !== null);
const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const names = mapped(words, readProductName);
const ids = mapped(words, readLinkId);
const descriptions = orNull(prose.map((text) => text.trim()).filter((text) => text !== ""));
const urls = fc.constantFrom("https://example.com/curso-x", "https://example.com/p?a=1&b=2#c", "http://localhost:8080/é");
const targets: fc.Arbitrary<string> = fc.constantFrom("aluno", "boleto alto", "é a", "#1", "vendas", "null", "a: b", "x@y");

const product = fc.record({
  slug: slugs,
  name: names,
  description: descriptions,
  image: orNull(fc.constantFrom("capa.png", "https://example.com/capa.png")),
  type: fc.constantFrom(...PRODUCT_TYPES),
  price: orNull(fc.record({ minor: fc.nat(9_999_999), currency: fc.constantFrom("BRL", "BRL", "USD", "JPY") })),
  salesUrl: orNull(urls),
});

const SELLING = PROVIDERS.filter(({ family }) => family === "payments").map(({ id }) => id);
const stores = fc.constantFrom("default", "default", "loja-2", "loja_2");
const linkOf = (products: readonly Product[]): fc.Arbitrary<Link> =>
  fc.record({
    product: fc.constantFrom(...products.map(({ slug }) => slug)),
    provider: fc.constantFrom(...SELLING),
    store: stores,
    externalId: fc.oneof(ids, fc.constantFrom("1001", "1002")),
    offer: orNull(ids),
    plan: orNull(ids),
    kind: fc.constantFrom(...LINK_KINDS),
    releaseOnBoleto: fc.boolean(),
    blockOnCancel: fc.boolean(),
  });

const action: fc.Arbitrary<ActionCall> = fc
  .tuple(fc.constantFrom(...ACTION_IDS), targets)
  .map(([id, target]) => actionOf(id).readTarget(takesTarget(id) ? (id === "sequence.add" ? `${target}/boas-vindas` : target) : true))
  .filter((read) => read.ok)
  .map((read) => (read as { readonly value: ActionCall }).value);
const conditions = fc.constantFrom(
  "amount >= 100",
  "payment.method = pix and amount > 10",
  'buyer.name contains "a: #b"',
  "not buyer.phone exists",
);
const ruleIds = fc.oneof(
  fc.stringMatching(/^rul_[0-9a-z]{20}$/),
  slugs.filter((id) => id !== "link"),
);
const ruleOf = (products: readonly Product[]): fc.Arbitrary<Rule> =>
  fc
    .record({
      id: ruleIds,
      product: fc.constantFrom(EVERY_PRODUCT, ...products.map(({ slug }) => slug)),
      trigger: fc.constantFrom(...TRIGGERS),
      whenText: orNull(conditions),
      actions: fc.uniqueArray(action, { minLength: 1, maxLength: 3, selector: ({ id, target }) => `${id} ${target}` }),
    })
    .filter(({ actions }) => findContradiction(actions) === null)
    .map((draft) => {
      const parsed = draft.whenText === null ? null : parseCondition(draft.whenText);
      return { ...draft, when: parsed?.ok === true ? parsed.value : null };
    });

/** A destination of a kind is always called after it, so that two configurations never mean two kinds by one name. */
const destination = fc
  .constantFrom(...DESTINATIONS.flatMap((kind) => (DESTINATION_SAMPLES[kind.id] ?? []).map((sample) => ({ kind, sample }))))
  .chain(({ kind, sample }) =>
    fc.record({
      row: fc.record({
        name: fc.constantFrom("a", "b").map((end) => `${kind.id}-${end}`),
        kind: fc.constant(kind.id),
        settings: fc
          .boolean()
          .map((allows): Readonly<Record<string, string>> => (allows ? { ...sample.settings, "allow-private": "yes" } : sample.settings)),
        codes: fc
          .array(
            fc.tuple(
              fc.constantFrom(...(Object.entries(sample.codes).length === 0 ? [["", ""] as const] : Object.entries(sample.codes))),
              targets,
            ),
            {
              maxLength: 3,
            },
          )
          .map((list) =>
            Object.fromEntries(
              list.flatMap(([[object, code], target]) => {
                if (object === "") return [];
                const name = object === "sequence" ? `${target}/um` : target;
                return [[objectKey({ kind: object as "tag", name }), name.length % 2 === 0 ? code : NOT_TOLD]];
              }),
            ),
          ),
        isEnabled: fc.boolean(),
        disabledBecause: fc.constant(null),
      }),
      secrets: fc.constant(Object.keys(sample.places)),
    }),
  );

const templateOf = (destinations: readonly RegisteredDestination[]): fc.Arbitrary<MessageTemplate> => {
  const through = destinations.filter(({ kind }) => DESTINATIONS.find(({ id }) => id === kind)?.actions.includes("notify") === true);
  return fc
    .record({
      name: mapped(words, (text) => {
        const name = readTemplateName(text);
        return name.ok ? name.value : null;
      }),
      destination: through.length === 0 ? fc.constant(null) : orNull(fc.constantFrom(...through.map(({ name }) => name))),
      text: prose.map(tidiedText),
    })
    .filter(({ text }) => text !== "" && parseTemplate(text).ok);
};

const account = fc.constantFrom(...PROVIDERS).chain((provider) =>
  fc.record({
    row: fc.record({
      provider: fc.constant(provider.id),
      name: stores,
      description: descriptions,
      actOnTests: fc.boolean(),
      api: fc.constantFrom(
        "production" as const,
        ...(isAsked(provider) ? [...apiPlacesOf(provider), "https://example.com/api" as const] : []),
      ),
    }),
    secrets: fc.subarray(provider.secrets.filter(({ name }) => name !== provider.lookup?.publicKey?.secret).map(({ name }) => name)),
  }),
);

const advertiser = fc.record({
  slug: slugs,
  document: fc.constantFrom("56921485000100", "52998224725", "11144477735"),
  url: orNull(urls),
  sendLeadEmail: fc.boolean(),
  closed: fc.boolean(),
});

/** Values that are told apart, for each of these names. */
function secretsOf(provider: string, store: string, secrets: readonly string[], count: number): Configuration["secrets"] {
  return secrets.map((name) => {
    const values = Array.from({ length: count }, (_, at) => `invented-${provider}-${store}-${name}-${at}`);
    return { provider, store, name, values };
  });
}

/** Configurations as operators could have made them, with every sort of text that a file might get wrong. */
export const configurations: fc.Arbitrary<Configuration> = fc
  .record({
    accounts: fc.uniqueArray(account, { maxLength: 3, selector: ({ row }) => `${row.provider}/${row.name}` }),
    products: fc.uniqueArray(product, { maxLength: 4, selector: ({ slug }) => slug }),
    destinations: fc.uniqueArray(destination, { maxLength: 3, selector: ({ row }) => row.name }),
    advertisers: fc.uniqueArray(advertiser, { maxLength: 3, selector: ({ slug }) => slug }),
    values: fc.constantFrom(1, 1, 2),
  })
  .chain(({ accounts, products, destinations, advertisers, values }) =>
    fc.record({
      accounts: fc.constant(accounts.map(({ row }) => row)),
      secrets: fc.constant([
        ...accounts.flatMap(({ row, secrets }) => secretsOf(row.provider, row.name, secrets, values)),
        ...destinations.flatMap(({ row, secrets }) => secretsOf(DESTINATION_SECRETS, row.name, secrets, 1)),
      ]),
      products: fc.constant(products),
      links:
        products.length === 0
          ? fc.constant([])
          : fc.uniqueArray(linkOf(products), {
              maxLength: 5,
              selector: ({ provider, store, externalId, offer, plan }) => JSON.stringify([provider, store, externalId, offer, plan]),
            }),
      rules: fc.uniqueArray(ruleOf(products), {
        maxLength: 5,
        comparator: (one, other) => one.id === other.id || ruleKey(one) === ruleKey(other),
      }),
      templates: fc.uniqueArray(templateOf(destinations.map(({ row }) => row)), { maxLength: 3, selector: ({ name }) => name }),
      destinations: fc.constant(destinations.map(({ row }) => row)),
      advertisers: fc.constant(advertisers),
      listings:
        advertisers.length === 0
          ? fc.constant([])
          : fc.uniqueArray(fc.record({ code: ids, advertiser: fc.constantFrom(...advertisers.map(({ slug }) => slug)) }), {
              maxLength: 4,
              selector: ({ code }) => code,
            }),
    }),
  );

/** Sets a home up by the ports alone. */
export async function furnish(store: Store, configuration: Configuration): Promise<void> {
  for (const one of configuration.accounts) await store.accounts.save(one);
  for (const { provider, store: owner, name, values } of configuration.secrets) {
    for (const value of values.toReversed())
      await store.credentials.set({ provider, store: owner, name, value: new Secret(value), at: AT }, "add");
  }
  for (const one of configuration.products) await store.products.add(one);
  for (const one of configuration.links) await store.products.link(one);
  for (const one of configuration.rules) await store.rules.add(one);
  for (const one of configuration.destinations) await store.destinations.add(one);
  for (const one of configuration.templates) await store.templates.save(one);
  await store.advertisers.importMany(configuration.advertisers);
  await store.advertisers.importListings(configuration.listings);
}
