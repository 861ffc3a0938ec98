import type { ActionCall } from "../../src/core/rule.ts";
import { saleEvent, subscriptionCancellation } from "./hotmart-sale.ts";
import { BLOCK, GRANT, LEAVE, SEQUENCE, TAG, UNTAG, type World } from "./world.ts";

const NOTIFY = (template: string): ActionCall => ({ id: "notify", target: template });

/** One buyer in one run: the same story can be told again and again in one world without the runs meeting. */
export interface Run {
  readonly email: string;
  transaction(name: string): string;
  subscription(name: string): string;
}

export function newRun(number: number): Run {
  return {
    email: `buyer${number}@example.com`,
    transaction: (name) => `HP${number}-${name}`,
    subscription: (name) => `S${number}-${name}`,
  };
}

/** One thing that happens in a story. Told twice it is the same fact under another event id. */
export type Step = (run: Run) => object;

export interface StepOptions {
  readonly transaction?: string;
  readonly product?: string;
  readonly subscription?: string;
  readonly recurrence?: number;
  readonly payment?: object;
  /** Transaction of the main item, for an order bump. */
  readonly bumpOf?: string;
}

/** `event` of a sale, `minute` minutes after noon of 2 January 2026. */
export function step(event: string, minute: number, options: StepOptions = {}): Step {
  return (run) => {
    const body = saleEvent(
      event,
      {
        transaction: run.transaction(options.transaction ?? "A"),
        email: run.email,
        product: options.product ?? "1001",
        ...(options.subscription === undefined ? {} : { subscription: run.subscription(options.subscription) }),
        ...(options.recurrence === undefined ? {} : { recurrence: options.recurrence }),
      },
      minute,
      options.payment === undefined ? {} : { payment: options.payment },
    );
    return options.bumpOf === undefined ? body : withBump(body, run.transaction(options.bumpOf));
  };
}

/** `byOther`: the call names another e-mail than the charges do. */
export function cancellation(
  subscription: string,
  minute: number,
  options: { readonly until?: number; readonly byOther?: boolean } = {},
): Step {
  return (run) => {
    const email = options.byOther === true ? `other.${run.email}` : run.email;
    const until = options.until === undefined ? {} : { until: options.until };
    return subscriptionCancellation(run.subscription(subscription), minute, { product: "1003", email, ...until });
  };
}

export const BOLETO = { type: "BILLET", billet_url: "https://example.com/boleto" };
export const PIX = { type: "PIX", pix_code: "00020126" };
export const DECLINED = { refusal_reason: "Saldo insuficiente." };

function withBump(body: object, parent: string): object {
  const { data } = body as { data: { purchase: object } };
  return {
    ...body,
    data: { ...data, purchase: { ...data.purchase, order_bump: { is_order_bump: true, parent_purchase_transaction: parent } } },
  };
}

/**
 * The shop that the stories take place in. `curso` (1001) releases on boleto, `outro` (1002) blocks on a dispute by
 * rule, `clube` (1003) is a subscription, `livro` (1004) keeps access after a refund.
 */
export async function openShop(world: World): Promise<void> {
  for (const slug of ["curso", "outro", "clube", "livro"]) await world.product(slug);
  await world.link("curso", "1001", { releaseOnBoleto: true });
  await world.link("outro", "1002");
  await world.link("clube", "1003", { kind: "subscription" });
  await world.link("livro", "1004", { blockOnCancel: false, releaseOnBoleto: true });

  await world.rule("*", "boleto.issued", [TAG("boleto"), SEQUENCE("cobranca", "boleto")]);
  await world.rule("*", "pix.issued", [TAG("pix"), SEQUENCE("cobranca", "pix")]);
  await world.rule("*", "purchase.refused", [TAG("recusada"), SEQUENCE("cobranca", "cartao")]);
  await world.rule("*", "purchase.expired", [UNTAG("boleto"), UNTAG("pix"), TAG("expirou"), LEAVE("cobranca")]);
  await world.rule("*", "purchase.approved", [UNTAG("boleto"), UNTAG("pix"), UNTAG("recusada"), UNTAG("expirou"), LEAVE("cobranca")]);
  await world.rule("*", "purchase.approved", [TAG("comprou"), SEQUENCE("vendas", "boas-vindas")]);
  await world.rule("*", "purchase.completed", [TAG("garantia"), SEQUENCE("vendas", "depoimento")]);
  await world.rule("outro", "purchase.disputed", [BLOCK, TAG("disputa")]);
  await world.rule("*", "purchase.refunded", [UNTAG("comprou"), TAG("devolveu"), SEQUENCE("vendas", "despedida")]);
  await world.rule("*", "purchase.chargeback", [TAG("chargeback"), LEAVE("vendas")]);
  await world.rule("clube", "subscription.started", [TAG("assinante")]);
  await world.rule("clube", "subscription.renewed", [TAG("fiel")]);
  await world.rule("clube", "payment.late", [BLOCK, TAG("atrasada")]);
  await world.rule("clube", "subscription.canceled", [UNTAG("assinante"), TAG("saiu"), LEAVE("vendas")]);
  await world.rule("livro", "purchase.completed", [GRANT]);
  await world.rule("*", "boleto.issued", [NOTIFY("boleto@1d")]);
  await world.rule("*", "purchase.approved", [NOTIFY("boas-vindas")]);
}

/**
 * Everything a buyer would notice: purchases, tags, funnels, grants, messages. Which event or rule is named as the cause is left
 * out (two of equal meaning may stand for each other), and so are ids; `since` is in, for it is part of the meaning.
 */
export interface Standing {
  readonly purchases: readonly string[];
  readonly tags: readonly string[];
  readonly funnels: readonly string[];
  readonly grants: readonly string[];
  /** What went to the outbox, each as often as it went. */
  readonly sent: readonly string[];
}

export async function standingOf(world: World, run: Run): Promise<Standing & { readonly since: readonly string[] }> {
  const contact = await world.store.contacts.find(run.email);
  if (contact === undefined) return { purchases: [], tags: [], funnels: [], grants: [], sent: [], since: [] };
  const [purchases, tags, funnels, grants, sent] = await Promise.all([
    world.store.contacts.purchases(contact.id),
    world.store.contacts.tags(contact.id),
    world.store.contacts.funnels(contact.id),
    world.store.contacts.grants({ contactId: contact.id, product: null, after: null, limit: 100 }),
    sentTo(world, contact.id),
  ]);
  const short = (text: string) => text.replace(/^.*-/, "");
  const minute = (at: string | null) => (at === null ? "-" : String((Date.parse(at) - Date.UTC(2026, 0, 2, 12)) / 60_000));
  return {
    purchases: purchases
      .map((purchase) => {
        const flags = `${purchase.disputed ? " disputed" : ""}${purchase.completed ? " completed" : ""}`;
        return `${short(purchase.transaction)} ${purchase.product ?? "-"} ${purchase.state ?? "-"} paid@${minute(purchase.approvedAt)}${flags}`;
      })
      .sort(),
    tags: tags.map(({ tag }) => tag),
    funnels: funnels.map(({ funnel, sequence }) => `${funnel}/${sequence}`),
    grants: grants
      .map(
        (grant) => `${grant.product} ${short(grant.subject)} ${grant.state}${grant.until === null ? "" : ` until@${minute(grant.until)}`}`,
      )
      .sort(),
    sent,
    since: [
      ...tags.map(({ tag, since }) => `${tag} @${minute(since)}`),
      ...funnels.map(({ funnel, since }) => `${funnel} @${minute(since)}`),
      ...grants.map((grant) => `${grant.product} ${short(grant.subject)} @${minute(grant.since)}`).sort(),
    ],
  };
}

async function sentTo(world: World, contactId: string): Promise<readonly string[]> {
  const events = await world.store.events.list({ contactId, limit: 100 });
  const effects = await Promise.all(events.map((event) => world.store.events.effects(event)));
  return effects
    .flat()
    .flatMap(({ kind, target }) => (kind === "outbox" ? [target] : []))
    .sort();
}

/** Tells a story in the given order, each step's body made once, and says how the buyer stands then. */
export async function tell(world: World, run: Run, bodies: readonly object[]): Promise<Awaited<ReturnType<typeof standingOf>>> {
  for (const body of bodies) await world.hotmart(body);
  return standingOf(world, run);
}

/** Every order of the items; for up to five of them, or it is too many. */
export function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
