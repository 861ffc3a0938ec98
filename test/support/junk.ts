import fc from "fast-check";
import type { InboundRequest } from "../../src/core/http-message.ts";
import { isObject, type JsonValue } from "../../src/core/json.ts";
import { editForm, withPath } from "../../src/providers/body-edit.ts";

/** A change that spoils a request in one way. */
export type Harm = (request: InboundRequest) => InboundRequest;

/** Evenly over the request; `fc.double` draws from all doubles, nearly all of which lie next to 0, and bias prefers small numbers. */
const at = fc.noBias(fc.nat(9_999)).map((share) => share / 10_000);

/** Cut off somewhere, one byte changed, or one field replaced by any JSON value. */
export const damage: fc.Arbitrary<Harm> = fc.oneof(
  at.map(
    (share): Harm =>
      (request) =>
        request.withBody(request.body.slice(0, Math.floor(request.body.length * share))),
  ),
  fc.tuple(at, fc.nat(255)).map(
    ([share, byte]): Harm =>
      (request) => {
        const body = request.body.slice();
        body[Math.floor(body.length * share)] = byte;
        return request.withBody(body);
      },
  ),
  fc.tuple(at, fc.jsonValue()).map(
    ([share, value]): Harm =>
      (request) =>
        withOneFieldChanged(request, share, value as JsonValue),
  ),
);

/** The request with the field that lies at `share` of all its fields replaced by `value`. */
function withOneFieldChanged(request: InboundRequest, share: number, value: JsonValue): InboundRequest {
  const json = request.json();
  if (json.ok) {
    const paths = pathsOf(json.value);
    const path = paths[Math.floor(paths.length * share)] ?? [];
    return request.withBody(JSON.stringify(withPath(json.value, path, value)));
  }
  return editForm(request, (fields) => {
    const key = [...fields.keys()][Math.floor(fields.size * share)] ?? "";
    return new Map([...fields, [key, typeof value === "string" ? value : JSON.stringify(value)]]);
  });
}

function pathsOf(value: JsonValue): readonly (readonly string[])[] {
  if (!isObject(value) && !Array.isArray(value)) return [[]];
  const children = Object.entries(value) as [string, JsonValue][];
  return [[], ...children.flatMap(([key, child]) => pathsOf(child).map((rest) => [key, ...rest]))];
}
