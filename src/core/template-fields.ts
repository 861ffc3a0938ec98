import type { EventJson } from "./event-json.ts";
import { groupBy } from "./group.ts";
import { type Instant, wallClock } from "./instant.ts";
import type { Person } from "./mask.ts";
import { brazilianText } from "./money.ts";

/** Everything that a message or the template of a request can speak of. Unmasked. */
export interface TemplateFacts {
  /** Id of the dispatch. */
  readonly id: string;
  readonly action: string;
  readonly target: string;
  readonly value: string | null;
  /** What the destination calls the target; null when it was not mapped. */
  readonly code: string | null;
  readonly event: EventJson;
  readonly person: Person;
  readonly product: { readonly name: string; readonly salesUrl: string | null } | null;
  /** The message of a `notify`, filled in; null for everything else. */
  readonly text: string | null;
}

/** Due dates are written for buyers in Brazil. */
const ZONE = "America/Sao_Paulo";

type Read = (facts: TemplateFacts) => string | null;

const fullName: Read = ({ person }) => person.name;
const phone: Read = ({ person }) => person.phone;
const document: Read = ({ person }) => person.document;
const productName: Read = ({ product, event }) => product?.name ?? event.product.name;
const boleto: Read = ({ event }) => event.payment?.boletoBarcode ?? null;
const pix: Read = ({ event }) => event.payment?.pixCode ?? null;
const amount: Read = ({ event }) => (event.amount === null ? null : brazilianText(event.amount));
const due: Read = ({ event }) => brazilianDate(event.payment?.expiresAt ?? null);
const firstName: Read = ({ person }) => person.name?.trim().split(/\s+/u)[0] ?? null;
const transaction: Read = ({ event }) => event.transaction.id;

/** Short words, in English and in Portuguese. */
const MESSAGE_WORDS: Readonly<Record<string, Read>> = {
  name: fullName,
  nome: fullName,
  first_name: firstName,
  primeiro_nome: firstName,
  email: ({ person }) => person.email,
  phone,
  telefone: phone,
  document,
  documento: document,
  product: productName,
  produto: productName,
  amount,
  valor: amount,
  due,
  vencimento: due,
  boleto,
  linha_digitavel: boleto,
  boleto_url: ({ event }) => event.payment?.boletoUrl ?? null,
  pix,
  pix_code: pix,
  // Where to pay what was issued; where nothing was, where to buy.
  link: ({ event, product }) => event.payment?.boletoUrl ?? product?.salesUrl ?? null,
  transaction,
  transacao: transaction,
  provider: ({ event }) => event.provider,
  trigger: ({ event }) => event.trigger,
};

/** What only a request has use for. */
const REQUEST_WORDS: Readonly<Record<string, Read>> = {
  id: ({ id }) => id,
  action: ({ action }) => action,
  target: ({ target }) => target,
  value: ({ value }) => value,
  code: ({ code, target }) => code ?? target,
  text: ({ text }) => text,
};

/** Every value of the canonical event's JSON, by its path; lists are written with commas. `tracking.<name>` is open. */
const EVENT_PATHS = [
  "id",
  "deliveryId",
  "provider",
  "store",
  "format",
  "trigger",
  "also",
  "nativeEvent",
  "nativeStatus",
  "nativeId",
  "occurredAt",
  "zoneAssumed",
  "receivedAt",
  "isTest",
  "status",
  "reason",
  "product.externalId",
  "product.name",
  "product.slug",
  "product.kind",
  "product.offer",
  "product.plan",
  "transaction.id",
  "transaction.parentId",
  "transaction.subscriptionId",
  "transaction.recurrence",
  "buyer.name",
  "buyer.email",
  "buyer.phone",
  "buyer.phoneRaw",
  "buyer.document",
  "amount.minor",
  "amount.currency",
  "amountPaid.minor",
  "amountPaid.currency",
  "payment.method",
  "payment.installments",
  "payment.boletoUrl",
  "payment.boletoBarcode",
  "payment.pixCode",
  "payment.expiresAt",
  "accessUntil",
  "shipment.status",
  "shipment.trackingCode",
  "shipment.trackingUrl",
  "isPartialRefund",
  "lead.origin",
  "lead.channel",
  "lead.temperature",
  "lead.transactionType",
  "lead.listing",
  "lead.portalListing",
  "lead.advertiser",
  "lead.message",
  "lead.subtype",
  "notes",
  "contactId",
] as const;

const EVENT = "event.";
const TRACKING = "tracking.";

/** Names that a message can use, `tracking.<name>` apart. Where a path and a word are the same, the path wants `event.`. */
export const MESSAGE_FIELDS: readonly string[] = [
  ...Object.keys(MESSAGE_WORDS),
  ...EVENT_PATHS.filter((path) => path.includes(".")),
  ...EVENT_PATHS.map((path) => EVENT + path),
];

/** The short words, those that say the same together. */
export const MESSAGE_WORD_GROUPS: readonly (readonly string[])[] = [
  ...groupBy(Object.keys(MESSAGE_WORDS), (word) => MESSAGE_WORDS[word]).values(),
];

/** Further names that the template of a request can use. */
export const REQUEST_FIELDS: readonly string[] = Object.keys(REQUEST_WORDS);

const messageFields: ReadonlySet<string> = new Set(MESSAGE_FIELDS);

export function isMessageField(name: string): boolean {
  return messageFields.has(name) || trackingName(name) !== null;
}

export function isRequestField(name: string): boolean {
  return Object.hasOwn(REQUEST_WORDS, name);
}

/** What the fields stand for in one dispatch; null for what has no value, and for what is no field. */
export function templateFields(facts: TemplateFacts): (name: string) => string | null {
  return (name) => {
    if (Object.hasOwn(MESSAGE_WORDS, name)) return MESSAGE_WORDS[name]?.(facts) ?? null;
    if (Object.hasOwn(REQUEST_WORDS, name)) return REQUEST_WORDS[name]?.(facts) ?? null;
    const tracking = trackingName(name);
    if (tracking !== null) return Object.hasOwn(facts.event.tracking, tracking) ? (facts.event.tracking[tracking] ?? null) : null;
    return messageFields.has(name) ? textAt(facts.event, name.startsWith(EVENT) ? name.slice(EVENT.length) : name) : null;
  };
}

function trackingName(field: string): string | null {
  const path = field.startsWith(EVENT) ? field.slice(EVENT.length) : field;
  return path.startsWith(TRACKING) && path.length > TRACKING.length ? path.slice(TRACKING.length) : null;
}

function textAt(event: EventJson, path: string): string | null {
  let value: unknown = event;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null) return null;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

/** `05/11/2026`. */
function brazilianDate(at: Instant | null): string | null {
  const date = at === null ? null : wallClock(at, ZONE)?.slice(0, 10);
  return date?.split("-").reverse().join("/") ?? null;
}
