import type { Writable } from "node:stream";

/** Writes at the reader's pace. */
export interface Sink {
  /**
   * Resolves when the chunk is handed over; its memory may be used again then.
   *
   * @returns false once the reader has closed the pipe: stop then, it is no error.
   */
  write(chunk: string | Uint8Array): Promise<boolean>;
}

export function createSink(stream: Writable): Sink {
  return {
    write: (chunk) => new Promise((resolve) => stream.write(chunk, (error) => resolve(error === null || error === undefined))),
  };
}

/** A JSON array written as it is read, so that a million entries take the memory of one page. */
export async function writeArray(sink: Sink, pages: AsyncIterable<readonly unknown[]>): Promise<void> {
  let before = "[";
  for await (const page of pages) {
    if (page.length === 0) continue;
    if (!(await sink.write(before + page.map((entry) => JSON.stringify(entry)).join(",\n")))) return;
    before = ",\n";
  }
  await sink.write(before === "[" ? "[]\n" : "]\n");
}
