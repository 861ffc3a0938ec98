import type { Link } from "../../core/product.ts";
import { EVERY_PRODUCT } from "../../core/rule.ts";
import { Secret } from "../../core/secret.ts";
import { findDestinationKind } from "../../destinations/index.ts";
import { DESTINATION_SECRETS, type Ids, type Store } from "../ports.ts";
import { requirePreset, switchOn } from "../presets.ts";
import { bringAlong, furnish } from "../rule-tests/world.ts";

export { startAnew } from "../rule-tests/world.ts";

/** What every secret of a destination is in a story, where nothing is sent. */
const NO_SECRET = "0123456789abcdef0123456789abcdef";
const NO_TIME = "2026-01-01T00:00:00.000Z";

/** Makes an empty store into a copy of what is registered in a home. Nothing that happened there, and no secret, comes along. */
export async function copyRegistered(home: Store, world: Store, wishes: { readonly leads: boolean }): Promise<void> {
  const [products, links, rules] = await Promise.all([home.products.list(), home.products.links(), home.rules.list()]);
  await furnish(world, { products, links }, rules);
  await bringAlong(home, world, wishes);
  for (const template of await home.templates.list()) await world.templates.save(template);
  for (const destination of await home.destinations.list()) {
    await world.destinations.add(destination);
    for (const { name } of findDestinationKind(destination.kind)?.secrets ?? []) {
      const value = new Secret(NO_SECRET);
      const entry = { provider: DESTINATION_SECRETS, store: destination.name, name, value, at: NO_TIME };
      await world.credentials.set(entry, "replace");
    }
  }
}

export const SAMPLE_MESSENGER = "sample-whatsapp";
const SAMPLE_PRESETS = ["cart", "boleto", "pix", "welcome"] as const;

/** Rules and messages for a home that has none: a buyer's tag, and what reminds those who have not paid. */
export async function furnishSample(world: Store, ids: Ids): Promise<void> {
  const tag = { id: "tag.add", target: "aluno" } as const;
  const untag = { id: "tag.remove", target: "aluno" } as const;
  const every = { product: EVERY_PRODUCT, whenText: null, when: null };
  await world.rules.add({ ...every, id: ids.next("rul"), trigger: "purchase.approved", actions: [tag] });
  await world.rules.add({ ...every, id: ids.next("rul"), trigger: "purchase.refunded", actions: [untag] });
  await world.rules.add({ ...every, id: ids.next("rul"), trigger: "purchase.chargeback", actions: [untag] });
  const settings = { url: "https://whatsapp.example.com", instance: "loja" };
  const health = { isEnabled: true, disabledBecause: null, codes: {} };
  await world.destinations.add({ name: SAMPLE_MESSENGER, kind: "whatsapp", settings, ...health });
  const value = new Secret(NO_SECRET);
  const entry = { provider: DESTINATION_SECRETS, store: SAMPLE_MESSENGER, name: "apikey", value, at: NO_TIME };
  await world.credentials.set(entry, "replace");
  for (const id of SAMPLE_PRESETS) {
    await switchOn(world, ids, requirePreset(id), { product: EVERY_PRODUCT, destination: SAMPLE_MESSENGER });
  }
}

/** Registers and links a product that a story needs and the home has not. */
export async function addSampleProduct(
  world: Store,
  link: Omit<Link, "offer" | "plan" | "releaseOnBoleto" | "blockOnCancel">,
  name: string,
) {
  const { product: slug } = link;
  if ((await world.products.find(slug)) === undefined) {
    await world.products.add({ slug, name, description: null, image: null, type: "course", price: null, salesUrl: null });
  }
  const whole: Link = { ...link, offer: null, plan: null, releaseOnBoleto: true, blockOnCancel: true };
  await world.products.link(whole);
  return whole;
}
