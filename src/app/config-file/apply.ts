import { IntgError } from "../../core/errors.ts";
import type { Result } from "../../core/result.ts";
import { CREDENTIAL_REASONS, PLACE_REASONS } from "../lookups.ts";
import type { Clock, ConfigurationStore, Store } from "../ports.ts";
import type { FileFault } from "../rule-file.ts";
import type { ConfigDocument } from "./document.ts";
import { takeFullPicture } from "./picture.ts";
import { type ConfigPlan, isSamePlan, planConfiguration } from "./plan.ts";
import type { PlanOptions } from "./planning.ts";

export type ApplyOptions = Omit<PlanOptions, "now">;

/** What applying a file would do now. */
export async function planFile(
  store: Pick<Store, "dispatches"> & ConfigurationStore,
  clock: Clock,
  document: ConfigDocument,
  options: ApplyOptions,
): Promise<Result<ConfigPlan, readonly FileFault[]>> {
  return planConfiguration(document, await takeFullPicture(store, document), {
    ...options,
    now: clock.now(),
    counts: await store.dispatches.counts(),
  });
}

/**
 * Makes a home as a file has it, wholly or not at all.
 *
 * @param agreed - the plan that somebody said yes to; null where nobody was asked.
 * @returns what was done.
 * @throws INTG_CONFIGURATION_CHANGED, with nothing done, when that would no longer be what happens.
 */
export async function applyFile(
  store: Store,
  clock: Clock,
  document: ConfigDocument,
  options: ApplyOptions,
  agreed: ConfigPlan | null,
): Promise<Result<ConfigPlan, readonly FileFault[]>> {
  const counts = await store.dispatches.counts();
  const done = await store.configuring(async (configuration) => {
    const now = clock.now();
    const plan = planConfiguration(document, await takeFullPicture(configuration, document), { ...options, now, counts });
    if (!plan.ok) return plan;
    if (agreed !== null && !isSamePlan(agreed, plan.value)) throw new IntgError("INTG_CONFIGURATION_CHANGED");
    for (const step of plan.value.steps) await step(configuration, now);
    return plan;
  });
  if (done.ok) await wakeLookups(store, clock, document, done.value);
  return done;
}

/** Questions that could not be asked may be asked with new secrets, and any question at another place. */
async function wakeLookups(store: Pick<Store, "lookups">, clock: Clock, { stores = [] }: ConfigDocument, plan: ConfigPlan): Promise<void> {
  for (const { provider, name = "default", secrets = {} } of stores) {
    const change = plan.changes.find((one) => one.section === "stores" && one.name === `${provider}/${name}`);
    const isMoved = change?.fields.some((field) => field.name === "api") === true;
    if (!isMoved && change?.fields.some((field) => Object.hasOwn(secrets, field.name)) !== true) continue;
    await store.lookups.wake(provider, name, clock.now(), isMoved ? PLACE_REASONS : CREDENTIAL_REASONS);
  }
}
