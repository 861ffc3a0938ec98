import { requireProduct } from "../../../app/register-product.ts";
import { EVERY_PRODUCT } from "../../../core/rule.ts";
import type { CommandModule } from "../../command.ts";
import { ruleAsJson, ruleRow, ruleTableHead } from "./shown.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.option("--product <slug>", texts("rule.list.option.product"));
  },
  async run({ out, texts, ...context }, input) {
    const store = await context.store();
    const product = input.text("product");
    if (product !== undefined && product !== EVERY_PRODUCT) await requireProduct(store, product);
    const all = await store.rules.list();
    const rules = product === undefined ? all : all.filter((rule) => rule.product === product || rule.product === EVERY_PRODUCT);
    if (out.json) return out.document(rules.map(ruleAsJson));
    await out.table(ruleTableHead(texts), rules.map(ruleRow), texts("rule.list.empty"));
  },
};
