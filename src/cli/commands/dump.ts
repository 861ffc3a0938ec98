import { dirname } from "node:path";
import { SECTIONS, type Section } from "../../app/config-file/document.ts";
import { sizeText } from "../../shared/bounded-file.ts";
import { replaceFile } from "../../shared/replace-file.ts";
import { spooled } from "../../shared/spool.ts";
import { type CommandModule, repeatable } from "../command.ts";
import { schemaPlace } from "../config-file/schema-place.ts";
import { configDocument, configText } from "../config-file/write.ts";
import type { Input } from "../input.ts";
import { printable } from "../printable.ts";
import { createSink } from "../sink.ts";
import { untilInterrupted } from "../stop-signal.ts";
import { shellWord } from "../view/mend.ts";
import { LARGEST_BYTES } from "../yaml-file.ts";

export const command: CommandModule = {
  define(command, texts) {
    command
      .option("-o, --output <file>", texts("dump.option.output"))
      .option("--section <name>", texts("dump.option.section", { sections: SECTIONS.join(", ") }), repeatable);
  },
  async run(context, input) {
    const { out, texts, io } = context;
    const output = input.text("output") ?? "-";
    const sections = readSections(input);
    // A home that is not there is an empty one, and is not made by being looked at.
    const store = context.hasStore() ? await context.store() : await context.scratchStore();
    if (out.json && output === "-") return out.document(await configDocument(store, sections));
    const size = { bytes: 0 };
    const schema = schemaPlace(output === "-" ? "." : dirname(output));
    const chunks = untilInterrupted(measured(configText(store, { sections, schema }, texts), size));
    if (output === "-") await writeOut(io.stdout, chunks);
    else await replaceFile(output, chunks);
    if (out.json) out.document({ file: output, bytes: size.bytes });
    if (output !== "-") out.say(texts("dump.done", { file: printable(output), word: shellWord(output) }));
    if (size.bytes > LARGEST_BYTES) out.warn(texts("dump.too-large", { limit: sizeText(LARGEST_BYTES) }));
  },
};

function readSections(input: Input): readonly Section[] {
  const given = input.list("section").map((word) => {
    const section = SECTIONS.find((known) => known === word);
    if (section === undefined) throw input.badValue("section", printable(word), SECTIONS.join(", "));
    return section;
  });
  return given.length === 0 ? SECTIONS : given;
}

async function* measured(chunks: AsyncIterable<string>, size: { bytes: number }): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    size.bytes += Buffer.byteLength(chunk);
    yield chunk;
  }
}

/** Nothing goes out before everything was read; a reader that leaves early is no error. */
async function writeOut(stdout: NodeJS.WriteStream, chunks: AsyncIterable<string>): Promise<void> {
  const sink = createSink(stdout);
  for await (const chunk of await spooled(chunks)) if (!(await sink.write(chunk))) return;
}
