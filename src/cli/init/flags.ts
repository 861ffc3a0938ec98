import type { Command } from "commander";
import { CHECKLIST, checklistOf } from "../../app/init/checklist.ts";
import { knownProviders } from "../../app/require-provider.ts";
import { IntgError } from "../../core/errors.ts";
import { LINK_KINDS, PRODUCT_TYPES } from "../../core/product.ts";
import type { Texts } from "../../messages/text.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { repeatable } from "../command.ts";
import { camel, type Interview, type PartName } from "./interview.ts";

/** A flag for every question, under the titles of the questions. */
export function defineInit(command: Command, texts: Texts): void {
  const under = (part: PartName) => command.optionsGroup(`${texts(`init.part.${part}`)}:`);
  under("store")
    .argument("[provider]", texts("init.argument.provider", { known: knownProviders() }))
    .option("--store <name>", texts("init.option.store"))
    .option("--description <text>", texts("init.option.description"))
    .option("--public-url <url>", texts("init.option.public-url"))
    .option("--api <place>", texts("init.option.api"));
  under("credential").option("--secret <name=source>", texts("init.option.secret"), repeatable);
  under("product")
    .option("--product <name>", texts("init.option.product"))
    .option("--slug <slug>", texts("init.option.slug"))
    .option("--type <type>", texts("init.option.type", { types: PRODUCT_TYPES.join(", ") }))
    .option("--product-description <text>", texts("init.option.product-description"))
    .option("--price <amount>", texts("init.option.price"))
    .option("--sales-url <url>", texts("init.option.sales-url"))
    .option("--image <file>", texts("init.option.image"));
  under("link")
    .option("--external-id <id>", texts("init.option.external-id"))
    .option("--kind <kind>", texts("init.option.kind", { kinds: LINK_KINDS.join(", ") }))
    .option("--offer <offer>", texts("init.option.offer"))
    .option("--plan <plan>", texts("init.option.plan"))
    .option("--release-on-boleto", texts("init.option.release-on-boleto"))
    .option("--no-release-on-boleto", texts("init.option.no-release-on-boleto"))
    .option("--block-on-cancel", texts("init.option.block-on-cancel"))
    .option("--no-block-on-cancel", texts("init.option.no-block-on-cancel"));
  under("advertiser")
    .option("--advertiser <slug>", texts("init.option.advertiser"))
    .option("--document <cpf-or-cnpj>", texts("init.option.document"))
    .option("--advertiser-url <url>", texts("init.option.advertiser-url"))
    .option("--send-lead-email", texts("init.option.send-lead-email"))
    .option("--no-send-lead-email", texts("init.option.no-send-lead-email"))
    .option("--listing <code>", texts("init.option.listing"), repeatable);
  under("actions");
  for (const { flag, action } of CHECKLIST.flatMap(({ fields }) => fields)) {
    const value = action === "sequence.add" ? "<funnel/sequence>" : action === "funnel.remove" ? "<funnel>" : "<tag>";
    command.option(`--${flag} ${value}`, texts.maybe(`init.option.action.${flag}`) ?? "", repeatable);
  }
  command.option("--no-actions", texts("init.option.no-actions"));
}

const OF_PAYMENTS = [
  "product",
  "slug",
  "type",
  "product-description",
  "price",
  "sales-url",
  "image",
  "external-id",
  "kind",
  "offer",
  "plan",
];
const OF_LEADS = ["advertiser", "document", "advertiser-url"];

/** @throws INTG_USAGE for a flag that has no meaning for the platform. */
export function refuseStrangeFlags({ context: { texts }, input }: Interview, provider: ProviderAdapter): void {
  const { family, title } = provider;
  const given = (flag: string) =>
    input.text(camel(flag)) !== undefined || input.list(camel(flag)).length > 0 || input.wish(camel(flag)) !== undefined;
  const switches = family === "payments" ? ["send-lead-email"] : ["release-on-boleto", "block-on-cancel"];
  const sent = checklistOf(provider);
  const actions = CHECKLIST.filter((item) => !sent.includes(item)).flatMap(({ fields }) => fields.map(({ flag }) => flag));
  const strange = [...(family === "payments" ? [...OF_LEADS, "listing"] : OF_PAYMENTS), ...switches, ...actions].find(given);
  if (strange !== undefined)
    throw new IntgError("INTG_USAGE", { detail: texts("init.refused", { flag: `--${strange}`, title }), command: input.command });
}
