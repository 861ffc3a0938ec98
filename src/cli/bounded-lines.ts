import type { Writable } from "node:stream";

/** Node keeps what a stuck reader does not take; past this much we rather leave lines out. */
const LIMIT_BYTES = 1024 * 1024;

/**
 * Lines for a reader that may stop reading for hours: those that would only pile up in memory are left out and counted.
 *
 * @param onDropped - told how many were left out, as soon as the reader takes lines again.
 * @returns what writes one line.
 */
export function boundedLines(stream: Writable, onDropped: (count: number) => void, limitBytes = LIMIT_BYTES): (line: string) => void {
  let dropped = 0;
  stream.on("drain", () => {
    if (dropped === 0) return;
    const count = dropped;
    dropped = 0;
    onDropped(count);
  });
  return (line) => {
    if (stream.writableLength > limitBytes) dropped += 1;
    else stream.write(`${line}\n`);
  };
}
