import type { Instant } from "../../core/instant.ts";
import type { Note } from "../../core/note.ts";
import type { ActionId } from "../../core/rule.ts";
import type { Credentials } from "../../core/secret.ts";
import { admission } from "../../core/sending.ts";
import type { Carrier, Configuration } from "../configuration.ts";
import { carriersByName } from "../configuration.ts";
import { accountOf, policyOf } from "../destinations/account.ts";
import { waitingFor } from "../destinations/describe.ts";
import { lackingSecret } from "../destinations/secrets.ts";
import { unmappedObjects } from "../destinations/unmapped.ts";
import { channelOf } from "../outbox/messages.ts";
import { DESTINATION_SECRETS, type RegisteredDestination, type Store } from "../ports.ts";
import type { DestinationFacts } from "./facts.ts";

/** What actions on access, tags and funnels are told to every destination that can be told. */
const MIRRORED: readonly ActionId[] = ["tag.add", "tag.remove", "sequence.add", "funnel.remove", "access.grant", "access.block"];

export async function destinationFacts(
  store: Store,
  configuration: Configuration,
  now: Instant,
  keyOpens: boolean,
): Promise<readonly DestinationFacts[]> {
  const counts = await store.dispatches.counts();
  const carriers = carriersByName(configuration);
  const facts: DestinationFacts[] = [];
  for (const registered of configuration.destinations.values()) {
    const { name } = registered;
    const carrier = carriers.get(name);
    const { queued, sending, dead } = waitingFor(counts, name);
    const health = await store.destinations.health(name);
    const secrets = keyOpens ? await store.credentials.load(DESTINATION_SECRETS, name) : null;
    const [lastDead = null] = dead === 0 ? [] : await store.dispatches.list({ states: ["dead"], destination: name, limit: 1 });
    facts.push({
      registered,
      carrier,
      health,
      lastError: health.breaker.openedAt === null ? null : await nextReason(store, name),
      ...standing(registered, carrier, secrets, now),
      admission: carrier === undefined ? null : admission(health, policyOf(registered, carrier.kind), now),
      waiting: queued + sending,
      dead,
      lastDead,
      nextDue: await store.dispatches.nextDue(name),
      unmapped: carrier === undefined ? [] : await unmappedObjects(store, registered, carrier.kind),
      isUsed: queued + sending > 0 || (carrier !== undefined && isUsed(carrier, configuration)),
    });
  }
  return facts;
}

/** Asked only of a destination in trouble: it sorts all that waits there. */
async function nextReason(store: Pick<Store, "dispatches">, name: string): Promise<Note | null> {
  const [next] = await store.dispatches.list({ states: ["queued"], destination: name, limit: 1 });
  return next?.reason ?? null;
}

function standing(
  registered: RegisteredDestination,
  carrier: Carrier | undefined,
  secrets: Credentials | null,
  now: Instant,
): Pick<DestinationFacts, "missingSecret" | "problem"> {
  if (carrier === undefined || secrets === null) return { missingSecret: null, problem: null };
  const missingSecret = lackingSecret(carrier.kind, secrets) ?? null;
  if (missingSecret !== null) return { missingSecret, problem: null };
  return { missingSecret, problem: carrier.kind.problem?.(accountOf(registered, carrier.kind, secrets, now)) ?? null };
}

function isUsed({ name, kind }: Carrier, configuration: Configuration): boolean {
  const calls = configuration.rules.flatMap(({ actions }) => actions);
  const isMirrored = (action: ActionId) => MIRRORED.includes(action) && kind.actions.includes(action);
  if (configuration.links.length > 0 && isMirrored("access.grant")) return true;
  return calls.some(({ id, target }) => {
    if (id === "forward") return target === name;
    if (id === "notify") return channelOf(target ?? "", configuration).destination === name;
    return isMirrored(id);
  });
}
