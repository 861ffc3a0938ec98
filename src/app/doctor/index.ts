import { groupBy } from "../../core/group.ts";
import type { DoctorCheck } from "./check.ts";
import { destinationCircuit } from "./destination-circuit.ts";
import { destinationCodes } from "./destination-codes.ts";
import { destinationDead } from "./destination-dead.ts";
import { destinationEnabled } from "./destination-enabled.ts";
import { destinationQueue } from "./destination-queue.ts";
import { destinationSecrets } from "./destination-secrets.ts";
import type { DoctorFacts, MachineFacts } from "./facts.ts";
import { type Finding, SUBJECT_KINDS, type Verdict } from "./finding.ts";
import { isWhole } from "./gather.ts";
import { homeClock } from "./home-clock.ts";
import { homeDatabase } from "./home-database.ts";
import { homeDisk } from "./home-disk.ts";
import { homeIntegrity } from "./home-integrity.ts";
import { homeKey } from "./home-key.ts";
import { homeListener } from "./home-listener.ts";
import { homePermissions } from "./home-permissions.ts";
import { homeQueue } from "./home-queue.ts";
import { homeSetup } from "./home-setup.ts";
import { homeWal } from "./home-wal.ts";
import { productKind } from "./product-kind.ts";
import { productLinked } from "./product-linked.ts";
import { productSilent } from "./product-silent.ts";
import { ruleCondition } from "./rule-condition.ts";
import { ruleFunnels } from "./rule-funnels.ts";
import { ruleHomeless } from "./rule-homeless.ts";
import { ruleRepeated } from "./rule-repeated.ts";
import { ruleTargets } from "./rule-targets.ts";
import { ruleTrigger } from "./rule-trigger.ts";
import { storeBuyers } from "./store-buyers.ts";
import { storeCalls } from "./store-calls.ts";
import { storeCredential } from "./store-credential.ts";
import { storeDocuments } from "./store-documents.ts";
import { storeEvents } from "./store-events.ts";
import { storeListings } from "./store-listings.ts";
import { storeLookups } from "./store-lookups.ts";
import { storeProducts } from "./store-products.ts";
import { storeRefused } from "./store-refused.ts";
import { storeRotation } from "./store-rotation.ts";
import { storeSilence } from "./store-silence.ts";
import { storeUnmatched } from "./store-unmatched.ts";

/** Every check, in the order in which their findings are told. */
export const CHECKS: readonly DoctorCheck[] = [
  storeCredential,
  storeRotation,
  storeCalls,
  storeSilence,
  storeRefused,
  storeEvents,
  storeLookups,
  storeProducts,
  storeUnmatched,
  storeBuyers,
  storeListings,
  storeDocuments,
  productLinked,
  productSilent,
  productKind,
  ruleTrigger,
  ruleCondition,
  ruleTargets,
  ruleRepeated,
  ruleFunnels,
  ruleHomeless,
  destinationEnabled,
  destinationCircuit,
  destinationSecrets,
  destinationCodes,
  destinationQueue,
  destinationDead,
  homeSetup,
  homeDatabase,
  homeIntegrity,
  homeKey,
  homePermissions,
  homeDisk,
  homeWal,
  homeListener,
  homeQueue,
  homeClock,
];

/** What the checks have to say, by kind of subject, then by subject, then in the order of the checks. */
export function examine(facts: MachineFacts | DoctorFacts, checks: readonly DoctorCheck[] = CHECKS): readonly Finding[] {
  const found = checks.flatMap((check) => verdictsOf(check, facts).map((verdict): Finding => ({ id: check.id, ...verdict })));
  return SUBJECT_KINDS.flatMap((kind) => {
    const own = found.filter(({ subject }) => subject.kind === kind);
    return [...groupBy(own, ({ subject }) => JSON.stringify(subject)).values()].flat();
  });
}

function verdictsOf(check: DoctorCheck, facts: MachineFacts | DoctorFacts): readonly Verdict[] {
  if (check.needs === "machine") return check.judge(facts);
  return isWhole(facts) ? check.judge(facts) : [];
}
