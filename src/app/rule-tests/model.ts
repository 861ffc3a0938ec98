import type { EventStatus } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import type { Note } from "../../core/note.ts";
import type { Link, Product } from "../../core/product.ts";
import type { ActionCall } from "../../core/rule.ts";
import type { NativeEvent, ProviderAdapter } from "../../providers/contract.ts";

/** A sample call, with what the vendor would answer about it where it has to be asked. */
export interface SampleCall {
  readonly request: InboundRequest;
  readonly document: Uint8Array | undefined;
}

/** One thing that happens in a test. */
export interface GivenEvent {
  readonly provider: ProviderAdapter;
  readonly store: string;
  /** After the one before it, or after the beginning. */
  readonly afterMs: number;
  readonly sets: readonly { readonly path: string; readonly value: string }[];
  readonly call: GivenCall;
}

export type GivenCall =
  | {
      readonly kind: "event";
      readonly event: NativeEvent;
      readonly sample: SampleCall;
      /** Of the product that is sold; the sample's own product when absent. */
      readonly link: Link | undefined;
      readonly email: string;
      /** Events of one name belong to one sale; null for a sale of its own. */
      readonly sale: string | null;
    }
  | { readonly kind: "file"; readonly request: InboundRequest };

export const ACCESS_STANDINGS = ["active", "provisional", "ended", "blocked", "none"] as const;
/** `provisional`: given at the boleto and not paid yet; `ended`: a paid period that is over; `none`: never given. */
export type AccessWord = (typeof ACCESS_STANDINGS)[number];

/** What is expected; what is absent is not looked at. */
export interface Expectation {
  readonly does: readonly ActionCall[];
  readonly doesOnly: readonly ActionCall[] | null;
  readonly doesNot: readonly ActionCall[];
  readonly tags: readonly string[] | null;
  /** `funnel/sequence` */
  readonly sequences: readonly string[] | null;
  readonly access: readonly (readonly [product: string, standing: AccessWord])[];
  readonly status: EventStatus | null;
}

export interface RuleTest {
  readonly name: string;
  readonly given: readonly GivenEvent[];
  readonly expected: Expectation;
}

/** What is sold in the world of the tests. */
export interface Shop {
  readonly products: readonly Product[];
  readonly links: readonly Link[];
}

/** One expectation that did not come true, and what explains it. */
export interface TestFailure {
  readonly what: Note;
  readonly why: readonly Explanation[];
}

export interface Explanation {
  /** Rule id, or `link`; null for what no rule is behind. */
  readonly rule: string | null;
  readonly reason: Note;
}
