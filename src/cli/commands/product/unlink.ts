import { unlinkProduct } from "../../../app/link-product.ts";
import type { CommandModule } from "../../command.ts";
import { printable } from "../../printable.ts";
import { defineLinkKey, readLinkKey } from "./link-key.ts";

export const command: CommandModule = {
  define: defineLinkKey,
  async run({ out, texts, ...context }, input) {
    const key = readLinkKey(input, texts);
    await unlinkProduct(await context.store(), key);
    if (out.json) out.document({ removed: key });
    out.say(texts("product.unlink.done", { product: key.product, provider: key.provider, externalId: printable(key.externalId) }));
  },
};
