import type { Command } from "commander";
import type { LinkKey } from "../../../app/link-product.ts";
import { knownProviders } from "../../../app/require-provider.ts";
import { LONGEST_ID, readLinkId } from "../../../core/product.ts";
import type { Texts } from "../../../messages/text.ts";
import { badArgument } from "../../bad-argument.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";
import { readStoreName } from "../../store-name.ts";

/** The words that name one link, for `product link` and `product unlink`. */
export function defineLinkKey(command: Command, texts: Texts): void {
  command
    .argument("<product>", texts("product.argument.slug"))
    .argument("<provider>", texts("argument.provider", { known: knownProviders() }))
    .argument("<external-id>", texts("product.link.argument.external-id"))
    .option("--store <store>", texts("option.store"))
    .option("--offer <offer>", texts("product.link.option.offer"))
    .option("--plan <plan>", texts("product.link.option.plan"));
}

export function readLinkKey(input: Input, texts: Texts): LinkKey {
  const expected = texts("product.link.bad-id", { longest: LONGEST_ID });
  const read = (name: "offer" | "plan" | "external-id", text: string) => {
    const id = readLinkId(text);
    if (id !== null) return id;
    throw name === "external-id" ? badArgument(input, name, expected) : input.badValue(name, printable(text), expected);
  };
  const [offer, plan] = [input.text("offer"), input.text("plan")];
  return {
    product: input.argument("product"),
    provider: input.argument("provider"),
    store: readStoreName(input, texts),
    externalId: read("external-id", input.argument("external-id")),
    offer: offer === undefined ? null : read("offer", offer),
    plan: plan === undefined ? null : read("plan", plan),
  };
}
