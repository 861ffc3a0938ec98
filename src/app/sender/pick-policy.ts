import type { Instant } from "../../core/instant.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import type { CallToMake } from "../simulate.ts";

/**
 * Which of the provider's policies a call is sent under, as its place in `provider.sending`: by its format where the vendor has
 * several ways of sending. What cannot be read goes the way of the vendor's present format, which stands first.
 *
 * @param zone - of times that the vendor writes without one; it does not change the format.
 */
export function policyIndexOf(provider: ProviderAdapter, call: CallToMake, at: Instant, zone: string): number {
  if (provider.sending.length === 1) return 0;
  const { request, document } = call;
  const read = provider.normalize(request, { receivedAt: at, zone, ...(document === undefined ? {} : { document }) });
  const format = read.ok ? read.value[0]?.format : undefined;
  if (format === undefined) return 0;
  const found = provider.sending.findIndex(({ formats }) => formats === "all" || formats.includes(format));
  return Math.max(0, found);
}
