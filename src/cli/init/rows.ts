import type { SetupDone } from "../../app/init/carry-out.ts";
import { rulesOf } from "../../app/init/checklist.ts";
import type { SetupWishes } from "../../app/init/wishes.ts";
import { maskDocument } from "../../core/document-mask.ts";
import type { Link, Product } from "../../core/product.ts";
import type { Rule } from "../../core/rule.ts";
import type { Texts } from "../../messages/text.ts";
import { actionText } from "../commands/rule/shown.ts";
import { printable } from "../printable.ts";
import { indent } from "../view/columns.ts";
import type { SecretAnswers } from "./ask-secrets.ts";
import { secretLabel } from "./steps.ts";
import { wrapRows } from "./wrap.ts";

/** What was answered, as it is shown before it is written. */
export function reviewLines(wishes: SetupWishes, secrets: SecretAnswers, texts: Texts, width: number): readonly string[] {
  const { provider, store, selling, serving } = wishes;
  const product = selling?.product;
  const slug = product === undefined ? null : product.isNew ? product.product.slug : product.slug;
  const link = selling === null || slug === null ? null : { product: slug, kind: selling.link.kind ?? "one-time" };
  const rules = rulesOf(provider, link, wishes.answers).map((draft) => ({ rule: draft, existed: false }));
  return indent(
    wrapRows(
      [
        [texts("init.row.store"), `${provider.title} ${store}`],
        ...secretRows(wishes, secrets, texts),
        ...(product === undefined ? [] : [[texts("init.row.product"), product.isNew ? productText(product.product, texts) : product.slug]]),
        ...(selling === null ? [] : [[texts("init.row.link"), linkText(selling.link, texts)]]),
        ...(serving === null ? [] : servingRows(serving, texts)),
        ...ruleRows(rules, selling !== null, texts),
      ],
      width - 2,
    ),
  );
}

/** What stands now. */
export function doneLines(
  { done, wishes, secrets }: { readonly done: SetupDone; readonly wishes: SetupWishes; readonly secrets: SecretAnswers },
  texts: Texts,
  width: number,
): readonly string[] {
  const there = (existed: boolean) => (existed ? ` ${texts("init.row.existed")}` : "");
  const { product, link, advertiser, listings } = done;
  return indent(
    wrapRows(
      [
        ...secretRows(wishes, secrets, texts),
        ...(product === null ? [] : [[texts("init.row.product"), productText(product.product, texts) + there(product.existed)]]),
        ...(link === null ? [] : [[texts("init.row.link"), linkText(link, texts)]]),
        ...(advertiser === null
          ? []
          : [
              [
                texts("init.row.advertiser"),
                `${advertiser.advertiser.slug}  ${maskDocument(advertiser.advertiser.document)}${there(advertiser.existed)}`,
              ],
            ]),
        ...(listings.length === 0 ? [] : [[texts("init.row.listings"), listings.map(({ code }) => printable(code)).join(", ")]]),
        ...ruleRows(done.rules, link !== null, texts),
      ],
      width - 2,
    ),
  );
}

function secretRows({ provider, secrets: values }: SetupWishes, { kept }: SecretAnswers, texts: Texts): readonly (readonly string[])[] {
  const label = (name: string) => secretLabel(provider, name, texts);
  const parts = [
    [...values.keys()].map(label).join(", "),
    kept.length === 0 ? "" : texts("init.row.secrets-kept", { names: kept.map(label).join(", ") }),
  ].filter((part) => part !== "");
  return parts.length === 0 ? [] : [[texts("init.row.secrets"), parts.join("; ")]];
}

function servingRows({ advertiser, listings }: NonNullable<SetupWishes["serving"]>, texts: Texts): readonly (readonly string[])[] {
  const shown = advertiser.isNew ? `${advertiser.advertiser.slug}  ${maskDocument(advertiser.advertiser.document)}` : advertiser.slug;
  return [
    [texts("init.row.advertiser"), shown],
    ...(listings.length === 0 ? [] : [[texts("init.row.listings"), listings.map(printable).join(", ")]]),
  ];
}

function ruleRows(
  rules: readonly { readonly rule: Pick<Rule, "trigger" | "actions">; readonly existed: boolean }[],
  hasLink: boolean,
  texts: Texts,
): readonly (readonly string[])[] {
  if (rules.length === 0) return hasLink ? [[texts("init.row.rules"), texts("init.row.no-rules")]] : [];
  const width = Math.max(...rules.map(({ rule }) => rule.trigger.length));
  return rules.map(({ rule, existed }, at) => [
    at === 0 ? texts("init.row.rules") : "",
    `${rule.trigger.padEnd(width)}  ${rule.actions.map(actionText).join(" ")}${existed ? ` ${texts("init.row.existed")}` : ""}`,
  ]);
}

function productText({ slug, name, type, price }: Product, texts: Texts): string {
  const parts = [texts(`init.type.${type}`), ...(price === null ? [] : [texts.formats.money(price)])];
  return `${slug}  "${printable(name)}", ${parts.join(", ")}`;
}

function linkText(link: Pick<Link, "externalId" | "offer" | "plan"> & Partial<Link>, texts: Texts): string {
  const parts = [
    texts(`init.kind.${link.kind ?? "one-time"}`),
    ...(link.releaseOnBoleto === true ? [texts("init.link.release-on-boleto")] : []),
    texts(link.blockOnCancel === false ? "init.link.keep-on-cancel" : "init.link.block-on-cancel"),
  ];
  const narrowed = [link.offer, link.plan].filter((part) => part !== null).map((part) => `/${printable(part)}`);
  return `${printable(link.externalId)}${narrowed.join("")}  ${parts.join(", ")}`;
}
