import { diagnose, type OtherAccount } from "../../src/app/diagnose.ts";
import type { InboundRequest } from "../../src/core/http-message.ts";
import type { Instant } from "../../src/core/instant.ts";
import { mistakeOf } from "../../src/core/mistake.ts";
import { en } from "../../src/messages/en/index.ts";
import { createTexts } from "../../src/messages/text.ts";
import { findProvider } from "../../src/providers/index.ts";
import { accepting } from "./credentials.ts";

/** Values by the name of their secret, the newest first. */
export type Kept = Readonly<Record<string, readonly string[]>>;

export interface Diagnosed {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | null>>;
  readonly text: string;
}

interface Elsewhere {
  readonly provider: string;
  readonly store: string;
  readonly kept: Kept;
  readonly environment?: string;
}

const TEXTS = createTexts(en);
const AT: Instant = "2026-11-03T12:00:00.000Z";

/**
 * What the doctor says of a call to a store that keeps these secrets. Fails where the call is taken after all, and where what is said
 * holds a secret, or a brace of its text.
 */
export async function diagnosed(id: string, request: InboundRequest, kept: Kept, others: readonly Elsewhere[] = []): Promise<Diagnosed> {
  const provider = providerOf(id);
  const credentials = accepting(kept);
  const verified = provider.verify(request, credentials, AT);
  const received = verified.ok ? provider.admit(request) : verified;
  if (received.ok) throw new Error(`${id} takes this call`);
  const compared = Object.entries(kept).flatMap(([name, values]) =>
    values.map((_, at) => ({ provider: id, store: "default", name, fingerprint: `${at}a1b2c3d`, createdAt: "2026-10-01T08:00:00.000Z" })),
  );
  const note = await diagnose(
    { provider, store: "default", request, code: received.error.code, credentials, at: AT },
    {
      others: async () => others.map(accountOf),
      environment: provider.lookup === undefined ? null : "production",
      compared,
      breathe: async () => true,
    },
  );
  const text = TEXTS.ofNote(note);
  const secrets = [kept, ...others.map((other) => other.kept)].flatMap((one) => Object.values(one).flat());
  const said = `${JSON.stringify(note)} ${text}`;
  if (secrets.some((secret) => said.includes(secret.trim()))) throw new Error(`a secret is said: ${said}`);
  if (/[{}]/.test(text) || text === note.code) throw new Error(`no whole sentence: ${text}`);
  return { code: mistakeOf(note) ?? "", params: note.params, text };
}

function accountOf({ provider, store, kept, environment }: Elsewhere): OtherAccount {
  return { provider: providerOf(provider), store, environment: environment ?? null, credentials: accepting(kept) };
}

function providerOf(id: string): NonNullable<ReturnType<typeof findProvider>> {
  const provider = findProvider(id);
  if (provider === undefined) throw new Error(`no provider ${id}`);
  return provider;
}
