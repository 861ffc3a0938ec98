import type { SingleBar } from "cli-progress";
import type { ReconcileWorld } from "../../app/reconcile/run.ts";
import type { MessageKey } from "../../messages/text.ts";
import type { Context } from "../context.ts";

/** How far the reading is; drawn on a terminal only, on standard error. */
export interface ReadingBar extends Pick<ReconcileWorld, "watcher" | "onWait"> {
  /** Begins to count another kind of questions. */
  begin(stage: "details", total: number): void;
  advance(): void;
  /** Takes it away, so that what is printed next stands alone. */
  stop(): void;
}

/** Waits that nobody would notice are not told. */
const NOTICED_MS = 2_000;

export async function startReadingBar({ io, options, out, texts }: Context): Promise<ReadingBar> {
  const isDrawn = io.stderr.isTTY === true && !options.quiet && !options.json;
  let bar: SingleBar | undefined;
  let sales = 0;
  const make = isDrawn ? await barMaker(io.stderr) : null;
  const begin = (stage: "read" | "verify" | "details", total: number) => {
    bar?.stop();
    bar = total === 0 ? undefined : make?.(`${texts(`reconcile.bar.${stage}` satisfies MessageKey)} {bar} {value}/{total} {sales}`);
    bar?.start(total, 0, { sales: "" });
  };
  const advance = () => void bar?.increment(1);
  return {
    watcher: {
      onBegin: (lists) => begin("read", lists),
      onPage: (n) => {
        sales += n;
        bar?.update({ sales: `${texts.formats.number(sales)} ${texts("reconcile.bar.sales")}` });
      },
      onList: advance,
      onVerify: (total) => begin("verify", total),
      onVerified: advance,
    },
    onWait: (ms, reason) => {
      if (ms < NOTICED_MS) return;
      const text = texts("reconcile.waiting", { seconds: Math.ceil(ms / 1000), reason });
      if (bar === undefined) out.say(out.styleErr.dim(text));
      else bar.update({ sales: text });
    },
    begin: (stage, total) => begin(stage, total),
    advance,
    stop: () => bar?.stop(),
  };
}

async function barMaker(stream: NodeJS.WriteStream): Promise<(format: string) => SingleBar> {
  // A CommonJS package: in the bundle its names are below `default` only, in the sources below both.
  const { SingleBar: Bar, Presets } = (await import("cli-progress")).default;
  return (format) => new Bar({ stream, format, clearOnComplete: true, hideCursor: true, barsize: 30 }, Presets.rect);
}
