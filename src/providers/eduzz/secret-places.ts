import type { InboundRequest } from "../../core/http-message.ts";
import { isObject, valueAt } from "../../core/json.ts";
import { textsAtPath } from "../json-members.ts";
import { partsOf } from "./multipart.ts";

/** Where the webhook carries its signature (official); lower case, as header names are compared. */
export const SIGNATURE_HEADER = "x-signature";

type Place = readonly string[];

/** The vendor's text says `origin`, its table of fields and its test body say `origin_secret` (official, contradictory). */
export const LEGACY_PLACES: readonly Place[] = [["origin_secret"], ["origin"]];

/** Inside `fields`, or at the top of a flat post (official). */
export const DELIVERY_PLACES: readonly Place[] = [["edz_cli_origin_secret"], ["fields", "edz_cli_origin_secret"]];

const API_KEY_PLACE: Place = ["api_key"];

/** What the vendor's test post has for an API key, so it is no secret. It tells a test call, and proves nothing. */
export const TEST_API_KEY = "testWebhook";

/**
 * Everything secret that a body can hold. `sid` is a digest that ends in the account's API key: nobody can read the key from it,
 * but whoever has it can try keys until one fits, and no receiver needs it.
 */
const OTHER_PLACES: readonly Place[] = [
  ["data", "producer", "originSecret"],
  ["producer", "originSecret"],
  ["edz_cli_apikey"],
  ["fields", "edz_cli_apikey"],
  ["sid"],
  ["fields", "sid"],
];

const PLACES = [...LEGACY_PLACES, ...DELIVERY_PLACES, ...OTHER_PLACES, API_KEY_PLACE];

/** Names of fields that are secret and nothing else. */
export const SECRET_NAMES: ReadonlySet<string> = new Set(PLACES.map((place) => place.at(-1) ?? ""));

/** The places to cut from a request. The vendor's word for its test stays, so that the call is still told for one. */
export function placesToCut(request: InboundRequest): readonly Place[] {
  const isMarked = hasTestKey(request);
  return PLACES.filter((place) => place !== API_KEY_PLACE || !isMarked).flatMap(spellings);
}

/** Nobody looks twice at a body whose API key is absent or another. */
function hasTestKey(request: InboundRequest): boolean {
  const json = request.json();
  if (json.ok && valueAt(json.value, ...API_KEY_PLACE) !== TEST_API_KEY) return false;
  return valuesAt(request, API_KEY_PLACE).every((value) => value === TEST_API_KEY);
}

/** Every value that the body has at a place, in order of arrival and however it is spelled; null for one that is no text. */
export function valuesAt(request: InboundRequest, place: Place): readonly (string | null)[] {
  const json = request.json();
  if (json.ok) return isObject(json.value) ? spellings(place).flatMap((path) => valuesInJson(request, path)) : [];
  const names = new Set(spellings(place).map((path) => path.join(".")));
  const parts = partsOf(request);
  if (parts !== null) return parts.filter(({ name }) => names.has(name)).map(({ value }) => value);
  if (!request.form().ok) return [];
  return [...new URLSearchParams(request.text().trim())].filter(([name]) => names.has(name)).map(([, value]) => value);
}

/** A nested field may also be one member, or one field of a form: `fields[sid]`, `fields.sid`. */
function spellings(place: Place): readonly Place[] {
  const [head = "", ...rest] = place;
  if (rest.length === 0) return [place];
  return [place, [place.join(".")], [head + rest.map((step) => `[${step}]`).join("")]];
}

/** Where two objects of one name hold different things, a parser sees only the last one: then nobody can say what was sent. */
function valuesInJson(request: InboundRequest, path: readonly string[]): readonly (string | null)[] {
  const texts = textsAtPath(request.text(), path);
  const json = request.json();
  const parsed = json.ok ? valueAt(json.value, ...path) : undefined;
  const seen = typeof parsed === "string" ? parsed : null;
  return texts.length === 0 || texts.at(-1) === seen ? texts : [...texts, seen];
}
