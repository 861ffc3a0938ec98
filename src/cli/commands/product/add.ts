import { registerProduct } from "../../../app/register-product.ts";
import { isProductSlug, LONGEST_SLUG, slugFrom } from "../../../core/product.ts";
import type { Texts } from "../../../messages/text.ts";
import type { CommandModule } from "../../command.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";
import { defineProductFields, readProductFields, readProductName } from "./fields.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<name>", texts("product.add.argument.name")).option("--slug <slug>", texts("product.add.option.slug"));
    defineProductFields(command, texts);
  },
  async run(context, input) {
    const name = readProductName(input.argument("name"), input, context.texts);
    const slug = readSlug(input, name, context.texts);
    const empty = { description: null, image: null, type: "course", price: null, salesUrl: null } as const;
    const product = { slug, name, ...empty, ...readProductFields(context, input) };
    await registerProduct(await context.store(), product);
    if (context.options.json) context.out.document(product);
    else context.out.line(slug);
    context.out.say(context.texts("product.add.done", { slug, name: printable(name) }));
  },
};

/** Without a flag it is made of the name. */
function readSlug(input: Input, name: string, texts: Texts): string {
  const slug = input.text("slug") ?? slugFrom(name).slice(0, LONGEST_SLUG).replace(/-+$/, "");
  if (isProductSlug(slug)) return slug;
  throw input.badValue("slug", printable(slug), texts("product.bad-slug", { longest: LONGEST_SLUG }));
}
