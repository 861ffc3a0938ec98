import { requireProvider } from "../../../app/require-provider.ts";
import type { CommandModule } from "../../command.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.option("--provider <provider>", texts("credential.list.option.provider"));
  },
  async run({ out, texts, ...context }, input) {
    const provider = input.text("provider");
    const credentials = await (await context.store()).credentials.list(provider === undefined ? undefined : requireProvider(provider).id);
    if (out.json) return out.document(credentials);
    const head = [
      texts("column.provider"),
      texts("column.store"),
      texts("column.secret"),
      texts("column.fingerprint"),
      texts("column.set-at"),
    ];
    const rows = credentials.map((entry) => [
      entry.provider,
      entry.store,
      entry.name,
      entry.fingerprint,
      texts.formats.dateTime(entry.createdAt),
    ]);
    await out.table(head, rows, texts("credential.list.empty"));
  },
};
