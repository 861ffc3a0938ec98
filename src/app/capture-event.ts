import { editValues, editXmlTexts } from "../core/body-values.ts";
import type { Delivery } from "../core/delivery.ts";
import { IntgError } from "../core/errors.ts";
import type { CanonicalEvent } from "../core/event.ts";
import type { InboundRequest } from "../core/http-message.ts";
import { createLookAlikes, type LookAlike, type PersonalKind } from "../core/look-alike.ts";
import { personalKind } from "../core/personal-fields.ts";
import type { Random } from "../core/random.ts";
import type { ProviderAdapter } from "../providers/contract.ts";

/** A stored call as a fixture: with nobody's data in it, and without a credential, which `sign` puts back. */
export interface Capture {
  readonly request: InboundRequest;
  /** What the vendor had answered when asked about the call; null where nobody asked. */
  readonly document: Uint8Array | null;
}

/** Headers that a vendor means; every other tells of the way that the call took, down to the caller's address. */
const KEPT_HEADERS: ReadonlySet<string> = new Set(["content-type", "x-product-id", "x-product-origin"]);
export interface CaptureParts {
  readonly delivery: Delivery;
  readonly document: Uint8Array | null;
  /** Of this call, for whose people are looked for once more in what was made. */
  readonly events: readonly CanonicalEvent[];
}

/**
 * Puts look-alikes in the place of all personal data of a call: the same person looks alike in every call that is captured with the
 * same `draw`, so that several of them still tell one story.
 *
 * @throws INTG_CAPTURE_UNSAFE when something of the buyer is still to be read in what was made, or the body is none that can be read.
 */
export function captureCall(
  provider: ProviderAdapter,
  { delivery, document, events }: CaptureParts,
  draw: (text: string) => Random,
): Capture {
  const lookAlike = createLookAlikes(draw);
  const edit = (path: readonly string[], value: string) => replaced(path, value, lookAlike);
  const stored = provider.redact(delivery.request);
  const [target] = stored.target.split("?");
  const edited = editValues(stored, edit);
  // Nobody can tell what stands in a body that cannot be read.
  if (edited === null) throw new IntgError("INTG_CAPTURE_UNSAFE", { id: delivery.id, fields: "body" });
  const request = edited
    .withTarget(target ?? stored.target)
    .withHeaders(stored.headers.filter(([name]) => KEPT_HEADERS.has(name.toLowerCase())));
  const capture = { request, document: document === null ? null : editXmlTexts(document, edit) };
  const left = events.flatMap((event) => leftOf(event, capture));
  if (left.length > 0) throw new IntgError("INTG_CAPTURE_UNSAFE", { id: delivery.id, fields: [...new Set(left)].join(", ") });
  return capture;
}

function replaced(path: readonly string[], value: string, lookAlike: LookAlike): string {
  const kind = personalKind(path, value);
  return kind === null ? withoutMentions(value, lookAlike) : lookAlike(kind, value);
}

const MENTIONS: readonly (readonly [PersonalKind, RegExp])[] = [
  ["email", /[\w.+-]+(?:@|%40)(?:[\w-]+\.)+[a-z]{2,}/gi],
  ["document", /(?<![\w.-])\d{3}\.\d{3}\.\d{3}-\d{2}(?![\w-])/g],
  ["phone", /(?<![\w-])(?:\+?55 ?)?(?:\(\d{2}\)|\d{2}) ?9? ?\d{4}-\d{4}(?![\w-])/g],
];

/** Whoever is named in a text, and be it the name of a campaign, in the spellings that nothing else has. */
function withoutMentions(text: string, lookAlike: LookAlike): string {
  return MENTIONS.reduce((left, [kind, pattern]) => left.replace(pattern, (found) => lookAlike(kind, found)), text);
}

/** Names of the buyer's fields of which the capture still holds something. */
function leftOf({ buyer }: CanonicalEvent, { request, document }: Capture): readonly string[] {
  const text = `${decoded(request.text())} ${document === null ? "" : new TextDecoder("latin1").decode(document)}`.toLowerCase();
  const digits = text.replace(/(?<=\d)[\s().+/-]+(?=\d)/g, "");
  const parts = {
    email: buyer.email !== null && text.includes(buyer.email.toLowerCase()),
    phone: [buyer.phone, buyer.phoneRaw].some((phone) => holdsDigits(digits, phone, 8)),
    document: holdsDigits(digits, buyer.document, 11),
    // A single word may be one of a product's name.
    name: /\S\s+\S/.test(buyer.name ?? "") && text.includes(buyer.name?.toLowerCase() ?? ""),
  };
  return Object.entries(parts).flatMap(([field, isLeft]) => (isLeft ? [`buyer.${field}`] : []));
}

function holdsDigits(text: string, value: string | null, atLeast: number): boolean {
  const digits = (value ?? "").replace(/\D/g, "").slice(-atLeast);
  // A number of one digit is no number of anybody.
  return digits.length === atLeast && new Set(digits).size > 1 && text.includes(digits);
}

/** A form as it reads, where it is one. */
function decoded(text: string): string {
  try {
    return `${text} ${decodeURIComponent(text.replaceAll("+", " "))}`;
  } catch {
    return text;
  }
}
