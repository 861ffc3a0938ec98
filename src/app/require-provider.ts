import { IntgError } from "../core/errors.ts";
import { closest } from "../core/suggest.ts";
import type { ProviderAdapter } from "../providers/contract.ts";
import { findProvider, PROVIDERS } from "../providers/index.ts";

/** The provider of this name. @throws INTG_UNKNOWN_PROVIDER with the one that was probably meant. */
export function requireProvider(id: string): ProviderAdapter {
  const provider = findProvider(id);
  if (provider !== undefined) return provider;
  const suggestion = closest(
    id,
    PROVIDERS.map((candidate) => candidate.id),
  );
  throw new IntgError("INTG_UNKNOWN_PROVIDER", { given: id, known: knownProviders(), suggestion });
}

/** Their names, as a person reads them. */
export function knownProviders(): string {
  return PROVIDERS.map((provider) => provider.id).join(", ");
}
