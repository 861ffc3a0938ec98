import { linkProduct } from "../../../app/link-product.ts";
import { LINK_KINDS } from "../../../core/product.ts";
import { DEFAULT_STORE } from "../../../core/store-name.ts";
import type { CommandModule } from "../../command.ts";
import { printable } from "../../printable.ts";
import { defineLinkKey, readLinkKey } from "./link-key.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineLinkKey(command, texts);
    command
      .option("--kind <kind>", texts("product.link.option.kind", { kinds: LINK_KINDS.join(", ") }))
      .option("--release-on-boleto", texts("product.link.option.release-on-boleto"))
      .option("--no-block-on-cancel", texts("product.link.option.no-block-on-cancel"));
  },
  async run({ out, texts, ...context }, input) {
    const link = {
      ...readLinkKey(input, texts),
      kind: input.oneOf("kind", LINK_KINDS) ?? "one-time",
      releaseOnBoleto: input.flag("releaseOnBoleto"),
      blockOnCancel: input.notDenied("blockOnCancel"),
    };
    const { missingSecret } = await linkProduct(await context.store(), link);
    if (out.json) out.document(link);
    const shown = { ...link, externalId: printable(link.externalId) };
    const named = { product: shown.product, provider: shown.provider, store: shown.store, externalId: shown.externalId, kind: shown.kind };
    out.say(texts("product.link.done", named));
    const event = link.kind === "subscription" ? "subscription" : "purchase";
    if (missingSecret === null) return out.say(texts("product.link.next-try", { ...named, event }));
    const storeFlag = link.store === DEFAULT_STORE ? "" : ` --store ${link.store}`;
    out.say(texts("product.link.next-credential", { provider: link.provider, secret: missingSecret, storeFlag }));
  },
};
