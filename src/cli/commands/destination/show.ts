import { describeDestination } from "../../../app/destinations/describe.ts";
import type { CommandModule } from "../../command.ts";
import { destinationJson, showDestination } from "../../view/destination.ts";
import { defineName } from "./name.ts";

export const command: CommandModule = {
  define: defineName,
  async run(context, input) {
    const { out, texts, clock } = context;
    const description = await describeDestination(await context.store(), clock, input.argument("name"));
    if (out.json) return out.document(destinationJson(description, texts));
    await showDestination(context, description);
  },
};
