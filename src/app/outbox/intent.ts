import type { Dispatch } from "../../core/dispatch.ts";
import { eventJson } from "../../core/event-json.ts";
import type { Person } from "../../core/mask.ts";
import { fillTemplate, parseTemplate } from "../../core/message-template.ts";
import { type Note, note } from "../../core/note.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { templateFields } from "../../core/template-fields.ts";
import type { Intent } from "../../destinations/contract.ts";
import type { Carrier, Configuration } from "../configuration.ts";
import { codeOf } from "../destinations/account.ts";
import type { Store } from "../ports.ts";
import { messageTarget } from "./messages.ts";

const LONGEST_NAME = 80;

/**
 * Everything a request about a dispatch may say, as known at the moment of sending: a corrected template or a phone that was
 * told since goes into what waits.
 *
 * @returns why it can never be said: the event is gone, or the message would have a hole.
 */
export async function intentOf(
  dispatch: Dispatch,
  carrier: Carrier,
  configuration: Configuration,
  store: Pick<Store, "events" | "contacts">,
): Promise<Result<Intent, Note>> {
  const event = await store.events.get(dispatch.eventId);
  if (event === undefined) return err(note("dispatch.event-gone", { event: dispatch.eventId }));
  const { id, action, target, value } = dispatch;
  const isAccess = action === "access.grant" || action === "access.block";
  const slug = isAccess ? target : event.productSlug;
  const product = slug === null ? undefined : configuration.products.get(slug);
  const facts = {
    id,
    action,
    target,
    value,
    code: codeOf(carrier.registered, carrier.kind, action, target).code,
    event: eventJson(event, { showPii: true, render: ({ code }) => code }),
    person: await personOf(dispatch, event.buyer, store),
    product: product === undefined ? null : { slug: product.slug, name: product.name, salesUrl: product.salesUrl },
    text: null,
  };
  if (action !== "notify") return ok(facts);
  const text = messageText(target, facts, configuration);
  return text.ok ? ok({ ...facts, text: text.value }) : text;
}

async function personOf({ lane }: Dispatch, buyer: Person, { contacts }: Pick<Store, "contacts">): Promise<Person> {
  const contact = lane.startsWith("ctc_") ? await contacts.find(lane) : undefined;
  const { name, email, phone, document } = contact ?? buyer;
  return { name, email, phone, document };
}

/** Longer, or with an address in it, it is no name: what somebody wrote into a checkout must not become a link of ours. */
function plainName(name: string | null): string | null {
  return name === null || name.length > LONGEST_NAME || /[\p{Cc}/:@\\<>]|\bwww\.|\p{L}\.\p{L}{2,}/u.test(name) ? null : name;
}

function messageText(target: string, facts: Intent, { templates }: Configuration): Result<string, Note> {
  const { template: name } = messageTarget(target);
  const template = templates.get(name);
  if (template === undefined) return err(note("dispatch.no-template", { template: name }));
  const parsed = parseTemplate(template.text);
  if (!parsed.ok) return err(note("dispatch.bad-template", { template: name, found: parsed.error.found }));
  const filled = fillTemplate(parsed.value, templateFields({ ...facts, person: { ...facts.person, name: plainName(facts.person.name) } }));
  return filled.ok ? filled : err(note("dispatch.hole", { template: name, fields: filled.error.join(", ") }));
}
