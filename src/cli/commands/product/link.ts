import { completeLink, countWaiting, type LinkWishes, linkProduct } from "../../../app/link-product.ts";
import { LINK_KINDS } from "../../../core/product.ts";
import { DEFAULT_STORE } from "../../../core/store-name.ts";
import type { CommandModule } from "../../command.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";
import { defineLinkKey, readLinkKey } from "./link-key.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineLinkKey(command, texts);
    command
      .option("--kind <kind>", texts("product.link.option.kind", { kinds: LINK_KINDS.join(", ") }))
      .option("--release-on-boleto", texts("product.link.option.release-on-boleto"))
      .option("--no-release-on-boleto", texts("product.link.option.no-release-on-boleto"))
      .option("--block-on-cancel", texts("product.link.option.block-on-cancel"))
      .option("--no-block-on-cancel", texts("product.link.option.no-block-on-cancel"));
  },
  async run({ out, texts, ...context }, input) {
    const [key, wishes] = [readLinkKey(input, texts), wishesOf(input)];
    const store = await context.store();
    const link = await completeLink(store, key, wishes);
    const { missingSecret } = await linkProduct(store, link);
    if (out.json) out.document(link);
    const shown = { ...link, externalId: printable(link.externalId) };
    const named = { product: shown.product, provider: shown.provider, store: shown.store, externalId: shown.externalId, kind: shown.kind };
    out.say(texts("product.link.done", named));
    const storeFlag = link.store === DEFAULT_STORE ? "" : ` --store ${link.store}`;
    const waiting = await countWaiting(store, link);
    if (waiting > 0) out.say(texts("product.link.next-replay", { n: waiting, provider: link.provider, storeFlag }));
    const event = link.kind === "subscription" ? "subscription" : "purchase";
    if (missingSecret === null) return out.say(texts("product.link.next-try", { ...named, event }));
    out.say(texts("product.link.next-credential", { provider: link.provider, secret: missingSecret, storeFlag }));
  },
};

/** Only what was said: a switch that is not named stays as it is. */
function wishesOf(input: Input): LinkWishes {
  const kind = input.oneOf("kind", LINK_KINDS);
  const [release, block] = [input.wish("releaseOnBoleto"), input.wish("blockOnCancel")];
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(release === undefined ? {} : { releaseOnBoleto: release }),
    ...(block === undefined ? {} : { blockOnCancel: block }),
  };
}
