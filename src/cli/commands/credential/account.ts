import type { Command } from "commander";
import { knownProviders, requireProvider } from "../../../app/require-provider.ts";
import type { AccountKey } from "../../../app/set-credential.ts";
import type { Texts } from "../../../messages/text.ts";
import type { Input } from "../../input.ts";
import { readStoreName } from "../../store-name.ts";

/** The words that name one account, for every `credential` command. */
export function defineAccount(command: Command, texts: Texts): void {
  command.argument("<provider>", texts("argument.provider", { known: knownProviders() })).option("--store <store>", texts("option.store"));
}

export function readAccount(input: Input, texts: Texts): AccountKey {
  return { provider: requireProvider(input.argument("provider")), store: readStoreName(input, texts) };
}
