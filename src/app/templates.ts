import { actionOf } from "../actions/index.ts";
import { IntgError } from "../core/errors.ts";
import type { EventJson } from "../core/event-json.ts";
import { type Instant, instantFromMs } from "../core/instant.ts";
import { fillTemplate, parseTemplate, type Template, type TemplatePlace } from "../core/message-template.ts";
import { type Note, note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { Rule } from "../core/rule.ts";
import { closest } from "../core/suggest.ts";
import { templateFields } from "../core/template-fields.ts";
import { findDestinationKind } from "../destinations/index.ts";
import { objectOf } from "./destinations/account.ts";
import { requireRegistered } from "./destinations/registered.ts";
import { channelsAmong } from "./outbox/channels.ts";
import type { MessageTemplate, RegisteredDestination, Store } from "./ports.ts";

/** A template as the operator wants it; `destination` undefined leaves the one it has. */
export interface TemplateWish {
  readonly name: string;
  readonly text: string;
  readonly destination?: string;
}

export interface SavedTemplate {
  readonly template: MessageTemplate;
  /** Whether there was one of that name before. */
  readonly existed: boolean;
}

/** A template with what is to be known about it. */
export interface TemplateDescription {
  readonly template: MessageTemplate;
  /** Its places, each field once, in the order in which the text has them. */
  readonly places: readonly TemplatePlace[];
  /** Filled in for an invented buyer. */
  readonly preview: string;
  readonly rules: readonly Rule[];
}

/** A template as a list shows it. */
export interface ListedTemplate extends MessageTemplate {
  /** How many rules send it. */
  readonly rules: number;
}

/**
 * Adds a template, or replaces the one of its name.
 *
 * @throws INTG_DESTINATION_NOT_FOUND, INTG_NO_MESSENGER when the destination sends no messages.
 */
export async function saveTemplate(store: Pick<Store, "templates" | "destinations">, wish: TemplateWish): Promise<SavedTemplate> {
  if (wish.destination !== undefined) await requireMessenger(store, wish.destination);
  const before = await store.templates.find(wish.name);
  const template = { name: wish.name, destination: wish.destination ?? before?.destination ?? null, text: wish.text };
  await store.templates.save(template);
  return { template, existed: before !== undefined };
}

/** A name that `notify` can send. */
export function readTemplateName(text: string): Result<string, Note> {
  const call = actionOf("notify").readTarget(text);
  if (!call.ok) return call;
  const name = call.value.target ?? "";
  return name.includes("@") ? err(note("template.name-with-delay", { name })) : ok(name);
}

/** A message as it is kept: line ends as `\n`, and none at the end, where editors put one that is no part of it. */
export function tidiedText(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}

/** Names of the registered destinations that a message goes through when it names none. */
export async function messengers(store: Pick<Store, "destinations">): Promise<readonly string[]> {
  return channelsAmong(
    await store.destinations.list(),
    ({ kind }) => findDestinationKind(kind),
    ({ isEnabled }) => isEnabled,
  ).map(({ name }) => name);
}

/** @throws INTG_DESTINATION_NOT_FOUND, INTG_NO_MESSENGER */
export async function requireMessenger(store: Pick<Store, "destinations">, name: string): Promise<void> {
  const destination = await requireRegistered(store, name);
  if (sendsMessages(destination)) return;
  const known = (await store.destinations.list())
    .filter(sendsMessages)
    .map((one) => one.name)
    .join(", ");
  throw new IntgError("INTG_NO_MESSENGER", { name, kind: destination.kind, known: known === "" ? null : known });
}

export function sendsMessages({ kind }: Pick<RegisteredDestination, "kind">): boolean {
  return findDestinationKind(kind)?.actions.includes("notify") === true;
}

export async function listTemplates(store: Pick<Store, "templates" | "rules">): Promise<readonly ListedTemplate[]> {
  const [templates, rules] = [await store.templates.list(), await store.rules.list()];
  return templates.map((template) => ({ ...template, rules: rules.filter((rule) => templatesOf(rule).includes(template.name)).length }));
}

/** @throws INTG_TEMPLATE_NOT_FOUND */
export async function describeTemplate(
  store: Pick<Store, "templates" | "rules">,
  name: string,
  now: Instant,
): Promise<TemplateDescription> {
  const template = await requireTemplate(store, name);
  const parsed = parseTemplate(template.text);
  // It was read before it was kept, so one that cannot be read was kept by another version: shown as it is.
  const parts: Template = parsed.ok ? parsed.value : [template.text];
  const places = parts.filter((part) => typeof part !== "string");
  const fields = templateFields({ ...INVENTED, event: inventedEvent(now) });
  return {
    template,
    places: places.filter(({ field }, at) => places.findIndex((other) => other.field === field) === at),
    preview: previewOf(parts, fields),
    rules: (await store.rules.list()).filter((rule) => templatesOf(rule).includes(name)),
  };
}

/** Filled in; what the invented buyer lacks stays as a place. */
function previewOf(parts: Template, fields: (name: string) => string | null): string {
  const filled = fillTemplate(parts, fields);
  if (filled.ok) return filled.value;
  const whole = fillTemplate(parts, (field) => (filled.error.includes(field) ? `{{${field}}}` : fields(field)));
  return whole.ok ? whole.value : "";
}

/** Removes a template; the rules that send it stay. @throws INTG_TEMPLATE_NOT_FOUND */
export async function removeTemplate(store: Pick<Store, "templates">, name: string): Promise<void> {
  if (!(await store.templates.remove(name))) throw await notFound(store, name);
}

/** What the actions of a rule send or send to that is not registered. */
export async function missingTargets(
  store: Pick<Store, "templates" | "destinations">,
  { actions }: Pick<Rule, "actions">,
): Promise<{ readonly templates: readonly string[]; readonly destinations: readonly string[] }> {
  const templates = new Set((await store.templates.list()).map(({ name }) => name));
  const destinations = new Set((await store.destinations.list()).map(({ name }) => name));
  return missingAmong({ actions }, templates, destinations);
}

/** The same among names that are known. */
export function missingAmong(
  { actions }: Pick<Rule, "actions">,
  templates: ReadonlySet<string>,
  destinations: ReadonlySet<string>,
): { readonly templates: readonly string[]; readonly destinations: readonly string[] } {
  const forwards = actions.flatMap(({ id, target }) => (id === "forward" && target !== null ? [target] : []));
  return {
    templates: templatesOf({ actions }).filter((name) => !templates.has(name)),
    destinations: forwards.filter((name) => !destinations.has(name)),
  };
}

/** Names of the templates that a rule sends, each once. */
function templatesOf({ actions }: Pick<Rule, "actions">): readonly string[] {
  const names = actions.flatMap(({ id, target }) => (id === "notify" && target !== null ? (objectOf(id, target)?.name ?? []) : []));
  return [...new Set(names)];
}

async function requireTemplate(store: Pick<Store, "templates">, name: string): Promise<MessageTemplate> {
  const template = await store.templates.find(name);
  if (template === undefined) throw await notFound(store, name);
  return template;
}

async function notFound(store: Pick<Store, "templates">, name: string): Promise<IntgError> {
  const names = (await store.templates.list()).map((template) => template.name);
  return new IntgError("INTG_TEMPLATE_NOT_FOUND", { name, suggestion: closest(name, names) });
}

/** Whom previews are made for: nobody. */
const INVENTED = {
  id: "dsp_00000000000000000000",
  action: "notify",
  target: "preview",
  value: null,
  code: null,
  person: { name: "Ana Exemplo", email: "ana@example.com", phone: "+5511900000000", document: "00000000000" },
  product: { name: "Curso X", salesUrl: "https://example.com/curso-x" },
  text: null,
} as const;

const DUE_MS = 3 * 86_400_000;

/** A sale of which everything is known, more than any real one: boleto and Pix, subscription and delivery. */
function inventedEvent(now: Instant): EventJson {
  const amount = { minor: 19_700, currency: "BRL" } as const;
  return {
    id: "evt_00000000000000000000",
    deliveryId: "dlv_00000000000000000000",
    provider: "hotmart",
    store: "default",
    format: "hotmart/2.0.0",
    trigger: "boleto.issued",
    also: [],
    nativeEvent: "PURCHASE_BILLET_PRINTED",
    nativeStatus: "BILLET_PRINTED",
    nativeId: "00000000-0000-4000-8000-000000000000",
    occurredAt: now,
    zoneAssumed: false,
    receivedAt: now,
    isTest: false,
    status: "processed",
    reason: null,
    product: { externalId: "1001", name: "Curso X", slug: "curso-x", kind: "subscription", offer: "ab12cd34", plan: "mensal" },
    transaction: { id: "HP0000000001", parentId: null, subscriptionId: "SUB00001", recurrence: 1 },
    buyer: { ...INVENTED.person, phoneRaw: "11900000000" },
    amount,
    amountPaid: amount,
    payment: {
      method: "boleto",
      installments: 1,
      boletoUrl: "https://example.com/boleto/1",
      boletoBarcode: "00190.00009 00000.000000 00000.000000 0 00000000019700",
      pixCode: "00020126exemplo5204000053039865802BR6304ABCD",
      expiresAt: instantFromMs(Date.parse(now) + DUE_MS),
    },
    tracking: {},
    accessUntil: null,
    shipment: null,
    isPartialRefund: false,
    lead: null,
    notes: [],
    contactId: null,
  };
}
