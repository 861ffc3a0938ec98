import { eventsOf } from "../../app/capabilities.ts";
import type { SellingWish } from "../../app/init/wishes.ts";
import { linkTaken } from "../../app/link-product.ts";
import type { Store } from "../../app/ports.ts";
import { LINK_KINDS, type Link, type LinkKind, LONGEST_ID, readLinkId, usualKind } from "../../core/product.ts";
import { printable } from "../printable.ts";
import type { AccountAnswers } from "./ask-account.ts";
import { type Interview, problemOf } from "./interview.ts";
import { idWords } from "./steps.ts";

/** By which id the vendor sells it, how, and the two switches. */
export async function askLink(
  interview: Interview,
  account: AccountAnswers,
  product: SellingWish["product"],
  seen: Pick<Store, "products">,
): Promise<SellingWish["link"]> {
  interview.part("link");
  const { provider } = account;
  const slug = product.isNew ? product.product.slug : product.slug;
  const links = (await seen.products.links()).filter(({ provider: id, store }) => id === provider.id && store === account.store);
  const type = product.isNew ? product.product.type : (product.changes.type ?? (await seen.products.find(slug))?.type);
  const usual = links.find((link) => link.product === slug)?.kind ?? usualKind(type ?? "course");
  const key = await askKey(interview, account, slug, links, usual);
  const kept = links.find((link) => link.product === slug && isSame(link, key));
  const releaseOnBoleto =
    eventsOf(provider, "boleto.issued").length > 0 && (await askSwitch(interview, "release-on-boleto", kept?.releaseOnBoleto ?? false));
  const blockOnCancel = await askSwitch(interview, "block-on-cancel", kept?.blockOnCancel ?? true);
  return { ...key, releaseOnBoleto, blockOnCancel };
}

type Key = Pick<Link, "externalId" | "offer" | "plan" | "kind">;

/** Asked again while the id releases another product already; of flags alone that is refused. */
async function askKey(interview: Interview, account: AccountAnswers, slug: string, links: readonly Link[], usual: LinkKind): Promise<Key> {
  const { context, input } = interview;
  const { out, texts } = context;
  const kind = await askKind(interview, usual);
  for (let attempt = 1; ; attempt += 1) {
    const externalId = await askId(interview, account, attempt);
    const narrowed = account.provider.setup.narrowedBy;
    const by = kind === "subscription" ? narrowed.subscription : narrowed.oneTime;
    const offer = await askPart(interview, "offer", by === "offer");
    const plan = await askPart(interview, "plan", by === "plan");
    const key = { externalId, offer, plan, kind };
    const taken = links.find((link) => link.product !== slug && isSame(link, key));
    if (taken === undefined) return key;
    const refusal = linkTaken({ ...key, provider: taken.provider, store: taken.store }, taken.product);
    if (input.text("externalId") !== undefined || !interview.canAsk) throw refusal;
    const problem = problemOf(() => {
      throw refusal;
    }, texts);
    interview.remark(problem ?? "", out.styleErr.red);
  }
}

async function askKind(interview: Interview, usual: LinkKind): Promise<LinkKind> {
  const { texts } = interview.context;
  const choices = LINK_KINDS.map((value) => ({ value, name: texts(`init.kind.${value}`) }));
  const words = interview.words(texts("init.ask.kind"), texts("init.why.kind"));
  return interview.choice({ ...words, flag: "--kind one-time", choices }, usual, interview.input.oneOf("kind", LINK_KINDS));
}

async function askId(interview: Interview, { provider }: AccountAnswers, attempt: number): Promise<string> {
  const { texts } = interview.context;
  const where = idWords(provider, texts);
  const wish = {
    ...interview.words(texts("init.ask.external-id", { title: provider.title }), where),
    flag: "external-id",
    sample: "ID",
    read: (text: string) => requireId(interview, "externalId", text),
  };
  return attempt === 1 ? interview.text(wish) : interview.askText(wish);
}

/** Only where it is worth asking for; the flag is always taken. */
async function askPart(interview: Interview, part: "offer" | "plan", isWorthIt: boolean): Promise<string | null> {
  const { texts } = interview.context;
  if (!isWorthIt && interview.input.text(part) === undefined) return null;
  return interview.text<string | null>({
    ...interview.words(texts(`init.ask.${part}`), texts(`init.why.${part}`)),
    flag: part,
    sample: "CODE",
    read: (text) => requireId(interview, part, text),
    usual: { text: "", value: null },
  });
}

async function askSwitch(interview: Interview, flag: "release-on-boleto" | "block-on-cancel", usual: boolean): Promise<boolean> {
  const { texts } = interview.context;
  return interview.yesNo({ ...interview.words(texts(`init.ask.${flag}`), texts(`init.why.${flag}`)), flag }, usual);
}

function requireId({ context, input }: Interview, flag: "externalId" | "offer" | "plan", text: string): string {
  const id = readLinkId(text);
  if (id !== null) return id;
  throw input.badValue(flag, printable(text), context.texts("product.link.bad-id", { longest: LONGEST_ID }));
}

function isSame(link: Link, key: Key): boolean {
  return link.externalId === key.externalId && link.offer === key.offer && link.plan === key.plan;
}
