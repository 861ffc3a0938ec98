import { findEvent } from "../../../app/find-event.ts";
import type { EventWithDecisions } from "../../../app/ports.ts";
import { IntgError } from "../../../core/errors.ts";
import type { Context } from "../../context.ts";

/** The event that the user named; names that mean several are refused with what they could mean. */
export async function requireEvent(context: Context, text: string, command: string): Promise<EventWithDecisions> {
  const result = await findEvent(await context.store(), text);
  if (result.kind === "one") return result.found;
  throw new IntgError("INTG_BAD_VALUE", {
    flag: "<event>",
    given: text,
    expected: context.texts("event.ambiguous", { ids: result.ids.join(", ") }),
    command,
  });
}
