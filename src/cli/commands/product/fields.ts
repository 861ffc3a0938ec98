import { existsSync } from "node:fs";
import type { Command } from "commander";
import { IntgError } from "../../../core/errors.ts";
import type { Money } from "../../../core/money.ts";
import { LONGEST_NAME, PRODUCT_TYPES, type Product, readProductName as readName, readPrice } from "../../../core/product.ts";
import type { Texts } from "../../../messages/text.ts";
import { badArgument } from "../../bad-argument.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";
import { readUrl } from "../../read-url.ts";

/** Flags that `product add` and `product edit` share. */
export function defineProductFields(command: Command, texts: Texts): void {
  command
    .option("--description <text>", texts("product.option.description"))
    .option("--image <file>", texts("product.option.image"))
    .option("--type <type>", texts("product.option.type", { types: PRODUCT_TYPES.join(", ") }))
    .option("--price <amount>", texts("product.option.price"))
    .option("--sales-url <url>", texts("product.option.sales-url"));
}

/** The fields that were given; an empty text clears its field. */
export function readProductFields(context: Context, input: Input): Partial<Omit<Product, "slug">> {
  const [description, image, price, salesUrl] = ["description", "image", "price", "salesUrl"].map((name) => input.text(name));
  const type = input.oneOf("type", PRODUCT_TYPES);
  const fields = {
    ...(description === undefined ? {} : { description: orNull(description) }),
    ...(image === undefined ? {} : { image: orNull(image) }),
    ...(type === undefined ? {} : { type }),
    ...(price === undefined ? {} : { price: price === "" ? null : requirePrice(price) }),
    ...(salesUrl === undefined ? {} : { salesUrl: salesUrl === "" ? null : readUrl(salesUrl) }),
  };
  if (fields.image != null) warnOfMissingImage(context, fields.image);
  return fields;
}

export function readProductName(name: string, input: Input, texts: Texts): string {
  const read = readName(name);
  const expected = texts("product.bad-name", { longest: LONGEST_NAME });
  if (read === null)
    throw input.text("name") === undefined ? badArgument(input, "name", expected) : input.badValue("name", printable(name), expected);
  return read;
}

export function priceText(price: Money | null, texts: Texts): string | null {
  return price === null ? null : texts.formats.money(price);
}

function requirePrice(text: string): Money {
  const price = readPrice(text);
  if (price === null) throw new IntgError("INTG_MONEY_INVALID", { given: printable(text) });
  return price;
}

/** A picture that is not there yet is no reason to refuse a product. */
function warnOfMissingImage(context: Context, image: string): void {
  if (/^https?:\/\//i.test(image) || existsSync(image)) return;
  context.out.warn(context.texts("product.image-missing", { image: printable(image) }));
}

function orNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
