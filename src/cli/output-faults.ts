import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { IntgError } from "../core/errors.ts";
import type { Io } from "./io.ts";

/** Stands for the path of what has none. */
export const STANDARD_OUTPUT = "standard output";

/** Whatever becomes of our output, no error of it is thrown where nobody can catch it. */
export interface OutputFaults {
  /**
   * Waits until what was written is handed over.
   *
   * @throws INTG_OUTPUT_UNWRITABLE when standard output could not be written. A reader that closed it (`intg ... | head`)
   * is within its rights.
   */
  throwIfAny(): Promise<void>;
  /** Gives readers a moment for what was written, then leaves it unsaid: a stuck reader must not keep the process. */
  letGo(): Promise<void>;
}

const LET_GO_MS = 1_000;

export function watchOutput({ stdout, stderr }: Pick<Io, "stdout" | "stderr">): OutputFaults {
  let fault: NodeJS.ErrnoException | undefined;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    fault ??= error;
  });
  // Nowhere is left to say it.
  stderr.on("error", () => undefined);
  return {
    async throwIfAny() {
      await new Promise((resolve) => stdout.write("", resolve));
      if (fault === undefined || fault.code === "EPIPE") return;
      throw new IntgError("INTG_OUTPUT_UNWRITABLE", { path: STANDARD_OUTPUT, reason: fault.code ?? fault.name }, { cause: fault });
    },
    letGo: async () => void (await Promise.all([stdout, stderr].map(letGoOf))),
  };
}

async function letGoOf(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength === 0) return;
  const timer = new AbortController();
  const tooLong = sleep(LET_GO_MS, "stuck", { signal: timer.signal }).catch(() => "over");
  const written = new Promise<"over">((resolve) => stream.write("", () => resolve("over")));
  const end = await Promise.race([written, tooLong]);
  timer.abort();
  // `destroy()` of the process's own streams does nothing, and pending writes keep the process; a way to drop them ends this.
  if (end === "stuck" && stream instanceof Socket) Socket.prototype._destroy.call(stream, null, () => undefined);
}
