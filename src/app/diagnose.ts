import type { EventFacts } from "../core/event.ts";
import type { InboundRequest } from "../core/http-message.ts";
import type { Instant } from "../core/instant.ts";
import { mistakeNote } from "../core/mistake.ts";
import type { Note } from "../core/note.ts";
import { earlierBodies, unwrappedBodies } from "../core/rewritten-bodies.ts";
import { acceptedValues, type Credentials } from "../core/secret.ts";
import { DEFAULT_STORE } from "../core/store-name.ts";
import type { LikelyMistake, ProviderAdapter, RejectionCode } from "../providers/contract.ts";
import { PROVIDERS } from "../providers/index.ts";
import { hookPath } from "./hook-path.ts";
import { misreadSecrets } from "./misread-secrets.ts";
import type { CredentialInfo } from "./ports.ts";

/** A call that was refused, and what it was compared with. */
export interface RefusedCall {
  readonly provider: ProviderAdapter;
  readonly store: string;
  readonly request: InboundRequest;
  readonly code: RejectionCode;
  readonly credentials: Credentials;
  readonly at: Instant;
}

/** A store of any provider that the call may have been meant for. */
export interface OtherAccount {
  readonly provider: ProviderAdapter;
  readonly store: string;
  /** Which of the vendor's systems it is set to, `production`; null where the vendor has but one. */
  readonly environment: string | null;
  readonly credentials: Credentials;
}

/** What a diagnosis may look at beside the call. */
export interface DiagnosisWorld {
  /** Every account but the call's own. Asked for late: most calls need none. */
  others(): Promise<readonly OtherAccount[]>;
  /** The environment of the call's own store. */
  readonly environment: string | null;
  /** The values that verify calls at the call's store, newest first. */
  readonly compared: readonly CredentialInfo[];
  /** Lets others have their turn; called between two tries. @returns false to give up: it has cost enough. */
  breathe(): Promise<boolean>;
}

/** No vendor's calls are longer by far, and one try with more would hold up who calls meanwhile. */
const MOST_BODY_BYTES = 32 * 1024;

/**
 * Which known mistake explains why a call was refused: the first under which it verifies, then what the call shows of itself, then
 * what is left to say. The note names places, stores and secrets, never a value that was sent or kept.
 */
export async function diagnose(call: RefusedCall, world: DiagnosisWorld): Promise<Note> {
  if (call.code === "lead.no-listing") return mistakeNote("usable", { title: call.provider.title });
  const isShort = call.request.body.length <= MOST_BODY_BYTES;
  const found = isShort ? await firstThatFits(call, world) : null;
  return found ?? leftToSay(call, world.compared);
}

/** One thing to try; undefined when it does not fit. */
type Try = () => Note | undefined;

async function firstThatFits(call: RefusedCall, world: DiagnosisWorld): Promise<Note | null> {
  const shown: Note[] = [];
  for await (const attempt of everyTry(call, world, shown)) {
    const found = attempt();
    if (found !== undefined) return found;
    if (!(await world.breathe())) return null;
  }
  const isTest = call.code.startsWith("credential.") && factsOf(call.provider, call).some((facts) => facts.isTest);
  return shown[0] ?? (isTest ? mistakeNote("shows-test", { title: call.provider.title }) : null);
}

/** In the order in which a found mistake is believed: what was done with the call itself before what is kept here and elsewhere. */
async function* everyTry(call: RefusedCall, world: DiagnosisWorld, shown: Note[]): AsyncGenerator<Try> {
  const { provider, request, credentials, at } = call;
  if (call.code.startsWith("credential.")) {
    for (const mistake of provider.mistakes(request, credentials)) {
      if (isTriable(mistake)) yield () => (verifies(call, mistake) ? noteOf(mistake) : undefined);
      else shown.push(noteOf(mistake));
    }
  }
  for (const { code, like, body } of signsBytes(call) ? earlierBodies(request) : unwrappedBodies(request)) {
    const params = { title: provider.title, ...(like === undefined ? {} : { like }) };
    yield () => (wouldBeTaken(call, request.withBody(body)) ? mistakeNote(code, params) : undefined);
  }
  if (call.code.startsWith("credential.")) {
    for (const { code, secret, under, credentials: mended } of misreadSecrets(provider, credentials)) {
      const params = { secret, ...(under === undefined ? {} : { under }) };
      yield () => (provider.verify(request, mended, at).ok ? mistakeNote(code, params) : undefined);
    }
  }
  // What is genuine where it came was meant for there, though two stores may have one secret.
  const others = call.code.startsWith("credential.") ? await world.others() : [];
  for (const other of others) yield () => (isMeantFor(call, other) ? elsewhere(call, other, world.environment) : undefined);
  if (call.code === "credential.not-configured") {
    for (const other of others.filter((one) => one.provider.id === provider.id)) yield* misplacedFor(call, other);
  }
  yield* likeAnother(call);
}

/** A secret in the path of the address is taken for the name of a store, and at that nothing is kept. */
function* misplacedFor(call: RefusedCall, { credentials }: OtherAccount): Generator<Try> {
  for (const mistake of call.provider.mistakes(call.request, credentials)) {
    if (isTriable(mistake)) yield () => (verifies({ ...call, credentials }, mistake) ? noteOf(mistake) : undefined);
  }
}

function isTriable({ request, credentials }: LikelyMistake): boolean {
  return request !== undefined || credentials !== undefined;
}

function noteOf({ code, params }: LikelyMistake): Note {
  return mistakeNote(code, params);
}

function verifies({ provider, request, credentials, at }: RefusedCall, mistake: LikelyMistake): boolean {
  return provider.verify(mistake.request ?? request, mistake.credentials ?? credentials, at).ok;
}

/** What was refused for its body must be usable as well. */
function wouldBeTaken({ provider, credentials, at, code }: RefusedCall, request: InboundRequest): boolean {
  return provider.verify(request, credentials, at).ok && (code.startsWith("credential.") || provider.admit(request).ok);
}

function isMeantFor({ request, at }: RefusedCall, { provider, credentials }: OtherAccount): boolean {
  return provider.verify(request, credentials, at).ok;
}

function elsewhere({ provider }: RefusedCall, other: OtherAccount, environment: string | null): Note {
  const params = { title: other.provider.title, store: other.store, path: hookPath(other.provider, other.store) };
  if (other.provider.id !== provider.id) return mistakeNote("other-provider", { ...params, provider: other.provider.id });
  const isOtherEnvironment = other.environment !== null && other.environment !== environment;
  return isOtherEnvironment
    ? mistakeNote("other-environment", { ...params, environment: other.environment })
    : mistakeNote("other-store", params);
}

/** Whether the bytes of the body are what proves such a call, so that it is worth trying what they may have been. */
function signsBytes({ provider, request, credentials, at }: RefusedCall): boolean {
  const signed = provider.sign(request, credentials, at);
  if (!provider.verify(signed, credentials, at).ok) return false;
  const longer = Uint8Array.from([...signed.body, 0x20]);
  return !provider.verify(signed.withBody(longer), credentials, at).ok;
}

/** A body that only one other provider knows for an event of its own. Being able to read it says little: many are read leniently. */
function* likeAnother(call: RefusedCall): Generator<Try> {
  let isOwn = false;
  const alike: ProviderAdapter[] = [];
  yield () => {
    isOwn = isEventOf(call.provider, call);
    return undefined;
  };
  for (const other of PROVIDERS.filter(({ id }) => !isOwn && id !== call.provider.id)) {
    yield () => {
      if (isEventOf(other, call)) alike.push(other);
      return undefined;
    };
  }
  yield () => {
    const [only, ...more] = alike;
    if (only === undefined || more.length > 0) return undefined;
    const path = hookPath(only, DEFAULT_STORE);
    return mistakeNote("other-provider-shape", { title: only.title, provider: only.id, store: DEFAULT_STORE, path });
  };
}

function isEventOf(provider: ProviderAdapter, call: RefusedCall): boolean {
  return factsOf(provider, call).some(
    ({ trigger, lead, product, transaction }) =>
      trigger !== "unknown" && (lead !== null || product.externalId !== null || transaction.id !== null),
  );
}

function factsOf(provider: ProviderAdapter, { request, at }: RefusedCall): readonly EventFacts[] {
  const read = provider.normalize(request, { receivedAt: at, zone: "UTC" });
  return read.ok ? read.value : [];
}

function leftToSay({ provider, credentials, code }: RefusedCall, compared: readonly CredentialInfo[]): Note {
  const { title } = provider;
  if (!code.startsWith("credential.")) return mistakeNote("usable", { title });
  const verifying = provider.secrets.filter(({ verifies }) => verifies).map(({ name }) => name);
  if (verifying.every((name) => acceptedValues(credentials, name).length === 0)) {
    return mistakeNote("unset", { title, secrets: verifying.join(", ") });
  }
  const values = compared.map(({ name, fingerprint, createdAt }) => `${name} ${fingerprint} (${createdAt.slice(0, 10)})`).join(", ");
  return mistakeNote(code === "credential.absent" ? "absent" : "unknown", {
    title,
    compared: values === "" ? verifying.join(", ") : values,
  });
}
