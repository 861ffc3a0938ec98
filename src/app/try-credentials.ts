import { IntgError } from "../core/errors.ts";
import { withoutSecrets } from "../core/http-url.ts";
import type { Note } from "../core/note.ts";
import { redactText } from "../core/redact-text.ts";
import { acceptedValues, type Credentials, type Secret } from "../core/secret.ts";
import type { VendorReply } from "../providers/contract.ts";
import { apiPlaceOf, ask } from "./ask-vendor.ts";
import type { Clock, HttpClient, Store } from "./ports.ts";
import type { AccountKey } from "./set-credential.ts";

/** What the vendor says of an account's credentials. */
export type Trial =
  /** Nothing is known of its API. */
  | { readonly kind: "no-api" }
  /** Some that are needed are not kept. */
  | { readonly kind: "not-tried"; readonly missing: readonly string[] }
  | {
      readonly kind: "accepted" | "refused";
      /** Host that was asked. */
      readonly host: string;
      /** Names of the secrets that were sent. */
      readonly used: readonly string[];
      /** Of a refusal: those that the answer points at; empty when it does not tell. */
      readonly wrong: readonly string[];
      readonly notes: readonly Note[];
    };

/**
 * Uses an account's credentials once, for nothing but to learn whether the vendor takes them. A token that it gives is dropped.
 *
 * @throws INTG_CALL_FAILED when the vendor cannot be reached, INTG_VENDOR_FAILED when it said nothing about them.
 */
export async function tryCredentials(
  store: Pick<Store, "accounts" | "credentials">,
  { provider, store: name }: AccountKey,
  { http, clock }: { readonly http: () => Promise<HttpClient>; readonly clock: Clock },
): Promise<Trial> {
  const access = provider.api?.access;
  if (access === undefined) return { kind: "no-api" };
  const credentials = await store.credentials.load(provider.id, name);
  const place = await apiPlaceOf(store, provider.id, name);
  const question = access.question(credentials, place, clock.now());
  if (question === null) return { kind: "not-tried", missing: missingOf(access.secrets, credentials) };
  const reply = await ask(question, await http());
  const answer = access.read(reply);
  if (answer.kind === "later") throw vendorFailed(provider.title, question.url, reply);
  const used = access.secrets.filter((secret) => acceptedValues(credentials, secret).length > 0);
  return {
    kind: answer.kind,
    host: new URL(question.url).host,
    used,
    wrong: answer.kind === "refused" ? answer.wrong : [],
    notes: withoutValues(answer.notes, credentials),
  };
}

/** Those of the named secrets that are not kept. */
export function missingOf(secrets: readonly string[], credentials: Credentials): readonly string[] {
  return secrets.filter((secret) => acceptedValues(credentials, secret).length === 0);
}

/** A vendor that answered, but not what it was asked. */
export function vendorFailed(
  title: string,
  url: string,
  { status }: Pick<VendorReply, "status">,
  problems: readonly Note[] = [],
): IntgError {
  return new IntgError("INTG_VENDOR_FAILED", { title, url: withoutSecrets(url), status }, { problems });
}

/** A vendor's own words may repeat what they were asked with. */
export function withoutValues(notes: readonly Note[], credentials: Credentials, pass: Secret | null = null): readonly Note[] {
  const kept = [...credentials.values()].flat();
  const secrets = [...kept, ...(pass === null ? [] : [pass])].map((secret) => secret.reveal());
  const clean = (value: string | number | null) => (typeof value === "string" ? redactText(value, secrets, null).slice(0, LONGEST) : value);
  return notes.map(({ code, params }) => ({
    code,
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, clean(value)])),
  }));
}

const LONGEST = 300;
