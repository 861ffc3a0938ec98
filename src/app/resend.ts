import type { InboundRequest } from "../core/http-message.ts";
import type { Instant } from "../core/instant.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { Credentials } from "../core/secret.ts";
import type { ProviderAdapter } from "../providers/contract.ts";
import { withoutHopHeaders } from "./forward-calls.ts";

/** Tells a call that is sent again from the vendor's own: which delivery it was, or `file`. */
export const REPLAY_HEADER = "X-Intg-Replay";

export interface Resending {
  readonly provider: ProviderAdapter;
  readonly request: InboundRequest;
  /** Of its delivery; null for a call out of a file. */
  readonly id: string | null;
  /** It came without a proof: only what the vendor answers about it is believed. */
  readonly isHint?: true | undefined;
  /** Signs anew what carries a credential already, as if the vendor sent it at `now`. */
  readonly resign: boolean;
  readonly now: Instant;
  /** The store's own; asked only when something is to be signed. */
  readonly credentials: () => Promise<Credentials>;
}

export interface Resent {
  readonly request: InboundRequest;
  /** False for a call that went with the proof it was recorded with, or with none. */
  readonly isSigned: boolean;
}

/** The name of the secret without which the call cannot be signed. */
export interface SecretMissing {
  readonly secret: string;
}

/**
 * The request that a call is sent as, once more.
 *
 * It goes as it came, byte for byte. What is cut before a call is stored is put back from the store's newest credential: signatures
 * are made anew over the bytes that are kept, and a key that stood in the body stands first in it, since nobody remembers where it
 * was. A call that carries a credential, out of a file, keeps it, right or wrong. What belongs to a connection (`Host`, lengths) is
 * made anew by whoever sends. A hint came without a credential and goes without one.
 *
 * With `resign` the credential is the store's newest in any case, and the time of sending is now, for the one vendor here whose calls
 * tell it. No vendor here signs a time. What the call says happened, and when, stays.
 */
export async function resendOf(resending: Resending): Promise<Result<Resent, SecretMissing>> {
  const { provider, request, id, isHint = false, resign, now, credentials } = resending;
  const sent = withoutHopHeaders(request).withoutHeader("host").withoutHeader("content-length");
  const marked = sent.withHeader(REPLAY_HEADER, id ?? "file");
  if (!resign && (isHint || !provesNothing(provider, marked, now))) return ok({ request: marked, isSigned: false });
  const timed = resign ? (provider.sentAt?.(marked, now) ?? marked) : marked;
  return signed(provider, timed, await credentials(), now);
}

function signed(provider: ProviderAdapter, request: InboundRequest, credentials: Credentials, now: Instant): Result<Resent, SecretMissing> {
  // Without a credential some adapters leave the old one there.
  const call = provider.sign(provider.redact(request), credentials, now);
  if (!provesNothing(provider, call, now)) return ok({ request: call, isSigned: true });
  const secret = secretNeeded(provider, request, now);
  // Some calls cannot prove anything: the receiver asks the vendor about them.
  return secret === null ? ok({ request, isSigned: false }) : err({ secret });
}

/** Whether a call carries no credential, whichever would be right. */
function provesNothing(provider: ProviderAdapter, request: InboundRequest, now: Instant): boolean {
  const verified = provider.verify(request, provider.sampleCredentials(), now);
  return !verified.ok && verified.error.code === "credential.absent";
}

/** Which of the provider's secrets proves a call like this; null when none does. */
function secretNeeded(provider: ProviderAdapter, request: InboundRequest, now: Instant): string | null {
  const samples = provider.sampleCredentials();
  const needed = provider.secrets.find(({ name, verifies }) => {
    const only: Credentials = new Map([[name, samples.get(name) ?? []]]);
    return verifies && provider.verify(provider.sign(request, only, now), only, now).ok;
  });
  return needed?.name ?? null;
}
