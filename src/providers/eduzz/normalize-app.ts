import { type EventFacts, NO_PRODUCT, type ProductFacts } from "../../core/event.ts";
import type { InboundRequest } from "../../core/http-message.ts";
import { type JsonObject, objectAt, textAt } from "../../core/json.ts";
import type { NormalizeContext } from "../contract.ts";
import { sha256 } from "../event-keys.ts";
import { PING } from "./address-check.ts";
import { customerFacts } from "./buyer.ts";
import { factsOf } from "./facts.ts";
import { eventKeys, idKey } from "./keys.ts";
import { envelopeMoment } from "./moments.ts";
import type { EnvelopePayload } from "./payload.ts";
import { idle, type Reading, told, UNKNOWN } from "./reading.ts";

/** Eduzz's other apps share the webhook (official); but for two events of the members' area none has a trigger here. */
const OTHER_APPS = /^(nutror|alpaclass|blinket|safevideo)\./;

const FIRST_LESSON = "nutror.lesson_started";

/** Whatever is no invoice, contract or cart: the members' area, the other apps, commissions, the ping, and what nobody knows. */
export function appFacts(
  request: InboundRequest,
  { format, event, name, envelope, data }: EnvelopePayload,
  { zone }: NormalizeContext,
): EventFacts {
  const reading = readingOf(name);
  const isTest = name === PING;
  const nativeId = textAt(envelope, "id");
  const buyer = customerFacts(objectAt(data, "learner") ?? objectAt(data, "customer") ?? objectAt(data, "buyer"));
  const product = courseFacts(data);
  const occurred = envelopeMoment(envelope, [["createdAt"]], zone);
  const keys = isTest ? [] : [idKey(nativeId, name, null), firstLessonKey(name, buyer.email, product.externalId)];
  return factsOf(reading, {
    format,
    nativeEvent: event,
    nativeStatus: textAt(data, "status"),
    nativeId,
    keys: eventKeys(request, keys, null),
    occurredAt: occurred?.at ?? null,
    zoneAssumed: occurred?.zoneAssumed ?? false,
    isTest,
    product,
    buyer,
  });
}

function readingOf(name: string): Reading {
  if (name === FIRST_LESSON) return told("access.first");
  if (name === "nutror.module_completed") return told("access.module_completed");
  const isKnown = name === PING || name === "commission_processed" || OTHER_APPS.test(name);
  return isKnown ? idle() : UNKNOWN;
}

/** A course is known by a hash, which is no product id; an operator may link it beside that. */
function courseFacts(data: JsonObject): ProductFacts {
  const course = objectAt(data, "course") ?? objectAt(data, "content");
  return { ...NO_PRODUCT, externalId: textAt(course, "hash"), name: textAt(course, "title") };
}

/** Each lesson that is started sends an event, and only a learner's first one of a course is the first access (our reading). */
function firstLessonKey(name: string, email: string | null, course: string | null): string | null {
  return name === FIRST_LESSON && email !== null && course !== null ? `first:${sha256(email)}:${course}` : null;
}
