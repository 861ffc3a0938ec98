import { hookPath } from "../../../app/hook-path.ts";
import { CREDENTIAL_REASONS, PLACE_REASONS } from "../../../app/lookups.ts";
import type { Store } from "../../../app/ports.ts";
import {
  type AccountKey,
  type CredentialChange,
  requireSecretField,
  retireCredentials,
  setCredentials,
} from "../../../app/set-credential.ts";
import type { SecretField } from "../../../providers/contract.ts";
import { type CommandModule, repeatable } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";
import { fetchSecrets, readWishes, type SecretOwner, type SecretWish, warnOfLiterals } from "../../secret-sources.ts";
import { defineAccount, readAccount } from "./account.ts";
import { readApiPlace } from "./api-place.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineAccount(command, texts);
    command
      .option("--secret <name=source>", texts("credential.set.option.secret"), repeatable)
      .option("--description <text>", texts("credential.set.option.description"))
      .option("--add", texts("credential.set.option.add"))
      .option("--retire", texts("credential.set.option.retire"))
      .option("--api <place>", texts("credential.set.option.api"))
      .option("--act-on-tests", texts("credential.set.option.act-on-tests"))
      .option("--no-act-on-tests", texts("credential.set.option.no-act-on-tests"));
  },
  async run(context, input) {
    const { out, texts } = context;
    const account = readAccount(input, texts);
    const wishes = wishesOf(input, account, context);
    const values = await fetchSecrets(wishes, ownerOf(account, context), context, input);
    const store = await context.store();
    const change = {
      ...account,
      values,
      how: input.flag("add") || input.flag("retire") ? "add" : "replace",
      ...settingsOf(input, account),
    } as const;
    const isRetiring = input.flag("retire");
    const hasChange = values.size > 0 || Object.keys(settingsOf(input, account)).length > 0;
    const advice = hasChange ? await setCredentials(store, context.clock, change) : [];
    const woken = await wakeLookups(store, account, change, context);
    const retired = isRetiring
      ? await retireCredentials(
          store,
          account,
          secretsNamed(input, account, context).map((wish) => wish.field.name),
        )
      : [];
    warnOfLiterals(wishes, context);
    for (const { name, note } of advice) out.warn(texts("credential.advice", { name, note: printable(texts.ofNote(note)) }));
    const shown = { provider: account.provider.id, title: account.provider.title, store: account.store };
    if (out.json)
      out.document({
        provider: shown.provider,
        store: shown.store,
        set: [...values.keys()],
        retired,
        path: hookPath(account.provider, account.store),
      });
    if (values.size > 0) out.say(texts("credential.set.done", { ...shown, names: [...values.keys()].join(", ") }));
    if (isRetiring)
      out.say(
        retired.length > 0 ? texts("credential.retired", { ...shown, names: retired.join(", ") }) : texts("credential.nothing-to-retire"),
      );
    if (woken > 0) out.say(texts("credential.woken", { n: woken, title: shown.title }));
    if (values.size === 0 && !isRetiring) out.say(texts("credential.set.account-done", shown));
    out.say(texts("credential.set.url", { title: shown.title, path: hookPath(account.provider, account.store) }));
  },
};

/** Questions that could not be asked may be asked with the new values, and any question at another place. */
async function wakeLookups(store: Store, account: AccountKey, change: CredentialChange, { clock }: Context): Promise<number> {
  if (change.values.size === 0 && change.api === undefined) return 0;
  const reasons = change.api === undefined ? CREDENTIAL_REASONS : PLACE_REASONS;
  return store.lookups.wake(account.provider.id, account.store, clock.now(), reasons);
}

/** With no secret named: those that calls are verified with, unless something else was asked for. */
function wishesOf(input: Input, account: AccountKey, context: Context): readonly SecretWish<SecretField>[] {
  const wishes = secretsNamed(input, account, context);
  if (input.flag("retire")) return wishes.filter((wish) => wish.source !== null);
  const isSettingsOnly = Object.keys(settingsOf(input, account)).length > 0;
  if (wishes.length > 0 || isSettingsOnly) return wishes;
  return account.provider.secrets.filter((field) => field.verifies).map((field) => ({ field, source: null }));
}

function secretsNamed(input: Input, { provider }: AccountKey, context: Context): readonly SecretWish<SecretField>[] {
  return readWishes(input, context, (name) => requireSecretField(provider, name));
}

function ownerOf({ provider, store }: AccountKey, { texts }: Context): SecretOwner {
  const { title } = provider;
  return { title, question: (name) => texts("credential.question", { title, store, name }) };
}

function settingsOf(input: Input, { provider }: AccountKey): Pick<CredentialChange, "description" | "actOnTests" | "api"> {
  const api = readApiPlace(input, provider);
  const description = input.text("description")?.trim();
  const isDenied = !input.notDenied("actOnTests");
  return {
    ...(description === undefined ? {} : { description: description === "" ? null : description }),
    ...(api === undefined ? {} : { api }),
    ...(input.flag("actOnTests") || isDenied ? { actOnTests: !isDenied } : {}),
  };
}
