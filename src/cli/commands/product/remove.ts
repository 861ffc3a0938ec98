import { describeProduct } from "../../../app/describe-product.ts";
import { IntgError } from "../../../core/errors.ts";
import type { CommandModule } from "../../command.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<slug>", texts("product.argument.slug"));
  },
  async run({ out, texts, prompts, options, ...context }, input) {
    const store = await context.store();
    const found = await describeProduct(store, input.argument("slug"));
    const uses = { slug: found.product.slug, links: found.links.length, rules: found.rules.length };
    if (uses.links + uses.rules > 0) {
      if (!prompts.possible && !options.yes) throw new IntgError("INTG_PRODUCT_IN_USE", uses);
      await prompts.confirm(texts("product.remove.confirm", uses));
    }
    await store.products.remove(uses.slug);
    if (options.json) out.document({ removed: uses.slug, links: uses.links, rules: uses.rules });
    out.say(texts("product.remove.done", uses));
  },
};
