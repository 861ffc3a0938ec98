import { listProducts } from "../../../app/describe-product.ts";
import type { CommandModule } from "../../command.ts";
import { cell } from "../../printable.ts";
import { priceText } from "./fields.ts";

export const command: CommandModule = {
  define() {},
  async run({ out, texts, ...context }) {
    const products = await listProducts(await context.store());
    if (out.json) return out.document(products);
    const head = [
      texts("column.slug"),
      texts("column.name"),
      texts("column.type"),
      texts("column.price"),
      texts("column.links"),
      texts("column.rules"),
    ];
    const rows = products.map((product) => [
      product.slug,
      cell(product.name),
      product.type,
      cell(priceText(product.price, texts)),
      String(product.links),
      String(product.rules),
    ]);
    await out.table(head, rows, texts("product.list.empty"));
  },
};
