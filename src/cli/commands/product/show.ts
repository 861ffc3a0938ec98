import { describeProduct, type ProductDescription } from "../../../app/describe-product.ts";
import type { Texts } from "../../../messages/text.ts";
import type { CommandModule } from "../../command.ts";
import { showFields } from "../../fields.ts";
import { cell } from "../../printable.ts";
import { ruleAsJson, ruleRow, ruleTableHead } from "../rule/shown.ts";
import { priceText } from "./fields.ts";
import { linkRow, linkTableHead } from "./link-row.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<slug>", texts("product.argument.slug"));
  },
  async run({ out, texts, ...context }, input) {
    const found = await describeProduct(await context.store(), input.argument("slug"));
    const rules = [...found.rules, ...found.sharedRules];
    if (out.json) return out.document({ ...found.product, links: found.links, rules: rules.map(ruleAsJson) });
    showFields(out, productFields(found, texts));
    const title = (text: string) => out.line(`\n${out.style.bold(text)}`);
    title(texts("product.show.links"));
    await out.table(
      linkTableHead(texts),
      found.links.map((link) => linkRow(link, texts)),
      texts("product.show.no-links", { slug: found.product.slug }),
    );
    title(texts("product.show.rules"));
    await out.table(ruleTableHead(texts), rules.map(ruleRow), texts("product.show.no-rules", { slug: found.product.slug }));
  },
};

function productFields({ product }: ProductDescription, texts: Texts): readonly (readonly [string, string])[] {
  return [
    [texts("column.slug"), product.slug],
    [texts("column.name"), cell(product.name)],
    [texts("column.description"), cell(product.description)],
    [texts("column.type"), product.type],
    [texts("column.price"), cell(priceText(product.price, texts))],
    [texts("column.sales-url"), cell(product.salesUrl)],
    [texts("column.image"), cell(product.image)],
  ];
}
