import { hookPath } from "../../app/hook-path.ts";
import type { SetupWishes } from "../../app/init/wishes.ts";
import type { Store } from "../../app/ports.ts";
import { knownProviders, requireProvider } from "../../app/require-provider.ts";
import type { AccountKey } from "../../app/set-credential.ts";
import { IntgError } from "../../core/errors.ts";
import { isLoopback, urlOf } from "../../core/http-url.ts";
import { DEFAULT_STORE, isStoreName } from "../../core/store-name.ts";
import type { Texts } from "../../messages/text.ts";
import type { ProviderAdapter } from "../../providers/contract.ts";
import { PROVIDERS } from "../../providers/index.ts";
import { readApiPlace } from "../commands/credential/api-place.ts";
import { printable } from "../printable.ts";
import { readUrl } from "../read-url.ts";
import type { Interview } from "./interview.ts";

/** Where `listen` listens when nothing else is said. */
const USUAL_ADDRESS = urlOf({ host: "127.0.0.1", port: 4040 });

/** The account, and the address under which the vendor reaches us; null while nobody knows one. */
export interface AccountAnswers extends AccountKey, Pick<SetupWishes, "description" | "api"> {
  readonly publicUrl: string | null;
}

export async function askProvider(interview: Interview): Promise<ProviderAdapter> {
  const { texts } = interview.context;
  const given = interview.input.maybeArgument("provider");
  const flag = `intg init hotmart (${knownProviders()})`;
  if (given === undefined && !interview.canAsk) throw new IntgError("INTG_MISSING_VALUE", { what: texts("init.part.platform"), flag });
  interview.part("platform");
  const id = await interview.choice(
    {
      ...interview.words(texts("init.ask.provider"), texts("init.why.provider")),
      flag,
      choices: PROVIDERS.map((provider) => ({ value: provider.id, name: provider.title, about: texts(`init.family.${provider.family}`) })),
    },
    undefined,
    given,
  );
  return requireProvider(id);
}

export async function askAccount(interview: Interview, provider: ProviderAdapter, seen: Pick<Store, "accounts">): Promise<AccountAnswers> {
  const { context, input } = interview;
  const { texts, out } = context;
  const { title } = provider;
  const known = (await seen.accounts.list()).filter((account) => account.provider === provider.id);
  interview.part("store");
  const why =
    known.length === 0
      ? texts("init.why.store", { title })
      : texts("init.why.store-known", { title, known: known.map(({ name }) => name).join(", ") });
  const store = await interview.text({
    ...interview.words(texts("init.ask.store"), why),
    flag: "store",
    sample: "NAME",
    read: (text) => {
      const name = text.trim();
      if (isStoreName(name)) return name;
      throw input.badValue("store", printable(name), texts("store.bad-name"));
    },
    usual: { text: DEFAULT_STORE, value: DEFAULT_STORE },
  });
  const before = known.find(({ name }) => name === store);
  const description = await askDescription(interview, before !== undefined);
  const api = await askApi(interview, provider, before !== undefined);
  const publicUrl = await interview.text<string | null>({
    ...interview.words(texts("init.ask.public-url"), texts("init.why.public-url", { title })),
    flag: "public-url",
    sample: "https://hooks.example.com",
    read: (text) => readBaseUrl(interview, text),
    usual: { text: "", value: null },
  });
  if (publicUrl !== null && isOpen(publicUrl)) out.warn(texts("init.warn.not-https", { url: printable(publicUrl) }));
  return {
    provider,
    store,
    publicUrl,
    ...(description === undefined ? {} : { description }),
    ...(api === undefined ? {} : { api }),
  };
}

/** What the vendor's panel wants: our address and the path of the account. */
export function webhookUrl({ provider, store, publicUrl }: AccountAnswers, advertiser: string | null = null): string {
  const path = hookPath(provider, store);
  return `${publicUrl ?? USUAL_ADDRESS}${advertiser === null ? path : path.replace("<advertiser>", advertiser)}`;
}

/** The same for the steps in the panel: nobody is told to paste an address that only this computer reaches. */
export function panelUrl(account: AccountAnswers, texts: Texts): string {
  const { provider, store, publicUrl } = account;
  return publicUrl === null ? texts("init.address-unknown", { path: hookPath(provider, store) }) : webhookUrl(account);
}

async function askDescription(interview: Interview, existed: boolean): Promise<string | null | undefined> {
  const { texts } = interview.context;
  const wish = {
    ...interview.words(texts("init.ask.description"), texts("init.why.description")),
    flag: "description",
    sample: "TEXT",
    read: (text: string) => (text.trim() === "" ? null : text.trim()),
  };
  // Of an account that is there the note stays, unless the flag says another.
  if (existed && interview.input.text("description") === undefined) return undefined;
  return interview.text<string | null>({ ...wish, usual: { text: "", value: null } });
}

async function askApi(interview: Interview, provider: ProviderAdapter, existed: boolean): Promise<SetupWishes["api"]> {
  const { context, input } = interview;
  const { texts } = context;
  const given = readApiPlace(input, provider);
  if (given !== undefined || provider.lookup === undefined || existed) return given;
  const choices = (["production", "sandbox"] as const).map((value) => ({ value, name: texts(`init.api.${value}`) }));
  const words = interview.words(texts("init.ask.api"), texts("init.why.api", { title: provider.title }));
  return interview.choice({ ...words, flag: "--api production", choices }, "production", undefined);
}

function readBaseUrl(interview: Interview, text: string): string {
  const url = readUrl(text);
  if (!/[?#]/.test(url)) return url.replace(/\/+$/, "");
  throw interview.input.badValue("publicUrl", printable(url), interview.context.texts("init.problem.base-url"));
}

/** Whether everybody on the way can read what is sent there. */
function isOpen(url: string): boolean {
  return url.startsWith("http:") && !isLoopback(new URL(url).hostname);
}
