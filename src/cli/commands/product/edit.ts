import { editProduct } from "../../../app/register-product.ts";
import { IntgError } from "../../../core/errors.ts";
import type { CommandModule } from "../../command.ts";
import { printable } from "../../printable.ts";
import { defineProductFields, readProductFields, readProductName } from "./fields.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<slug>", texts("product.argument.slug")).option("--name <name>", texts("product.edit.option.name"));
    defineProductFields(command, texts);
  },
  async run(context, input) {
    const name = input.text("name");
    const changes = {
      ...(name === undefined ? {} : { name: readProductName(name, input, context.texts) }),
      ...readProductFields(context, input),
    };
    if (Object.keys(changes).length === 0) {
      throw new IntgError("INTG_USAGE", { detail: context.texts("edit.nothing"), command: input.command });
    }
    const product = await editProduct(await context.store(), input.argument("slug"), changes);
    if (context.options.json) context.out.document(product);
    context.out.say(context.texts("product.edit.done", { slug: product.slug, name: printable(product.name) }));
  },
};
