import { pickAll } from "../../app/pick-deliveries.ts";
import type { Store } from "../../app/ports.ts";
import { requireProvider } from "../../app/require-provider.ts";
import type { Delivery } from "../../core/delivery.ts";
import type { Context } from "../context.ts";
import { requireBytes } from "../privacy/purged-call.ts";
import type { Choice } from "./choice.ts";
import { namedDeliveries } from "./named.ts";
import { readRecorded } from "./recorded.ts";
import { type StoredCall, sendStored } from "./send.ts";

/** Sends the chosen calls over HTTP, stored ones oldest first; nothing here changes. */
export async function sendChosen(
  choice: Choice,
  wishes: { readonly to: string; readonly resign: boolean },
  context: Context,
  command: string,
): Promise<void> {
  if (choice.by === "file") {
    const calls = (await readRecorded(choice, context)).map(
      ({ provider, store, request }): StoredCall => ({ id: null, provider, store, request, receivedAt: null }),
    );
    return sendStored(calls, { ...wishes, total: calls.length }, context);
  }
  const store = await context.store();
  if (choice.by === "ids") {
    const named = await namedDeliveries(choice.ids, context, command);
    for (const id of named) requireBytesOf(await store.deliveries.find(id), context);
    return sendStored(storedCalls(named, store), { ...wishes, total: named.length }, context);
  }
  const picked = await pickAll(store, choice.filter);
  const purged = await purgedAmong(picked, store);
  await sendStored(storedCalls(picked, store), { ...wishes, total: picked.length - purged }, context);
  if (purged > 0) context.out.say(context.texts("privacy.resend-left", { n: purged }));
}

function requireBytesOf(delivery: Delivery | undefined, { texts }: Context): void {
  if (delivery !== undefined) requireBytes(delivery, texts);
}

async function purgedAmong(ids: readonly string[], { deliveries }: Store): Promise<number> {
  let purged = 0;
  for (const id of ids) if ((await deliveries.find(id))?.purgedAt !== undefined) purged += 1;
  return purged;
}

/** Read one by one: there may be many. Those whose bytes were purged cannot be sent. */
async function* storedCalls(ids: readonly string[], store: Store): AsyncGenerator<StoredCall> {
  for (const id of ids) {
    const delivery = await store.deliveries.find(id);
    if (delivery === undefined || delivery.purgedAt !== undefined) continue;
    const { provider, store: account, request, receivedAt, isHint } = delivery;
    yield { id, provider: requireProvider(provider), store: account, request, receivedAt, ...(isHint === true ? { isHint } : {}) };
  }
}
