import type { Command } from "commander";
import type { Advertiser } from "../../../app/ports.ts";
import { parseDocument } from "../../../core/document.ts";
import { maskDocument } from "../../../core/document-mask.ts";
import { IntgError } from "../../../core/errors.ts";
import type { Texts } from "../../../messages/text.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";
import { readUrl } from "../../read-url.ts";

/** Flags that `advertiser add` and `advertiser edit` share. */
export function defineAdvertiserFields(command: Command, texts: Texts): void {
  command
    .argument("<slug>", texts("advertiser.argument.slug"))
    .option("--document <cpf-or-cnpj>", texts("advertiser.option.document"))
    .option("--url <url>", texts("advertiser.option.url"))
    .option("--send-lead-email", texts("advertiser.option.send-lead-email"))
    .option("--closed", texts("advertiser.option.closed"));
}

/** The fields that were given; an empty URL goes back to the one made of the slug. */
export function readAdvertiserFields(input: Input, texts: Texts): Partial<Omit<Advertiser, "slug">> {
  const [document, url] = [input.text("document"), input.text("url")];
  const isDenied = !input.notDenied("sendLeadEmail");
  const [closed, open] = [input.flag("closed"), input.flag("open")];
  if (closed && open) throw new IntgError("INTG_USAGE", { detail: texts("advertiser.closed-and-open"), command: input.command });
  return {
    ...(document === undefined ? {} : { document: readDocument(document, texts) }),
    ...(url === undefined ? {} : { url: url.trim() === "" ? null : readUrl(url) }),
    ...(input.flag("sendLeadEmail") || isDenied ? { sendLeadEmail: !isDenied } : {}),
    ...(closed || open ? { closed } : {}),
  };
}

/** Warns when the document stands with another advertiser: the export refuses both. */
export async function warnOfSharedDocument(context: Context, { slug, document }: Advertiser): Promise<void> {
  const { advertisers } = await context.store();
  const same = await advertisers.findByDocument(document);
  if (same !== undefined && same.slug !== slug) context.out.warn(context.texts("advertiser.document-shared", { slug: same.slug }));
}

/** What may be shown of an advertiser: the document by its end, unless --show-pii. */
export function shownAdvertiser(advertiser: Advertiser, showPii: boolean): Advertiser {
  return showPii ? advertiser : { ...advertiser, document: maskDocument(advertiser.document) };
}

function readDocument(text: string, texts: Texts): string {
  const document = parseDocument(text);
  if (document.ok) return document.value;
  const reason = texts(`document.${document.error}`);
  throw new IntgError("INTG_DOCUMENT_INVALID", { given: printable(maskDocument(text)), reason });
}
