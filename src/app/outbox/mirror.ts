import type { DispatchDraft } from "../../core/dispatch.ts";
import type { Effect } from "../../core/effect.ts";
import { type CanonicalEvent, happenedAt } from "../../core/event.ts";
import type { Instant } from "../../core/instant.ts";
import { note } from "../../core/note.ts";
import type { ActionId } from "../../core/rule.ts";
import type { Configuration } from "../configuration.ts";
import { codeOf } from "../destinations/account.ts";
import type { ProcessingTx, Told } from "../ports.ts";
import type { Settled } from "../settle.ts";
import { occasionOf } from "./occasion.ts";

/** One thing a destination may have to hear of a contact. */
interface News {
  readonly kind: Exclude<Effect["kind"], "outbox">;
  readonly object: string;
  /** What holds now: `on`, the sequence, `granted`; null when nothing does. */
  readonly value: string | null;
  readonly action: ActionId;
  readonly target: string;
}

/**
 * Tells every destination that keeps tags, funnels or access what became of a contact's.
 *
 * Not what a rule asked for, but what holds after it: a refund that arrives before its approval takes the tag away and the
 * approval does not bring it back. A destination hears of an object when it was not told the same last. What was never told is told
 * also when nothing changed here, since tags and funnels may have been set there by others; except that somebody lost what he
 * never had.
 */
export async function mirror(
  settled: readonly Settled[],
  event: CanonicalEvent,
  { carriers }: Configuration,
  tx: ProcessingTx,
): Promise<readonly DispatchDraft[]> {
  const drafts: (DispatchDraft & { readonly place: number })[] = [];
  for (const one of settled) {
    if (one.kind === "outbox" || !one.contactId.startsWith("ctc_")) continue;
    const news = newsOf(one, event.receivedAt);
    for (const { name, registered, kind } of carriers.get(news.action) ?? []) {
      if (codeOf(registered, kind, news.action, news.target).isToldNot) continue;
      const place = kind.actions.indexOf(news.action);
      for (const draft of await draftsFor(name, news, one, event, tx)) drafts.push({ ...draft, place });
    }
  }
  // Each destination has an order of its own in which the news of one event are to reach it.
  drafts.sort((first, second) => first.place - second.place);
  const added: DispatchDraft[] = [];
  for (const { place: _, ...draft } of drafts) if (await tx.addDispatch(draft)) added.push(draft);
  return added;
}

async function draftsFor(
  destination: string,
  { kind, object }: News,
  settled: Settled,
  event: CanonicalEvent,
  tx: ProcessingTx,
): Promise<readonly DispatchDraft[]> {
  const { contactId: lane } = settled;
  let told = await tx.toldLast(destination, lane, object);
  if (kind === "access") {
    // The end of access is planned ahead; while it is the same, everything was told.
    const planned = openUntil(settled, event.receivedAt);
    if (planned !== null && told?.value === null && told.dueAt === planned) return [];
    const reason = note("dispatch.overtaken", { by: event.trigger });
    // A block that came after an event which is processed again still stands, unless access is open now.
    const isGiven = isOpenText(settled.after);
    await tx.cancelPlanned(destination, lane, object, { after: event.receivedAt, isGiven, reason });
    told = await tx.toldLast(destination, lane, object);
  }
  // An event that is understood later than others is told of after them, or they would stand.
  const dueAt = told !== undefined && told.dueAt > event.receivedAt ? told.dueAt : event.receivedAt;
  const news = newsOf(settled, dueAt);
  const until = kind === "access" ? openUntil(settled, dueAt) : null;
  const draft = draftOf(destination, news, settled, event, told, dueAt);
  const end: DispatchDraft = {
    ...draft,
    action: "access.block",
    value: null,
    occasion: `${draft.occasion}#end`,
    dueAt: until ?? dueAt,
  };
  return [...(isNews(news, settled, told) ? [draft] : []), ...(until === null ? [] : [end])];
}

/** Whether the destination is to be told, by what it was told last. */
function isNews(news: News, settled: Settled, told: Told | undefined): boolean {
  if (told !== undefined) return told.value !== news.value;
  if (news.value !== null) return true;
  return news.kind === "access" ? isOpenText(settled.before) : settled.isOwn || settled.before !== null;
}

function draftOf(
  destination: string,
  { action, target, object, value }: News,
  { contactId, rule }: Settled,
  event: CanonicalEvent,
  told: Told | undefined,
  dueAt: Instant,
): DispatchDraft {
  return {
    destination,
    lane: contactId,
    eventId: event.id,
    rule,
    action,
    target,
    value,
    // The same event may change its mind, when links and rules do: each change is told once.
    occasion: [occasionOf(event, event.trigger), contactId, ...(told === undefined ? [] : [told.id])].join("#"),
    object,
    product: null,
    sale: null,
    step: null,
    happenedAt: happenedAt(event),
    dueAt,
    createdAt: event.receivedAt,
    ended: null,
  };
}

function newsOf({ kind, target, after, until }: Settled, now: Instant): News {
  const object = `${kind}:${target}`;
  switch (kind) {
    case "tag":
      return { kind, object, value: after, action: after === null ? "tag.remove" : "tag.add", target };
    case "funnel":
      return after === null
        ? { kind, object, value: null, action: "funnel.remove", target }
        : { kind, object, value: after, action: "sequence.add", target: `${target}/${after}` };
    case "access": {
      const isOpen = isOpenText(after) && (until === null || until > now);
      return { kind, object, value: isOpen ? "granted" : null, action: isOpen ? "access.grant" : "access.block", target };
    }
    case "outbox":
      throw new TypeError("what goes to the outbox is no news of a contact");
    default:
      return kind satisfies never;
  }
}

/** The moment at which access that is open now ends; null for access that is closed, or has no end. */
function openUntil({ after, until }: Settled, now: Instant): Instant | null {
  return isOpenText(after) && until !== null && until > now ? until : null;
}

function isOpenText(access: string | null): boolean {
  return access !== null && access !== "blocked";
}
