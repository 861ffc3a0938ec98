import { InboundRequest } from "../../core/http-message.ts";
import type { Link, LinkKind } from "../../core/product.ts";
import type { Credentials } from "../../core/secret.ts";
import type { NativeEvent, ProviderAdapter } from "../../providers/contract.ts";
import { hookPath } from "../hook-path.ts";
import type { Processed } from "../process.ts";
import type { AccountKey } from "../set-credential.ts";
import { buildCalls, nativeEventOf, runCalls, type SimulationWorld } from "../simulate.ts";

/** A sample call as it ships: its bytes, and what the vendor would answer when asked about it. */
export interface SampleCall {
  readonly request: InboundRequest;
  readonly document: Uint8Array | undefined;
}

/** What a simulated call is about. */
export type ProofSubject =
  | { readonly kind: "sale"; readonly link: Link }
  | { readonly kind: "lead"; readonly advertiser: string; readonly listing: string | null };

/** One simulated call, taken the whole way and back. */
export interface Proof {
  readonly event: NativeEvent;
  readonly processed: Processed;
  /** Whether it reached the product, or the advertiser, that was set up. */
  readonly isProven: boolean;
  /** The vendor sends a code only; its answer about it was simulated too. */
  readonly isHint: boolean;
}

/**
 * A simulated sale, or lead, through verification with the store's own secrets, meaning, product and rules: a dry run of what was
 * just set up.
 *
 * @param sample - reads the sample call of an event by its fixture's name.
 * @param seed - draws what is invented about it.
 */
export async function proveSetup(
  { provider, store }: AccountKey,
  subject: ProofSubject,
  world: SimulationWorld,
  { sample, seed }: { readonly sample: (fixture: string) => SampleCall; readonly seed: number },
): Promise<Proof> {
  const credentials = await world.store.credentials.load(provider.id, store);
  const at = world.clock.now();
  const wishes = { seed, at, count: 1, email: undefined, transaction: undefined };
  const event = chooseEvent(provider, subject, credentials, { sample, zone: world.zone, at });
  const built = buildCalls(provider, sample(event.fixture), {
    ...wishes,
    link: subject.kind === "sale" ? subject.link : undefined,
    sets: subject.kind === "lead" && subject.listing !== null ? [{ path: "clientListingId", value: JSON.stringify(subject.listing) }] : [],
  });
  const calls = built.map((call) => ({
    ...call,
    request: provider.sign(addressed(call.request, provider, store, subject), credentials, at),
  }));
  const [done] = await runCalls(calls, provider, { store, credentials, origin: "simulate" }, world, false);
  const processed = done?.processed[0];
  if (done === undefined || processed === undefined) throw new Error("a simulated call left no trace");
  return { event, processed, isProven: reached(processed, subject), isHint: done.delivery.isHint === true };
}

/** The first event of its kind that these secrets can prove: a store may have only the key of an older format. */
function chooseEvent(
  provider: ProviderAdapter,
  subject: ProofSubject,
  credentials: Credentials,
  { sample, zone, at }: { readonly sample: (fixture: string) => SampleCall; readonly zone: string; readonly at: string },
): NativeEvent {
  if (subject.kind === "lead") return nativeEventOf(provider, "lead");
  const { kind } = subject.link;
  const usual = nativeEventOf(provider, kind === "subscription" ? "subscription" : "purchase");
  const others = provider.events.filter(({ trigger, words }) => trigger === "purchase.approved" && words.length > 0);
  const isFit = ({ fixture }: NativeEvent) => {
    const { request, document } = sample(fixture);
    const signed = provider.sign(request, credentials, at);
    const isTaken = provider.verify(signed, credentials, at).ok || provider.lookup?.hints(signed, credentials) === true;
    return isTaken && soldAs(provider, { request, document }, zone, at) === kind;
  };
  return [usual, ...others].find(isFit) ?? usual;
}

function soldAs(provider: ProviderAdapter, { request, document }: SampleCall, zone: string, receivedAt: string): LinkKind | undefined {
  const read = provider.normalize(request, { receivedAt, zone, ...(document === undefined ? {} : { document }) });
  if (!read.ok) return undefined;
  return read.value[0]?.product.kind === "subscription" ? "subscription" : "one-time";
}

/** A lead to the address that its advertiser was given; a sale's address says nothing. */
function addressed(request: InboundRequest, provider: ProviderAdapter, store: string, subject: ProofSubject): InboundRequest {
  if (subject.kind === "sale") return request;
  const target = hookPath(provider, store).replace("<advertiser>", subject.advertiser);
  return new InboundRequest({ method: request.method, target, headers: request.headers, body: request.body });
}

function reached({ event, match }: Processed, subject: ProofSubject): boolean {
  if (event.status !== "processed" || match === null) return false;
  if (subject.kind === "lead") return match.kind === "lead" && match.advertiser === subject.advertiser;
  return match.kind === "product" && match.link.product === subject.link.product;
}
