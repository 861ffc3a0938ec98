import { isAsked } from "../../../app/ask-vendor.ts";
import type { ApiPlace } from "../../../app/ports.ts";
import { IntgError } from "../../../core/errors.ts";
import { isHttpUrl, isLoopback } from "../../../core/http-url.ts";
import type { ProviderAdapter } from "../../../providers/contract.ts";
import { PROVIDERS } from "../../../providers/index.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";

const PLACES = ["production", "sandbox"] as const;

/**
 * `--api production`, `--api sandbox` where the vendor has one, or the address to ask instead. The store's secrets are sent there,
 * so an address that is not on this machine must be https.
 */
export function readApiPlace(input: Input, provider: ProviderAdapter): ApiPlace | undefined {
  const given = input.text("api")?.trim();
  if (given === undefined) return undefined;
  if (!isAsked(provider)) throw new IntgError("INTG_NEVER_ASKED", { title: provider.title, known: askedProviders() });
  const places = provider.api?.places ?? PLACES;
  const place = places.find((known) => known === given);
  if (place !== undefined) return place;
  if (isHttpUrl(given) && (given.startsWith("https://") || isLoopback(new URL(given).hostname))) return given as ApiPlace;
  throw input.badValue("api", printable(given), `${places.join(", ")}, https://..., http://127.0.0.1:PORT`);
}

function askedProviders(): string {
  return PROVIDERS.filter(isAsked)
    .map(({ id }) => id)
    .join(", ");
}
