import type { Instant } from "../../core/instant.ts";
import type { Trigger } from "../../core/triggers.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { CallToMake } from "../simulate.ts";

/** What a call is, as its receiver will read it; null for what cannot be read. */
export interface CallReading {
  readonly format: string | null;
  readonly trigger: Trigger | null;
}

/** @param zone - of times that the vendor writes without one; it changes neither of the two. */
export function readCall(provider: ProviderAdapter, { request, document }: CallToMake, at: Instant, zone: string): CallReading {
  const read = provider.normalize(request, { receivedAt: at, zone, ...(document === undefined ? {} : { document }) });
  const event = read.ok ? read.value[0] : undefined;
  return { format: event?.format ?? null, trigger: event?.trigger ?? null };
}

/**
 * Which of the provider's policies a call is sent under, as its place in `provider.sending`: by its format where the vendor has
 * several ways of sending. What cannot be read goes the way of the vendor's present format, which stands first.
 */
export function policyIndexOf({ sending }: Pick<ProviderAdapter, "sending">, { format }: CallReading): number {
  const found = sending.findIndex(({ formats }) => formats === "all" || (format !== null && formats.includes(format)));
  return Math.max(0, found);
}
