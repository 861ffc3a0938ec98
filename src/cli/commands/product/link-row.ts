import type { Link } from "../../../core/product.ts";
import type { Texts } from "../../../messages/text.ts";
import { cell } from "../../printable.ts";
import { yesOrNo } from "../../view/state-words.ts";

export function linkTableHead(texts: Texts): readonly string[] {
  return [
    texts("column.provider"),
    texts("column.store"),
    texts("column.external-id"),
    texts("column.kind"),
    texts("column.offer"),
    texts("column.plan"),
    texts("column.release-on-boleto"),
    texts("column.block-on-cancel"),
  ];
}

export function linkRow(link: Link, texts: Texts): readonly string[] {
  return [
    link.provider,
    link.store,
    cell(link.externalId),
    link.kind,
    cell(link.offer),
    cell(link.plan),
    yesOrNo(link.releaseOnBoleto, texts),
    yesOrNo(link.blockOnCancel, texts),
  ];
}
