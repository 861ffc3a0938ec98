import { isAsked } from "../../../app/ask-vendor.ts";
import type { ApiPlace } from "../../../app/ports.ts";
import { apiPlacesOf, readApiPlace as readPlace } from "../../../app/set-credential.ts";
import { IntgError } from "../../../core/errors.ts";
import type { ProviderAdapter } from "../../../providers/contract.ts";
import { PROVIDERS } from "../../../providers/index.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";

/** `--api production`, `--api sandbox` where the vendor has one, or the address to ask instead. */
export function readApiPlace(input: Input, provider: ProviderAdapter): ApiPlace | undefined {
  const given = input.text("api")?.trim();
  if (given === undefined) return undefined;
  if (!isAsked(provider)) throw new IntgError("INTG_NEVER_ASKED", { title: provider.title, known: askedProviders() });
  const place = readPlace(provider, given);
  if (place !== null) return place;
  throw input.badValue("api", printable(given), `${apiPlacesOf(provider).join(", ")}, https://..., http://127.0.0.1:PORT`);
}

function askedProviders(): string {
  return PROVIDERS.filter(isAsked)
    .map(({ id }) => id)
    .join(", ");
}
