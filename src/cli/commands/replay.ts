import type { Processed } from "../../app/process.ts";
import { replayDeliveries } from "../../app/replay.ts";
import { requireProvider } from "../../app/require-provider.ts";
import { runCalls } from "../../app/simulate.ts";
import { VENDOR_ZONE } from "../../config/zone.ts";
import { IntgError } from "../../core/errors.ts";
import { type HttpFile, readHttpFile } from "../../core/http-file.ts";
import { DEFAULT_STORE } from "../../core/store-name.ts";
import { readBounded } from "../../shared/bounded-file.ts";
import type { CommandModule } from "../command.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { sayOutside } from "../outside.ts";
import { pause } from "../simulate/pause.ts";
import { openStage } from "../simulate/stage.ts";
import { readStoreName } from "../store-name.ts";
import { traceView } from "../view/trace.ts";
import { traceJson } from "../view/trace-json.ts";
import { viewOf } from "../view/view.ts";

/** A call has at most 1 MiB of body; a larger file is no call. */
const MAX_FILE_BYTES = 2 * 1024 * 1024;

export const command: CommandModule = {
  define(command, texts) {
    command
      .argument("[ids...]", texts("replay.argument.ids"))
      .option("--file <path>", texts("replay.option.file"))
      .option("--provider <provider>", texts("replay.option.provider"))
      .option("--store <name>", texts("replay.option.store"), DEFAULT_STORE)
      .option("--apply", texts("replay.option.apply"));
  },

  async run(context, input) {
    const { out, texts } = context;
    const apply = input.flag("apply");
    const file = input.text("file");
    const ids = input.argumentsOf("ids");
    if (file === undefined && ids.length === 0)
      throw new IntgError("INTG_MISSING_VALUE", { what: texts("replay.nothing"), flag: "intg replay <event id>, or --file" });
    const processed =
      file === undefined
        ? await replayDeliveries(ids, await context.store(), VENDOR_ZONE, apply)
        : await replayFile(file, apply, input, context);
    const view = viewOf(context);
    if (out.json) return out.document(processed.map((one) => ({ ...traceJson(one, view), dryRun: !apply })));
    for (const [index, one] of processed.entries()) {
      if (index > 0) out.line("");
      out.line(traceView(one, view, { dryRun: !apply, stored: apply || file === undefined }));
    }
    out.say("");
    out.say(out.styleErr.dim(texts(apply ? "replay.applied" : "replay.dry")));
    if (apply) sayOutside(context, processed);
  },
};

async function replayFile(path: string, apply: boolean, input: Input, context: Context): Promise<readonly Processed[]> {
  const { out, texts, clock, ids } = context;
  const id = input.text("provider");
  if (id === undefined) throw new IntgError("INTG_MISSING_VALUE", { what: texts("replay.option.provider"), flag: "--provider" });
  const provider = requireProvider(id);
  const store = readStoreName(input, texts);
  const { request } = await readCallFile(path);
  const stage = await openStage(provider, { store, mustBeReal: apply }, context);
  const isSigned = provider.redact(request) !== request || provider.secretHeaders.some((name) => request.headerValues(name).length > 0);
  if (!isSigned) out.say(out.styleErr.dim(texts("replay.file-unsigned", { provider: provider.title })));
  const call = isSigned ? request : provider.sign(request, stage.credentials, clock.now());
  const world = { store: stage.store, clock, ids, zone: VENDOR_ZONE, pause };
  const done = await runCalls([{ request: call }], provider, { store, credentials: stage.credentials, origin: "file" }, world, apply);
  return done.flatMap((one) => one.processed);
}

async function readCallFile(path: string): Promise<HttpFile> {
  const file = readHttpFile(await readBounded(path, MAX_FILE_BYTES));
  if (!file.ok) throw new IntgError("INTG_HTTP_FILE_BAD", { path, reason: file.error });
  return file.value;
}
