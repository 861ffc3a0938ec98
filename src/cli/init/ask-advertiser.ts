import { isAdvertiserSlug } from "../../app/advertisers.ts";
import { isListingCode } from "../../app/import-listings.ts";
import type { ServingWish } from "../../app/init/wishes.ts";
import type { Advertiser, Store } from "../../app/ports.ts";
import { parseDocument } from "../../core/document.ts";
import { maskDocument } from "../../core/document-mask.ts";
import { IntgError } from "../../core/errors.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import { printable } from "../printable.ts";
import { readUrl } from "../read-url.ts";
import type { AccountAnswers } from "./ask-account.ts";
import type { Interview } from "./interview.ts";
import { idWords } from "./steps.ts";

/** Whose leads come: an advertiser that is there, or a new one with its document, and the codes of its listings. */
export async function askAdvertiser(interview: Interview, account: AccountAnswers, seen: Pick<Store, "advertisers">): Promise<ServingWish> {
  const { context, input } = interview;
  const { texts } = context;
  interview.part("advertiser");
  const slug = await interview.text({
    ...interview.words(texts("init.ask.advertiser"), texts("init.why.advertiser")),
    flag: "advertiser",
    sample: "SLUG",
    read: (text) => {
      const name = text.trim();
      if (isAdvertiserSlug(name)) return name;
      throw input.badValue("advertiser", printable(name), texts("advertiser.bad-slug"));
    },
  });
  const known = await seen.advertisers.find(slug);
  const advertiser = await (known === undefined ? askNew(interview, slug) : changesTo(interview, slug));
  return { advertiser, listings: await askListings(interview, account) };
}

async function askNew(interview: Interview, slug: string): Promise<ServingWish["advertiser"]> {
  const { texts } = interview.context;
  const document = await interview.text({
    ...interview.words(texts("init.ask.document"), texts("init.why.document")),
    flag: "document",
    sample: "CPF-or-CNPJ",
    read: (text) => requireDocument(interview, text),
  });
  const url = await interview.text<string | null>({
    ...interview.words(texts("init.ask.advertiser-url"), texts("init.why.advertiser-url")),
    flag: "advertiser-url",
    sample: "URL",
    read: readUrl,
    usual: { text: "", value: null },
  });
  const words = interview.words(texts("init.ask.send-lead-email"), texts("init.why.send-lead-email"));
  const sendLeadEmail = await interview.yesNo({ ...words, flag: "send-lead-email" }, false);
  return { isNew: true, advertiser: { slug, document, url, sendLeadEmail, closed: false } };
}

/** Only what the flags say: of an advertiser that is there nothing is asked. */
async function changesTo(interview: Interview, slug: string): Promise<ServingWish["advertiser"]> {
  const { input } = interview;
  const [document, url, sendLeadEmail] = [input.text("document"), input.text("advertiserUrl"), input.wish("sendLeadEmail")];
  const changes: Partial<Omit<Advertiser, "slug">> = {
    ...(document === undefined ? {} : { document: requireDocument(interview, document) }),
    ...(url === undefined ? {} : { url: url.trim() === "" ? null : readUrl(url) }),
    ...(sendLeadEmail === undefined ? {} : { sendLeadEmail }),
  };
  return { isNew: false, slug, changes };
}

async function askListings(interview: Interview, { provider, store }: AccountAnswers): Promise<readonly string[]> {
  const { context, input } = interview;
  const { texts } = context;
  const read = (texts_: readonly string[]) => [...new Set(texts_.map((code) => requireCode(interview, code)))];
  const given = input.list("listing");
  if (given.length > 0) return read(given);
  const wish = {
    ...interview.words(texts("init.ask.listing"), [...idWords(provider, texts), texts("init.why.listing")]),
    flag: "listing",
    sample: "CODE",
    read: (text: string) => read(text.split(",")),
  };
  // The address of a named store has no advertiser in it: only a listing tells whose a lead is.
  return interview.text<readonly string[]>(store === DEFAULT_STORE ? { ...wish, usual: { text: "", value: [] } } : wish);
}

function requireCode({ context, input }: Interview, text: string): string {
  const code = text.trim();
  if (isListingCode(code)) return code;
  throw input.badValue("listing", printable(code), context.texts("listing.bad-code"));
}

function requireDocument({ context: { texts } }: Interview, text: string): string {
  const document = parseDocument(text);
  if (document.ok) return document.value;
  throw new IntgError("INTG_DOCUMENT_INVALID", { given: printable(maskDocument(text)), reason: texts(`document.${document.error}`) });
}
