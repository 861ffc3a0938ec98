import type { Listing } from "../ports.ts";
import type { RuleDocument } from "../rule-file.ts";
import type { ProductDocument } from "../rule-tests/shop.ts";

/** The parts of a configuration file, in the order in which one is written. */
export const SECTIONS = ["stores", "products", "rules", "templates", "destinations", "advertisers", "listings"] as const;
export type Section = (typeof SECTIONS)[number];

/** Leaves the value of a secret that is kept already. */
export const KEEP = "keep";

/** A configuration file; it fits `fixtures/schemas/config.json`. A section that is absent is not spoken of. */
export interface ConfigDocument {
  readonly stores?: readonly StoreEntry[];
  readonly products?: readonly ProductEntry[];
  readonly rules?: readonly RuleEntry[];
  readonly templates?: readonly TemplateEntry[];
  readonly destinations?: readonly DestinationEntry[];
  readonly advertisers?: readonly AdvertiserEntry[];
  readonly listings?: readonly Listing[];
}

/**
 * Where secrets are, by name: `env:VARIABLE` or `file:PATH`, never the value; several during a rotation, newest first. `keep`, or
 * no entry, for the value that is kept already.
 */
export type SecretEntries = Readonly<Record<string, string | readonly string[]>>;

/** An account at a provider. */
export interface StoreEntry {
  readonly provider: string;
  /** `default` when absent. */
  readonly name?: string;
  readonly description?: string;
  readonly "act-on-tests"?: boolean;
  readonly api?: string;
  readonly secrets?: SecretEntries;
}

/** A product as rule files write it, with what only a shop needs. */
export interface ProductEntry extends ProductDocument {
  readonly description?: string;
  readonly image?: string;
  readonly type?: string;
  /** In reais. A number is read as it is written: `1.000` is no amount, whatever YAML makes of it. */
  readonly price?: string | number;
  readonly "sales-url"?: string;
}

export interface RuleEntry extends RuleDocument {
  /** A name of its own, so that a change of the rule is a change; a rule without one is known by what it says. */
  readonly id?: string;
}

export interface TemplateEntry {
  readonly name: string;
  readonly text: string;
  readonly destination?: string;
}

export interface DestinationEntry {
  readonly name: string;
  readonly kind: string;
  readonly enabled?: boolean;
  readonly "allow-private"?: boolean;
  /** A value may be `env:VARIABLE` or `file:PATH`, for URLs that hold a key. */
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly secrets?: SecretEntries;
  readonly codes?: Readonly<Record<string, string>>;
}

export interface AdvertiserEntry {
  readonly slug: string;
  readonly document: string;
  readonly url?: string;
  readonly "send-lead-email"?: boolean;
  readonly closed?: boolean;
}

/** Whether a text says where a value is, and is not the value. */
export function isReference(text: string): boolean {
  return /^(env|file):/.test(text);
}

/** Every reference of a document, each once. */
export function referencesIn({ stores = [], destinations = [] }: ConfigDocument): readonly string[] {
  const written = [...stores, ...destinations].flatMap(({ secrets = {} }) => Object.values(secrets).flat());
  const settings = destinations.flatMap((entry) => Object.values(entry.settings ?? {})).map(String);
  return [...new Set([...written, ...settings].filter(isReference))];
}
