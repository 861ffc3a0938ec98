import { addListing } from "../../../app/advertisers.ts";
import { isListingCode } from "../../../app/import-listings.ts";
import { badArgument } from "../../bad-argument.ts";
import type { CommandModule } from "../../command.ts";
import { printable } from "../../printable.ts";

export const command: CommandModule = {
  define(command, texts) {
    command
      .argument("<code>", texts("listing.argument.code"))
      .requiredOption("--advertiser <slug>", texts("listing.add.option.advertiser"));
  },
  async run({ out, texts, ...context }, input) {
    const listing = { code: input.argument("code").trim(), advertiser: input.text("advertiser") ?? "" };
    if (!isListingCode(listing.code)) throw badArgument(input, "code", texts("listing.bad-code"));
    await addListing(await context.store(), listing);
    if (out.json) out.document(listing);
    out.say(texts("listing.add.done", { code: printable(listing.code), advertiser: listing.advertiser }));
  },
};
