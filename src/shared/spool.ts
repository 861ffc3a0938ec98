import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What is held in memory; beyond it goes to a temporary file. */
const HELD_CHARACTERS = 512 * 1024;
const READ_BYTES = 256 * 1024;

/**
 * Takes in everything before it gives anything: whoever reads the result knows that nothing went wrong on the way.
 *
 * A temporary file has no name any more by the time it is written, so nothing is left of it however we end.
 *
 * @returns the same bytes. A chunk is good until the next one is asked for.
 * @throws whatever `chunks` throws, with nothing kept.
 */
export async function spooled(chunks: AsyncIterable<string | Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  let held = "";
  let file: FileHandle | null = null;
  try {
    for await (const chunk of chunks) {
      if (typeof chunk === "string") held += chunk;
      if (typeof chunk === "string" && held.length < HELD_CHARACTERS) continue;
      file ??= await openNameless();
      await file.appendFile(held);
      held = "";
      if (typeof chunk !== "string") await file.appendFile(chunk);
    }
  } catch (error) {
    await file?.close();
    throw error;
  }
  return givenBack(file, Buffer.from(held));
}

async function* givenBack(file: FileHandle | null, rest: Uint8Array): AsyncGenerator<Uint8Array> {
  if (file !== null) yield* contentOf(file);
  if (rest.length > 0) yield rest;
}

async function* contentOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  try {
    for (let position = 0; ; ) {
      const { bytesRead } = await file.read({ buffer, position });
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), "intg-export-"));
  const file = await open(join(folder, "rows"), "wx+", 0o600);
  await rm(folder, { recursive: true, force: true });
  return file;
}
