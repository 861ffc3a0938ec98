import { createHmac } from "node:crypto";
import { type Capture, captureCall } from "../../../app/capture-event.ts";
import type { Store } from "../../../app/ports.ts";
import { requireProvider } from "../../../app/require-provider.ts";
import { eventIdOf } from "../../../core/delivery.ts";
import { IntgError } from "../../../core/errors.ts";
import type { CanonicalEvent } from "../../../core/event.ts";
import { writeHttpFile } from "../../../core/http-file.ts";
import { type Random, seededRandom } from "../../../core/random.ts";
import { replaceFile } from "../../../shared/replace-file.ts";
import type { CommandModule } from "../../command.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { printable } from "../../printable.ts";
import { requireEvent } from "./find.ts";

export const command: CommandModule = {
  define(command, texts) {
    command
      .argument("<event>", texts("event.argument.event"))
      .option("-o, --output <file>", texts("event.capture.option.output"))
      .option("--seed <text>", texts("event.capture.option.seed"));
  },
  async run(context, input) {
    const store = await context.store();
    const { event } = await requireEvent(context, input.argument("event"), input.command);
    const delivery = await store.deliveries.find(event.deliveryId);
    if (delivery === undefined) throw new IntgError("INTG_EVENT_NOT_FOUND", { id: event.deliveryId });
    if (delivery.purgedAt !== undefined) throw new IntgError("INTG_CALL_PURGED", { id: event.id, date: delivery.purgedAt.slice(0, 10) });
    const document = delivery.answer?.kind === "document" ? delivery.answer.document : null;
    const events = await eventsOf(delivery.id, store);
    const capture = captureCall(requireProvider(event.provider), { delivery, document, events }, await drawer(store, input));
    await give(capture, event, context, input.text("output"));
  },
};

async function eventsOf(deliveryId: string, store: Store): Promise<readonly CanonicalEvent[]> {
  const events: CanonicalEvent[] = [];
  for (let next: CanonicalEvent | undefined; ; events.push(next)) {
    next = await store.events.get(eventIdOf(deliveryId, events.length));
    if (next === undefined) return events;
  }
}

/** Numbers that nobody can draw who has neither the seed nor this home's key. */
async function drawer(store: Store, input: Input): Promise<(text: string) => Random> {
  const key = input.text("seed") ?? (await store.privacy.fingerprints(["event capture"]))[0] ?? "";
  return (text) => seededRandom(createHmac("sha256", key).update(text).digest().readUInt32BE());
}

async function give(capture: Capture, event: CanonicalEvent, { out, io, texts }: Context, output: string | undefined): Promise<void> {
  const { request, document } = capture;
  const notes = { provider: event.provider, trigger: event.trigger, format: event.format, people: "look-alikes" };
  const bytes = writeHttpFile({ notes, request });
  const documentFile = output === undefined || document === null ? null : `${output.replace(/\.http$/, "")}.document`;
  if (output !== undefined) await replaceFile(output, once(bytes));
  if (documentFile !== null && document !== null) await replaceFile(documentFile, once(document));
  if (out.json) {
    const { method, target, headers } = request;
    const files = { file: output ?? null, documentFile };
    out.document({ ...notes, ...files, method, target, headers, body: request.text(), hasDocument: document !== null });
  } else if (output === undefined) {
    if (io.stdout.isTTY) out.line(new TextDecoder().decode(bytes).trimEnd().split("\n").map(printable).join("\n"));
    else io.stdout.write(bytes);
  } else out.say(texts("event.capture.done", { file: printable(output), provider: event.provider }));
  if (document !== null && documentFile === null) out.warn(texts("event.capture.document-left", { id: event.id }));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
