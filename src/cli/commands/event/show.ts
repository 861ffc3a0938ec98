import { namesRefusal } from "../../../app/find-refusal.ts";
import { IntgError } from "../../../core/errors.ts";
import type { CanonicalEvent } from "../../../core/event.ts";
import { eventJson } from "../../../core/event-json.ts";
import { writeHttpFile } from "../../../core/http-file.ts";
import type { CommandModule } from "../../command.ts";
import type { Context } from "../../context.ts";
import { printable } from "../../printable.ts";
import { requireBytes } from "../../privacy/purged-call.ts";
import { indent } from "../../view/columns.ts";
import { eventDetails, eventHead } from "../../view/event-details.ts";
import { mendingLines } from "../../view/trace.ts";
import { viewOf } from "../../view/view.ts";
import { requireEvent } from "./find.ts";
import { showRefused } from "./refused.ts";

export const command: CommandModule = {
  define(command, texts) {
    command.argument("<event>", texts("event.argument.event-or-refusal")).option("--raw", texts("event.show.option.raw"));
  },
  async run(context, input) {
    if (namesRefusal(input.argument("event"))) return showRefused(context, input);
    const { out, texts, options } = context;
    if (input.flag("raw") && !options.showPii) {
      throw new IntgError("INTG_USAGE", { detail: texts("event.show.raw-needs-pii"), command: input.command });
    }
    const { event } = await requireEvent(context, input.argument("event"), input.command);
    if (input.flag("raw")) return showRaw(event, context);
    if (out.json) return out.document(eventJson(event, { showPii: options.showPii, render: (note) => texts.ofNote(note) }));
    const view = viewOf(context);
    out.line([eventHead(event, view), ...indent(eventDetails(event, view)), ...mendingLines({ event }, view)].join("\n"));
    const { purgedAt } = (await (await context.store()).deliveries.find(event.deliveryId)) ?? {};
    if (purgedAt !== undefined) out.say(`\n${texts("privacy.purged-bytes", { date: texts.formats.date(purgedAt) })}`);
    out.say(`\n${out.styleErr.dim(texts("event.show.explain-hint", { id: event.id }))}`);
  },
};

/** The call as it was stored: bytes into a file or pipe, made harmless for a terminal. */
async function showRaw(event: CanonicalEvent, { out, io, texts, ...context }: Context): Promise<void> {
  const delivery = await (await context.store()).deliveries.find(event.deliveryId);
  if (delivery === undefined) throw new IntgError("INTG_EVENT_NOT_FOUND", { id: event.deliveryId });
  requireBytes(delivery, texts);
  const { request } = delivery;
  if (out.json) return out.document({ method: request.method, target: request.target, headers: request.headers, body: request.text() });
  const bytes = writeHttpFile({ notes: { event: event.id, received: delivery.receivedAt }, request });
  if (io.stdout.isTTY) out.line(new TextDecoder().decode(bytes).trimEnd().split("\n").map(printable).join("\n"));
  else io.stdout.write(bytes);
}
