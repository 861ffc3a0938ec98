import type { JsonValue } from "./json.ts";
import { err, ok, type Result } from "./result.ts";

export type HeaderList = readonly (readonly [name: string, value: string])[];

/** Why a body could not be read; both are answered 400. */
export type UnreadableBody = "body.not-json" | "body.not-form";

/** Form fields in order of arrival; a repeated key keeps its last value. */
export type FormFields = ReadonlyMap<string, string>;

/**
 * One HTTP request as bytes and text, without a socket: what arrived, what a fixture holds, what `replay` sends.
 *
 * The body is never changed: signatures cover the exact bytes. It is parsed at most once, on first use, so that
 * verification can come before parsing and normalising can reuse what the answer already needed.
 */
export class InboundRequest {
  readonly method: string;
  /** Path and query as received, `/hooks/hotmart`. */
  readonly target: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  #json: Result<JsonValue, UnreadableBody> | undefined;
  #form: Result<FormFields, UnreadableBody> | undefined;

  constructor(parts: { method: string; target: string; headers: HeaderList; body: Uint8Array }) {
    this.method = parts.method;
    this.target = parts.target;
    this.headers = parts.headers;
    this.body = parts.body;
  }

  /** Every value of a header, names compared without case. A credential sent twice is visible here. */
  headerValues(name: string): readonly string[] {
    const wanted = name.toLowerCase();
    return this.headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
  }

  /** The header's only value; undefined when it is absent or was sent more than once. */
  header(name: string): string | undefined {
    const values = this.headerValues(name);
    return values.length === 1 ? values[0] : undefined;
  }

  text(): string {
    return new TextDecoder().decode(this.body);
  }

  json(): Result<JsonValue, UnreadableBody> {
    this.#json ??= parseJson(this.text());
    return this.#json;
  }

  /** The body as `application/x-www-form-urlencoded`; refused when it holds no `key=value` at all. */
  form(): Result<FormFields, UnreadableBody> {
    this.#form ??= parseForm(this.text());
    return this.#form;
  }

  withHeaders(headers: HeaderList): InboundRequest {
    return new InboundRequest({ method: this.method, target: this.target, headers, body: this.body });
  }

  /** The same request with one header replaced (or added), whatever its case was. */
  withHeader(name: string, value: string): InboundRequest {
    return this.withHeaders([...this.withoutHeader(name).headers, [name, value]]);
  }

  /** The same request without a header; this one itself when it has none of that name. */
  withoutHeader(name: string): InboundRequest {
    const unwanted = name.toLowerCase();
    const kept = this.headers.filter(([key]) => key.toLowerCase() !== unwanted);
    return kept.length === this.headers.length ? this : this.withHeaders(kept);
  }

  withBody(body: Uint8Array | string): InboundRequest {
    const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
    return new InboundRequest({ method: this.method, target: this.target, headers: this.headers, body: bytes });
  }

  withTarget(target: string): InboundRequest {
    return new InboundRequest({ method: this.method, target, headers: this.headers, body: this.body });
  }
}

/** Form fields as a body: the order of the map, spaces as `+`. */
export function formBody(fields: FormFields): string {
  return new URLSearchParams([...fields]).toString();
}

function parseJson(text: string): Result<JsonValue, UnreadableBody> {
  try {
    return ok(JSON.parse(text) as JsonValue);
  } catch {
    return err("body.not-json");
  }
}

function parseForm(text: string): Result<FormFields, UnreadableBody> {
  const trimmed = text.trim();
  if (!/^[^\s{[<"][^\s{}"<>]*=/.test(trimmed)) return err("body.not-form");
  return ok(new Map(new URLSearchParams(trimmed)));
}
