import type { Context } from "./context.ts";

/** How far a long piece of work is; drawn on a terminal only, on standard error. */
export interface Progress {
  advance(by?: number): void;
  /** Takes the bar away, so that what is printed next stands alone. */
  stop(): void;
}

const SILENT: Progress = { advance: () => undefined, stop: () => undefined };

/** Too little work to be watched. */
const LEAST = 50;

export async function startProgress({ io, options, texts }: Pick<Context, "io" | "options" | "texts">, total: number): Promise<Progress> {
  if (io.stderr.isTTY !== true || options.quiet || options.json || total < LEAST) return SILENT;
  // A CommonJS package: in the bundle its names are below `default` only, in the sources below both.
  const { SingleBar, Presets } = (await import("cli-progress")).default;
  const format = `${texts("progress.word")} {bar} {percentage} %  {value}/{total}  ${texts("progress.left")} {eta_formatted}`;
  const bar = new SingleBar({ stream: io.stderr, format, clearOnComplete: true, hideCursor: true, barsize: 30 }, Presets.rect);
  bar.start(total, 0);
  return { advance: (by = 1) => bar.increment(by), stop: () => bar.stop() };
}
