/** How sure we are of a fact about a vendor, and why. */
export const CERTAINTIES = ["official", "production", "test-button", "public-code", "guess"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Something that is known of a vendor, how surely, and from where. */
export interface VendorFact<T> {
  readonly value: T;
  readonly certainty: Certainty;
  /** The document or observation, in a few words. */
  readonly source: string;
}
