import type { CommandModule } from "../../command.ts";
import { runErase } from "../../privacy/run-erase.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<contact>", texts("contact.export.argument.contact")).option("--dry-run", texts("contact.erase.option.dry-run"));
  },
  run: (context, input) => runErase(input.argument("contact"), input.flag("dryRun"), context),
};
