import type { DispatchDraft } from "../../core/dispatch.ts";
import type { CanonicalEvent } from "../../core/event.ts";
import { groupBy } from "../../core/group.ts";
import type { Configuration } from "../configuration.ts";
import type { OutboxWish } from "../plan.ts";
import type { ProcessingTx } from "../ports.ts";
import type { Change, Settled } from "../settle.ts";
import { messageDraft, overtake } from "./messages.ts";
import { mirror } from "./mirror.ts";
import { TOLD_BY_OTHERS } from "./occasion.ts";

/**
 * Puts into the outbox what follows from an event outside: what destinations are to hear of the contact, what is to be sent on,
 * messages; and cancels those that the event overtakes. In the transaction that changes the state, so both happen or neither.
 *
 * @returns what was queued, for traces.
 */
export async function fillOutbox(
  event: CanonicalEvent,
  wishes: readonly OutboxWish[],
  settled: readonly Settled[],
  configuration: Configuration,
  tx: ProcessingTx,
): Promise<readonly Change[]> {
  const canceled = await overtake(event, tx);
  const told = await mirror(settled, event, configuration, tx);
  const sent: DispatchDraft[] = [];
  for (const wish of withoutRepeats(wishes)) {
    const draft = await messageDraft(wish, event, configuration, tx);
    if (await tx.addDispatch(draft)) sent.push(draft);
  }
  const owner = event.contactId ?? event.id;
  return [
    ...told.map((draft): Change => queued(draft, `${draft.destination} ${draft.action} ${draft.target}`)),
    ...sent.map((draft): Change => queued(draft, draft.target)),
    ...canceled.map((target): Change => ({ kind: "outbox", contactId: owner, target, before: "queued", after: "canceled", rule: "-" })),
  ];
}

/**
 * The same of one event is sent once, though rules ask for it on two of its triggers: on the one about which other events may
 * ask for it too.
 */
function withoutRepeats(wishes: readonly OutboxWish[]): readonly OutboxWish[] {
  const same = groupBy(wishes, ({ action, target }) => `${action}\n${target}`);
  return [...same.values()].flatMap((group) => group.find(({ trigger }) => trigger === TOLD_BY_OTHERS) ?? group[0] ?? []);
}

function queued({ lane, rule, ended }: DispatchDraft, target: string): Change {
  const change = { kind: "outbox", contactId: lane, target, before: null, after: ended?.state ?? "queued", rule } as const;
  return ended === null ? change : { ...change, reason: ended.reason };
}
