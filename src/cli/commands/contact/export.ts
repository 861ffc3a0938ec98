import { chmod, stat } from "node:fs/promises";
import { exportPerson, type PersonRecord } from "../../../app/privacy/export.ts";
import { VENDOR_ZONE } from "../../../config/zone.ts";
import { IntgError } from "../../../core/errors.ts";
import { replaceFile } from "../../../shared/replace-file.ts";
import type { CommandModule } from "../../command.ts";
import type { Context } from "../../context.ts";
import { printable } from "../../printable.ts";
import { findEverything } from "../../privacy/find.ts";
import { createSink } from "../../sink.ts";

export const command: CommandModule = {
  define(command, texts) {
    command
      .argument("<contact>", texts("contact.export.argument.contact"))
      .option("-o, --output <file>", texts("contact.export.option.output"), "-");
  },
  async run(context, input) {
    const { clock } = context;
    const who = input.argument("contact");
    const store = await context.store();
    const { person, survey, again } = await findEverything(store, who, context);
    const record = await exportPerson(store, person, survey, { now: clock.now(), zone: VENDOR_ZONE, again });
    if (record.contacts.length + record.calls.length + record.dispatches.length === 0) {
      throw new IntgError("INTG_CONTACT_NOT_FOUND", { key: who });
    }
    await hand(record, input.text("output") ?? "-", context);
  },
};

async function hand(record: PersonRecord, output: string, { io, out, texts }: Context): Promise<void> {
  const text = `${JSON.stringify(record, null, 2)}\n`;
  out.warn(texts("contact.export.unmasked"));
  if (output === "-") {
    await createSink(io.stdout).write(text);
    return;
  }
  await closeToOthers(output);
  await replaceFile(output, once(text));
  const counts = { contacts: record.contacts.length, calls: record.calls.length, dispatches: record.dispatches.length };
  if (out.json) return out.document({ file: output, ...counts });
  const [calls, dispatches] = [
    texts("contact.export.calls", { n: counts.calls }),
    texts("contact.export.dispatches", { n: counts.dispatches }),
  ];
  out.say(texts("contact.export.done", { file: printable(output), calls, dispatches }));
}

/** A file that is replaced keeps its mode, and this one is for nobody else. */
async function closeToOthers(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() === true) await chmod(path, 0o600).catch(() => undefined);
}

async function* once(text: string): AsyncIterable<string> {
  yield text;
}
