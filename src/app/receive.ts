import type { Delivery, DeliveryOrigin } from "../core/delivery.ts";
import type { InboundRequest } from "../core/http-message.ts";
import type { Note } from "../core/note.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { Credentials } from "../core/secret.ts";
import type { ProviderAdapter, Rejection } from "../providers/contract.ts";
import type { Clock, Ids } from "./ports.ts";

/** A call that proved itself and can be used, ready to be stored. */
export interface Received {
  readonly delivery: Delivery;
  /** What the operator should know about how it proved itself. */
  readonly notes: readonly Note[];
}

/** Never stored, whoever sends them: they are about the connection, or they may hold a secret that is not ours to keep. */
const UNKEPT_HEADERS: ReadonlySet<string> = new Set(["authorization", "proxy-authorization", "cookie", "connection", "transfer-encoding"]);

/**
 * Decides about one call: is it genuine, or a hint about which the vendor can be asked; can it be used. Reads nothing but the call and the credentials, so it is as
 * quick as the vendor needs it to be.
 */
export function receiveCall(
  call: { readonly provider: ProviderAdapter; readonly store: string; readonly request: InboundRequest; readonly origin: DeliveryOrigin },
  credentials: Credentials,
  clock: Clock,
  ids: Ids,
): Result<Received, Rejection> {
  const { provider, store, request, origin } = call;
  const receivedAt = clock.now();
  const genuine = provider.verify(request, credentials, receivedAt);
  const isHint = !genuine.ok && genuine.error.code === "credential.absent" && provider.lookup?.hints(request, credentials) === true;
  if (!genuine.ok && !isHint) return genuine;
  const usable = provider.admit(request);
  if (!usable.ok) return err(usable.error);
  const kept = withoutQuery(withoutUnkeptHeaders(provider.redact(request), provider));
  return ok({
    delivery: {
      id: ids.next("dlv"),
      provider: provider.id,
      store,
      receivedAt,
      origin,
      request: kept,
      ...(isHint ? { isHint: true as const } : {}),
    },
    notes: genuine.ok ? genuine.value : [],
  });
}

/** No vendor sends anything in the query; what stands there is what somebody put into the URL, and may be a secret. */
function withoutQuery(request: InboundRequest): InboundRequest {
  const path = request.target.split("?", 1)[0] ?? "";
  return path === request.target ? request : request.withTarget(path);
}

function withoutUnkeptHeaders(request: InboundRequest, provider: ProviderAdapter): InboundRequest {
  const kept = request.headers.filter(([name]) => {
    const lower = name.toLowerCase();
    return !UNKEPT_HEADERS.has(lower) && !provider.secretHeaders.includes(lower);
  });
  return kept.length === request.headers.length ? request : request.withHeaders(kept);
}
