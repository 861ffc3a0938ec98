/** One thing that an endpoint has to do to live with a vendor, see `ProviderAdapter.conformance`. */
export interface ConformanceCheck {
  /** Stable, `lead.current`; unique within the provider. */
  readonly id: string;
}
