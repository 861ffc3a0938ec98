import { importAdvertisers } from "../../../app/import-advertisers.ts";
import type { CommandModule } from "../../command.ts";
import { readImportFile } from "../../import-file.ts";
import { printable } from "../../printable.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<file>", texts("import.argument.file"));
  },
  async run({ out, texts, ...context }, input) {
    const file = await readImportFile(input.argument("file"));
    const { added, updated, merged, columns } = await importAdvertisers(await context.store(), file);
    if (out.json) out.document({ added, updated, merged, form: columns.form, unusedColumns: columns.unused });
    if (columns.form !== "current") out.say(texts("advertiser.import.old-form", { form: columns.form }));
    if (columns.unused.length > 0) out.say(texts("advertiser.import.unused", { columns: printable(columns.unused.join(", ")) }));
    if (merged > 0) out.say(texts("advertiser.import.merged", { n: merged }));
    out.say(texts("advertiser.import.done", { added, updated }));
  },
};
