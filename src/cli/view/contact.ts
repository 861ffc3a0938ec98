import type { ContactStory } from "../../app/contact-story.ts";
import type { Contact, StoredPurchase } from "../../app/ports.ts";
import { eventJson } from "../../core/event-json.ts";
import type { Instant } from "../../core/instant.ts";
import { cell, printable } from "../printable.ts";
import { accessJson, grantsText, standingText } from "./access.ts";
import { alignRows, indent } from "./columns.ts";
import { fieldLines } from "./event-details.ts";
import { eventLine, listLayout, shownId } from "./event-line.ts";
import { purchaseWord } from "./state-words.ts";
import { ruleName } from "./trace.ts";
import type { View } from "./view.ts";

export function contactJson(contact: Contact, view: Pick<View, "person">) {
  const { id, email, phone, name, document, firstSeenAt, lastSeenAt } = view.person(contact);
  return { id, name, email, phone, document, firstSeenAt, lastSeenAt };
}

export function contactStoryJson({ contact, tags, funnels, access, purchases, events }: ContactStory, view: View) {
  return {
    ...contactJson(contact, view),
    tags: tags.map(({ tag, since, eventId, rule }) => ({ tag, since, event: eventId, rule })),
    funnels: funnels.map(({ funnel, sequence, since, eventId, rule }) => ({ funnel, sequence, since, event: eventId, rule })),
    access: access.map((standing) => {
      const { product, active, since, until, grants } = accessJson(standing, view);
      return { product, active, since, until, grants };
    }),
    purchases: purchases.map(purchaseJson),
    events: events.map((event) => eventJson(event, { showPii: view.showPii, render: (note) => view.texts.ofNote(note) })),
  };
}

/** One person, told from who it is to what came last. */
export function contactStoryView(story: ContactStory, view: View, now: Instant): string {
  const { contact, tags, funnels, access, purchases, events } = story;
  const { style, texts } = view;
  const person = view.person(contact);
  const lines: string[] = [`${style.bold(cell(person.name ?? person.email ?? person.phone))}  ${style.dim(contact.id)}`];
  lines.push(
    ...indent(
      fieldLines(
        [
          ["field.email", person.email],
          ["field.phone", person.phone],
          ["field.document", person.document],
          ["field.seen", seenText(contact, view)],
        ],
        view,
      ),
    ),
  );
  const section = (title: string, rows: readonly (readonly string[])[]) => {
    lines.push("", style.bold(title), ...indent(rows.length === 0 ? [style.dim(texts("trace.none"))] : alignRows(rows)));
  };
  const by = (row: { since: Instant; rule: string; eventId: string }) => [
    view.local(row.since),
    style.dim(ruleName(row.rule, view)),
    style.dim(shownId(row.eventId, view)),
  ];
  section(
    texts("contact.tags"),
    tags.map((row) => [printable(row.tag), ...by(row)]),
  );
  section(
    texts("contact.funnels"),
    funnels.map((row) => [`${printable(row.funnel)}/${printable(row.sequence)}`, ...by(row)]),
  );
  section(
    texts("contact.access"),
    access.map((row) => [printable(row.product), standingText(row, view), view.local(row.since), style.dim(grantsText(row.grants, view))]),
  );
  section(
    texts("contact.purchases"),
    purchases.map((row) => purchaseRow(row, view)),
  );
  const layout = listLayout(events, { ...view, columns: view.columns === null ? null : view.columns - 2 }, view.local(now).slice(0, 10));
  section(
    texts("contact.events"),
    events.map((event) => [eventLine(event, view, { ...layout, buyer: 0 })]),
  );
  return lines.join("\n");
}

function seenText({ firstSeenAt, lastSeenAt }: Contact, view: View): string {
  const [first, last] = [view.local(firstSeenAt), view.local(lastSeenAt)];
  return first === last ? first : view.texts("contact.seen", { first, last });
}

function purchaseRow(purchase: StoredPurchase, view: View): readonly string[] {
  const { style, texts } = view;
  const { state, recurrence } = purchase;
  const color =
    state === "approved" ? style.green : state === "refunded" || state === "canceled" || state === "chargeback" ? style.red : style.yellow;
  const flags = [
    recurrence === null ? null : texts("event.charge", { n: recurrence }),
    purchase.completed ? texts("contact.completed") : null,
    purchase.disputed ? texts("contact.disputed") : null,
  ];
  return [
    printable(purchase.transaction),
    purchase.provider,
    cell(purchase.product),
    color(purchaseWord(state, view)),
    purchase.approvedAt === null ? "-" : view.local(purchase.approvedAt),
    style.dim(flags.filter((flag) => flag !== null).join(", ")),
  ];
}

function purchaseJson(purchase: StoredPurchase) {
  const { provider, store, transaction, product, subscriptionId, recurrence, state, approvedAt, disputed, completed } = purchase;
  return { provider, store, transaction, product, subscriptionId, recurrence, state, approvedAt, disputed, completed };
}
