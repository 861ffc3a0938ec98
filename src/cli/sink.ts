import type { Writable } from "node:stream";

/** Writes at the reader's pace. */
export interface Sink {
  /** Resolves when more can be taken. @returns false once the reader has closed the pipe: stop then, it is no error. */
  write(chunk: string | Uint8Array): Promise<boolean>;
}

/** A reader that goes away shows as an `EPIPE` error, or as a close; whoever started us may do either. */
export function createSink(stream: Writable): Sink {
  let isClosed = stream.destroyed;
  const close = () => {
    isClosed = true;
  };
  stream.once("close", close);
  stream.on("error", close);
  return {
    async write(chunk) {
      if (isClosed) return false;
      if (!stream.write(chunk)) await roomIn(stream);
      return !isClosed;
    },
  };
}

function roomIn(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      for (const name of ["drain", "close", "error"]) stream.off(name, settle);
      resolve();
    };
    for (const name of ["drain", "close", "error"]) stream.on(name, settle);
  });
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
