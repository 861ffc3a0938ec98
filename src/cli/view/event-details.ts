import { MASKED } from "../../core/condition-match.ts";
import { type CanonicalEvent, isExtraItem, isRepair } from "../../core/event.ts";
import type { MessageKey } from "../../messages/text.ts";
import { printable } from "../printable.ts";
import { alignRows } from "./columns.ts";
import { markOf } from "./event-line.ts";
import type { View } from "./view.ts";

type Field = readonly [label: MessageKey, value: string | null];

/** First line of everything that is told about one event. */
export function eventHead(event: CanonicalEvent, view: View): string {
  const { style, texts } = view;
  const triggers = [event.trigger, ...event.also].join(" + ");
  const test = event.isTest ? `  ${style.yellow(texts("event.test-mark"))}` : "";
  const repair = isRepair(event) ? `  ${style.yellow(texts("event.repair-mark"))}` : "";
  return `${markOf(event.status, view)} ${style.bold(`${printable(event.provider)} ${triggers}`)}${test}${repair}  ${style.dim(event.id)}`;
}

/** The event in short, for traces: what came, of what, from whom, and what it was matched to. */
export function eventRows(event: CanonicalEvent, view: View, verified?: string): readonly string[] {
  return fieldLines(
    [
      ["field.verified", verified ?? null],
      ["field.native", nativeText(event)],
      ["field.when", whenText(event, view)],
      ["field.status", statusText(event, view)],
      ["field.product", productText(event)],
      ["field.advertiser", event.advertiser],
      ["field.lead", leadText(event)],
      ["field.transaction", transactionText(event, view)],
      ["field.buyer", buyerText(event, view)],
      ["field.amount", amountText(event, view)],
    ],
    view,
  );
}

/** Everything about the event, for `event show`. */
export function eventDetails(event: CanonicalEvent, view: View): readonly string[] {
  const { payment, lead } = event;
  const shown = view.event(event);
  return [
    ...eventRows(event, view),
    ...fieldLines(
      [
        ["field.document", shown.buyer.document],
        ["field.offer", event.product.offer],
        ["field.plan", [event.product.plan, event.product.planName].filter((text) => text !== null).join(" ") || null],
        ["field.boleto", payment?.boletoBarcode ?? null],
        ["field.boleto-url", payment?.boletoUrl ?? null],
        ["field.pix", payment?.pixCode ?? null],
        ["field.expires", localOrNull(payment?.expiresAt ?? null, view)],
        ["field.refused-because", payment?.refusalReason ?? null],
        ["field.access-until", localOrNull(event.accessUntil, view)],
        ["field.shipment", shipmentText(event)],
        ["field.message", lead === null ? null : messageText(shown.lead?.message ?? null, view)],
        [
          "field.tracking",
          Object.entries(shown.tracking)
            .map(([name, value]) => `${name}=${value}`)
            .join(" ") || null,
        ],
        ["field.received", view.local(event.receivedAt)],
        ["field.store", event.store],
        ["field.delivery", event.deliveryId],
        ["field.contact", event.contactId],
        ["field.notes", event.notes.map((note) => view.texts.ofNote(note)).join("; ") || null],
      ],
      view,
    ),
  ];
}

/** Label and value, aligned over all listings of one event; what is not there is left out. */
export function fieldLines(fields: readonly Field[], view: View): readonly string[] {
  const rows = fields.flatMap(([label, value]) =>
    value === null ? [] : [[view.style.dim(view.texts(label).padEnd(LABEL_WIDTH)), printable(value)]],
  );
  return alignRows(rows);
}

const LABEL_WIDTH = 11;

function nativeText(event: CanonicalEvent): string | null {
  const words = [event.nativeEvent, event.nativeStatus].filter((word) => word !== null && word !== "");
  return [...new Set(words)].join(" ") === "" ? event.format : `${[...new Set(words)].join(" ")} (${event.format})`;
}

function whenText(event: CanonicalEvent, view: View): string {
  if (event.occurredAt === null) return view.texts("event.received-at", { at: view.local(event.receivedAt) });
  return event.zoneAssumed ? view.texts("event.zone-assumed", { at: view.local(event.occurredAt) }) : view.local(event.occurredAt);
}

function statusText(event: CanonicalEvent, view: View): string {
  return event.reason === null ? event.status : `${event.status}: ${view.texts.ofNote(event.reason)}`;
}

function productText(event: CanonicalEvent): string | null {
  const { externalId, name, kind } = event.product;
  const sent = [externalId, name === null ? null : `"${name}"`, kind].filter((word) => word !== null).join(" ");
  if (event.productSlug === null) return sent === "" ? null : sent;
  return sent === "" ? event.productSlug : `${event.productSlug} ← ${sent}`;
}

function leadText({ lead }: CanonicalEvent): string | null {
  if (lead === null) return null;
  const words = [lead.origin, lead.channel, lead.transactionType, lead.temperature, lead.listing ?? lead.portalListing];
  return words.filter((word) => word !== null).join(", ") || lead.subtype;
}

function transactionText({ transaction }: CanonicalEvent, { texts }: View): string | null {
  const { id, parentId, subscriptionId, recurrence } = transaction;
  const parts = [
    id,
    isExtraItem(transaction) ? texts("event.extra-item") : parentId === null ? null : texts("event.order-bump-of", { id: parentId }),
    subscriptionId === null ? null : texts("event.of-subscription", { id: subscriptionId }),
    recurrence === null ? null : texts("event.charge", { n: recurrence }),
  ];
  return parts.filter((part) => part !== null).join(", ") || null;
}

function shipmentText({ shipment }: CanonicalEvent): string | null {
  const { status, trackingCode, trackingUrl } = shipment ?? { status: null, trackingCode: null, trackingUrl: null };
  return [status, trackingCode, trackingUrl].filter((part) => part !== null).join(", ") || null;
}

function messageText(message: string | null, { texts }: View): string | null {
  return message === MASKED ? texts("word.masked") : message;
}

function buyerText(event: CanonicalEvent, view: View): string | null {
  const { name, email, phone, phoneRaw } = view.event(event).buyer;
  return [name, email, phone ?? phoneRaw].filter((part) => part !== null).join(", ") || null;
}

function amountText({ amount, amountPaid, payment }: CanonicalEvent, { texts }: View): string | null {
  const paid =
    amountPaid !== null && amountPaid.minor !== amount?.minor ? texts("event.paid", { amount: texts.formats.money(amountPaid) }) : null;
  const times = payment?.installments != null && payment.installments > 1 ? ` ${payment.installments}x` : "";
  const method = payment === null ? null : `${texts(`state.method.${payment.method}`)}${times}`;
  return [amount === null ? null : texts.formats.money(amount), method, paid].filter((part) => part !== null).join(", ") || null;
}

function localOrNull(instant: string | null, view: View): string | null {
  return instant === null ? null : view.local(instant);
}
