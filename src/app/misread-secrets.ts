import type { MistakeCode } from "../core/mistake.ts";
import { acceptedValues, type Credentials, Secret } from "../core/secret.ts";
import type { ProviderAdapter } from "../providers/contract.ts";

/** Credentials as they would be without one mistake in keeping them. */
export interface MendedCredentials {
  readonly code: MistakeCode;
  /** The secret that was kept wrongly. */
  readonly secret: string;
  /** The name that its value stands under, where that is another. */
  readonly under?: string;
  readonly credentials: Credentials;
}

/** A store's credentials, each verifying secret mended in each of the known ways, one at a time. */
export function* misreadSecrets({ secrets }: Pick<ProviderAdapter, "secrets">, credentials: Credentials): Generator<MendedCredentials> {
  const verifying = secrets.filter(({ verifies }) => verifies).map(({ name }) => name);
  for (const secret of verifying) {
    for (const [code, mend] of MENDS) {
      const mended = acceptedValues(credentials, secret).flatMap((value) => mend(value.reveal()));
      if (mended.length > 0) yield { code, secret, credentials: replaced(credentials, secret, mended) };
    }
    for (const under of credentials.keys()) {
      const values = under === secret ? [] : acceptedValues(credentials, under).map((value) => value.reveal());
      if (values.length > 0) {
        yield { code: "stored-under-other-name", secret, under, credentials: replaced(credentials, secret, values) };
      }
    }
  }
}

/** What a value may have been meant to be; nothing where it does not look like the mistake. */
const MENDS: readonly (readonly [MistakeCode, (text: string) => readonly string[]])[] = [
  ["stored-quoted", (text) => matchOf(/^\s*(["'`])(.+)\1\s*$/s, text, 2)],
  // Also those that nobody sees: they come with what is copied out of a web page.
  ["stored-with-blanks", (text) => changed(text, text.replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, ""))],
  ["stored-with-scheme", (text) => matchOf(/^\s*(?:basic|bearer|token)\s+(\S+)\s*$/i, text, 1)],
  ["stored-with-name", (text) => matchOf(/^\s*[A-Za-z_][\w-]*\s*[=:]\s*(\S+)\s*$/, text, 1)],
  ["stored-as-pair", (text) => keysOfPair(text.trim().replace(/^basic\s+/i, ""))],
  ["stored-in-other-case", (text) => [...changed(text, text.toLowerCase()), ...changed(text, text.toUpperCase())]],
];

function matchOf(pattern: RegExp, text: string, group: number): readonly string[] {
  const found = pattern.exec(text)?.[group]?.trim();
  return found === undefined || found === "" ? [] : [found];
}

function changed(text: string, mended: string): readonly string[] {
  return mended === text || mended === "" ? [] : [mended];
}

/** `user:key` in base64, or the key alone in base64. */
function keysOfPair(text: string): readonly string[] {
  const decoded = fromBase64(text);
  if (decoded === null) return [];
  const colon = decoded.indexOf(":");
  return colon === -1 ? [decoded] : [decoded.slice(colon + 1), decoded];
}

function fromBase64(text: string): string | null {
  try {
    const decoded = atob(text);
    return /^[\x20-\x7e]+$/.test(decoded) ? decoded : null;
  } catch {
    return null;
  }
}

function replaced(credentials: Credentials, name: string, values: readonly string[]): Credentials {
  return new Map([...credentials, [name, values.map((value) => new Secret(value))]]);
}
