import type { ProviderAdapter } from "./contract.ts";
import { eduzz } from "./eduzz/index.ts";
import { grupozap } from "./grupozap/index.ts";
import { hotmart } from "./hotmart/index.ts";
import { monetizze } from "./monetizze/index.ts";
import { pagseguro } from "./pagseguro/index.ts";
import { payt } from "./payt/index.ts";

export { CERTAINTIES } from "./certainty.ts";
export { REJECTION_STATUS } from "./contract.ts";

/** Every provider, in the order in which listings show them. A new one is one folder and one line here. */
export const PROVIDERS: readonly ProviderAdapter[] = [hotmart, monetizze, eduzz, pagseguro, payt, grupozap];

export function findProvider(id: string): ProviderAdapter | undefined {
  return PROVIDERS.find((provider) => provider.id === id);
}
