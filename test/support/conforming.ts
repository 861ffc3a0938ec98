import type { Finding } from "../../src/app/conform/finding.ts";
import { planChecks } from "../../src/app/conform/plan-checks.ts";
import { type RunWishes, runChecks } from "../../src/app/conform/run-checks.ts";
import type { HttpClient } from "../../src/app/ports.ts";
import type { CheckVerdict } from "../../src/core/check.ts";
import type { Credentials } from "../../src/core/secret.ts";
import type { ProviderAdapter } from "../../src/providers/contract.ts";
import { readFixture } from "../../src/shared/fixture-files.ts";

/** Drives an endpoint through a provider's checks, as `intg conform` does. */
export async function conform(
  provider: ProviderAdapter,
  credentials: Credentials,
  wishes: RunWishes & { readonly only?: readonly string[] },
  http: HttpClient,
): Promise<readonly Finding[]> {
  const plan = planChecks(
    provider,
    credentials,
    {
      seed: 7,
      at: "2026-11-03T12:00:00.000Z",
      productId: undefined,
      listing: undefined,
      fixture: (name) => readFixture(provider.id, name).request,
    },
    wishes.only ?? [],
  );
  return runChecks(plan, wishes, http);
}

/** Ids of the checks with this verdict, in their order. */
export function idsOf(findings: readonly Finding[], wanted: CheckVerdict): readonly string[] {
  return findings.filter(({ verdict }) => verdict === wanted).map(({ check }) => check.id);
}
