import { pickAll } from "../../app/pick-deliveries.ts";
import type { Store } from "../../app/ports.ts";
import { requireProvider } from "../../app/require-provider.ts";
import type { Context } from "../context.ts";
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
  const ids = choice.by === "ids" ? await namedDeliveries(choice.ids, context, command) : await pickAll(store, choice.filter);
  return sendStored(storedCalls(ids, store), { ...wishes, total: ids.length }, context);
}

/** Read one by one: there may be many. */
async function* storedCalls(ids: readonly string[], store: Store): AsyncGenerator<StoredCall> {
  for (const id of ids) {
    const delivery = await store.deliveries.find(id);
    if (delivery === undefined) continue;
    const { provider, store: account, request, receivedAt, isHint } = delivery;
    yield { id, provider: requireProvider(provider), store: account, request, receivedAt, ...(isHint === true ? { isHint } : {}) };
  }
}
