import type { InboundRequest } from "../../core/http-message.ts";
import type { Instant } from "../../core/instant.ts";
import { randomHex, seededRandom } from "../../core/random.ts";
import type { Credentials } from "../../core/secret.ts";
import type { ConformanceBench } from "../../providers/conformance.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { wrongCredentials } from "./wrong-credentials.ts";

export interface BenchWishes {
  readonly seed: number;
  /** When the invented events happen. */
  readonly at: Instant;
  /** Product that the endpoint knows, in the vendor's id. */
  readonly productId: string | undefined;
  /** Listing that the endpoint knows, in its own code. */
  readonly listing: string | undefined;
  readonly fixture: (name: string) => InboundRequest;
}

/** Everybody is this one, under an address of their own: whoever finds them in a CRM knows where they are from. */
const NAME = "Pessoa Inventada (intg conform)";

/**
 * The bench of one check. What it draws depends on the seed and the check alone, so a check that is run by itself makes the same
 * calls as in a run of all.
 */
export function createBench(provider: ProviderAdapter, credentials: Credentials, check: string, wishes: BenchWishes): ConformanceBench {
  const random = seededRandom(wishes.seed ^ hashOf(check));
  const { at } = wishes;
  return {
    random,
    sample: (fixture, { productId = wishes.productId } = {}) =>
      provider.vary(wishes.fixture(fixture), {
        random,
        at,
        name: NAME,
        email: `conform-${randomHex(random, 10)}@example.com`,
        ...(productId === undefined ? {} : { productId }),
        ...(wishes.listing === undefined ? {} : { listing: wishes.listing }),
      }),
    verbatim: wishes.fixture,
    sign: (request) => provider.sign(request, credentials, at),
    signWrong: (request, how) => provider.sign(request, wrongCredentials(credentials, how, random), at),
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  return hash;
}
