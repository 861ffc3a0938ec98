import type { Processed } from "../app/process.ts";
import type { Context } from "./context.ts";

/** What a command that was only about this home has put in line to go outside. */
export function sayOutside({ out, texts }: Pick<Context, "out" | "texts">, processed: readonly Processed[]): void {
  const queued = processed.flatMap(({ changes }) => changes).filter(({ kind, after }) => kind === "outbox" && after === "queued");
  if (queued.length > 0) out.say(out.styleErr.dim(texts("dispatch.queued-now", { n: queued.length })));
}
