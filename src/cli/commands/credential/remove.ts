import { describeAccount, removeCredentials } from "../../../app/describe-account.ts";
import { requireSecretField } from "../../../app/set-credential.ts";
import { IntgError } from "../../../core/errors.ts";
import type { CommandModule } from "../../command.ts";
import { printable } from "../../printable.ts";
import { defineAccount, readAccount } from "./account.ts";

export const command: CommandModule = {
  define(command, texts) {
    defineAccount(command, texts);
    command.option("--secret <name>", texts("credential.remove.option.secret"));
  },
  async run({ out, texts, prompts, ...context }, input) {
    const account = readAccount(input, texts);
    const wanted = input.text("secret");
    const name = wanted === undefined ? null : requireSecretField(account.provider, printable(wanted)).name;
    const store = await context.store();
    const named = { provider: account.provider.id, title: account.provider.title, store: account.store };
    const { secrets } = await describeAccount(store, account);
    const there = secrets
      .filter((secret) => secret.values.length > 0 && (name === null || secret.name === name))
      .map((secret) => secret.name);
    if (there.length === 0) throw new IntgError("INTG_CREDENTIAL_NOT_FOUND", named);
    await prompts.confirm(texts("credential.remove.confirm", { ...named, names: there.join(", ") }));
    const removed = await removeCredentials(store, account, name);
    if (out.json) out.document({ provider: named.provider, store: named.store, removed: there, values: removed });
    out.say(texts("credential.remove.done", { ...named, names: there.join(", ") }));
  },
};
