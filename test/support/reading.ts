import { loadConfiguration } from "../../src/app/configuration.ts";
import type { Store } from "../../src/app/ports.ts";
import { type Processed, processDelivery } from "../../src/app/process.ts";
import { seededRandom } from "../../src/core/random.ts";
import type { ActionCall, Rule } from "../../src/core/rule.ts";
import type { Trigger } from "../../src/core/triggers.ts";
import type { Variation } from "../../src/providers/contract.ts";
import { findProvider } from "../../src/providers/index.ts";
import { readFixture } from "../../src/shared/fixture-files.ts";

/** One call to keep and process: a shipped sample, changed, that came at `at`. */
export interface Call extends Partial<Omit<Variation, "at" | "random">> {
  readonly provider?: string;
  /** Fixture without its ending, `purchase.approved.2.0.0`. */
  readonly fixture: string;
  readonly at: string;
}

/** Keeps and processes one call as the listener does. `number` makes its ids: delivery 7 is `dlv_0000000007aaaaaaaaaa`. */
export async function feed(store: Store, number: number, call: Call): Promise<readonly Processed[]> {
  const { provider: id = "hotmart", fixture, at, ...variation } = call;
  const provider = findProvider(id);
  if (provider === undefined) throw new Error(`no provider ${id}`);
  const request = provider.redact(provider.vary(readFixture(id, fixture).request, { ...variation, at, random: seededRandom(number) }));
  const delivery = { id: deliveryId(number), provider: id, store: "default", receivedAt: at, origin: "http" as const, request };
  await store.deliveries.append([delivery]);
  const configuration = await loadConfiguration(store);
  return store.transaction(async (tx) => {
    await tx.take(delivery.id);
    return processDelivery(delivery, tx, { configuration, zone: "America/Sao_Paulo" });
  });
}

export function deliveryId(number: number): string {
  return `dlv_${String(number).padStart(10, "0")}aaaaaaaaaa`;
}

export function eventId(number: number): string {
  return deliveryId(number).replace("dlv_", "evt_");
}

/** `curso-x` is hotmart 1234567, `clube` the subscription 7654321. */
export async function addProducts(store: Store): Promise<void> {
  const common = { description: null, image: null, type: "course" as const, price: null, salesUrl: null };
  await store.products.add({ ...common, slug: "curso-x", name: "Curso X" });
  await store.products.add({ ...common, slug: "clube", name: "Clube" });
  const link = { provider: "hotmart", store: "default", offer: null, plan: null, releaseOnBoleto: true, blockOnCancel: true };
  await store.products.link({ ...link, product: "curso-x", externalId: "1234567", kind: "one-time" });
  await store.products.link({ ...link, product: "clube", externalId: "7654321", kind: "subscription" });
}

export async function addRule(
  store: Store,
  id: string,
  trigger: Trigger,
  actions: readonly ActionCall[],
  changes: Partial<Rule> = {},
): Promise<void> {
  await store.rules.add({ id, product: "*", trigger, whenText: null, when: null, actions, ...changes });
}

export const MARIA = { email: "maria@example.com", name: "Maria Teste", phone: "31900000001" } as const;

/**
 * Maria buys Curso X twice, one of them with a boleto first, and gets one back; joins Clube; João buys something that
 * nobody linked; a portal sends a lead. Deliveries 1 to 7.
 */
export async function tellStory(store: Store): Promise<void> {
  await addProducts(store);
  await addRule(store, "rul_buyer", "purchase.approved", [
    { id: "tag.add", target: "buyer" },
    { id: "notify", target: "welcome@2h" },
  ]);
  await addRule(store, "rul_big", "purchase.approved", [{ id: "tag.add", target: "big" }], {
    whenText: "amount >= 9999",
    when: { kind: "compare", field: "amount", op: ">=", value: "9999" },
  });
  await addRule(store, "rul_refund", "purchase.refunded", [{ id: "tag.remove", target: "buyer" }]);
  const curso = { ...MARIA, productId: "1234567", productName: "Curso X" };
  await feed(store, 1, { ...curso, fixture: "boleto.issued.2.0.0", transaction: "HP1", at: "2026-11-01T12:00:00.000Z" });
  await feed(store, 2, { ...curso, fixture: "purchase.approved.2.0.0", transaction: "HP1", at: "2026-11-01T15:00:00.000Z" });
  await feed(store, 3, { ...curso, fixture: "purchase.approved.2.0.0", transaction: "HP2", at: "2026-11-02T12:00:00.000Z" });
  await feed(store, 4, { ...curso, fixture: "purchase.refunded.2.0.0", transaction: "HP1", at: "2026-11-02T18:00:00.000Z" });
  await feed(store, 5, { ...curso, fixture: "purchase.approved.2.0.0", transaction: "HP2", at: "2026-11-02T12:00:00.000Z" });
  const other = { email: "joao@example.org", name: "João Teste", productId: "5550001", productName: "Ebook Y" };
  await feed(store, 6, { ...other, fixture: "purchase.approved.2.0.0", transaction: "HP3", at: "2026-11-03T09:00:00.000Z" });
  await feed(store, 7, {
    provider: "grupozap",
    fixture: "lead.received.2025",
    email: "ana@example.com",
    name: "Ana Teste",
    listing: "AP-9",
    at: "2026-11-03T10:00:00.000Z",
  });
}
