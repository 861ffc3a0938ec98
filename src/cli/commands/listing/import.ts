import { importListings } from "../../../app/import-listings.ts";
import type { CommandModule } from "../../command.ts";
import { readImportFile } from "../../import-file.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<file>", texts("import.argument.file"));
  },
  async run({ out, texts, ...context }, input) {
    const file = await readImportFile(input.argument("file"));
    const { listings } = await importListings(await context.store(), file);
    if (out.json) out.document({ listings });
    out.say(texts("listing.import.done", { n: listings }));
  },
};
