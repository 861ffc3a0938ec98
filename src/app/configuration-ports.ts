/** The ports of what an operator sets up. */
import type { Instant } from "../core/instant.ts";
import type { Link, Product } from "../core/product.ts";
import type { Rule } from "../core/rule.ts";
import type { Credentials, Secret } from "../core/secret.ts";
import type { ApiPlace } from "../providers/contract.ts";
import type { DestinationStore, TemplateStore } from "./dispatch-ports.ts";

/** One account at one provider. */
export interface StoreAccount {
  readonly provider: string;
  readonly name: string;
  readonly description: string | null;
  /** Whether test calls of the vendor's panel act like real ones. */
  readonly actOnTests: boolean;
  /** Which of the vendor's systems is asked about this account. */
  readonly api: ApiPlace;
}

/** One kept credential value, without the value. */
export interface CredentialInfo {
  readonly provider: string;
  readonly store: string;
  readonly name: string;
  /** First 8 hex digits of the value's SHA-256. */
  readonly fingerprint: string;
  readonly createdAt: Instant;
}

export interface CredentialStore {
  load(provider: string, store: string): Promise<Credentials>;
  list(provider?: string): Promise<readonly CredentialInfo[]>;
  /** `replace` drops every other value of the name; `add` keeps them beside the new one. */
  set(entry: { provider: string; store: string; name: string; value: Secret; at: Instant }, how: "replace" | "add"): Promise<void>;
  /** Drops the oldest value of a name while a newer one exists. */
  retire(provider: string, store: string, name: string): Promise<boolean>;
  remove(provider: string, store: string, name: string | null): Promise<number>;
}

export interface ProductStore {
  add(product: Product): Promise<void>;
  list(): Promise<readonly Product[]>;
  find(slug: string): Promise<Product | undefined>;
  update(slug: string, product: Product): Promise<void>;
  /** Removes the product with its links and rules; events and grants stay. */
  remove(slug: string): Promise<void>;
  links(): Promise<readonly Link[]>;
  /** @returns the slug of the product that already has this external id, when another one does. */
  link(link: Link): Promise<{ takenBy: string } | null>;
  unlink(key: Pick<Link, "product" | "provider" | "store" | "externalId" | "offer" | "plan">): Promise<boolean>;
}

export interface RuleStore {
  add(rule: Rule): Promise<void>;
  /** In the order in which they were added. */
  list(): Promise<readonly Rule[]>;
  /** Puts a rule in the place of another, under its own id. */
  replace(id: string, rule: Rule): Promise<void>;
  remove(id: string): Promise<boolean>;
}

export interface StoreAccountStore {
  list(): Promise<readonly StoreAccount[]>;
  save(account: StoreAccount): Promise<void>;
  /** Its credentials have their own store, and stay. */
  remove(provider: string, name: string): Promise<boolean>;
}

/** Customer of the CRM that receives Grupo ZAP leads. */
export interface Advertiser {
  readonly slug: string;
  /** CPF or CNPJ, unmasked, upper case. */
  readonly document: string;
  /** Integration URL; null when it is derived from the public URL and the slug. */
  readonly url: string | null;
  readonly sendLeadEmail: boolean;
  /** Answers 404, which makes Grupo ZAP delete the integration: only when the operator says so. */
  readonly closed: boolean;
}

export interface Listing {
  readonly code: string;
  readonly advertiser: string;
}

export interface AdvertiserStore {
  add(advertiser: Advertiser): Promise<void>;
  /** Adds or replaces many at once, all or none. */
  importMany(advertisers: readonly Advertiser[]): Promise<void>;
  find(slug: string): Promise<Advertiser | undefined>;
  findByDocument(document: string): Promise<Advertiser | undefined>;
  /** Documents that several advertisers have that are not closed. */
  sharedDocuments(): Promise<readonly string[]>;
  update(slug: string, advertiser: Advertiser): Promise<void>;
  remove(slug: string): Promise<boolean>;
  list(page: { after: string | null; limit: number }): Promise<readonly Advertiser[]>;
  count(): Promise<number>;
  addListing(listing: Listing): Promise<{ takenBy: string } | null>;
  importListings(listings: readonly Listing[]): Promise<void>;
  removeListings(codes: readonly string[]): Promise<void>;
  findListing(code: string): Promise<Listing | undefined>;
  listings(page: { advertiser: string | null; after: string | null; limit: number }): Promise<readonly Listing[]>;
}

/** All of it: what a configuration file speaks of. */
export interface ConfigurationStore {
  readonly accounts: StoreAccountStore;
  readonly credentials: CredentialStore;
  readonly products: ProductStore;
  readonly rules: RuleStore;
  readonly templates: TemplateStore;
  readonly destinations: DestinationStore;
  readonly advertisers: AdvertiserStore;
}
