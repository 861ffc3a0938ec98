import { describeAccount } from "../../../app/describe-account.ts";
import type { CommandModule } from "../../command.ts";
import { showFields } from "../../fields.ts";
import { cell } from "../../printable.ts";
import { yesOrNo } from "../../view/state-words.ts";
import { defineAccount, readAccount } from "./account.ts";

export const command: CommandModule = {
  define: defineAccount,
  async run({ out, texts, ...context }, input) {
    const account = await describeAccount(await context.store(), readAccount(input, texts));
    if (out.json) return out.document(account);
    showFields(out, [
      [texts("column.provider"), account.provider],
      [texts("column.store"), account.store],
      [texts("column.description"), cell(account.description)],
      [texts("credential.show.url"), account.path],
      [texts("credential.show.act-on-tests"), yesOrNo(account.actOnTests, texts)],
      ...(account.api === null ? [] : [[texts("credential.show.api"), account.api] as const]),
    ]);
    out.line("");
    const head = [texts("column.secret"), texts("column.verifies"), texts("column.fingerprint"), texts("column.set-at")];
    const rows = account.secrets.flatMap(({ name, verifies, values }) => {
      const [newest = null, ...older] = values;
      const row = (value: typeof newest) => [
        name,
        yesOrNo(verifies, texts),
        value?.fingerprint ?? "-",
        value === null ? "-" : texts.formats.dateTime(value.createdAt),
      ];
      return [row(newest), ...older.map(row)];
    });
    await out.table(head, rows, "");
    for (const secret of account.secrets.filter((candidate) => candidate.values.length === 0)) {
      out.say(texts("credential.show.where", { name: secret.name, where: secret.whereToFind }));
    }
  },
};
