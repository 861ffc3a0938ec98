import type { DispatchDraft } from "../../core/dispatch.ts";
import { durationMs } from "../../core/duration.ts";
import { type CanonicalEvent, happenedAt, isRepair } from "../../core/event.ts";
import { overtakenBy, overtaking, stepOf } from "../../core/happy-path.ts";
import { type Instant, instantFromMs } from "../../core/instant.ts";
import { type Note, note } from "../../core/note.ts";
import { type PurchaseState, stateOf } from "../../core/purchase.ts";
import { subjectOf } from "../../core/subject.ts";
import { TRIGGERS, type Trigger } from "../../core/triggers.ts";
import type { Configuration } from "../configuration.ts";
import type { OutboxWish } from "../plan.ts";
import { ownerOf } from "../plan.ts";
import type { ProcessingTx } from "../ports.ts";
import { channelsAmong } from "./channels.ts";
import { occasionOf } from "./occasion.ts";

/** What a rule asks to be sent because of an event: the event itself, or a message about it. */
export async function messageDraft(
  wish: OutboxWish,
  event: CanonicalEvent,
  configuration: Configuration,
  tx: ProcessingTx,
): Promise<DispatchDraft> {
  const { rule, action, target, trigger } = wish;
  const isMessage = action === "notify";
  const { destination, problem } = isMessage ? channelOf(target, configuration) : receiverOf(target, configuration);
  const step = isMessage && event.contactId !== null && event.productSlug !== null ? stepOf(trigger) : null;
  const late = problem === null && step !== null ? await overtakenAlready(event, step, tx) : null;
  const dead = problem ?? (isMessage && isRepair(event) && event.occurredAt === null ? note("dispatch.untold-time") : null);
  return {
    destination,
    lane: ownerOf(event, event.contactId),
    eventId: event.id,
    rule,
    action,
    target,
    value: null,
    occasion: occasionOf(event, trigger),
    object: null,
    product: step === null ? null : event.productSlug,
    sale: step === null ? null : subjectOf(event),
    step,
    happenedAt: happenedAt(event),
    dueAt: isMessage ? delayed(dueFrom(event), target) : event.receivedAt,
    createdAt: event.receivedAt,
    ended: dead !== null ? { state: "dead", reason: dead } : late === null ? null : { state: "canceled", reason: late },
  };
}

/**
 * When the vendor told of an event. Of one that was made of its history that is when it happened: the call would have come then, and
 * a message about what is weeks old is not to go out because it is repaired today.
 */
function dueFrom(event: CanonicalEvent): Instant {
  return isRepair(event) ? happenedAt(event) : event.receivedAt;
}

/** An event further on the path cancels the messages that wait about what came before it. @returns their templates. */
export async function overtake(event: CanonicalEvent, tx: ProcessingTx): Promise<readonly string[]> {
  const { contactId: lane, productSlug: product } = event;
  if (event.isPartialRefund === true || lane === null || product === null) return [];
  const canceled: string[] = [];
  for (const trigger of [event.trigger, ...event.also]) {
    const overtaken = overtakenBy(trigger);
    if (overtaken === null) continue;
    const which = {
      ...{ lane, product, below: overtaken.below },
      // Clocks are wrong now and then; what became of a sale follows what led to it all the same.
      sale: becameOfSale(stateOf(trigger)) === trigger ? subjectOf(event) : null,
      until: overtaken.within === "product" ? happenedAt(event) : null,
    };
    const reason = note("dispatch.overtaken", { by: trigger });
    canceled.push(...(await tx.cancelSteps(which, event.receivedAt, reason)));
  }
  return canceled;
}

/** The trigger of the event that put a sale into a state; null for one that is only begun. */
function becameOfSale(state: PurchaseState | null): Trigger | null {
  return TRIGGERS.find((trigger) => trigger === `purchase.${state}`) ?? null;
}

/** Events may arrive in any order: a boleto that is told of after its payment needs no reminder. */
async function overtakenAlready(event: CanonicalEvent, step: number, tx: ProcessingTx): Promise<Note | null> {
  const { contactId, productSlug, transaction } = event;
  if (contactId === null || productSlug === null) return null;
  const by = await tx.happenedSince(contactId, productSlug, overtaking(step, "product"), happenedAt(event));
  if (by !== undefined && by !== event.id) return note("dispatch.overtaken", { by });
  if (transaction.id === null) return null;
  const sale = await tx.findPurchase(event.provider, event.store, transaction.id);
  const ended = becameOfSale(sale?.state ?? null);
  const overtaken = ended === null ? null : overtakenBy(ended);
  return overtaken !== null && overtaken.below > step ? note("dispatch.overtaken", { by: ended }) : null;
}

interface Route {
  readonly destination: string | null;
  readonly problem: Note | null;
}

/** Where a forward goes: the target is the destination's name. */
export function receiverOf(name: string, { destinations, carriers }: Pick<Configuration, "destinations" | "carriers">): Route {
  if (!destinations.has(name)) return { destination: name, problem: note("dispatch.no-destination", { destination: name }) };
  const carries = carriers.get("forward")?.some((destination) => destination.name === name) === true;
  return { destination: name, problem: carries ? null : note("dispatch.carries-not", { destination: name, action: "forward" }) };
}

/** Through which destination a message goes: its template names it, or only one can send messages. */
export function channelOf(target: string, configuration: Pick<Configuration, "carriers" | "templates">): Route {
  const { template: name } = messageTarget(target);
  const template = configuration.templates.get(name);
  const channels = configuration.carriers.get("notify") ?? [];
  if (template === undefined) return { destination: null, problem: note("dispatch.no-template", { template: name }) };
  if (template.destination !== null) {
    const isChannel = channels.some((one) => one.name === template.destination);
    const problem = isChannel ? null : note("dispatch.no-destination", { destination: template.destination });
    return { destination: template.destination, problem };
  }
  const [only, ...others] = channelsAmong(
    channels,
    ({ kind }) => kind,
    ({ registered }) => registered.isEnabled,
  );
  if (only === undefined) return { destination: null, problem: note("dispatch.no-channel", { template: name }) };
  if (others.length > 0) return { destination: null, problem: note("dispatch.many-channels", { template: name }) };
  return { destination: only.name, problem: null };
}

/** `lembrete@24h` in its parts. */
export function messageTarget(target: string): { readonly template: string; readonly delay: string | null } {
  const [template = "", delay = null] = target.split("@");
  return { template, delay };
}

/** Delays count from the moment we were told: vendors tell of a cart when it is half an hour old. */
function delayed(from: string, target: string): string {
  const { delay } = messageTarget(target);
  const ms = delay === null ? 0 : (durationMs(delay) ?? 0);
  return instantFromMs(Date.parse(from) + ms) ?? from;
}
